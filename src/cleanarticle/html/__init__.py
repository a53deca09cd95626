"""The door for web pages: HTML → the text a reader sees, with what the markup says about each stretch of it."""

from .page import Node, Page, Piece, Place, read_page

__all__ = ["Node", "Page", "Piece", "Place", "read_page"]

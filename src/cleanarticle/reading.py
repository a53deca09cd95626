"""Bytes of a file → text of an article, or source of a web page: which of the two, and decoded as such."""

from __future__ import annotations

from .decode import Decoded, DecodeError, decode, peek


def decode_as(data: bytes, name: str, wanted: str, encoding: str | None = None) -> tuple[str, Decoded]:
    """("text" or "html", the decoded file).

    name: of the file, "" if it has none; its ending tells a page.  wanted: "text", "html", or "auto" to find out.
    encoding: of the file, or None to find out. Raises DecodeError for what is neither.
    """
    if wanted == "text":
        return wanted, decode(data, encoding)
    from .sniff import is_web_archive, looks_like_page

    head = peek(data)
    if is_web_archive(head, name):
        raise DecodeError("is a web archive (MHTML), which is not read; save the page as HTML")
    if wanted == "auto" and not looks_like_page(head, name):
        return "text", decode(data, encoding)
    from .charset import decode_page

    return "html", decode_page(data, encoding)

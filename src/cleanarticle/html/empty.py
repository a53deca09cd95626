"""Pages without a text of their own: empty ones, and those that scripts fill in a browser."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .page import Page

_LITTLE = 400
"""A page that its scripts fill may show a line or two without them; characters."""
_MOST = 200
"""So many elements are looked at."""
_ROOTS = frozenset(("root", "app", "__next", "__nuxt", "___gatsby", "app-root", "react-root", "main-app", "svelte"))


def emptiness(page: Page) -> str | None:
    """A warning, in words, if a page has no text or looks as if scripts would have to fill it; else None."""
    scripted = any(_is_script(script) for script in islice(page.tree.iter("script"), _MOST))
    shown = page.text.strip()
    if not shown:
        what = "the page has no visible text"
        return f"{what}; scripts would have to fill it: save it from a browser" if scripted else what
    if scripted and len(shown) < _LITTLE and _waits(page.tree, shown):
        return "the page has next to no visible text; scripts would have to fill it: save it from a browser"
    return None


def _is_script(script: Any) -> bool:
    """Whether a script element is code, and not data such as JSON-LD."""
    return "json" not in (script.get("type") or "").lower()


def _waits(tree: Any, shown: str) -> bool:
    """Whether a page asks for JavaScript, or has the empty element that frameworks fill."""
    told = [shown, *("".join(islice(note.itertext(), _MOST)) for note in islice(tree.iter("noscript"), _MOST))]
    if any("javascript" in text.lower() for text in told):
        return True
    roots = (element for element in islice(tree.iter("div", "main", "app-root"), _MOST) if element.get("id") in _ROOTS)
    return any(not "".join(islice(root.itertext(), _MOST)).strip() for root in roots)

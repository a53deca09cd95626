"""Title, byline, date, site and language of a page, as the page itself declares them; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from .dates import iso_date
from .html.declared import MOST, clean, read_metas, read_microdata, words
from .html.jsonld import find_article, find_nodes, types

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}\Z")
_YEAR = re.compile(r"\d{4}")
_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@\s]{0,99}@)?([\w.-]{1,253})(?::\d{1,5})?(?:[/?#]|\Z)", re.IGNORECASE)
_PARTED = re.compile(r"\s[|\-–—·•»:/]{1,2}\s|(?<=\w):\s")

_TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
)
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author")
_DATES = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "date",
)
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_ADDRESSES = ("og:url", "twitter:url")


@dataclass(frozen=True)
class Metadata:
    """What a page says about itself; None where it does not say it.

    title: the headline, without the site's name.  byline: the authors' names, parted by ", ".  date: when it was
    published, in ISO 8601 where that can be told from what the page says ("2024-05-03", "2024-05-03T10:00:00+02:00"),
    else as the page writes it.  site: the site's name.  domain: its host name, without "www.".  url: the
    page's own address.  language: a BCP 47 tag.
    """

    title: str | None = None
    byline: str | None = None
    date: str | None = None
    site: str | None = None
    domain: str | None = None
    url: str | None = None
    language: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """The same as plain JSON values."""
        return asdict(self)


def read_metadata(tree: Any, headline: str = "") -> Metadata:
    """Read what a parsed page declares, in this order: JSON-LD, Open Graph and other `meta`, microdata, other tags.

    tree: root element (lxml), its scripts still in it.  headline: what the page shows as its headline, if that is
    known; it is the title then. Never fails; linear in the page.
    """
    return _Declared(tree, headline).metadata()


class _Declared:
    """What a page declares, field by field."""

    def __init__(self, tree: Any, headline: str) -> None:
        self.tree, self.headline = tree, headline
        self.metas = read_metas(tree)

    def metadata(self) -> Metadata:
        site = self.site()
        return Metadata(
            self.title(site), self.byline(), self.date(), site, self.domain(), self.address(), self.language()
        )

    @cached_property
    def article(self) -> Mapping[str, Any]:
        """The JSON-LD node of the article, else that of the page, else nothing."""
        titles = [self.headline, *(self.metas.get(name, "") for name in _TITLES), self.title_tag]
        found = find_article(self.nodes, titles, self.url)
        if found is None:
            found = next((node for node in self.nodes if "WebPage" in types(node)), None)
        return found or {}

    @cached_property
    def nodes(self) -> list[dict[str, Any]]:
        return find_nodes(self.tree)

    @cached_property
    def microdata(self) -> Mapping[str, list[str]]:
        """Property → values, of items that are articles."""
        return read_microdata(self.tree)

    @cached_property
    def title_tag(self) -> str:
        return next((clean("".join(title.itertext())) for title in islice(self.tree.iter("title"), 1)), "")

    @cached_property
    def url(self) -> str | None:
        """The page's own address."""
        links = (link.get("href") for link in self._some("link") if "canonical" in words(link.get("rel")))
        told = [*(self.metas.get(name) for name in _ADDRESSES), *links]
        return next((url for url in told if url and _HOST.match(url)), None)

    def title(self, site: str | None) -> str | None:
        if self.headline:
            return self.headline
        found = next((title for title in self._titles() if title), None)
        return found and _without_site(found, site)

    def _titles(self) -> Iterator[str | None]:
        yield _text(self.article.get("headline"))
        yield from map(self.metas.get, _TITLES)
        yield from self.microdata.get("headline", ())  # read only where nothing before it tells: it takes time
        yield _text(self.article.get("name"))
        yield self.title_tag

    def byline(self) -> str | None:
        for told in (self._authors, self._meta_authors, lambda: self.microdata.get("author", [])):
            names = [name for name in dict.fromkeys(told()) if name and not _HOST.match(name) and name[0] != "@"]
            if names:
                return ", ".join(names)
        return None

    def _authors(self) -> list[str]:
        """The names in JSON-LD; those of people, if any of them is said to be one."""
        told = self.article.get("author")
        authors = told if isinstance(told, list) else [told]
        people = [author for author in authors if isinstance(author, dict) and "Person" in types(author)]
        return [_name(author) for author in (people or authors)[:MOST]]

    def _meta_authors(self) -> list[str]:
        names = [name for name in _AUTHORS if name in self.metas]
        return self.metas.every(names[0]) if names else []

    def date(self) -> str | None:
        dates = list[str]()
        for told in self._dates():
            date = _text(told)
            known = iso_date(date) if date else None
            if known:
                return known
            dates.append(date)
        return next((date for date in dates if _YEAR.search(date)), None)

    def _dates(self) -> Iterator[Any]:
        yield self.article.get("datePublished")
        yield from map(self.metas.get, _DATES)
        yield from self.microdata.get("datepublished", ())
        yield self.article.get("dateCreated")
        yield from self._times()

    def _times(self) -> list[str]:
        """The moment that all of the page's `time` elements name, or the one that says it is the day of publication."""
        times = [time for time in self._some("time") if time.get("datetime")]
        named = [time.get("datetime") for time in times if "pubdate" in time.attrib]
        moments = list(dict.fromkeys(time.get("datetime") for time in times))
        return named[:1] or (moments if len(moments) == 1 else [])

    def site(self) -> str | None:
        return next((site for site in self._sites() if site and "://" not in site), None)

    def _sites(self) -> Iterator[str | None]:
        yield self.metas.get("og:site_name")
        yield _name(self.article.get("publisher"))
        yield from (_name(node) for node in self.nodes if "WebSite" in types(node))
        yield from map(self.metas.get, _SITES)
        yield from self.microdata.get("publisher", ())

    def address(self) -> str | None:
        return self.url if self.url and self.url.lower().startswith("http") and self.domain() else None

    def domain(self) -> str | None:
        told = [self.url, _text(self.article.get("url")), *(base.get("href") for base in self._some("base"))]
        hosts = (match.group(1).lower().strip(".") for url in told if url and (match := _HOST.match(url.strip())))
        return next((host.removeprefix("www.") for host in hosts if "." in host.removeprefix("www.")), None)

    def language(self) -> str | None:
        told = [self.tree.get("lang"), self.tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
        told += [self.tree.get("xml:lang"), self.metas.get("content-language"), self.metas.get("og:locale")]
        told += [_text(self.article.get("inLanguage")), self.metas.get("language"), self.metas.get("dc.language")]
        tags = (tag.strip() for tag in told if tag)
        return next((tag.replace("_", "-") for tag in tags if _LANGUAGE.match(tag)), None)

    def _some(self, tag: str) -> Iterator[Any]:
        return islice(self.tree.iter(tag), MOST)


def _text(value: Any) -> str:
    """A JSON-LD value as text; the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("name")
    return clean(value) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """The name of a JSON-LD person or organization."""
    if not isinstance(value, dict):
        return _text(value)
    parts = " ".join(filter(None, (_text(value.get("givenName")), _text(value.get("familyName")))))
    return _text(value.get("name")) or parts


def _without_site(title: str, site: str | None) -> str:
    """A title without the name of the site before or behind it."""
    if not site:
        return title
    cuts = [(cut.start(), cut.end()) for cut in _PARTED.finditer(title)]
    for start, end in reversed(cuts):
        if title[end:].strip().casefold() == site.casefold():
            return title[:start].strip()
    for start, end in cuts[:1]:
        if title[:start].strip().casefold() == site.casefold():
            return title[end:].strip()
    return title

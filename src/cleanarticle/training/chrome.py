"""What stands around an article on a page: menus, share bars, lists of other articles, forms for comments, footers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .chrome_words import Words
from .sheet import Said, Sheet

_SITES = (
    *("Northquay Post", "Daily Harbour", "The Lantern", "Orbita", "Kurier 24", "Meridian", "Voz Norte", "Tribuna Sur"),
    *(
        "Le Phare",
        "Ostwind",
        "Il Faro",
        "Zenit",
        "Vesper",
        "Pulse",
        "Agora",
        "infobay.example",
        "MyBlog",
        "Hill & Vale",
    ),
)
_BRANDS = (
    "Facebook",
    "X",
    "Twitter",
    "WhatsApp",
    "Telegram",
    "LinkedIn",
    "Instagram",
    "YouTube",
    "Reddit",
    "VK",
    "LINE",
)
_AUTHORS = (
    *("Ana Petrov", "J. Okafor", "Lina Berg", "M. Tanaka", "Omar Said", "Ruth Cohen", "Li Na", "Paul Martin"),
    *("Ewa Nowak", "Carlos Ruiz", "Sara Lind", "David Kim", "admin", "Redaktion", "Staff"),
)
_TITLES = (
    "<li><a{h}>{}</a></li>",
    "<p><a{h}>{}</a></p>",
    "<div><a{h}>{}</a></div>",
    '<article class="card"><a{h}><img src="/t.jpg" alt=""></a><h4><a{h}>{}</a></h4></article>',
    "<a{h}><div>{}</div></a>",
    "<a{h}>{}</a><br>",
    "<h3>{}</h3>",
)
_DATES = (
    "{0:02}.{1:02}.2023",
    "2022-{1:02}-{0:02}",
    "{0}/{1}/2024",
    "{0:02}.{1:02}.2021, 14:{0:02}",
    "2023年{1}月{0}日",
)


class Chrome:
    """Writes the parts around an article.

    told: the words of the page's language.  lines: the article's, whose words the titles of other articles take up.
    """

    def __init__(self, sheet: Sheet, told: Words, lines: Sequence[Said]) -> None:
        self.sheet = sheet
        self.told = told
        self.site = sheet.rng.choice(_SITES)
        self.author = sheet.rng.choice(_AUTHORS)
        self.date = sheet.rng.choice(_DATES).format(sheet.rng.randint(1, 28), sheet.rng.randint(1, 12))
        self.lines = [text for label, text in lines if not label and len(text) > 50] or [told.related[-1]]

    def some(self, phrases: Sequence[str], least: int, most: int) -> list[str]:
        """Some of the phrases, in their order."""
        count = min(len(phrases), self.sheet.rng.randint(least, most))
        return [phrases[at] for at in sorted(self.sheet.rng.sample(range(len(phrases)), count))]

    def links(self, label: str, phrases: Sequence[str]) -> str:
        """A row or list of links."""
        form, around = self.sheet.rng.choice(
            (
                ("<li><a{h}>{}</a></li>", "<ul>{}</ul>"),
                ('<li class="menu-item"><a{h}>{}</a></li>', '<ul class="menu">{}</ul>'),
                ("<a{h}>{}</a> ", "<div>{}</div>"),
                ("<a{h}><span>{}</span></a> | ", "<p>{}</p>"),
                ("<span><a{h}>{}</a></span>\n", "<div>{}</div>"),
                ("<div><a{h}>{}</a></div>", "{}"),
                ("<td><a{h}>{}</a></td>", "<table><tr>{}</tr></table>"),
            )
        )
        return around.format("".join(form.format(self.sheet.say(label, text), h=self.sheet.href()) for text in phrases))

    def box(self, tags: Sequence[str], names: Sequence[str], inner: Callable[[], str]) -> str:
        """An element around a part; its name tells what it is, but not always."""
        tag = self.sheet.rng.choice(tags)
        name = "" if self.sheet.chance(0.15) else self.sheet.named(names)
        if self.sheet.chance(0.15):
            name = f' class="{self.sheet.hashed()}"'
        return f"<{tag}{name}>{inner()}</{tag}>\n"

    def cookies(self) -> str:
        """A banner that asks for consent."""
        notice, *buttons = self.told.cookies

        def inner() -> str:
            said = self.sheet.say("legal", notice)
            form = self.sheet.rng.choice(("<button>{}</button>", "<a{h}>{}</a> ", '<button type="button">{}</button> '))
            pressed = [form.format(self.sheet.say("legal", text), h=self.sheet.href()) for text in buttons]
            return f"<p>{said}</p>{''.join(pressed[: len(buttons)])}"

        return self.box(("div", "div", "section", "aside"), ("cookie-banner", "gdpr", "cc-window", "consent"), inner)

    def top(self) -> str:
        """The name of the site, the menu, a field to search in."""
        logo = self.sheet.rng.choice(('<a class="logo" href="/">{}</a>', '<div class="brand">{}</div>', "<p>{}</p>"))
        said = logo.format(self.sheet.say("nav", self.site))
        menu = self.box(
            ("nav", "nav", "div"),
            ("main-menu", "nav", "navbar", "menu-primary", "navigation", "topbar"),
            lambda: self.links("nav", self.some(self.told.nav, 4, 11)),
        )
        field = ""
        if self.sheet.chance(0.2):
            word = self.sheet.say("nav", self.told.nav[10])
            field = f'<form role="search" action="/s"><input type="search" placeholder="{word}"></form>'
        return said + menu + field

    def crumbs(self) -> str:
        """The way from the front page to the article."""
        path = [self.told.nav[0], *self.some(self.told.nav[1:8], 1, 2)]
        return self.box(("nav", "div"), ("breadcrumb", "breadcrumbs", "path"), lambda: self.links("nav", path))

    def byline(self) -> str:
        """Author and date."""
        by = self.told.by.format(self.author)
        form = self.sheet.rng.choice(
            (
                '<div class="meta"><span class="author">{0}</span> <time>{1}</time></div>',
                '<p class="byline">{0}</p><p class="date">{1}</p>',
                "<p>{0}<br>{1}</p>",
                '<span itemprop="author">{0}</span> · <span itemprop="datePublished">{1}</span>',
                "<p><i>{0}</i></p><div>{1}</div>",
            )
        )
        return form.format(self.sheet.say("either", by), self.sheet.say("either", self.date))

    def share(self) -> str:
        """Buttons to share the article with."""

        def inner() -> str:
            heading = f"<span>{self.sheet.say('share', self.told.share[0])}</span> " if self.sheet.chance(0.6) else ""
            brands = self.some(_BRANDS, 2, 5)
            return heading + self.links("share", [*brands, *self.some(self.told.share[1:], 0, 2)])

        return self.box(("div", "div", "section", "aside"), ("share", "social", "sharing", "share-bar", "tools"), inner)

    def title(self) -> str:
        """The title of another article: some words of this one, in their order."""
        text = self.sheet.rng.choice(self.lines)
        words = text.split(" ")
        if len(words) < 6:
            return text[6 : self.sheet.rng.randint(18, 30)].strip() or text
        first = self.sheet.rng.randrange(1, len(words) - 4)  # the first words may be the headline
        some = " ".join(words[first : first + self.sheet.rng.randint(4, 9)]).strip(" .,;:–—-\"'()")
        return some[:1].upper() + some[1:] or self.told.related[0]

    def related(self) -> str:
        """A list of other articles."""

        def inner() -> str:
            tag = self.sheet.rng.choice(("h2", "h3", "h4", "strong", "div", "p"))
            heading = f"<{tag}>{self.sheet.say('related', self.sheet.rng.choice(self.told.related))}</{tag}>"
            form = self.sheet.rng.choice(_TITLES)
            titles = [self.title() for _ in range(self.sheet.rng.randint(2, 6))]
            return heading + "".join(
                form.format(self.sheet.say("related", text), h=self.sheet.href()) for text in titles
            )

        return self.box(("div", "section", "aside", "div"), ("related", "more-stories", "widget", "recommended"), inner)

    def inset(self) -> str:
        """Now and then what stands between an article's paragraphs: another article, a picture, an advertisement."""
        chance = self.sheet.rng.random()
        if chance < 0.02:
            head = self.sheet.say("related", self.sheet.rng.choice(self.told.related))
            form = self.sheet.rng.choice(
                ("<p><b>{0}:</b><br><a{2}>{1}</a></p>", '<div class="box"><p>{0}</p><a{2}>{1}</a></div>')
            )
            return form.format(head, self.sheet.say("related", self.title()), self.sheet.href())
        if chance < 0.05:
            return self.advert()
        if chance < 0.1:
            return f'<figure><img src="/i/{self.sheet.rng.randrange(999)}.jpg" alt="{self.site}"></figure>'
        return '<div class="ad-slot" id="div-gpt-ad-2"></div>' if chance < 0.13 else ""

    def advert(self) -> str:
        """The word above an advertisement."""
        form = self.sheet.rng.choice(('<div class="ad">{}</div>', "<p><small>{}</small></p>", "<center>{}</center>"))
        return form.format(self.sheet.say("ads", self.sheet.rng.choice(self.told.ads)))

    def comments(self) -> str:
        """A heading and a form for comments."""

        def inner() -> str:
            head, prompt, *fields, button = self.told.comments[:6]
            said = f"<h3>{self.sheet.say('comments', head)}</h3><p>{self.sheet.say('comments', prompt)}</p>"
            form = self.sheet.rng.choice(
                ('<label>{0}</label><input name="f">', '<input type="text" placeholder="{0}">')
            )
            asked = "".join(form.format(self.sheet.say("comments", field)) for field in fields)
            return f'{said}<form action="/c">{asked}<button>{self.sheet.say("comments", button)}</button></form>'

        return self.box(("div", "section"), ("comments", "respond", "disqus_thread", "discussion"), inner)

    def tail(self) -> str:
        """What stands below the article: some of tags, a share bar, comments, other articles, in any order."""
        parts = [(0.4, self.share), (0.35, self.comments), (0.5, self.related), (0.15, self.advert), (0.2, self.tags)]
        self.sheet.rng.shuffle(parts)
        return "\n".join(part() for share, part in parts if self.sheet.chance(share))

    def tags(self) -> str:
        """The subjects of the article."""
        return self.box(
            ("div", "p", "section"),
            ("tags", "post-tags", "topics"),
            lambda: self.links("nav", self.some(self.told.nav[1:9], 1, 3)),
        )

    def side(self) -> str:
        """A column beside the article."""
        return "\n".join(
            part()
            for share, part in ((0.7, self.related), (0.3, self.advert), (0.3, self.related))
            if self.sheet.chance(share)
        )

    def foot(self) -> str:
        """The foot of the page."""
        legal = [*self.some(self.told.legal[:-1], 2, 5), f"© 2024 {self.site}. {self.told.legal[-1]}"]
        menu = self.links("nav", self.some(self.told.nav, 3, 8)) if self.sheet.chance(0.4) else ""
        social = self.links("share", self.some(_BRANDS, 2, 4)) if self.sheet.chance(0.3) else ""
        return menu + social + self.links("legal", legal)

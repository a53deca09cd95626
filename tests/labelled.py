"""A small labelled corpus for tests of fitting: articles with appeals, and the same as training pieces."""

import json

from cleanarticle.stages import NAMES

BODIES = [
    "The council voted on Tuesday to close the old bridge over the river, which has carried traffic since 1931.",
    "Work begins in May, the mayor said, and will take two years, during which buses run along the northern bank.",
    "Engineers had found cracks in two of the piers last autumn, and the load limit was lowered in December.",
    "Shopkeepers near the market fear for their trade, as most of their customers come across the water.",
    "The region pays two thirds of the cost, while the town will borrow the rest from a bank in the capital.",
    "A ferry is to carry people on foot from the old harbour to the new one, every half hour, until midnight.",
]
LETTERS = [
    "Sign up for our free weekly newsletter",
    "Subscribe to our newsletter",
    "Get our newsletter in your inbox every morning",
    "Sign up for the newsletter and never miss a story",
]
GIFTS = ["Donate now to support our journalism", "Please make a donation today", "Give now: any amount helps"]
CARDS = ["Card number\nExpiry date\nCVC\nPay now"]
APPEALS = [(name, text) for name, found in zip(NAMES[:3], (LETTERS, GIFTS, CARDS), strict=True) for text in found]


def records():
    """Articles with one appeal each, and one without."""
    for number, (category, appeal) in enumerate(APPEALS * 2):
        lines = BODIES[number % 3 :] + BODIES[: number % 3]
        place = (0, 3, len(lines))[number % 3]
        lines.insert(place, appeal)
        text = "\n\n".join(lines)
        start = text.index(appeal)
        yield {"id": str(number), "text": text, "spans": [[start, start + len(appeal), category]]}
    yield {"id": "bare", "text": "\n\n".join(BODIES)}


def pieces():
    """The appeals and the article as training pieces, with a paragraph that must stay."""
    for name, text in APPEALS:
        yield {"category": name, "lang": "en", "lines": [[name, line] for line in text.split("\n")]}
    yield {"category": "article", "lang": "en", "text": "\n\n".join(BODIES)}
    yield {"category": "body", "lang": "en", "text": "She asked readers to donate, and to sign up for the newsletter."}


def write(path, told):
    """Write records as JSON Lines; gives back the path."""
    path.write_text("".join(json.dumps(record) + "\n" for record in told), encoding="utf-8")
    return path

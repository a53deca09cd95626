"""Rows that are an article's own: made of its words, of every kind, in any script."""

import random
import re

import pytest

from cleanarticle.training import rows as module
from cleanarticle.training.planting import plant
from cleanarticle.training.rows import rows

ARTICLE = ["Council closes the bridge over the Tern.", "Work begins in May, engineers said on Tuesday."]
DENSE = ["市议会周二表决关闭大桥。", "工程将于五月开始，预计两年完成。"]
EMPTY = ["—", "12 34"]


@pytest.mark.parametrize("texts", [ARTICLE, DENSE, EMPTY, []])
@pytest.mark.parametrize("kind", module._KINDS)
def test_every_kind_of_any_article(kind, texts):
    for seed in range(20):
        made = kind(module._Words(random.Random(seed), texts), 4)
        assert made and all(line.strip() and "\n" not in line for line in made)


def test_words_are_the_articles():
    known = {word.lower() for text in ARTICLE for word in re.findall(r"[^\W\d_]{3,}", text)}
    coded = {"import", "return", "def", "curl", "post"}
    for seed in range(200):
        said = {
            word.lower() for line in rows(random.Random(seed), ARTICLE) for word in re.findall(r"[^\W\d_]{3,}", line)
        }
        assert said <= known | coded


def test_some_articles_have_them_and_none_loses_a_line():
    pieces = [{"lang": "en", "category": "article", "text": "\n\n".join(ARTICLE * 2)}]
    pieces += [
        {"lang": "en", "category": "donation", "lines": [["donation", f"Give now, please, {n}."]]} for n in range(60)
    ]
    made = list(plant(pieces))
    lines = [{text for _, text, _ in one.lines} for one in made]
    assert all(set(ARTICLE) <= own for own in lines)
    more = [own for own in lines if any(text not in ARTICLE and "Give now" not in text for text in own)]
    assert 0 < len(more) < len(made)
    assert all(label in ("", "donation") for one in made for label, _, _ in one.lines)

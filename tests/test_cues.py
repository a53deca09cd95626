"""Cue files: each loads and is whole, mistakes are reported by line, and the compiled table is theirs."""

import json
import tomllib

import pytest

from cleanarticle import matcher
from cleanarticle.cues.compile import FOLDER, CueError, compile_folder, read_language, write
from cleanarticle.matcher import Table, languages

CONCEPTS = tomllib.loads((FOLDER / "concepts.toml").read_text(encoding="utf-8"))
FILES = sorted(path for path in FOLDER.glob("*.toml") if path.name != "concepts.toml")
FIRST = {"en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "tr", "ja", "zh"}

GOOD = """language = "xx"
name = "Test"
stopwords = ["the", "of"]

[cues]
newsletter = ["newsletter*", "mailing list"]
signup = [
  "sign up",
  "register ... now",
]
"""


def read(tmp_path, text, name="xx.toml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_language(tmp_path / name, set(CONCEPTS))


def test_a_good_file(tmp_path):
    assert read(tmp_path, GOOD)["cues"]["signup"] == ["sign up", "register ... now"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "Test"\n', "", "line 1: the key 'name' is missing"),
        ('name = "Test"', 'nome = "Test"\nname = "Test"', "line 2: unknown key 'nome'; known: cues, language"),
        ('"xx"', '"yy"', "line 1: language is 'yy', but the file is 'xx'"),
        ("newsletter =", "newsleter =", "line 6: unknown concept 'newsleter'; did you mean 'newsletter'?"),
        ("newsletter =", "qqq =", "line 6: unknown concept 'qqq'"),
        ('["newsletter*", "mailing list"]', '"newsletter"', "line 6: newsletter must be a list of strings"),
        ('"mailing list"', "3", "line 6: newsletter must be a list of strings"),
        ('"sign up"', '"Sign up"', "line 8: signup: write 'Sign up' in lower case, as 'sign up'"),
        ('"register ... now"', '"sign up"', "line 8: signup: 'sign up' is listed twice"),
        ('"register ... now"', '"sign  up"', "line 9: signup: 'sign  up' is not words parted by single spaces"),
        ('"register ... now"', '"sign-up"', "line 9: signup: 'sign-up' is not words parted by single spaces"),
        ('"register ... now"', '"don\'t"', 'line 9: signup: "don\'t" is not words parted by single spaces'),
        ('"register ... now"', '"register ..."', "line 9: signup: 'register ...' is not words"),
        ('"register ... now"', '"... now"', "line 9: signup: '... now' is not words"),
        ('"register ... now"', '""', "line 9: signup: '' is not words"),
        ('"register ... now"', '"re*ster"', "line 9: signup: 're*ster' is not words"),
        ('"register ... now"', '"re*"', "line 9: signup: 're*': a wildcard needs at least three letters"),
        ('"register ... now"', '"register', "line 9"),
    ],
)
def test_mistakes_are_reported_by_line(tmp_path, old, new, message):
    with pytest.raises(CueError) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert str(caught.value).startswith("xx.toml: ") and message in str(caught.value)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_file(path):
    """It loads, names its language, and lists every concept, in lower case."""
    file = read_language(path, set(CONCEPTS))
    assert file["name"]
    assert all(cue == cue.lower() for cues in file["cues"].values() for cue in cues)
    assert all(word == word.lower() for word in file["stopwords"])
    if path.stem != "mul":
        missing = [concept for concept in CONCEPTS if not file["cues"].get(concept)]
        assert not missing, f"{path.name} lists no cue for: {', '.join(missing)}"
        assert len(file["stopwords"]) >= 10 or path.stem in ("ja", "zh", "th")


def test_the_first_languages_are_there():
    assert set(languages()) >= FIRST


@pytest.mark.parametrize("name", CONCEPTS)
def test_every_concept_says_what_it_is(name):
    assert CONCEPTS[name]["says"] and CONCEPTS[name]["what"]
    assert set(CONCEPTS[name]) <= {"says", "what", "gated"}


@pytest.fixture
def fresh(monkeypatch):
    """The table of the cue files as they are now, compiled or not."""
    data = compile_folder()
    compiled = Table(data, lambda: data["beyond"])
    matcher._mask.cache_clear()
    monkeypatch.setattr(matcher, "table", lambda: compiled)
    yield compiled
    matcher._mask.cache_clear()


def test_every_cue_is_found_in_a_text_that_holds_it(fresh):
    """Through the matcher itself, with the words of a gap put in."""
    everywhere = frozenset(fresh.tags)
    names = list(CONCEPTS)
    for path in FILES:
        for concept, cues in tomllib.loads(path.read_text(encoding="utf-8"))["cues"].items():
            for cue in cues:
                text = cue.replace(" ... ", " zzz zzz ").replace("*", "")
                assert any(names[hit.concept] == concept for hit in matcher.find_cues(text, everywhere)), (
                    path.name,
                    cue,
                )


def test_writing_and_reading_the_table(tmp_path):
    for name, text in (("concepts.toml", '[signup]\nsays = "asks"\nwhat = "x"\n'), ("xx.toml", GOOD)):
        (tmp_path / name).write_text(
            text.replace('newsletter = ["newsletter*", "mailing list"]\n', ""), encoding="utf-8"
        )
    assert write(tmp_path) == tmp_path / "compiled.json"
    data, beyond = (
        json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in (matcher.TABLE, matcher.BEYOND)
    )
    assert {**data, "beyond": beyond} == compile_folder(tmp_path)
    loaded = Table(data, lambda: beyond)
    assert (loaded.languages, loaded.concepts) == ({"xx": "Test"}, {"signup": "asks"})
    assert loaded.terms("sign")[0] == ("sign",) and loaded.terms("nothing") == ((), ())

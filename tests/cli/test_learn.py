"""`cleanarticle learn`, --rules and batch --learn as a user runs them."""

import tomllib

import pytest

from folders import content
from running import run
from sites import basque, welsh, write


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A folder of two sites, and what was learned from it."""
    base = tmp_path_factory.mktemp("learn")
    write(base / "articles" / "gwyliwr.example", welsh(10))
    write(base / "articles" / "mendiko.example", basque(8))
    done = run("learn", "articles", "-o", "site.toml", "-j", "1", cwd=base)
    assert done.code == 0
    assert "repeat in 18 documents of 2 sites" in done.err
    return base


def test_a_file_that_a_person_can_read(base):
    text = (base / "site.toml").read_text()
    assert text.startswith("# What repeats in 18 documents of 2 sites, as `cleanarticle learn` counted it.")
    found = tomllib.loads(text)["repeat"]
    asked = next(table for table in found if "£<number>" in table["pattern"] and "Os gallwch" in table["pattern"])
    assert asked["documents"] == 10 and asked["share"] == 1.0 and asked["varies"] is True
    assert asked["site"] == "gwyliwr.example" and asked["example"].startswith("Os gallwch")
    assert run("learn", "articles", "-j", "2", cwd=base).out == text.encode()  # to stdout, the same for any number


def test_in_a_pipe(base):
    one = welsh(10)[0]
    done = run("--rules", base / "site.toml", input=one.text)
    assert done.code == 0
    left = done.out.decode().split("\n\n")
    assert [line.strip() for line in left] == list(one.body)
    assert run("clean", "--no-config", "--rules", base / "site.toml", input=one.text).out == done.out
    other = run("--rules", base / "site.toml", "--site", "other.example", input=one.text)
    assert other.out == run(input=one.text).out  # another site: as without rules
    explained = run("explain", "--rules", base / "site.toml", input=one.text).out.decode()
    assert "stands in 10 of 10 documents of gwyliwr.example" in explained


def test_rules_beside_repeats(base, tmp_path):
    rules = tmp_path / "own.toml"
    rules.write_text((base / "site.toml").read_text() + '\n[[rule]]\nkeep = ["Cefnogwch ni heddiw"]\n')
    kept = run("--rules", rules, input=welsh(10)[0].text).out.decode()
    assert "Cefnogwch ni heddiw" in kept and "Bob mis" not in kept
    (tmp_path / "cleanarticle.toml").write_text(rules.read_text())  # in a configuration they count as well
    assert run(input=welsh(10)[0].text, cwd=tmp_path).out.decode() == kept


def test_batch_does_both(base):
    done = run("batch", "--learn", "articles", "out", "-j", "1", cwd=base)
    assert done.code == 0 and "repeat in 18 documents of 2 sites" in done.err
    assert (base / "out" / ".cleanarticle" / "learned.toml").read_bytes() == (base / "site.toml").read_bytes()
    made = content(base / "out")
    assert made["gwyliwr.example/000.txt"].decode().split("\n\n")[-1].strip() == welsh(10)[0].body[-1]
    again = run("batch", "articles", "again", "--rules", "site.toml", "-j", "1", cwd=base)
    assert again.code == 0 and content(base / "again") == made
    resumed = run("batch", "--learn", "articles", "out", "-j", "1", cwd=base)
    assert "18 were up to date" in resumed.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("learn", "nowhere"), "nowhere: no such file or folder"),
        (
            ("learn", "articles", "-o", "site.toml"),
            "site.toml is there already, perhaps edited; --overwrite replaces it",
        ),
        (("learn", "articles", "-o", "none/site.toml"), "none"),
        (("batch", "--learn", "--in-place", "articles"), "--in-place excludes --learn"),
        (("--rules", "none.toml"), "none.toml: cannot read the configuration: No such file"),
        (("--rules", "articles"), "articles: cannot read the configuration"),
    ],
)
def test_what_cannot_be(base, arguments, message):
    done = run(*arguments, cwd=base)
    assert done.code == 2 and message in done.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('level = "normal"', "a rules file holds [[rule]] and [[repeat]] tables, not 'level'"),
        ("repeat = 5", "repeats are written as [[repeat]] tables"),
        ('[[repeat]]\npattern = "x"\nshare = 1', "repeat 1: has no documents"),
        ('[[repeat]]\npattern = "x"\ndocuments = 2\nshares = 1', "unknown key 'shares'; did you mean 'share'?"),
        ('[[repeat]]\npattern = "x"\ndocuments = 2.5\nshare = 1', "documents must be a whole number, not 2.5"),
        ('[[repeat]]\npattern = "x"\ndocuments = true\nshare = 1', "documents must be a whole number, not True"),
        ('[[repeat]]\npattern = "x"\ndocuments = 2\nshare = nan', "share must be above 0 and at most 1, not nan"),
        ('[[repeat]]\npattern = "x"\ndocuments = 2\nshare = 7', "share must be above 0 and at most 1, not 7"),
        ('[[repeat]]\npattern = "* <number>"\ndocuments = 2\nshare = 1', "would match every line"),
        ('[[repeat]]\npattern = "x"\ndocuments = 0\nshare = 1', "documents must be 1 or more, not 0"),
        ("[[repeat", "Expected ']]'"),
    ],
)
def test_mistakes_in_a_rules_file(tmp_path, text, message):
    (tmp_path / "site.toml").write_text(text)
    done = run("--rules", "site.toml", input="x", cwd=tmp_path)
    assert done.code == 2 and "site.toml" in done.err and message in done.err


def test_what_cannot_be_read_is_named(tmp_path):
    write(tmp_path / "a", welsh(3))
    (tmp_path / "a" / "x.jsonl").write_text("no json\n")
    done = run("learn", "a", cwd=tmp_path)
    assert done.code == 2 and "cleanarticle learn: x.jsonl:1: not a JSON object" in done.err
    assert b"Cefnogwch" in done.out


def test_nothing_to_learn_from(tmp_path):
    (tmp_path / "a").mkdir()
    done = run("learn", "a", cwd=tmp_path)
    assert done.code == 0 and "nothing to learn from" in done.err
    assert tomllib.loads(done.out.decode()) == {}

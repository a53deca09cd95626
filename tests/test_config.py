"""Configuration files: found, read, checked. What wins over what is tested through the command line."""

from pathlib import Path

import pytest

from cleanarticle.config import Config, ConfigError, load
from cleanarticle.rules import Rule


@pytest.fixture(autouse=True)
def no_user_file(tmp_path, monkeypatch):
    """Nobody's own configuration plays a part."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))


def test_nothing_there(tmp_path):
    assert load(start=tmp_path) == Config({})


def test_all_that_can_be_said(tmp_path):
    path = tmp_path / "cleanarticle.toml"
    path.write_text(
        'level = "careful"\nsite = "example.org"\nencoding = "cp1252"\nmodel = "own.json"\n'
        'only = ["newsletter"]\nskip = ["share"]\nstages = []\nmax_removed = "40%"\n'
        '[[rule]]\nremove = ["Tip line: *"]\nkeep = ["* euros"]\nsite = "example.org"\n[[rule]]\nkeep = ["x"]\n'
    )
    found = load(start=tmp_path / "deep" / "er")
    assert found.values == {
        "level": "careful",
        "site": "example.org",
        "encoding": "cp1252",
        "model": str(tmp_path / "own.json"),  # as seen from the file
        "only": ["newsletter"],
        "skip": ["share"],
        "stages": [],
        "max_removed": 0.4,
    }
    assert found.rules == (
        Rule(("Tip line: *",), ("* euros",), "example.org", f"{path}: rule 1"),
        Rule((), ("x",), None, f"{path}: rule 2"),
    )
    assert found.files == (path,)


def test_the_nearer_file_wins_and_rules_add_up(tmp_path):
    for folder, level, pattern in (("project", "careful", "near"), ("xdg/cleanarticle", "thorough", "far")):
        path = tmp_path / folder / "cleanarticle.toml"
        path.parent.mkdir(parents=True)
        path.write_text(f'level = "{level}"\n[[rule]]\nremove = ["{pattern}"]\n')
    (tmp_path / "xdg" / "cleanarticle" / "cleanarticle.toml").open("a").write("site = 'x'")
    found = load(start=tmp_path / "project")
    assert found.values["level"] == "careful"
    assert [rule.remove for rule in found.rules] == [("near",), ("far",)]
    assert [path.parent.name for path in found.files] == ["project", "cleanarticle"]


def test_an_explicit_file_is_the_only_one(tmp_path):
    (tmp_path / "cleanarticle.toml").write_text('level = "careful"')
    (tmp_path / "other.toml").write_text('site = "example.org"')
    assert load(tmp_path / "other.toml", tmp_path).values == {"site": "example.org"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('[tool.cleanarticle]\nlevel = "careful"', {"level": "careful"}),
        ('[tool]\ncleanarticle = {level = "careful"}', {"level": "careful"}),
        ("[tool.cleanarticle]\n", {}),
        ('[project]\nname = "cleanarticle"', {"site": "above"}),
        ('tool = "cleanarticle, [tool]"', {"site": "above"}),
        ("[tool]\ncleanarticle = 3", {"site": "above"}),
    ],
)
def test_pyproject(tmp_path, text, values):
    """A pyproject.toml with a table for us ends the search; one without does not."""
    (tmp_path / "cleanarticle.toml").write_text("site = 'above'")
    project = tmp_path / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text(text)
    assert load(start=project).values == values


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("pyproject.toml", "[project]", "has no table [tool.cleanarticle]"),
        ("missing.toml", None, "cannot read the configuration: No such file or directory"),
        ("a.toml", "level = ", "Invalid value"),
        ("a.toml", "\xff", "can't decode byte"),
        ("a.toml", "colour = 'never'", "unknown key 'colour'; known: level, site"),
        ("a.toml", "encodings = 'x'", "unknown key 'encodings'; did you mean 'encoding'?"),
        ("a.toml", "rule = 3", "rules are written as [[rule]] tables"),
        ("a.toml", "[[rule]]\nkeeps = ['x']", "rule 1: unknown key 'keeps'; did you mean 'keep'?"),
        ("a.toml", "[[rule]]\nremove = [' ']", "rule 1: the pattern ' ' would match every line"),
    ],
)
def test_mistakes_are_named(tmp_path, name, text, message):
    path = Path(tmp_path / name)
    if text is not None:
        path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ") and message in str(caught.value)

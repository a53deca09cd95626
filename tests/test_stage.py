"""Stages: what one may yield, and third parties' through entry points of a fake installed package."""

import sys

import pytest

from cleanarticle import Cleaner, Finding, Stage, StageError, stage
from cleanarticle.stages import NAMES, ORDER
from running import BODY, CLEAN, RAW, run

PACKAGE = """
from cleanarticle import Finding, stage


@stage("tips", "Lines that ask for tips")
def tips(document):
    for block in document.blocks:
        if "mayor" in document.text(block):
            yield Finding(block.start, block.end, 9.0, "names a mayor")


@stage("parts", "Parts of lines")
def parts(document):
    at = document.source.find(", the mayor said,")
    if at >= 0:
        yield Finding(at, at + 17, 9.0, "an aside")


@stage("weak", "Does not believe in itself")
def weak(document):
    for block in document.blocks:
        yield Finding(block.start, block.end, -3.0, "hardly")


@stage("broken", "Fails")
def broken(document):
    raise KeyError("oh \\x1b[31m no")


@stage("loose", "Yields something else")
def loose(document):
    yield 3


@stage("outside", "Points outside the text")
def outside(document):
    yield Finding(5, len(document.source) + 1, 1.0, "beyond")


def bare(document):
    return []
"""
ENTRY_POINTS = """[cleanarticle.stages]
tips = fake_stages:tips
parts = fake_stages:parts
weak = fake_stages:weak
broken = fake_stages:broken
loose = fake_stages:loose
outside = fake_stages:outside
bare = fake_stages:bare
missing = fake_stages:nowhere
unimportable = no_such_module:stage
"""


@pytest.fixture
def site(tmp_path):
    """A folder that looks like site-packages with one package that offers stages."""
    folder = tmp_path / "site"
    (folder / "fake_stages-1.0.dist-info").mkdir(parents=True)
    (folder / "fake_stages-1.0.dist-info" / "METADATA").write_text("Name: fake-stages\nVersion: 1.0\n")
    (folder / "fake_stages-1.0.dist-info" / "entry_points.txt").write_text(ENTRY_POINTS)
    (folder / "fake_stages.py").write_text(PACKAGE)
    return folder


@pytest.fixture
def installed(site, monkeypatch):
    monkeypatch.syspath_prepend(str(site))
    yield
    sys.modules.pop("fake_stages", None)


@pytest.mark.parametrize(
    ("name", "gone"),
    [("tips", [f"{BODY[2]}\n\n"]), ("parts", [", the mayor said,"]), ("weak", [])],
)
def test_third_parties(installed, name, gone):
    removals = Cleaner(stages=(name,), only=(name,)).clean(CLEAN).removals
    assert [removal.text.strip() for removal in removals] == [text.strip() for text in gone]
    assert all(removal.stage == name and removal.why and removal.score > 0.99 for removal in removals)


def test_a_third_party_is_loaded_only_when_named(installed):
    Cleaner().clean(CLEAN)
    assert "fake_stages" not in sys.modules
    Cleaner(stages=("tips",))
    assert "fake_stages" in sys.modules


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nobody", "no installed package offers a stage named 'nobody'"),
        ("bare", "stage 'bare': fake_stages:bare is not a Stage; decorate it with @stage"),
        ("missing", "stage 'missing' cannot be loaded: AttributeError"),
        ("unimportable", "stage 'unimportable' cannot be loaded: ModuleNotFoundError"),
    ],
)
def test_what_cannot_be_loaded_shows_at_once(installed, name, message):
    with pytest.raises(StageError) as caught:
        Cleaner(stages=(name,))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("broken", "stage 'broken' failed: KeyError"),
        ("loose", "stage 'loose' yielded 3, which is not a Finding"),
        ("outside", "lies outside the text"),
    ],
)
def test_a_failure_names_its_stage(installed, name, message):
    with pytest.raises(StageError) as caught:
        Cleaner(stages=(name,)).clean(CLEAN)
    assert message in str(caught.value)


def test_a_third_partys_stage_in_the_configuration(site, tmp_path):
    """On the command line it is named by the configuration, listed by `stages`, and its failure is a line on stderr."""
    env = {"PYTHONPATH": str(site)}
    (tmp_path / "cleanarticle.toml").write_text('stages = ["tips"]')
    without = "\n\n".join(line for line in BODY if "mayor" not in line) + "\n"
    assert run(input=RAW, cwd=tmp_path, env=env).out.decode() == without
    assert run("--skip", "tips", input=RAW, cwd=tmp_path, env=env).out.decode() == CLEAN
    assert "tips" in run("stages", env=env).out.decode()
    (tmp_path / "cleanarticle.toml").write_text('stages = ["broken"]')
    (tmp_path / "raw").write_text(RAW)
    for command in ((), ("diff",), ("explain",), ("--check",)):
        done = run(*command, "raw", cwd=tmp_path, env=env)
        assert (done.code, done.out) == (2, b"")
        assert done.err == "cleanarticle: raw: stage 'broken' failed: KeyError: 'oh \\x1b[31m no'\n"


def test_a_decorated_function_is_a_stage():
    @stage("mine", "What it looks for")
    def mine(document):
        yield Finding(0, 1, 1.0, "why")

    assert isinstance(mine, Stage) and (mine.name, mine.summary) == ("mine", "What it looks for")
    document = Cleaner().parse("x")
    assert list(mine(document)) == [Finding(0, 1, 1.0, "why")]


def test_built_in_stages_are_listed_once_and_say_what_they_do():
    assert len(set(NAMES)) == len(NAMES) == len(ORDER)
    assert NAMES[:3] == ("newsletter", "donation", "payment")
    for one in ORDER:
        assert one.summary and "\n" not in one.summary and len(one.summary) <= 100

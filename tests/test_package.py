"""What the package carries and promises: names, types, laziness, cleaners that travel."""

import copy
import dataclasses
import json
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files

import pytest

import cleanarticle
from cleanarticle import Cleaner, OptionError, Rule
from running import APPEAL, CLEAN, RAW

HEAVY = ["rich", "bs4", "readability", "lxml", "click", "charset_normalizer", "tomllib", "importlib.metadata", "numpy"]


def imported_after(code: str) -> set[str]:
    """The modules that are loaded once some code has run in a fresh interpreter."""
    report = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    # -I -S would hide the package; an editable install may load things of its own at start
    before = subprocess.run(
        [sys.executable, "-c", "import sys; print('\\n'.join(sys.modules))"], capture_output=True, check=True
    )
    after = subprocess.run([sys.executable, "-c", report], capture_output=True, check=True)
    return set(after.stdout.decode().split()) - set(before.stdout.decode().split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import cleanarticle", [*HEAVY, "cleanarticle.cleaner", "cleanarticle.cli"]),
        (f"import cleanarticle; cleanarticle.clean({RAW!r})", [*HEAVY, "cleanarticle.cli", "difflib"]),
        ("import cleanarticle.cli", [module for module in HEAVY if module != "click"] + ["cleanarticle.cleaner"]),
    ],
)
def test_nothing_heavy_is_imported(code, absent):
    loaded = imported_after(code)
    assert not loaded & set(absent)


def test_the_command_line_in_a_pipe_imports_little():
    code = "import io, sys\nfrom cleanarticle.cli import main\ntry: main(['-'])\nexcept SystemExit: pass"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], input=RAW.encode(), capture_output=True, check=True
    )
    assert done.stdout.decode() == CLEAN
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "cleanarticle.cleaner" in loaded
    assert not loaded & (set(HEAVY) - {"click"} | {"tempfile", "shutil", "difflib", "asyncio", "logging"})


def test_the_package_carries_its_data():
    package = files("cleanarticle")
    assert package.joinpath("py.typed").is_file()
    assert json.loads(package.joinpath("result.schema.json").read_text())["properties"]["version"]["const"] == 1
    assert package.joinpath("judging", "weights.bin").read_bytes().startswith(b"CAWEIGH2")


def test_every_public_name_is_there():
    assert {*cleanarticle.__all__, "__version__"} <= set(dir(cleanarticle))
    for name in cleanarticle.__all__:
        assert getattr(cleanarticle, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        cleanarticle.nonsense  # noqa: B018


def test_stage_is_the_function_even_if_the_module_is_imported_first():
    code = "import cleanarticle.stage, cleanarticle; assert not hasattr(cleanarticle.stage, 'load_stage')"
    subprocess.run([sys.executable, "-c", code], check=True)


CLEANERS = {
    "plain": Cleaner(),
    "options": Cleaner(level="careful", only=["newsletter", "rule"], site="example.org"),
    "skip": Cleaner(skip="newsletter"),
    "rules": Cleaner(rules=(Rule(("The council*",), ("x",), "example.org"),), site="example.org"),
}


@pytest.mark.parametrize("cleaner", CLEANERS.values(), ids=CLEANERS)
def test_cleaners_travel(cleaner):
    for other in (pickle.loads(pickle.dumps(cleaner)), copy.copy(cleaner), copy.deepcopy(cleaner)):
        assert other == cleaner and other.clean(RAW) == cleaner.clean(RAW)
    assert pickle.loads(pickle.dumps(cleaner.clean(RAW))) == cleaner.clean(RAW)


def test_cleaners_travel_to_other_processes():
    with ProcessPoolExecutor(2) as pool:
        assert set(pool.map(Cleaner().clean, [RAW] * 4)) == {Cleaner().clean(RAW)}


def test_cleaners_are_small_to_send():
    assert len(pickle.dumps(Cleaner())) < 2000


@pytest.mark.parametrize("name", ["level", "only", "rules", "new"])
def test_cleaners_never_change(name):
    cleaner = Cleaner()
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        setattr(cleaner, name, "careful")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"level": "high"}, "unknown level 'high' (known: careful, normal, thorough)"),
        ({"level": "carefull"}, "unknown level 'carefull'; did you mean 'careful'?"),
        ({"format": "pdf"}, "unknown format 'pdf'"),
        ({"only": ["newsletter", "newsletters"]}, "unknown stage 'newsletters'; did you mean 'newsletter'?"),
        ({"skip": "shares"}, "unknown stage 'shares'; did you mean 'share'?"),
    ],
)
def test_options_are_checked(options, message):
    for make in (Cleaner, lambda **options: cleanarticle.clean("", **options)):
        with pytest.raises(OptionError) as caught:
            make(**options)
        assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [(None, "cannot read the model"), ("", "not a cleanarticle model"), ("x" * 99, "not a cleanarticle model")],
)
def test_a_model_that_is_none(tmp_path, text, message):
    path = tmp_path / "model.bin"
    if text is not None:
        path.write_text(text)
    with pytest.raises(cleanarticle.ModelError) as caught:
        Cleaner(model=path)
    assert str(path) in str(caught.value) and message in str(caught.value)


def test_the_built_in_model_from_a_file_is_the_built_in_model(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(files("cleanarticle").joinpath("judging", "weights.bin").read_bytes())
    assert cleanarticle.clean(RAW, model=path).removals == cleanarticle.clean(RAW).removals


def test_the_readme_example():
    result = cleanarticle.clean(RAW)
    assert result.text == CLEAN
    (removal,) = result.removals
    assert (removal.stage, removal.text) == ("newsletter", f"{APPEAL}\n")
    assert RAW[removal.start : removal.end] == removal.text

"""Suspects, which `thorough` would take and this level keeps: shown and told, but never counted."""

import json

import pytest

from models import row, save
from running import run, run_on_terminal

NEWS = "The council closed the bridge on Tuesday."
SUSPECT = "A zzmaybe that is too long for a label, newsletter"
TEXT = f"{NEWS}\n\n{SUSPECT}\n"


@pytest.fixture
def clean(tmp_path):
    """A function: runs a command on a text with one suspect and nothing that goes."""
    save(tmp_path / "model.bin", {"zzmaybe": row(newsletter=8)})

    def run_with(*arguments, level="normal", source=TEXT):
        return run(*arguments, "--model", "model.bin", "--level", level, input=source, cwd=tmp_path)

    return run_with


@pytest.mark.parametrize("command", [("--check",), ("diff",), ("diff", "--json"), ("diff", "--stat"), ("diff", "-u")])
def test_exit_codes_do_not_count_them(clean, command):
    assert clean(*command).code == 0
    assert clean(*command, level="thorough").code == 1


@pytest.mark.parametrize("command", [("diff", "--stat"), ("diff", "-u"), ("--check",)])
def test_patch_tally_and_check_do_not_tell_of_them(clean, command):
    assert (clean(*command).out, clean(*command).err) == (b"", "")
    assert clean(*command, level="thorough") != clean(*command)


def test_the_body_holds_them(clean):
    assert clean().out.decode() == TEXT
    assert clean(level="thorough").out.decode() == NEWS + "\n"


@pytest.mark.parametrize("command", [("--json",), ("diff", "--json")])
def test_json_holds_them(clean, check_json, command):
    told = json.loads(clean(*command).out)
    suspect = told["suspects"][0]
    assert (told["removals"], told["text"]) == ([], TEXT)
    assert TEXT[suspect["start"] : suspect["end"]].strip() == SUSPECT and suspect["stage"] == "newsletter"
    thorough = json.loads(clean(*command, level="thorough").out)
    assert not thorough["suspects"] and thorough["removals"][0]["text"].strip() == SUSPECT


def test_diff_marks_them(clean):
    lines = clean("diff").out.decode().splitlines()
    assert f"? {SUSPECT}" in lines and lines[-1] == "@ nothing removed; 1 suspect"
    assert f"- {SUSPECT}" in clean("diff", level="thorough").out.decode().splitlines()


def test_diff_dims_them(clean, tmp_path):
    (tmp_path / "raw").write_text(TEXT)
    assert clean().code == 0  # the model is there
    shown = run_on_terminal("diff", "--model", "model.bin", "raw", cwd=tmp_path, size=(40, 160))
    assert f"\x1b[2m{SUSPECT}" in shown.out.decode() and shown.code == 0


def test_explain_tells_why_they_stay(clean):
    wanted = "stays at level normal: it scores 0.501 as newsletter, and 0.7 is needed"
    shown = clean("explain").out.decode()
    assert "suspect newsletter" in shown and wanted in shown
    (block,) = [b for b in map(json.loads, clean("explain", "--json").out.splitlines()) if b["text"] == SUSPECT]
    assert (block["decision"], block["stage"], block["evidence"][0]) == ("suspect", "newsletter", wanted)
    assert wanted not in clean("explain", level="thorough").out.decode()

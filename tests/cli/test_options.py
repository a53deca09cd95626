"""Options, configuration files and rules, and which of them wins."""

import pytest

from running import APPEAL, BODY, CLEAN, RAW, run, run_on_terminal


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--only", "newsleter"), "unknown stage 'newsleter'; did you mean 'newsletter'?"),
        (("--skip", "donations"), "unknown stage 'donations'; did you mean 'donation'?"),
        (("--skip", "x"), "unknown stage 'x' (known: newsletter, donation"),
        (("--level", "carefull"), "'carefull'"),
        (("--colour", "never"), "No such option"),
        (("--encoding", "utf-9"), "unknown encoding 'utf-9'"),
        (("--encoding", "ascii"), "not valid ascii (byte "),
        (("--encoding", "utf-16"), "has no byte order mark; say --encoding utf-16-le or utf-16-be"),
        (("--model", "missing.json"), "missing.json: cannot read the model: No such file or directory"),
        (("--config", "missing.toml"), "missing.toml: cannot read the configuration: No such file or directory"),
        (("--config", "x.toml", "--no-config"), "--config and --no-config exclude each other"),
        (("diff", "--nonsense"), "No such option"),
        (("stages", "--language", "german"), "did you mean 'de'?"),
        (("stages", "--language", "xx"), "no cue file for the language 'xx'"),
        (("stages", "extra"), "unexpected extra argument"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(arguments, message):
    done = run(*arguments, input=RAW)
    assert (done.code, done.out) == (2, b"")
    assert message in done.err and len(done.err.splitlines()) == 1


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", [(), ("clean",), ("diff",), ("explain",), ("stages",), ("train",)])
def test_help(command, option):
    done = run(*command, option)
    assert done.code == 0 and done.out.startswith(b"Usage: cleanarticle") and done.err == ""


def test_version():
    import cleanarticle

    assert run("--version") == (0, f"cleanarticle {cleanarticle.__version__}\n".encode(), "")


def test_levels_are_nested():
    removed = [
        set(RAW.splitlines()) - set(run("--level", level, input=RAW).out.decode().splitlines()) for level in LEVELS
    ]
    assert removed[0] <= removed[1] <= removed[2] and APPEAL in removed[1]


LEVELS = ("careful", "normal", "thorough")
MAYOR = 'remove = ["*the mayor said*"]'
WITHOUT_MAYOR = "\n\n".join(line for line in BODY if "the mayor said" not in line) + "\n"


def laid_out(folder, files):
    """Write files (name → text) and return the folder to work in: the deepest one named `here`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    here = folder / "project" / "deep" / "here"
    here.mkdir(parents=True, exist_ok=True)
    return here


@pytest.mark.parametrize(
    ("files", "arguments", "expected"),
    [
        ({}, (), CLEAN),
        ({"project/cleanarticle.toml": 'skip = ["newsletter"]'}, (), RAW),
        ({"project/deep/here/cleanarticle.toml": 'skip = ["newsletter"]'}, (), RAW),
        ({"project/pyproject.toml": '[tool.cleanarticle]\nskip = ["newsletter"]'}, (), RAW),
        ({"project/pyproject.toml": '[tool]\ncleanarticle = { only = ["share"] }'}, (), RAW),
        ({"xdg/cleanarticle/cleanarticle.toml": 'only = ["share"]'}, (), RAW),
        ({"home/.config/cleanarticle/cleanarticle.toml": 'only = ["share"]'}, (), CLEAN),  # XDG_CONFIG_HOME is set
        # the nearer file wins, option by option
        (
            {
                "project/cleanarticle.toml": 'skip = ["newsletter"]',
                "project/deep/cleanarticle.toml": 'skip = ["share"]',
            },
            (),
            CLEAN,
        ),
        (
            {
                "project/cleanarticle.toml": 'skip = ["share"]',
                "xdg/cleanarticle/cleanarticle.toml": 'skip = ["newsletter"]',
            },
            (),
            CLEAN,
        ),
        (
            {
                "project/cleanarticle.toml": 'level = "normal"',
                "xdg/cleanarticle/cleanarticle.toml": 'skip = ["newsletter"]',
            },
            (),
            RAW,
        ),
        # a pyproject.toml that is not about us is passed by
        (
            {
                "project/cleanarticle.toml": 'skip = ["newsletter"]',
                "project/deep/pyproject.toml": '[project]\nname = "cleanarticle"\n',
            },
            (),
            RAW,
        ),
        # options win
        ({"project/cleanarticle.toml": 'skip = ["newsletter"]'}, ("--no-config",), CLEAN),
        ({"project/cleanarticle.toml": 'skip = ["newsletter"]'}, ("--skip", "share"), CLEAN),
        ({"project/cleanarticle.toml": 'skip = ["newsletter"]'}, ("--only", "newsletter"), CLEAN),
        ({"project/cleanarticle.toml": 'only = ["share"]'}, ("--skip", "payment"), CLEAN),
        ({"project/cleanarticle.toml": 'encoding = "utf-16-le"'}, ("--encoding", "utf-8"), CLEAN),
        (
            {"project/cleanarticle.toml": "nonsense", "other": 'skip = ["newsletter"]'},
            ("--config", "../../../other"),
            RAW,
        ),
        # rules are verdicts: keep wins, a site limits them
        ({"project/cleanarticle.toml": f"[[rule]]\n{MAYOR}"}, ("--skip", "newsletter"), f"{WITHOUT_MAYOR}\n{APPEAL}\n"),
        ({"project/cleanarticle.toml": f"[[rule]]\n{MAYOR}"}, (), WITHOUT_MAYOR),
        ({"project/cleanarticle.toml": '[[rule]]\nkeep = ["sign up for our * newsletter"]'}, (), RAW),
        ({"project/cleanarticle.toml": f'[[rule]]\n{MAYOR}\nkeep = ["Work begins*"]'}, (), CLEAN),
        ({"project/cleanarticle.toml": f'[[rule]]\n{MAYOR}\n[[rule]]\nkeep = ["Work begins*"]'}, (), CLEAN),
        ({"project/cleanarticle.toml": f'[[rule]]\nsite = "example.org"\n{MAYOR}'}, (), CLEAN),
        (
            {"project/cleanarticle.toml": f'[[rule]]\nsite = "example.org"\n{MAYOR}'},
            ("--site", "www.example.org"),
            WITHOUT_MAYOR,
        ),
        ({"project/cleanarticle.toml": f'[[rule]]\nsite = "example.org"\n{MAYOR}'}, ("--site", "anexample.org"), CLEAN),
        (
            {"project/cleanarticle.toml": f'site = "example.org"\n[[rule]]\nsite = "example.org"\n{MAYOR}'},
            (),
            WITHOUT_MAYOR,
        ),
        (
            {
                "project/pyproject.toml": '[[tool.cleanarticle.rule]]\nkeep = ["Sign up*"]',
                "xdg/cleanarticle/cleanarticle.toml": f"[[rule]]\n{MAYOR}",
            },
            (),
            f"{WITHOUT_MAYOR}\n{APPEAL}\n",
        ),
    ],
)
def test_configuration(tmp_path, files, arguments, expected):
    here = laid_out(tmp_path, files)
    env = {"HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    done = run(*arguments, input=RAW, cwd=here, env=env)
    assert (done.out.decode(), done.code, done.err) == (expected, 0, "")


@pytest.mark.parametrize("xdg", ["", "relative/path"])
def test_the_users_own_file_without_xdg(tmp_path, xdg):
    here = laid_out(tmp_path, {"home/.config/cleanarticle/cleanarticle.toml": 'only = ["share"]'})
    assert run(input=RAW, cwd=here, env={"HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": xdg}).out.decode() == RAW


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('levle = "careful"', "unknown key 'levle'; did you mean 'level'?"),
        ("[[rules]]\nremove = ['x']", "unknown key 'rules'; did you mean 'rule'?"),
        ('level = "high"', "level must be one of careful, normal, thorough, not 'high'"),
        ("level = 3", "level must be a string, not 3"),
        ('only = "share"', "only must be a list of strings, not 'share'"),
        ('skip = ["shared"]', "unknown stage 'shared'; did you mean 'share'?"),
        ('stages = ["nobody-offers-this"]', "no installed package offers a stage named 'nobody-offers-this'"),
        ("\nlevel = maybe", "(at line 2, column 9)"),
        ("[rule]\nremove = ['x']", "rules are written as [[rule]] tables"),
        ("[[rule]]\nremoves = ['x']", "rule 1: unknown key 'removes'; did you mean 'remove'?"),
        ("[[rule]]\nkeep = ['x']\n[[rule]]\nremove = 'x'", "rule 2: remove must be a list of strings, not 'x'"),
        ("[[rule]]\nsite = 'x'", "rule 1: neither removes nor keeps anything"),
        ("[[rule]]\nremove = ['*']", "rule 1: the pattern '*' would match every line"),
        ("[[rule]]\nremove = ['x']\nsite = 3", "rule 1: site must be a string, not 3"),
    ],
)
def test_mistakes_in_a_configuration(tmp_path, text, message):
    (tmp_path / "cleanarticle.toml").write_text(text)
    done = run(input=RAW, cwd=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert message in done.err and len(done.err.splitlines()) == 1


def test_the_library_reads_no_configuration(tmp_path, monkeypatch):
    import cleanarticle

    (tmp_path / "cleanarticle.toml").write_text('skip = ["newsletter"]')
    monkeypatch.chdir(tmp_path)
    assert cleanarticle.clean(RAW).text == CLEAN


def test_a_working_directory_that_is_gone(tmp_path):
    import subprocess

    from running import PLAIN, PROGRAM

    command = 'mkdir gone && cd gone && rmdir ../gone && "$@"'
    done = subprocess.run(
        ["bash", "-c", command, "bash", PROGRAM[0], "-c", "from cleanarticle.cli import main; main()"],
        input=RAW.encode(),
        cwd=tmp_path,
        env=PLAIN,
        capture_output=True,
        check=False,
    )
    assert (done.stdout.decode(), done.returncode) == (CLEAN, 0)


def test_verbose_and_quiet(tmp_path):
    (tmp_path / "raw").write_bytes(RAW.encode("cp1252"))
    assert run("raw", cwd=tmp_path).err == "cleanarticle: raw: warning: not UTF-8; read as cp1252\n"
    assert run("-q", "raw", cwd=tmp_path).err == ""
    assert "raw: removed 38 of 566 characters: newsletter 38" in run("-v", "raw", cwd=tmp_path).err
    assert "missing: No such file" in run("-q", "missing", cwd=tmp_path).err


def test_explain(tmp_path):
    (tmp_path / "raw").write_text(RAW)
    done = run("explain", "raw", cwd=tmp_path)
    lines = done.out.decode().splitlines()
    assert done.code == 0
    (line,) = (number for number, line in enumerate(lines) if APPEAL in line)
    assert lines[line].split()[:3] == ["13", "removed", "newsletter"]
    assert "newsletter" in lines[line + 1] and sum("kept" in line for line in lines) == len(BODY)


def test_explain_in_json():
    import json

    blocks = [json.loads(line) for line in run("explain", "--json", input=RAW).out.splitlines()]
    assert "".join(RAW[block["start"] : block["end"]] for block in blocks) == RAW
    assert [block["decision"] for block in blocks] == ["kept"] * len(BODY) + ["removed"]
    assert (blocks[-1]["stage"], blocks[-1]["text"], blocks[-1]["line"]) == ("newsletter", APPEAL, 13)
    assert blocks[-1]["evidence"] and all(isinstance(reason, str) for reason in blocks[-1]["evidence"])


def test_stages():
    from cleanarticle.matcher import languages
    from cleanarticle.stages import ORDER

    out = run("stages").out.decode()
    for number, stage in enumerate(ORDER):
        assert out.splitlines()[number].split(maxsplit=1) == [stage.name, stage.summary]
    for tag, name in languages().items():
        assert f"{name} ({tag})" in out
    assert run_on_terminal("stages").out.decode() == out


def test_stages_of_a_language():
    lines = run("stages", "--language", "de").out.decode().splitlines()
    assert any(line.startswith("newsletter (names a newsletter): newsletter") for line in lines)

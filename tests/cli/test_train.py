"""`cleanarticle train`: labelled articles in, a model file out; what cannot be is refused in a line, and at once."""

import os
import subprocess
import sys

import pytest

from cleanarticle.judging.judge import load
from labelled import BODIES, pieces, records, write
from running import PLAIN, run, run_on_terminal

QUICK = ("--rounds", "3")
UNSEEN = "Sign up for our daily newsletter"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A folder with two corpus files."""
    folder = tmp_path_factory.mktemp("corpus")
    write(folder / "articles.jsonl", [*records()] * 2)
    write(folder / "pieces.jsonl", pieces())
    return folder


@pytest.mark.parametrize(
    "options",
    [
        (),
        pytest.param(("--fold", "1/3"), marks=pytest.mark.heavy),
        ("--pages", "--pull", "5", "-q"),
    ],
)
def test_the_same_input_gives_the_same_bytes(corpus, tmp_path, options):
    made = []
    for name, threads, seed in (("one.json", "1", "1"), ("two.json", "2", "2")):
        env = {"OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": seed}
        command = ("train", "articles.jsonl", "pieces.jsonl", *QUICK, *options, "-o", tmp_path / name)
        assert run(*command, cwd=corpus, env=env) == (0, b"", "")
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert load(tmp_path / "one.json").thresholds
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.json", "two.json"]


@pytest.mark.heavy
def test_settings_change_the_model(corpus, tmp_path):
    made = set()
    for number, options in enumerate(((), ("--fold", "1/3"), ("--pull", "0"), ("--rounds", "2"))):
        output = tmp_path / f"{number}.json"
        assert run("train", "articles.jsonl", *QUICK, *options, "-o", output, cwd=corpus).code == 0
        made.add(output.read_bytes())
    assert len(made) == 4


def test_the_cleaner_takes_the_model(corpus, tmp_path):
    command = ("train", "articles.jsonl", "--pull", "1", "-o", "model.json")
    assert run(*command[:1], corpus / command[1], *command[2:], cwd=tmp_path).code == 0
    source = "\n\n".join([*BODIES[:4], UNSEEN, *BODIES[4:]]) + "\n"
    done = run("--model", "model.json", "--level", "thorough", input=source, cwd=tmp_path)
    assert done.out.decode() == "\n\n".join(BODIES) + "\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "model.json"), "Missing argument 'CORPUS...'"),
        (("articles.jsonl",), "Missing option '-o'"),
        (("missing.jsonl", "-o", "model.json"), "'missing.jsonl' does not exist"),
        ((".", "-o", "model.json"), "is a directory"),
        *(
            (("articles.jsonl", "--fold", fold, "-o", "model.json"), f"{fold!r} is no fold: K/N with 1 <= K <= N and N")
            for fold in ("0/5", "x", "6/5", "1/1", "1/0", "1", "/", "-1/5", "1/5/2", "1.0/2", "")
        ),
        (("articles.jsonl", "--rounds", "0", "-o", "model.json"), "0 is not in the range"),
        (("articles.jsonl", "--pull", "-1", "-o", "model.json"), "-1.0 is not in the range"),
        (("articles.jsonl", "--pull", "x", "-o", "model.json"), "'x' is not a valid float"),
        (("articles.jsonl", "-o", "."), "is a directory"),
        (("articles.jsonl", "-o", "missing/model.json"), "cannot write missing/model.json: No such file or directory"),
        (("articles.jsonl", "-o", "pieces.jsonl/x"), "cannot write pieces.jsonl/x: Not a directory"),
        (("articles.jsonl", "-o", "articles.jsonl"), "would overwrite the corpus articles.jsonl"),
        (("articles.jsonl", "pieces.jsonl", "-o", "./pieces.jsonl"), "would overwrite the corpus pieces.jsonl"),
        (("text.txt", "-o", "model.json"), "text.txt: line 1: not JSON: "),
        (("bad.jsonl", "-o", "model.json"), "bad.jsonl: line 2: no `text`, which must be a string"),
        (("empty.jsonl", "-o", "model.json"), "no labelled text: there is nothing to learn from"),
        (("not.jsonl.gz", "-o", "model.json"), "not.jsonl.gz: not a whole gzip file"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(corpus, arguments, message):
    (corpus / "text.txt").write_text("The council voted.\n")
    (corpus / "empty.jsonl").write_text("\n")
    (corpus / "not.jsonl.gz").write_text("{}\n")
    write(corpus / "bad.jsonl", [{"text": "good"}, {"body": "wrong"}])
    done = run("train", *arguments, cwd=corpus)
    assert (done.code, done.out) == (2, b"")
    assert message in done.err and len(done.err.splitlines()) == 1 and done.err.startswith("cleanarticle")
    assert not (corpus / "model.json").exists()
    assert len([*records()]) * 2 == len((corpus / "articles.jsonl").read_text().splitlines())


def test_where_it_cannot_write_it_says_so_before_it_fits(corpus, tmp_path):
    """The corpus is wrong too, and that is never reached."""
    write(tmp_path / "bad.jsonl", [{}])
    done = run("train", tmp_path / "bad.jsonl", "-o", "/dev/null/model.json")
    assert done.code == 2 and "cannot write /dev/null/model.json: Not a directory" in done.err


def test_an_old_model_stays_when_fitting_fails(corpus, tmp_path):
    (tmp_path / "model.json").write_text("old")
    write(tmp_path / "bad.jsonl", [{}])
    assert run("train", "bad.jsonl", "-o", "model.json", cwd=tmp_path).code == 2
    assert (tmp_path / "model.json").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "model.json"]


def test_the_model_can_go_to_a_pipe(corpus):
    done = run("train", "articles.jsonl", *QUICK, "-o", "/dev/stdout", cwd=corpus)
    assert (done.code, done.err) == (0, "") and done.out.startswith(b"CAWEIGH2")


@pytest.mark.parametrize(("absent", "told"), [(("scipy",), "scipy")])
def test_without_the_extra(corpus, tmp_path, absent, told):
    """A process that cannot import them; all other commands, and the help, do without."""
    script = tmp_path / "without.py"
    script.write_text(
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] in {absent}: raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from cleanarticle.cli import main\n"
        "main()\n"
    )

    def run_without(*arguments):
        command = [sys.executable, script, *arguments]
        return subprocess.run(command, cwd=corpus, env=PLAIN, capture_output=True, timeout=60, check=False)

    done = run_without("train", "articles.jsonl", "-o", "model.json")
    message = f"cleanarticle: train needs NumPy and SciPy ({told} is missing): pip install 'cleanarticle[train]'\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", message)
    assert run_without("train", "-h").returncode == run_without("stages").returncode == 0


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_on_a_terminal_it_tells_how_far_it_is(corpus, tmp_path, quiet):
    output = tmp_path / "model.json"
    done = run_on_terminal("train", "articles.jsonl", *QUICK, "-o", output, *quiet, cwd=corpus)
    shown = done.out.decode()
    assert done.code == 0
    assert ("reading document 1" in shown) == (not quiet)
    assert shown.endswith(f"\r\x1b[K{output}: {output.stat().st_size} bytes\n") or quiet
    assert not quiet or not shown


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_ours(corpus, tmp_path):
    tmp_path.chmod(0o555)
    done = run("train", "articles.jsonl", "-o", tmp_path / "model.json", cwd=corpus)
    assert done.code == 2 and "Permission denied" in done.err


def test_the_defaults_told_are_those_of_the_library():
    """The command's help writes them out, since the library needs SciPy to be asked."""
    from cleanarticle.cli.train import train
    from cleanarticle.training.refit import Settings

    told = {option.name: option.default for option in train.params}
    assert (told["rounds"], told["pull"]) == (Settings().rounds, Settings().pull)

"""The recipes for git, each in a repository of its own: textconv, difftool, pre-commit."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running import APPEAL, CLEAN, RAW

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
ROOT = Path(__file__).parents[2]
ENV = {
    "HOME": "/nonexistent",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "LANG": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def run(repo, *command, code=0):
    done = subprocess.run(command, cwd=repo, env=ENV, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repo(tmp_path):
    """A repository with a page whose appeal has changed since it was committed, and one whose body has."""
    run(tmp_path, "git", "init", "-q", "-b", "main")
    (tmp_path / "appeal.txt").write_text(RAW)
    (tmp_path / "body.txt").write_text(RAW)
    run(tmp_path, "git", "add", ".")
    run(tmp_path, "git", "commit", "-qm", "first")
    (tmp_path / "appeal.txt").write_text(RAW.replace("weekly", "daily"))
    (tmp_path / "body.txt").write_text(RAW.replace("Tuesday", "Wednesday"))
    return tmp_path


def test_textconv_shows_changes_of_the_article_alone(repo):
    (repo / ".gitattributes").write_text("*.txt diff=article\n")
    run(repo, "git", "config", "diff.article.textconv", "cleanarticle --quiet")
    told = run(repo, "git", "diff")
    assert "Tuesday" in told and "Wednesday" in told
    assert "weekly" not in told and "daily" not in told and APPEAL not in told


def difftool(repo):
    run(repo, "git", "config", "difftool.cleanarticle.cmd", 'cleanarticle diff --between "$LOCAL" "$REMOTE"')


def test_difftool_shows_what_cleaning_took(repo):
    (repo / "appeal.txt").write_text(CLEAN)
    (repo / "body.txt").write_text(CLEAN.replace("Tuesday", "Wednesday"))
    difftool(repo)
    told = run(repo, "git", "difftool", "-y", "-t", "cleanarticle")
    assert re.search(rf"^@ newsletter: .*\n- {APPEAL}$", told, re.M)
    assert re.search(r"^@ edited: .*\n- The council voted on Tuesday", told, re.M)


def test_difftool_on_folders(repo):
    (repo / "appeal.txt").write_text(CLEAN)
    difftool(repo)
    told = run(repo, "git", "difftool", "--dir-diff", "--no-symlinks", "-t", "cleanarticle")
    assert re.search(r"appeal\.txt: removed 38 of \d+ characters: newsletter 38$", told, re.M)
    assert re.search(r"^2 files, 2 lost something: removed", told, re.M)


def hooks():
    """id → the command of each hook that is offered."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    return dict(re.findall(r"^- id: ([^\n]*)$.*?^  entry: ([^\n]*)$", text, re.M | re.S))


def test_the_hooks_as_git_calls_them(repo):
    offered = hooks()
    hook = repo / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\n{offered['cleanarticle-check']} $(git diff --cached --name-only)\n")
    hook.chmod(0o755)
    told = run(repo, "git", "commit", "-qam", "second", code=1)
    assert "appeal.txt: would be changed" in told
    run(repo, *offered["cleanarticle"].split(), "appeal.txt", "body.txt")
    run(repo, "git", "commit", "-qam", "second")
    assert (repo / "appeal.txt").read_text() == CLEAN


@pytest.mark.heavy
@pytest.mark.skipif(shutil.which("pre-commit", path=ENV["PATH"]) is None, reason="pre-commit is not installed")
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit needs the project's repository")
def test_the_hooks_as_pre_commit_calls_them(repo, tmp_path_factory):
    ENV["PRE_COMMIT_HOME"] = str(tmp_path_factory.mktemp("pre-commit"))
    told = run(repo, "pre-commit", "try-repo", str(ROOT), "cleanarticle-check", "--all-files", code=1)
    assert "appeal.txt: would be changed" in told
    told = run(repo, "pre-commit", "try-repo", str(ROOT), "cleanarticle", "--all-files", code=1)
    assert "files were modified by this hook" in told
    assert (repo / "appeal.txt").read_text() == CLEAN

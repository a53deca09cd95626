"""Folders of invented articles, as many as one likes, no two alike."""

import random
import subprocess
import time
from pathlib import Path

from running import PLAIN, PROGRAM

_PLACES = ("Skarholm", "Vellin", "Orstad", "Kellby", "Marrow Hill", "Tarn", "Upper Quay", "Lindau Cross")
_WHO = ("council", "harbour board", "school committee", "water company", "bus operator", "island assembly")
_DID = ("voted to close", "agreed to rebuild", "refused to sell", "promised to reopen", "asked the region to pay for")
_WHAT = ("the old bridge", "the night ferry", "the swimming hall", "the east pier", "the library", "line four")
_LATER = (
    "Work begins in {month}, the mayor said, and will take {n} months.",
    "Engineers had found cracks in {n} places last autumn, and the load limit was lowered in {month}.",
    "The region pays two thirds of the cost; the town will borrow the other {n} million.",
    "Shopkeepers near the market fear for their trade. “We live off the people who cross here,” one of them said.",
    "About {n} households will have to be told by letter before the end of {month}, said a spokeswoman.",
    "A first plan from {year} was dropped when the money went to the hospital in {place} instead.",
)
_APPEALS = (
    "Sign up for our free weekly newsletter",
    "Sign up for our free weekly newsletter and get the best of {place} in your inbox.\nEnter your email\nSubscribe",
    "Our reporting is paid for by people like you. If you value independent journalism, please support us with a "
    "donation today.\nDonate now\nOnce\nMonthly",
)
_MONTHS = ("January", "March", "May", "August", "October")


def article(seed, paragraphs=9):
    """An invented article, most of the time with an appeal in it; the same seed gives the same one."""
    dice = random.Random(seed)

    def fill(text):
        return text.format(
            month=dice.choice(_MONTHS),
            n=dice.randrange(2, 900),
            year=dice.randrange(1950, 2020),
            place=dice.choice(_PLACES),
        )

    lead = f"The {dice.choice(_WHO)} of {dice.choice(_PLACES)} {dice.choice(_DID)} {dice.choice(_WHAT)}"
    told = [lead, f"{lead} on Tuesday, after a debate of {dice.randrange(2, 9)} hours. Item {seed} of the agenda."]
    told += [" ".join(fill(dice.choice(_LATER)) for _ in range(dice.randrange(1, 4))) for _ in range(paragraphs)]
    if dice.random() < 0.8:
        told.insert(dice.randrange(2, len(told)), fill(dice.choice(_APPEALS)))
    return "\n\n".join(told) + "\n"


def make_folder(folder: Path, files, paragraphs=9, per_folder=500):
    """A folder with so many articles in folders of so many each."""
    for number in range(files):
        path = folder / f"{number // per_folder:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number, paragraphs), encoding="utf-8")
    return folder


def content(folder: Path):
    """Name → bytes of every file below a folder but for the state that batch keeps."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cleanarticle" not in path.relative_to(folder).parts
    }


def start(*arguments, cwd=None, env=()):
    """Start the command line without waiting for it."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=PLAIN | dict(env),
    )


def family(pid):
    """The ids of a process and of all below it (Linux)."""
    found, new = [], [pid]
    while new:
        found += new
        new = [child for one in new for child in _children(one)]
    return found


def _children(pid):
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def workers(pid):
    """The ids of the worker processes of a run (Linux)."""
    return [one for one in family(pid)[1:] if b"spawn_main" in _cmdline(one)]


def _cmdline(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def memory(pid):
    """Memory of a process and all below it in bytes, shared pages counted once (Linux)."""
    total = 0
    for one in family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
    return total


def watch(process, pause=0.1):
    """Wait for a run; the most memory that it and its workers held together."""
    most = 0
    while process.poll() is None:
        most = max(most, memory(process.pid))
        time.sleep(pause)
    return most

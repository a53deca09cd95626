"""Puts in place what workers made: first the journal is told, then the file is renamed. One process, one order."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..atomic import open_atomic
from .journal import WHOLE, Journal, Step, Told, digest_file, failed_step
from .outcome import FAILED, Outcome
from .parts import Begin, End, Parts, UpToDate, cannot, part_path
from .pool import Died
from .work import File, Job, Made

BY_HAND = "changed since it was written; it is left as it is (--overwrite replaces it)"


class Committer:
    """Takes answers in order, and hands on outcomes. `told` gives them all once more.

    state: the folder of what is not finished, None if nothing is to be written.  backup: ending of the copy that is
    kept of a file cleaned in place.  tell: is called with each outcome, and whether it was up to date already.
    warn: with a name and what a person should know.
    """

    def __init__(
        self,
        job: Job,
        journal: Journal,
        state: Path | None,
        *,
        backup: str | None = None,
        tell: Callable[[Outcome, bool], Any],
        warn: Callable[[str, str], Any],
    ) -> None:
        self.job, self.journal, self.state, self.backup = job, journal, state, backup
        self._tell, self._warn = tell, warn
        self.told = Told(journal)
        self._part: Parts | None = None

    def take(self, item: Any, answer: Any) -> None:
        """Deal with one item and its answer."""
        if isinstance(item, File):
            self._take_file(item, answer)
        elif isinstance(item, Begin):
            self._part = Parts(self, item)
        elif isinstance(item, UpToDate):
            self._retell(item.file, item.parts)
            if self.state:
                part_path(self.state, item.file).unlink(missing_ok=True)  # of a run killed at the last moment
        elif self._part is not None:
            self._part.take(item, answer)
            if isinstance(item, End):
                self._part = None

    def tell(self, step: Step, *, known: bool = False, place: int | None = None) -> None:
        """Write a step (unless it stands there already), and hand on its outcomes."""
        self.told.add(self.journal.append(step) if place is None else place, len(step.outcomes))
        for outcome in step.outcomes:
            if outcome.warning and not known:
                self._warn(outcome.name, f"warning: {outcome.warning}")
            self._tell(outcome, known)

    def _retell(self, file: str, parts: int | None = None) -> None:
        """Hand on the outcomes that the journal has of a file that is up to date."""
        for part in [WHOLE] if parts is None else range(parts):
            step = self.journal.get(file, part)
            if step is not None:
                self.tell(step, known=True, place=self.journal.where(file, part))

    def _take_file(self, item: File, answer: Made | Died) -> None:
        if isinstance(answer, Died):
            answer = Made(Outcome(item.name, FAILED, error=answer.why))
        if answer.outcome is None:
            if answer.changed_by_hand:
                self._warn(item.target, BY_HAND)
            self._retell(item.name)
            return
        if answer.outcome.status == FAILED:
            was = item.prior.made or item.prior.was if item.prior else None
            self.tell(failed_step(answer.outcome, self.job.key, was))
            return
        step = Step(item.name, self.job.key, answer.source, answer.made, answer.was, outcomes=(answer.outcome,))
        if answer.temporary is None:
            self.tell(step)
            return
        place = self.journal.append(step)  # before the file is there: what is there is told of
        try:
            ours = item.prior is not None and item.prior.made == answer.source
            self.put(answer.temporary, item.target, answer.source, ours=ours)
        except (OSError, ValueError) as error:
            answer.temporary.unlink(missing_ok=True)
            failed = Outcome(item.name, FAILED, error=cannot(item.target, error))
            self.tell(failed_step(failed, self.job.key, answer.was))
        else:
            self.tell(step, place=place)

    def put(self, temporary: Path, target: str, source: str, *, ours: bool) -> None:
        """Rename a finished file to its place; raises OSError or ValueError if that cannot be.

        source: digest of the input, which in place must still be there.  ours: what it replaces in place is the outcome
        of an earlier run, so that an older backup is the original.
        """
        path = (self.job.base if self.job.in_place else self.job.dest or self.job.base) / target
        if self.job.in_place and digest_file(path) != source:
            raise ValueError("changed while it was being cleaned; run again")
        if self.job.in_place and self.backup:
            backup = path.with_name(path.name + self.backup)
            if not (ours and backup.exists()):
                _back_up(path, backup)
        try:
            temporary.replace(path)
        except FileNotFoundError:
            _make_folder(path.parent)
            temporary.replace(path)
        except OSError as error:
            if error.errno != errno.EXDEV:  # a folder in the destination that is on another disk
                raise
            with temporary.open("rb") as made, open_atomic(path) as file:
                shutil.copyfileobj(made, file)
            temporary.unlink()


def _make_folder(path: Path) -> None:
    """Make a folder and those above it, however deep; `mkdir(parents=True)` would call itself for each."""
    missing = []
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)


def _back_up(path: Path, backup: Path) -> None:
    """Keep a file under another name, by a link where there are links; raises ValueError if that name is taken."""
    try:
        with contextlib.suppress(NotImplementedError):
            os.link(path, backup)
            return
    except FileExistsError:
        if digest_file(backup) == digest_file(path):
            return
        raise ValueError(f"{backup.name} exists and holds something else; choose another --backup") from None
    except OSError:  # a disk without links
        if backup.exists():
            raise ValueError(f"{backup.name} exists; choose another --backup") from None
    shutil.copy2(path, backup)

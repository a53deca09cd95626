"""Worker processes that outlive what they work on: one that dies or hangs costs the item it had in hand, no other.

`ProcessPoolExecutor` breaks as a whole when a worker dies, and cannot tell which item killed it. Here each worker has a
pipe of its own and answers item by item, so the first unanswered item is the one it died of.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

_CHUNK_ITEMS, _CHUNK_BYTES = 16, 1 << 18
_MOST_ITEMS, _MOST_BYTES = 2048, 1 << 24
"""What may be under way at a time: a slow item at the head of the line holds the others back no earlier."""
_STILLBORN = 3
_TICK = 0.2


class PoolError(ValueError):
    """No worker can be started; the message says why."""


class Ready(NamedTuple):
    """What needs no work, but its place in the order."""

    value: Any
    size: int = 0


class Item(NamedTuple):
    """Work for a worker. size: about how many bytes it holds or stands for.  held: those that it holds itself."""

    value: Any
    size: int = 0
    held: int = 0


class Died(NamedTuple):
    """The answer to an item that no worker could finish."""

    why: str


class _Slot:
    """An item on its way from the source to the one who asked."""

    __slots__ = ("answer", "deaths", "done", "item")

    def __init__(self, item: Item | Ready) -> None:
        self.item = item
        self.answer: Any = None
        self.done = isinstance(item, Ready)
        self.deaths = 0


class _Worker:
    """A process, our end of its pipe, and the items it has in hand, the first of them since `since` (0: starting)."""

    def __init__(self, prepare: Callable[[], Callable[[Any], Any]]) -> None:
        context = multiprocessing.get_context("spawn")  # threads and locks of ours are never copied in mid-flight
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self.slots: deque[_Slot] = deque()
        self.since = 0.0
        self.ready = False
        with contextlib.suppress(OSError):  # it is found dead soon enough
            self.pipe.send(prepare)

    def give(self, slots: Iterable[_Slot]) -> bool:
        """Send items; False if the process is gone."""
        slots = list(slots)
        try:
            self.pipe.send([slot.item.value for slot in slots])
        except OSError:
            return False
        self.slots.extend(slots)
        self.since = time.monotonic()
        return True

    def kill(self) -> str:
        """End the process if it has not ended; says how it ended."""
        self.process.join(0.5)  # its pipe may be closed a moment before it is gone
        self.process.kill()
        self.process.join()
        self.pipe.close()
        code = self.process.exitcode or 0
        if code >= 0:
            return f"ended with exit code {code}"
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}{' (out of memory?)' if code == -9 else ''}"
        return f"was ended by signal {-code}"


class Pool:
    """Workers that answer items in the order in which these come, however many workers there are.

    prepare: picklable; called once in each worker, it gives the function that answers an item. What it raises as
    ValueError ends the run as a PoolError.  jobs: the number of workers.  timeout: seconds an item may take, or None.
    """

    def __init__(self, prepare: Callable[[], Callable[[Any], Any]], jobs: int, timeout: float | None = None) -> None:
        self._prepare, self._jobs, self._timeout = prepare, jobs, timeout
        self._line: deque[_Slot] = deque()  # all that is under way, in order
        self._queue: deque[_Slot] = deque()  # of it, what no worker has yet
        self._alone: deque[_Slot] = deque()  # a worker died of it: it is tried once more while no other one works
        self._solo: _Slot | None = None
        self._workers: list[_Worker] = []
        self._stillborn = self._held = 0

    @property
    def processes(self) -> list[int]:
        """The ids of the workers."""
        return [worker.process.pid or 0 for worker in self._workers]

    def run(self, items: Iterable[Item | Ready]) -> Generator[tuple[Any, Any], None, None]:
        """Pairs of each item's value and its answer (None for what was ready, Died for what could not be done)."""
        source = iter(items)
        try:
            while self._fill(source) or self._line:
                self._dispatch()
                while self._line and self._line[0].done:
                    slot = self._line.popleft()
                    self._held -= _held(slot.item)
                    yield slot.item.value, slot.answer
                if self._line:
                    self._listen()
        finally:
            self.close()

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _fill(self, source: Iterator[Item | Ready]) -> bool:
        """Take items from the source while there is room; False if it has no more."""
        while len(self._line) < _MOST_ITEMS and self._held < _MOST_BYTES:
            item = next(source, None)
            if item is None:
                return False
            slot = _Slot(item)
            self._held += _held(item)
            self._line.append(slot)
            if not slot.done:
                self._queue.append(slot)
            if len(self._queue) > _CHUNK_ITEMS * self._jobs and len(self._queue) % _CHUNK_ITEMS == 0:
                return True  # enough to begin with; the rest is read between answers
        return True

    def _dispatch(self) -> None:
        """Give work to those who have none."""
        if self._solo is not None and self._solo.done:
            self._solo = None
        if self._solo is not None:
            return
        if self._alone:
            if not any(worker.slots for worker in self._workers):
                self._solo = self._alone.popleft()
                self._give(self._free(), [self._solo])
            return
        while self._queue and (len(self._workers) < self._jobs or any(not worker.slots for worker in self._workers)):
            self._give(self._free(), self._chunk())

    def _free(self) -> _Worker:
        """A worker with nothing in hand; a new one if all are busy."""
        for worker in self._workers:
            if not worker.slots:
                return worker
        self._workers.append(_Worker(self._prepare))
        return self._workers[-1]

    def _chunk(self) -> list[_Slot]:
        """A few items from the head of the queue: fewer towards the end, so that no worker is left with all of it."""
        most = max(1, min(_CHUNK_ITEMS, len(self._queue) // (2 * self._jobs)))
        chunk, size = [self._queue.popleft()], 0
        while self._queue and len(chunk) < most and size < _CHUNK_BYTES:
            size += chunk[-1].item.size
            chunk.append(self._queue.popleft())
        return chunk

    def _give(self, worker: _Worker, slots: list[_Slot]) -> None:
        if not worker.give(slots):
            self._bury(worker)
            if slots[0] is self._solo:
                self._solo = None
                self._alone.appendleft(slots[0])
            else:
                self._queue.extendleft(reversed(slots))

    def _bury(self, worker: _Worker) -> str:
        """Remove a worker that has ended, or has to."""
        self._workers.remove(worker)
        how = worker.kill()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise PoolError(f"worker processes do not start: the last one {how}")
        return how

    def _listen(self) -> None:
        """Wait for answers, and take them; see to it that none takes too long."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), _TICK):
            worker = pipes[pipe]  # type: ignore[index]  # `wait` gives back what it was given
            try:
                while worker.pipe.poll():
                    self._hear(worker, worker.pipe.recv())
            except (EOFError, OSError):
                self._mourn(worker, None)
        if self._timeout:
            late = time.monotonic() - self._timeout
            for worker in list(self._workers):
                if worker.ready and worker.slots and worker.since < late:
                    self._mourn(worker, f"took longer than {self._timeout:g} s")

    def _hear(self, worker: _Worker, message: tuple[str, Any]) -> None:
        what, value = message
        if what == "broken":
            raise PoolError(value)
        if what == "ready":
            worker.ready, self._stillborn = True, 0
        else:
            slot = worker.slots.popleft()
            slot.answer, slot.done = value, True
        worker.since = time.monotonic()

    def _mourn(self, worker: _Worker, late: str | None) -> None:
        """A worker has died, or is late: what it had in hand is tried anew, the item it died of once and alone."""
        slots = list(worker.slots)
        how = self._bury(worker)
        if worker.ready and slots:
            victim = slots.pop(0)
            victim.deaths += 1
            self._solo = None
            if late or victim.deaths > 1:
                victim.answer = Died(late or f"the worker process {how}, twice")
                victim.done = True
            else:
                self._alone.append(victim)
        if self._solo in slots:  # the worker died before it could begin
            self._solo = None
        self._queue.extendleft(reversed(slots))


def _held(item: Item | Ready) -> int:
    return item.size if isinstance(item, Ready) else item.held


def _work(pipe: Connection) -> None:
    """What a worker process does, until its pipe is closed. It says what goes wrong through the pipe alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the one who started us decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            answer = pipe.recv()()
        except ValueError as error:
            pipe.send(("broken", str(error)))
            return
        except Exception as error:
            pipe.send(("broken", f"this is a bug ({type(error).__name__}: {error})"))
            return
        pipe.send(("ready", None))
        while True:
            for value in pipe.recv():
                pipe.send(("done", _answered(answer, value)))


def _answered(answer: Callable[[Any], Any], value: Any) -> Any:
    try:
        return answer(value)
    except MemoryError:
        return Died("out of memory")
    except Exception as error:
        return Died(f"this is a bug ({type(error).__name__}: {error})")

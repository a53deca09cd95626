"""A worker for the tests of the pool, where its processes can import it."""

import os
import signal
import time


class Prepare:
    """A worker whose items are words that say what to do."""

    def __init__(self, how="", folder=None):
        self.how, self.folder = how, folder

    def __call__(self):
        if self.how == "wrong":
            raise ValueError("no such model")
        if self.how == "bug":
            raise KeyError("x")
        if self.how == "dead":
            os.kill(os.getpid(), signal.SIGKILL)
        return self.answer

    def answer(self, item):
        what, _, rest = str(item).partition(" ")
        if what == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "leave":
            os._exit(7)
        if what == "hang":
            time.sleep(60)
        if what == "raise":
            raise RuntimeError(rest)
        if what == "memory":
            raise MemoryError
        if what == "once":  # dies of it, but not again
            (mark := self.folder / rest).exists() or (mark.touch(), os.kill(os.getpid(), signal.SIGKILL))
        if what == "nap":
            time.sleep(float(rest))
        return f"{item}!"

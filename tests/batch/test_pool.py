import os
import signal
import time

import pytest

from answering import Prepare
from cleanarticle.batch.pool import Died, Item, Pool, PoolError, Ready


def answers(items, jobs=2, timeout=None, **prepare):
    return list(Pool(Prepare(**prepare), jobs, timeout).run(map(Item, items)))


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_answers_come_in_order(jobs):
    items = [f"nap {(number * 7 % 5) / 500}" for number in range(60)]
    assert answers(items, jobs) == [(item, f"{item}!") for item in items]


def test_nothing_to_do():
    assert answers([]) == []


def test_what_is_ready_keeps_its_place():
    items = [Ready("a"), Item("nap 0.05"), Ready("b"), Ready("c", 5), Item("x"), Ready("d")]
    told = [item for item, _ in Pool(Prepare(), 2).run(items)]
    assert told == ["a", "nap 0.05", "b", "c", "x", "d"]


def test_a_worker_that_dies_costs_the_item_it_died_of():
    items = [f"{number}" for number in range(100)]
    items[3], items[40], items[99] = "die a", "die b", "leave"
    found = dict(answers(items))
    assert {item for item, answer in found.items() if isinstance(answer, Died)} == {"die a", "die b", "leave"}
    assert found["die a"].why == "the worker process was ended by SIGKILL (out of memory?), twice"
    assert found["leave"].why == "the worker process ended with exit code 7, twice"
    assert list(found) == items


def test_what_was_not_to_blame_gets_another_try(tmp_path):
    items = ["once a", "x", "once b", *map(str, range(40)), "once c"]
    assert answers(items, folder=tmp_path) == [(item, f"{item}!") for item in items]


def test_what_takes_too_long():
    began = time.monotonic()
    found = dict(answers(["a", "hang", "b", "nap 0.1", "c"], timeout=1))
    assert found == {"a": "a!", "hang": Died("took longer than 1 s"), "b": "b!", "nap 0.1": "nap 0.1!", "c": "c!"}
    assert time.monotonic() - began < 30


@pytest.mark.heavy
def test_the_time_limit_is_that_of_one_item():
    assert len(answers(["nap 0.3"] * 8, jobs=1, timeout=2)) == 8


def test_what_an_item_raises_is_its_own_affair():
    found = dict(answers(["a", "raise x", "memory", "b"]))
    assert found["raise x"] == Died("this is a bug (RuntimeError: x)") and found["memory"] == Died("out of memory")
    assert (found["a"], found["b"]) == ("a!", "b!")


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("wrong", "^no such model$"),
        ("bug", "this is a bug"),
        ("dead", "worker processes do not start: the last one was ended by SIGKILL"),
    ],
)
def test_workers_that_cannot_start(how, told):
    with pytest.raises(PoolError, match=told):
        answers(["a", "b"], how=how)


def test_large_items_and_answers():
    items = ["x" * 300_000 + str(number) for number in range(60)]
    assert [answer for _, answer in answers(items)] == [f"{item}!" for item in items]


def test_what_is_under_way_is_bounded():
    taken = []

    def endless():
        for number in range(1000):
            taken.append(number)
            yield Item("x" * 1000, 1000, 1 << 20)

    run = Pool(Prepare(), 2).run(endless())
    for _ in range(5):
        next(run)
    assert len(taken) < 100
    run.close()


def test_closing_ends_the_workers():
    pool = Pool(Prepare(), 2)
    run = pool.run(map(Item, ["a", "hang", "hang", "b"]))
    assert next(run) == ("a", "a!")
    left = pool.processes
    run.close()
    assert left
    for one in left:
        with pytest.raises(ProcessLookupError):
            os.kill(one, 0)


def test_a_worker_killed_from_outside_while_it_waits():
    def items():
        yield Item("a")
        yield Item("nap 0.5")
        for one in pool.processes:
            os.kill(one, signal.SIGKILL)
        yield from map(Item, "bcd")

    pool = Pool(Prepare(), 2)
    assert [answer for _, answer in pool.run(items())] == ["a!", "nap 0.5!", "b!", "c!", "d!"]

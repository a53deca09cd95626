"""How fast a folder is cleaned, by how many processes, and in how much memory. Left out of the normal run.

    PYTHONPATH=tests python tests/benchmarks/test_batch.py
    FILES=2000 pytest -n 0 -m benchmark -s tests/benchmarks/test_batch.py

Each figure is of one run of the command line, starting included. Memory is that of all processes together.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from folders import make_folder, start, watch

pytestmark = pytest.mark.benchmark


def timed(*arguments):
    """Seconds of a run, the CPU seconds of all its processes, and the most memory they held, in MB."""
    began, cpu = time.perf_counter(), os.times()
    process = start("batch", "--quiet", *arguments)
    most = watch(process)
    told = process.communicate()[1].decode()
    assert process.returncode == 0, told
    after = os.times()
    used = after.children_user + after.children_system - cpu.children_user - cpu.children_system
    return time.perf_counter() - began, used, most / 1e6


def test_batch():
    files = int(os.environ.get("FILES", "10000"))
    folder = Path(tempfile.mkdtemp(prefix="cleanarticle-"))
    try:
        sizes = sorted({min(2000, files), files})
        for size in sizes:
            make_folder(folder / f"{size}", size)
        print()
        seconds = {}
        for size, jobs in [(size, 2) for size in sizes] + [(files, 1)]:
            seconds[size, jobs], cpu, most = timed("-j", jobs, folder / f"{size}", folder / f"out-{size}-{jobs}")
            took = seconds[size, jobs]
            told = f"{took:7.1f} s, {size / took:6.0f} files/s, {cpu:6.1f} s CPU, {most:4.0f} MB"
            print(f"{size:>6} files, --jobs {jobs}: {told}")
        print(f"speed of --jobs 2 over --jobs 1: {seconds[files, 1] / seconds[files, 2]:.2f}")
        took, cpu, most = timed("-j", 2, folder / f"{files}", folder / f"out-{files}-2")
        print(f"{files:>6} files again, all up to date: {took:.1f} s, {cpu:.1f} s CPU, {most:.0f} MB")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    test_batch()

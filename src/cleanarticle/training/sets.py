"""All examples to fit on, from a folder of labelled corpora and the training pieces, each with the site it is of.

Built in several processes, since it takes many minutes; the same for the same data, whatever the number of processes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .documents import as_found, as_page, lines_of, of_planted, reshaped
from .examples import BODY, NOISY, Example, example
from .planting import plant
from .records import fold_of, is_phrase, read_jsonl

CORPORA = ("real.jsonl", "news.jsonl.gz", "bodies.jsonl.gz", "text.jsonl.gz", "html.jsonl.gz")
"""What is read of a corpus folder. `wild`, `planted` and `pages` are validation and never fitted on."""
_NOISY = ("news",)
"""Corpora in which what does not repeat counts as body, boilerplate too."""
_TIMES = {"real": 3, "news": 1, "bodies": 2, "text": 1}
"""In so many shapes the lines of each record of a corpus are set besides how they were found."""
_PAGES = ("real", "news", "bodies")
"""Corpora whose texts are set as pages, too; of news every second one."""
SEEDS = ("plant", "again")
"""Training pieces are planted so many times, each time elsewhere and in other shapes."""
_PLANTED_WEIGHT = 0.6
"""Invented documents count less than real ones."""
_LONGEST_HOST = 12_000
_WORKERS_SHARE = 64
Record = dict[str, Any]


class Sited(NamedTuple):
    """An example, the corpus it comes from, and its site, by which folds are made; "" for what is invented."""

    example: Example
    corpus: str
    site: str


def site_of(record: Record) -> str:
    """By what a record is put into a fold."""
    return str(record.get("site") or record.get("origin") or record["id"])


def build(corpora: Path, pieces: Iterable[Path], phrases: Iterable[Path], jobs: int = 2) -> list[Sited]:
    """All examples, in a fixed order. pieces: files of training pieces.  phrases: files of phrases, LANG.jsonl."""
    todo: list[tuple[Callable[..., list[Sited]], Any]] = []
    hosts = []
    for name in CORPORA:
        if not (corpora / name).exists():
            continue
        records = list(read_jsonl(corpora / name))
        corpus = name.partition(".")[0]
        todo += [(_of_corpus, (corpus, records[at : at + 20])) for at in range(0, len(records), 20)]
        hosts += [record for record in records if _is_host(corpus, record)]
    made = list(_pieces(pieces, phrases))
    planted = [one for seed in SEEDS for one in plant(made, hosts, seed)]
    todo += [(_of_planted, planted[at : at + 100]) for at in range(0, len(planted), 100)]
    with ProcessPoolExecutor(jobs) as pool:
        return [one for found in pool.map(_run, todo) for one in found]


def _run(job: tuple[Callable[[Any], list[Sited]], Any]) -> list[Sited]:
    return job[0](job[1])


def _pieces(pieces: Iterable[Path], phrases: Iterable[Path]) -> Iterator[Record]:
    for path in sorted(pieces):
        yield from read_jsonl(path)
    for path in sorted(phrases):
        for record in read_jsonl(path):
            if is_phrase(record):
                yield {"lang": path.name.partition(".")[0], **record}


def _is_host(corpus: str, record: Record) -> bool:
    """Whether a record is a real article from which nothing goes, to plant in."""
    if corpus == "bodies":
        return not record.get("hard") and len(record["text"]) < _LONGEST_HOST
    return corpus in ("real", "news") and not record.get("spans") and len(record["text"]) < _LONGEST_HOST


def _of_corpus(job: tuple[str, list[Record]]) -> list[Sited]:
    corpus, records = job
    made = [Sited(one, corpus, site_of(record)) for record in records for one in _of_record(corpus, record)]
    return [one._replace(example=_doubted(one.example)) for one in made] if corpus in _NOISY else made


def _doubted(one: Example) -> Example:
    """An example of a corpus that calls some boilerplate body."""
    return one._replace(allowed=np.where(one.allowed == BODY, BODY | NOISY, one.allowed))


def _of_record(corpus: str, record: Record) -> Iterator[Example]:
    """A record as it was found, and its lines in other shapes and as a page."""
    name = f"{record['id']} {record.get('variant', '')}".strip()
    yield example(*as_found(record), name)
    if corpus not in _TIMES or record.get("variant") == "page":
        return
    lines = lines_of(record)
    if not lines:
        return
    for number in range(_TIMES[corpus]):
        yield example(*reshaped(lines, f"{name} {number}"), f"{name} shape {number}")
    if corpus in _PAGES and (corpus != "news" or zlib.crc32(name.encode()) % 2):
        yield example(*as_page(lines, record.get("lang") or "en", name), f"{name} page")


def _of_planted(planted: Any) -> list[Sited]:
    return [
        Sited(
            example(*labelled, made.name, _PLANTED_WEIGHT), "alone" if "-alone-" in made.name else "planted", made.site
        )
        for labelled, made in of_planted(planted)
    ]


def in_fold(sited: Sited, fold: int, folds: int) -> bool:
    """Whether an example is of a site in this fold; what is invented is in none."""
    return bool(sited.site) and fold_of({"site": sited.site}, folds) == fold

"""Labelled records: what is read, what is refused with its file and line, and which fold it falls into."""

import gzip
import json

import pytest

from cleanarticle.training.records import RecordError, fold_of, problem, read_jsonl, read_records
from labelled import pieces, records, write


@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.jsonl.gz"])
def test_read_jsonl(tmp_path, name):
    found = [{"text": "Grüße\u2028an alle"}, {"text": "two"}]
    path = tmp_path / name
    data = "\n\n".join(json.dumps(record, ensure_ascii=False) for record in found).encode()
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert list(read_jsonl(path)) == found


@pytest.mark.parametrize(
    "bad", [b"{", b"nonsense", b'{"text": "a"} {"text": "b"}', b'{"text": "a",}', b'{"text": "\xff"}', b"[" * 100_000]
)
def test_a_bad_line_is_named(tmp_path, bad):
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b'{"text": "good"}\n\n' + bad + b"\n")
    with pytest.raises(RecordError) as caught:
        list(read_jsonl(path))
    assert str(caught.value).startswith(f"{path}: line 3: not JSON: ")


@pytest.mark.parametrize("cut", [lambda data: data[:-9], lambda data: b"{}\n", lambda data: data[:20] + b"xxxx"])
def test_a_broken_gzip_file_is_named(tmp_path, cut):
    path = tmp_path / "corpus.jsonl.gz"
    path.write_bytes(cut(gzip.compress(b'{"text": "good and long enough to be cut"}\n' * 9)))
    with pytest.raises(RecordError, match="not a whole gzip file") as caught:
        list(read_jsonl(path))
    assert str(caught.value).startswith(f"{path}: ")


GOOD = [
    {"text": ""},
    {"text": "Sign up", "spans": [[0, 7, "newsletter"]], "either": [[0, 0]], "site": "example.org", "more": 1},
    {"text": "Sign up", "lines": [[0, 4, "other", "share"], [4, 7, "body"], [7, 7, "either"], [0, 1, "other"]]},
    {"category": "donation", "lang": "en", "lines": [["donation", "Give"], ["", ""]]},
    {"category": "article", "lang": "de", "text": "Ein Artikel."},
    {"category": "body", "lang": "de", "text": "Ein Absatz."},
]
BAD = [
    ([], "not a JSON object"),
    ("text", "not a JSON object"),
    ({}, "no `text`, which must be a string"),
    ({"text": 3}, "no `text`"),
    ({"text": "ab", "spans": {}}, "`spans` is not a list"),
    ({"text": "ab", "spans": [[0, 3, "donation"]]}, '`spans` holds [0, 3, "donation"]; an entry is [start, end, cat'),
    ({"text": "ab", "spans": [[-1, 1, "donation"]]}, "with 0 <= start <= end <= 2"),
    ({"text": "ab", "spans": [[2, 1, "donation"]]}, "with 0 <= start <= end <= 2"),
    ({"text": "ab", "spans": [[True, 1, "donation"]]}, "with 0 <= start <= end <= 2"),
    ({"text": "ab", "spans": [[0, 1]]}, "an entry is [start, end, category]"),
    ({"text": "ab", "spans": ["donation"]}, "an entry is [start, end, category]"),
    ({"text": "ab", "spans": [[0, 1, "donations"]]}, 'unknown category "donations" (known: ads, body, clutter, '),
    ({"text": "ab", "spans": [[0, 1, ["donation"]]]}, "unknown category"),
    ({"text": "ab", "either": [[0, 1, "donation"]]}, "an entry is [start, end]"),
    ({"text": "ab", "lines": [[0, 1, "newsletter"]]}, 'an entry is [start, end, "body" or "other" or "either"'),
    ({"text": "ab", "lines": [[0, 1, "other", "x" * 99]]}, "unknown category"),
    ({"category": "donation", "lines": [["donation", "Give"]]}, "needs `lang`"),
    ({"category": "gift", "lang": "en", "lines": [["gift", "Give"]]}, 'unknown category "gift"'),
    ({"category": ["body"], "lang": "en", "text": "a"}, "unknown category"),
    ({"category": "body", "lang": "en"}, "of category 'body' needs `text`"),
    ({"category": "article", "lang": "en", "text": " "}, "of category 'article' needs `text`"),
    ({"category": "donation", "lang": "en", "text": " "}, "a phrase needs `text`"),
    ({"category": "donation", "lang": "en", "lines": []}, "needs `lines`"),
    ({"category": "donation", "lang": "en", "lines": [["Give"]]}, "needs `lines`"),
    ({"category": "donation", "lang": "en", "lines": [["gift", "Give"]]}, 'unknown category "gift"'),
]


@pytest.mark.parametrize("record", GOOD)
def test_a_good_record(record):
    assert problem(record) == ""


@pytest.mark.parametrize(("record", "wrong"), BAD)
def test_a_wrong_record_is_named(tmp_path, record, wrong):
    path = write(tmp_path / "corpus.jsonl", [GOOD[0], record])
    with pytest.raises(RecordError) as caught:
        read_records([path])
    assert str(caught.value).startswith(f"{path}: line 2: ") and wrong in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_articles_and_pieces_are_parted(tmp_path):
    page = {"text": "a page", "variant": "page"}
    mixed = write(tmp_path / "a.jsonl", [*pieces(), *records(), page])
    found = read_records([mixed, mixed])
    assert (found.articles, found.pieces) == ([*records()] * 2, [*pieces()] * 2)
    assert read_records([mixed], pages=True).articles == [*records(), page]


def test_a_fold_is_left_out(tmp_path):
    path = write(tmp_path / "a.jsonl", [*pieces(), *records()])
    parts = [read_records([path], (number, 3)) for number in (1, 2, 3)]
    for told, all_of_them in (("articles", [*records()]), ("pieces", [*pieces()])):
        for number, part in enumerate(parts, 1):
            assert getattr(part, told) == [record for record in all_of_them if fold_of(record, 3) != number]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"site": "example.org", "text": "a"}, {"site": "example.org", "text": "b"}),
        ({"origin": "x", "text": "a"}, {"origin": "x", "text": "b"}),
        ({"id": "x", "text": "a"}, {"id": "x", "text": "b"}),
        ({"id": 7, "text": "a"}, {"id": 7, "text": "b"}),
        ({"lines": [["newsletter", "Sign up"]], "lang": "en"}, {"lines": [["newsletter", "Sign up"]], "lang": "de"}),
        ({"text": "the same"}, {"text": "the same", "lang": "de"}),
    ],
)
def test_one_source_is_in_one_fold(one, other):
    assert fold_of(one, 1000) == fold_of(other, 1000)


def test_folds_share_the_sites_out():
    folds = [fold_of({"site": f"site{number}.example"}, 5) for number in range(500)]
    assert {fold: folds.count(fold) > 60 for fold in folds} == dict.fromkeys(range(1, 6), True)


def test_half_a_character_has_a_fold():
    assert fold_of({"text": "\ud83d"}, 2) in (1, 2)


def test_the_file_of_a_phrase_tells_its_language(tmp_path):
    path = tmp_path / "nb.jsonl"
    path.write_text('{"text": "Gi nå", "category": "donation"}\n{"text": "Gi", "category": "donation", "lang": "da"}\n')
    assert [piece["lang"] for piece in read_records([path]).pieces] == ["nb", "da"]
    path.write_text('{"text": " ", "category": "donation"}\n')
    with pytest.raises(RecordError, match="line 1: a phrase needs `text`"):
        read_records([path])

"""Reports as data: what stands in them, whatever stands in the articles."""

import base64
import csv
import hashlib
import io
import json
import re
import zlib
from pathlib import Path

import pytest

from cleanarticle import Cleaner
from cleanarticle.batch.outcome import Mark, Outcome, outcome_of
from cleanarticle.batch.passages import passages
from cleanarticle.batch.report import form_of, write_csv, write_json
from cleanarticle.batch.summary import summarize
from cleanarticle.batch.work import Job
from cleanarticle.render.report import write_html
from cleanarticle.render.report.data import Packer
from running import APPEAL, RAW, run

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>&b;</p>'
HOSTILE = {
    "script": "</script><script>document.title = 'owned'</script>",
    "comment": "<!-- <script> --!> <![CDATA[ ]]> -->",
    "link": "[x](javascript:alert(1)) <a href=javascript:alert(1)>y</a>",
    "image": "<img src=x onerror=alert(1)><svg onload=alert(1)>",
    "bidi": "The council \u202etxt.exe\u2066 voted",
    "nul": "a\0b\x1b[2J\x07",
    "surrogate": "half \ud800 and \udcff and \U0001f600",
    "laughs": LAUGHS,
    "separators": "a\u2028b\u2029c\x85d\x0ce\x1cf",
    "template": "${x} $title $$ `${y}` <%= z %> {{ q }}",
    "quotes": '"\'` onfocus=alert(1) autofocus x="',
}
"""What articles may hold to harm who reads a report."""
JOB = Job(Cleaner(), Path("articles"))


def told_of(text, name="a.txt", **values):
    """An outcome in which all of a text went, with a reason that is no better than the text."""
    size, mark = len(text), Mark(0, len(text), "newsletter", 0.9, text)
    return Outcome(name, "changed", characters=size, removals=(mark,), counts=(("newsletter", size),), **values)


def html_of(pairs, **options):
    """The HTML report of outcomes with their texts."""
    texts, file = dict(pairs), io.BytesIO()
    told = list(texts)
    write_html(file, told, lambda chosen: ((one, texts[one]) for one in chosen), summarize(told), JOB, **options)
    return file.getvalue()


def unpacked(page):
    """The index of a report, and its documents by chunk."""
    index = re.search(rb'<script type="application/json" id="index">(.*?)</script>', page, re.DOTALL)
    chunks = re.findall(rb'<script type="text/plain" id="c(\d+)">([^<]*)</script>', page)
    return json.loads(index[1]), {int(n): json.loads(zlib.decompress(base64.b64decode(data))) for n, data in chunks}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_breaks_out_of_the_page(text):
    harmless = html_of([(told_of("x", site="x", id="x", language="x"), "x")])
    page = html_of([(told_of(text, text, site=text, id=text, language=text, warning=text), text)])
    page.decode("ascii")
    for what in (b"<script", b"</script", b"<!--", b"<img", b"<svg", b"<a ", b"<p>"):
        assert page.count(what) == harmless.count(what)
    index, documents = unpacked(page)
    ((document,),) = documents.values()
    assert document == [[1, text, index["stages"].index("newsletter"), 0.9, text]]


def test_stages_of_third_parties_are_escaped_too():
    mark = Mark(0, 1, "<b>x", 0.9, "why")
    page = html_of([(Outcome("a", "changed", characters=1, removals=(mark,), counts=(("<b>x", 1),)), "x")])
    assert b"<b>x" not in page and b"&lt;b&gt;x" in page


def test_the_policy_allows_the_page_its_own_script_and_style_alone():
    page = html_of([(told_of("x"), "x")]).decode("ascii")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "http" not in policy
    for tag in ("script", "style"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" in policy
    assert not re.search(r"""\s(on\w+|style|src|href)\s*=\s*["']""", page[: page.index('<script type="text/plain"')])
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|https?:", page)


def test_passages_put_together_are_the_text():
    result = Cleaner().clean(RAW)
    found = list(passages(outcome_of(result, "a.txt"), RAW))
    assert "".join(passage.text for passage in found) == RAW
    assert [passage.text for passage in found if passage.mark] == [removal.text for removal in result.removals]


def test_of_a_long_text_only_what_stands_around_the_marks():
    text = "a" * 5000 + "MARK" + "b" * 100 + "DOUBT" + "c" * 3000
    outcome = Outcome(
        "x", "changed", removals=(Mark(5000, 5004, "ads", 1, ""),), suspects=(Mark(5104, 5109, "ads", 0.5, ""),)
    )
    found = list(passages(outcome, text, longest=1000, around=200))
    told = [one.omitted or one.text for one in found]
    assert told == ["a" * 200, 4600, "a" * 200, "MARK", "b" * 100, "DOUBT", "c" * 200, 2600, "c" * 200]
    assert [one.suspect for one in found if one.mark] == [False, True]


def test_a_text_that_is_gone_leaves_its_reasons():
    (passage,) = passages(told_of("gone"), None)
    assert passage.text is None and passage.mark.why == "gone"


def test_past_its_budget_a_report_holds_less():
    text = "An appeal" + " and much that stays" * 500
    outcome = Outcome("x", "changed", characters=len(text), removals=(Mark(0, 9, "ads", 1, ""),))
    sizes = []
    for budget in (10**9, 0):
        packer = Packer(["ads"], budget)
        (chunk,) = packer.pack([(outcome, text)])
        sizes.append(len(zlib.decompress(base64.b64decode(chunk.split(b">")[1].split(b"<")[0]))))
    assert sizes[0] > len(text) and sizes[1] < 1000


def test_of_too_many_documents_those_that_lost_most():
    pairs = [(told_of("x" * number, f"{number}.txt"), "x" * number) for number in range(1, 30)]
    pairs.insert(3, (Outcome("broken.pdf", "failed", error="looks like a PDF"), None))
    page = html_of(pairs, most=4)
    index, _ = unpacked(page)
    assert [row[0] for row in index["rows"]] == ["broken.pdf", "27.txt", "28.txt", "29.txt"]
    assert b"holds the 4 of them that lost most" in page and b">30</button>" in page


def test_what_to_look_at_first_is_long_and_unsure():
    def outcome(number, size, score):
        mark = Mark(0, size, "ads", score, "why")
        return Outcome(f"{number}.txt", "changed", characters=size, removals=(mark,), counts=(("ads", size),))

    pairs = [(outcome(n, size, score), "x" * size) for n, (size, score) in enumerate([(9, 0.6), (90, 0.7), (95, 1.0)])]
    index, _ = unpacked(html_of(pairs))
    assert [(row, mark) for row, mark, *_ in index["look"]] == [(1, 0), (0, 0), (2, 0)]


def test_documents_are_found_in_their_chunks():
    pairs = [(told_of(f"{number} " * 9000, f"{number}.txt"), f"{number} " * 9000) for number in range(40)]
    index, documents = unpacked(html_of(pairs))
    assert len(documents) > 2
    for (outcome, text), row in zip(pairs, index["rows"], strict=True):
        assert row[0] == outcome.file and documents[row[11]][row[12]][0][1] == text


def test_json():
    file = io.BytesIO()
    told = [told_of(text, f"{name}\n.txt") for name, text in HOSTILE.items()] + [Outcome("b", "failed", error="no")]
    write_json(file, zip(told, [*HOSTILE.values(), None], strict=True), summarize(told))
    report = json.loads(file.getvalue())
    assert (report["version"], report["documents"], report["failed"]) == (1, len(told), 1)
    assert report["stages"][0]["stage"] == "newsletter" and report["languages"][0]["language"] == "unknown"
    assert [one["removals"][0]["text"] for one in report["outcomes"][:-1]] == list(HOSTILE.values())
    assert report["outcomes"][-1]["error"] == "no"
    assert file.getvalue().count(b'\n  {"file":') == len(told)


def test_json_of_nothing():
    file = io.BytesIO()
    write_json(file, [], summarize([]))
    assert json.loads(file.getvalue())["outcomes"] == []


def test_csv_holds_no_formulas():
    file = io.BytesIO()
    told = [told_of("x" * 9, "=cmd|' /C calc'!A0.txt", id="+1", site="@x"), told_of("y", 'a,"b"\n\x1b[2J.txt', id="-")]
    write_csv(file, told, summarize(told))
    first, second = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8"), newline=""))
    assert (first["file"], first["id"], first["site"]) == ("'=cmd|' /C calc'!A0.txt", "'+1", "'@x")
    assert (first["newsletter"], first["characters"], first["removed"]) == ("9", "9", "9")
    assert (second["file"], second["id"]) == ('a,"b"\\n\\x1b[2J.txt', "'-")


@pytest.mark.parametrize(
    ("name", "form"), [("a.html", "html"), ("a.HTM", "html"), ("a.json", "json"), ("b.csv", "csv"), ("report", None)]
)
def test_the_name_tells_the_form(name, form):
    assert form_of(Path(name)) == form


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "b/c.txt"):
        (tmp_path / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / name).write_text(RAW)
    lines = [json.dumps({"text": RAW, "id": f"n{number}", "from": "x.org"}) for number in range(3)]
    (tmp_path / "src" / "d.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


FIELDS = ("--id-field", "id", "--site-field", "from")


@pytest.mark.parametrize("ending", ["html", "json", "csv"])
def test_a_report_is_the_same_however_it_was_made(folder, ending):
    (folder / "src" / "z.txt").write_bytes(b"%PDF-1.7\n\xff\xfe\0")
    made = []
    for options in (("-j", 1), ("-j", 2), ("-j", 2), ("--dry-run",)):
        done = run("batch", *FIELDS, *options, "src", "out", "--report", f"r.{ending}", cwd=folder)
        assert done.code == 2 and "looks like a PDF" in done.err
        made.append((folder / f"r.{ending}").read_bytes())
    assert len(set(made)) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["out", f"r.{ending}", "src"]


def test_a_report_of_a_folder(folder):
    assert run("batch", *FIELDS, "src", "out", "--report", "r.html", cwd=folder).code == 0
    index, documents = unpacked((folder / "r.html").read_bytes())
    rows = index["rows"]
    assert [row[0] for row in rows] == ["a.txt", "b/c.txt", "d.jsonl:1", "d.jsonl:2", "d.jsonl:3"]
    assert [row[1] for row in rows] == ["", "", "n0", "n1", "n2"]
    assert index["sites"] == ["x.org"] and index["languages"] == ["en"]
    for document in documents[0]:
        assert "".join(part if isinstance(part, str) else part[1] for part in document) == RAW
        assert [part[1] for part in document if isinstance(part, list)] == [f"{APPEAL}\n"]


def test_a_report_in_place(folder):
    (folder / "src" / "d.jsonl").unlink()
    assert run("batch", "--in-place", "--backup", ".orig", "src", "--report", "r.json", cwd=folder).code == 0
    report = json.loads((folder / "r.json").read_bytes())
    assert [one["removals"][0]["text"] for one in report["outcomes"]] == [f"{APPEAL}\n"] * 2
    (folder / "src" / "a.txt.orig").unlink()
    assert run("batch", "--in-place", "--backup", ".orig", "src", "--report", "r.json", cwd=folder).code == 0
    report = json.loads((folder / "r.json").read_bytes())
    assert [one["removals"][0]["text"] for one in report["outcomes"]] == [None, f"{APPEAL}\n"]


@pytest.mark.parametrize(
    ("report", "why"),
    [
        ("report.txt", "call it .html, .json or .csv"),
        ("src/report.html", "would lie among the articles in src"),
        ("out/b/report.html", "would lie among the articles in out"),
        ("nowhere/report.html", "there is no folder nowhere"),
        ("src", "call it .html"),
    ],
)
def test_where_no_report_can_be(folder, report, why):
    (folder / "out" / "b").mkdir(parents=True)
    done = run("batch", "src", "out", "--report", report, cwd=folder)
    assert done.code == 2 and why in done.err and not (folder / "out" / "a.txt").exists()


def test_a_report_that_cannot_be_written(folder):
    done = run("batch", "src", "out", "--report", "/dev/full", cwd=folder)
    assert done.code == 2 and "call it" in done.err
    (folder / "full.csv").symlink_to("/dev/full")
    done = run("batch", "src", "out", "--report", "full.csv", cwd=folder)
    assert done.code == 2 and "cannot write the report full.csv: No space left on device" in done.err
    assert (folder / "out" / "a.txt").exists()

"""The command line on web pages: real files, real pipes, a real terminal."""

import json

import pytest

import running
from running import APPEAL, BODY, RAW

TITLE = "Council closes the old bridge"
HEAD = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Courier</title>
<meta property="og:site_name" content="Courier"><link rel="canonical" href="https://www.courier.example/bridge">
<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2024-05-03">
<script>var x = "<p>{APPEAL}</p>";</script></head><body>"""
ARTICLE = f"<article><h1>{TITLE}</h1>" + "".join(f"<p>{line}</p>" for line in BODY[1:])
PAGE = f'{HEAD}{ARTICLE}<div class="promo"><p>{APPEAL}</p></div></article></body></html>'
TEXT = "\n\n".join(BODY[1:]) + "\n"
CLEAN_PAGE = PAGE.replace(f"<p>{APPEAL}</p>", "")
EMPTY = '<!doctype html><body><div id="root"></div><script src="app.js"></script></body>'
TUTORIAL = (
    "# Pages\n\nEvery page begins so:\n\n```html\n<!doctype html>\n<html>\n<body>\n<p>Hi</p>\n```\n\nThat is all.\n"
)

BOX = f"""<aside class="newsletter-signup"><h3>Newsletter</h3><p>{APPEAL}</p><form action="/signup"><input type="email"
placeholder="Your email address"><button>Subscribe</button></form></aside>"""
RULES = f"[[rule]]\nremove = ['{APPEAL}']\nkeep = {json.dumps(BODY, ensure_ascii=False)}\n"
"""What is tested here is the way of a page through the command line, whatever the model was last fitted on."""
ENV = {}


@pytest.fixture(autouse=True, scope="module")
def rules(tmp_path_factory):
    """Let all runs here read the rules."""
    home = tmp_path_factory.mktemp("config")
    (home / "cleanarticle").mkdir()
    (home / "cleanarticle" / "cleanarticle.toml").write_text(RULES)
    ENV["XDG_CONFIG_HOME"] = str(home)


def run(*arguments, **options):
    return running.run(*arguments, env=ENV, **options)


def run_on_terminal(*arguments, **options):
    return running.run_on_terminal(*arguments, env=ENV, **options)


@pytest.mark.parametrize("page", [f"{HEAD}{ARTICLE}</article>{BOX}</body></html>", f"{HEAD}{ARTICLE}{BOX}</article>"])
def test_the_built_in_model(page):
    """Without the rules."""
    assert running.run(input=page) == (0, TEXT.encode(), "")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), TEXT),
        (("--plain",), TEXT),
        (("--format", "html"), TEXT),
        (("--title",), f"{TITLE}\n\n{TEXT}"),
        (("--no-title",), TEXT),
        (("--to", "text"), TEXT),
        (("--to", "markdown"), TEXT),
        (("--to", "markdown", "--title"), f"# {TITLE}\n\n{TEXT}"),
        (("--exact",), TEXT + "\n"),
        (("--only", "payment", "--skip", "rule"), f"{TEXT}\n{APPEAL}\n"),
    ],
)
def test_pages_in_pipes(arguments, expected):
    assert run(*arguments, input=PAGE) == (0, expected.encode(), "")


def test_the_format_can_be_said(tmp_path):
    (tmp_path / "a.html").write_text("<p>One</p>\n")
    assert run("--format", "text", "a.html", cwd=tmp_path).out == b"<p>One</p>\n"
    assert run("--format", "html", input="<p>One</p>\nand <b>two</b>").out == b"One\n\nand two\n"


def test_a_page_read_as_text_stays_whole():
    assert run("--format", "text", input=CLEAN_PAGE).out.decode() == CLEAN_PAGE


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "page", "a.txt", "index.php"])
def test_files_are_told_by_name_or_content(tmp_path, name):
    (tmp_path / name).write_text(PAGE)
    assert run(name, cwd=tmp_path).out.decode() == TEXT


def test_a_fragment_named_html_is_a_page(tmp_path):
    (tmp_path / "a.html").write_text(BODY[1])
    assert json.loads(run("--json", "a.html", cwd=tmp_path).out)["format"] == "html"


@pytest.mark.parametrize("source", [RAW, TUTORIAL, "<html> is the root of a page.\n", "1 < 2 > 0\n"])
def test_texts_stay_texts(source):
    assert json.loads(run("--json", input=source).out)["format"] == "text"
    assert run("--only", "payment", "--skip", "rule", input=source).out.decode() == source


def test_json(check_json):
    done = run("--json", input=PAGE)
    data = json.loads(done.out)
    check_json(data)
    assert (data["format"], data["text"], data["encoding"], data["warning"]) == ("html", TEXT, "utf-8", None)
    assert data["metadata"] == {
        "title": TITLE,
        "byline": "Ann Lee",
        "date": "2024-05-03",
        "site": "Courier",
        "domain": "courier.example",
        "url": "https://www.courier.example/bridge",
        "language": "en",
    }
    (removal,) = data["removals"]
    assert removal["text"].strip() == APPEAL and removal["element"] == "div.promo > p"
    plain = json.loads(run("--json", input=RAW).out)
    check_json(plain)
    assert plain["metadata"] is None and plain["removals"][0]["element"] is None


@pytest.mark.parametrize(("form", "starts"), [("markdown", BODY[1]), ("html", "<!doctype html>\n<html lang")])
def test_json_with_another_form(check_json, form, starts):
    data = json.loads(run("--json", "--to", form, input=PAGE).out)
    check_json(data)
    assert data["text"] == TEXT and data[form].startswith(starts)


def test_html():
    out = run("--to", "html", "--title", input=PAGE).out.decode()
    assert out.startswith('<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n') and f"<h1>{TITLE}</h1>" in out
    assert f"<p>{BODY[1]}</p>" in out and "script" not in out and APPEAL not in out
    assert run(input=out).out.decode() == TEXT


def test_a_text_in_other_forms():
    assert run("--to", "markdown", input=RAW) == run(input=RAW)
    assert f"<p>{BODY[1]}</p>" in run("--to", "html", input=RAW).out.decode()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PAGE.replace("utf-8", "iso-8859-1").replace("river", "rivière – €").encode("cp1252"), "cp1252"),
        (PAGE.replace("river", "rivière – €").encode("utf-16"), "utf-16-le"),
        (
            PAGE.replace("river", "rivi&egrave;re &ndash; &euro;")
            .replace("utf-8", "koi8-r")
            .encode("koi8-r", "xmlcharrefreplace"),
            "koi8-r",
        ),
    ],
)
def test_a_page_in_any_encoding_comes_out_in_utf_8(data, encoding):
    assert run(input=data) == (0, TEXT.replace("river", "rivière – €").encode(), "")
    assert json.loads(run("--json", input=data).out)["encoding"] == encoding


def test_a_wrong_declaration_is_warned_about():
    done = run(input=PAGE.replace("utf-8", "shift_jis").replace("river", "rivière").encode())
    assert done.out.decode() == TEXT.replace("river", "rivière")
    assert done.err == "cleanarticle: stdin: warning: declares shift_jis, but is not; read as utf-8\n"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "looks like a PDF file, not text"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "looks like a PNG image, not text"),
        ("a.html", bytes(range(256)) * 9, "looks like a binary file"),
        ("a.mhtml", b"x", "is a web archive (MHTML), which is not read; save the page as HTML"),
        ("a", b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "is a web archive (MHTML)"),
    ],
)
def test_what_is_no_page(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.html").write_text(PAGE)
    done = run(name, "good.html", cwd=tmp_path)
    assert (done.code, done.out.decode()) == (2, TEXT)
    assert done.err.startswith(f"cleanarticle: {name}: ") and message in done.err and done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("source", "warning"),
    [
        (EMPTY, "the page has no visible text; scripts would have to fill it"),
        ("<!doctype html><html><body></body></html>", "the page has no visible text\n"),
        ("<!doctype html>", "the page has no visible text\n"),
        (EMPTY.replace("<script", "<p>Loading …</p><script"), "the page has next to no visible text; scripts"),
        (f"{EMPTY}<p>Please enable JavaScript.</p>", "the page has next to no visible text; scripts"),
    ],
)
def test_a_page_without_text_is_warned_about(source, warning):
    for command in ("clean", "diff"):
        done = run(command, input=source)
        assert done.code <= (command == "diff") and f"cleanarticle: stdin: warning: {warning}" in done.err
    assert run("-q", input=source).err == "" and run("explain", input=source).code == 0
    assert warning.strip() in json.loads(run("--json", "-q", input=source).out)["warning"]


@pytest.mark.parametrize("arguments", [("--in-place",), ("diff", "--unified"), ("diff", "-u")])
def test_pages_are_refused_where_their_text_would_replace_them(tmp_path, arguments):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(RAW)
    done = run(*arguments, "a.html", "b.txt", cwd=tmp_path)
    assert done.code == 2 and done.err.startswith("cleanarticle: a.html: is a web page, ")
    assert (tmp_path / "a.html").read_text() == PAGE and done.err.count("\n") == 1
    assert APPEAL not in (tmp_path / "b.txt").read_text() or f"-{APPEAL}" in done.out.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--in-place", "--to", "markdown", "a.html"), "--in-place writes a file back as what it is"),
        (("--exact", "--to", "html"), "--exact is the kept text as it is"),
        (("--json", "--title"), "--title belongs to a body"),
        (("--to", "pdf"), "'pdf'"),
        (("--format", "xml"), "'xml'"),
    ],
)
def test_options_that_cannot_be(arguments, message):
    done = run(*arguments, input=PAGE)
    assert (done.code, done.out) == (2, b"") and message in done.err and done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), ["a.html.txt", "b.txt", "c.md"]),
        (("--to", "markdown"), ["a.html.md", "b.txt.md", "c.md"]),
        (("--to", "html"), ["a.html", "b.txt.html", "c.md.html"]),
        (("--json",), ["a.html.json", "b.txt.json", "c.md.json"]),
    ],
)
def test_files_in_a_folder_say_what_they_are(tmp_path, options, names):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(RAW)
    (tmp_path / "c.md").write_text(RAW)
    assert run(*options, "-o", "out/", "a.html", "b.txt", "c.md", cwd=tmp_path) == (0, b"", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names


def test_check(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.html").write_text(CLEAN_PAGE)
    assert run("--check", "a.html", cwd=tmp_path) == (1, b"", "a.html: would be changed\n")
    assert run("--check", "b.html", cwd=tmp_path).code == 0


def test_diff_shows_the_rendered_text_and_the_element():
    done = run("diff", input=PAGE)
    lines = done.out.decode().splitlines()
    assert done.code == 1 and f"- {APPEAL}" in lines and f"  {BODY[1]}" in lines
    (why,) = [line for line in lines if line.startswith("@ rule")]
    assert why.endswith("(in div.promo > p)") and TITLE not in done.out.decode()
    assert run("diff", "--stat", input=PAGE).out == f"{len(APPEAL)}\trule\tstdin\n".encode()
    data = json.loads(run("diff", "--json", input=PAGE).out)
    assert data["format"] == "html" and data["removals"]


def test_explain_tells_the_element():
    lines = run("explain", input=PAGE).out.decode().splitlines()
    at = next(number for number, line in enumerate(lines) if APPEAL in line)
    assert lines[at + 1].strip().startswith("in div.promo > p; ")
    reports = [json.loads(line) for line in run("explain", "--json", input=PAGE).out.splitlines()]
    assert reports[0]["element"] == "p"


@pytest.mark.parametrize(
    ("site", "arguments", "counts"),
    [
        ("courier.example", (), True),
        ("courier", (), True),
        ("other.example", (), False),
        ("courier.example", ("--site", "other.example"), False),
        ("courier", ("--site", "other.example"), False),
    ],
)
def test_rules_for_the_site_of_the_page(tmp_path, site, arguments, counts):
    (tmp_path / "cleanarticle.toml").write_text(f'[[rule]]\nsite = "{site}"\nremove = ["*the mayor said*"]')
    done = running.run("--only", "payment", *arguments, input=PAGE, cwd=tmp_path)
    assert ("the mayor said" not in done.out.decode()) == counts and done.code == 0


def test_on_a_terminal(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.replace("river", "ri\x1b[31mver&#x9b;1m"))
    shown = run_on_terminal("a.html", cwd=tmp_path).out
    assert shown.startswith(b"\x1b[1m" + TITLE.encode()) and b"[31m" in shown and b"\x1b[31m" not in shown
    assert not run_on_terminal("--no-title", "a.html", cwd=tmp_path).out.startswith(b"\x1b[1m")
    assert TITLE.encode() not in run_on_terminal("--no-title", "a.html", cwd=tmp_path).out
    assert TITLE.encode() not in run_on_terminal("--plain", "a.html", cwd=tmp_path).out
    for form in ("markdown", "html"):
        shown = run_on_terminal("--to", form, "a.html", cwd=tmp_path).out
        assert TITLE.encode() in shown and b"\x1b" not in shown and b"\x9b" not in shown.replace(b"\xc2\x9b", b"\x9b")
    assert TITLE.encode() not in run_on_terminal("-o", "out.txt", "a.html", cwd=tmp_path).out
    assert (tmp_path / "out.txt").read_text().startswith(BODY[1][:40])


def test_several_pages(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(RAW)
    done = run("--title", "a.html", "b.txt", cwd=tmp_path)
    assert done.out.decode().startswith(f"{TITLE}\n\n{TEXT}\n{BODY[0]}\n")


XHTML = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head>"


@pytest.mark.parametrize(
    "source",
    [
        PAGE[: len(PAGE) // 2],
        HEAD + "<div>" * 10_000 + BODY[1],
        HEAD + f"<script>{'x = 1;' * 300_000}</script><p>{BODY[1]}</p>",
        HEAD + f"<p>{BODY[1]}</b></i></td></table></div><p <p>>{BODY[2]}",
        HEAD + f"<p>{BODY[1]}<!-- never ended",
        HEAD + f"<p>{BODY[1]}&#0;&#xD800;&#x110000;&nosuch;\x00\x0c",
        HEAD + f"<p>{BODY[1]}</p><![CDATA[x]]><?php echo 1 ?><frameset><frame src=x></frameset>",
        f"<?xml version='1.0' encoding='utf-8'?>\n{XHTML}<body><p>{BODY[1]}</p></body></html>",
        f"<?xml version='1.0' encoding='ascii'?><html><body><p>{BODY[1]}</p>",
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_bad_pages(source, form):
    done = run("--to", form, input=source)
    assert done.code == 0 and BODY[1][:60] in done.out.decode()

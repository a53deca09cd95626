"""The HTML report as a person uses it, in Debian's chromium without a window: `pytest -n 0 -m browser tests/batch`.

Needs the Debian packages chromium and chromium-driver, and `pip install -e '.[test,browser]'`.
"""

import re
import time

import pytest

from browsing import Person, Served, start_browser
from cleanarticle import Cleaner
from cleanarticle.result import Result
from folders import make_folder, start
from running import APPEAL, BODY, CLEAN, RAW, run

pytestmark = pytest.mark.browser
MOST_SECONDS = 2.0
"""Within which the report of 2,000 documents is open."""
ASKS = "Please support our independent journalism with a donation today."
INLINE = " ".join((*BODY[1:4], ASKS, *BODY[4:])) + "\n"
"""One line, with an appeal in the middle."""
TWO = RAW.replace("bridge", "harbour") + "\nWork on the northern bank ends in June.\n\n\n" + APPEAL + "\n\n\tEnds.\n"
HOSTILE = (
    "Council <script>document.title = 'owned'</script> closes the bridge\u202e gpj.exe\n\n"
    "The council voted on Tuesday to close <img src=x onerror=\"document.title='owned'\"> the bridge\0.\n\n"
    "</script><script>document.title = 'owned'</script><!-- <style>*{display:none}</style>\n\n"
    "[Read more](javascript:document.title='owned') <a href=\"javascript:document.title='owned'\">here</a>\n\n"
    + RAW.partition("\n\n")[2]
)
LAUGHS = (
    '<!DOCTYPE html [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>\n<title>&c;</title><p>&c;</p><script>document.title="owned"</script>'
)
ARTICLES = {
    "bridge.txt": RAW,
    "deep/harbour.txt": TWO,
    "clean.txt": CLEAN,
    "inline.txt": INLINE,
    "hostile.txt": HOSTILE,
    "laughs.txt": LAUGHS + "\n" + RAW,
    "laughter.html": LAUGHS,
    "zebra 9.txt": "The zebra crossing on Quay Street is to be painted anew in October, said the council.\n",
    "zebra 10.txt": "Short.\n",
    "broken.pdf.txt": "%PDF-1.7\n\udcff\0",
}


@pytest.fixture(scope="module")
def open_browser(tmp_path_factory):
    """`start_browser`, for browsers that are closed in the end."""
    started = []

    def open_one(*values, **named):
        started.append(start_browser(tmp_path_factory.mktemp("profile"), *values, **named))
        return started[-1]

    yield open_one
    for browser in started:
        browser.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    for name, text in ARTICLES.items():
        (folder / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "src" / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert run("batch", "-q", "src", "out", "--report", "report.html", cwd=folder).code == 2  # one is a PDF
    assert (folder / "report.html").exists()
    return folder


@pytest.fixture(scope="module")
def browser(open_browser):
    return open_browser()


@pytest.fixture
def person(browser, folder):
    person = Person(browser, (folder / "report.html").as_uri())
    yield person
    assert person.do("return document.title") == "src: what was removed"
    assert not [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def lost(name):
    """The share of a text's characters that goes."""
    text = ARTICLES[name]
    if name.startswith("broken"):
        return 0
    removed = Cleaner(format="text").clean(text).removals
    return sum(len("".join(one.text.split())) for one in removed) / len("".join(text.split()))


def test_it_begins_with_the_totals_and_what_lost_most(person):
    cards = person.text("#cards")
    assert f"documents\n{len(ARTICLES)}\n" in cards and "failed\n" in cards
    assert person.all("svg.plot .bar") and person.one("#overview").is_displayed() and person.reading() is None
    assert set(person.rows()) == set(ARTICLES)
    assert person.rows()[0] == max((name for name in ARTICLES if name.endswith(".txt")), key=lost)
    assert person.text("#count") == f"{len(ARTICLES)} documents"


def test_search(person):
    person.search("zebra")
    assert person.rows() == ["zebra 9.txt", "zebra 10.txt"] or person.rows() == ["zebra 10.txt", "zebra 9.txt"]
    assert person.text("#count") == f"2 of {len(ARTICLES)} documents"
    person.search("painted")
    assert person.rows() == []
    person.one("#deep").click()
    person.wait(lambda: person.rows() == ["zebra 9.txt"])
    person.search("nothing is called so")
    person.wait(lambda: person.text("#count").startswith("0 of"))


def test_filter(person):
    person.pick("status", "Failed")
    assert "broken.pdf.txt" in person.rows() and "bridge.txt" not in person.rows()
    assert "looks like a PDF" in next(row.text for row in person.all(".row") if "broken" in row.text)
    person.pick("status", "Nothing removed")
    assert "clean.txt" in person.rows() and "bridge.txt" not in person.rows()
    person.pick("status", "All documents")
    person.pick("stage", "newsletter")
    assert {"bridge.txt", "deep/harbour.txt"} <= set(person.rows()) <= set(ARTICLES) - {"clean.txt", "inline.txt"}
    person.pick("stage", "Any stage")
    person.one("svg.plot .bar[aria-label^=newsletter]").click()
    assert "bridge.txt" in person.rows() and "clean.txt" not in person.rows()
    person.one("#cards button[data-status=failed]").click()
    assert person.rows() == []


def test_sort(person):
    person.pick("sort", "By name")
    assert [name for name in person.rows() if "zebra" in name] == ["zebra 9.txt", "zebra 10.txt"]
    assert person.rows()[0] == "bridge.txt"
    person.pick("sort", "Largest share first")
    assert person.rows()[0] != "clean.txt" and "clean.txt" in person.rows()[-6:]
    person.pick("sort", "As in the folder")
    assert [name for name in person.rows() if "zebra" in name] == ["zebra 10.txt", "zebra 9.txt"]


def test_open_and_go_on(person):
    person.open("bridge.txt")
    (block,) = person.all("#text .mark.removed.block")
    assert APPEAL in block.text and "newsletter" in block.text
    assert "line-through" in person.do(
        "return getComputedStyle(document.querySelector('.mark.removed > p')).textDecoration"
    )
    assert person.text("#text").startswith(CLEAN.partition("\n")[0]) and not person.one("#overview").is_displayed()
    person.search("")
    order = person.rows()
    person.one("#next").click()
    person.wait(lambda: person.reading() == order[order.index("bridge.txt") + 1])
    person.one("#previous").click()
    person.wait(lambda: person.reading() == "bridge.txt")
    person.one("#close").click()
    assert person.reading() is None and person.one("#overview").is_displayed()
    person.browser.back()
    person.wait(lambda: person.reading() == "bridge.txt")


def test_a_removal_inside_a_line(person):
    person.open("inline.txt")
    (mark,) = person.all("#text del.mark.inline")
    assert mark.text.startswith("donation") and len(person.all("#text p")) == 1


def test_the_reason_on_hover_focus_and_click(person):
    from selenium.webdriver import ActionChains

    person.open("bridge.txt")
    card, mark = person.one("#why"), person.one("#text .mark.block > p")
    assert not card.is_displayed()
    ActionChains(person.browser).move_to_element(mark).perform()
    assert card.is_displayed() and "asks to sign up" in card.text and not card.find_elements("css selector", "button")
    ActionChains(person.browser).move_to_element(person.one("#article-name")).perform()
    assert not card.is_displayed()
    mark.click()
    assert card.is_displayed() and len(card.find_elements("css selector", "button")) == 3
    person.press("ESCAPE")
    assert not card.is_displayed()
    person.do("document.querySelector('#text .chip').focus()")
    assert card.is_displayed() and "asks to sign up" in card.text
    person.press("ENTER")
    assert card.find_elements("css selector", "button")


def test_keys(person):
    order = person.rows()
    person.press("j", "j")
    assert person.one(".row[aria-selected=true] .name").text == order[1] and person.reading() is None
    person.press("ENTER")
    person.wait(lambda: person.reading() == order[1])
    person.press("j")
    person.wait(lambda: person.reading() == order[2])
    person.press("k", "k")
    person.wait(lambda: person.reading() == order[0] and person.all("#text .chip"))
    person.press("n")
    assert person.one("#why").is_displayed() and len(person.all("#text .mark.current")) == 1
    person.press("ESCAPE", "ESCAPE")
    assert person.reading() is None
    person.press("/", *"clean.t", "ENTER")
    person.wait(lambda: person.reading() == "clean.txt")
    person.press("?")
    assert person.one("#help").is_displayed()
    person.press("ESCAPE")
    assert not person.one("#help").is_displayed() and person.reading() == "clean.txt"
    person.press("ESCAPE", "/", "ESCAPE")
    assert person.reading() is None and person.one("#query").get_attribute("value") == ""


@pytest.mark.parametrize("name", ["bridge.txt", "deep/harbour.txt", "clean.txt", "inline.txt", "hostile.txt"])
def test_copies_are_what_was_read_and_written(person, folder, name):
    person.open(name)
    source = (folder / "src" / name).read_bytes().decode()
    assert person.clipboard(person.one("#copy-original").click) == source
    assert person.clipboard(lambda: person.press("c")) == (folder / "out" / name).read_bytes().decode()


def test_a_removal_restored_to_the_clipboard(person, folder):
    person.open("deep/harbour.txt")
    result = Cleaner().clean(TWO)
    assert len(result.removals) == len(person.all("#text .mark.removed")) >= 2
    person.press("n")
    assert person.clipboard(lambda: person.press("x")) == result.removals[0].text
    next(button for button in person.all("#why button") if button.text.startswith("Restore")).click()
    (mark,) = person.all("#text .mark.restored")
    assert "none" in person.do("return getComputedStyle(arguments[0].querySelector('p')).textDecoration", mark)
    expected = Result(TWO, result.removals[1:]).text
    assert person.clipboard(person.one("#copy-clean").click) == expected != result.text
    person.pick("status", "Restored by me")
    assert person.rows() == ["deep/harbour.txt"] and "1 restored" in person.text(".row")
    person.press("ESCAPE")
    person.do("document.activeElement.blur()")
    person.press("n", "r")
    restored = len(person.all("#text .mark.restored"))
    assert restored in (0, 2) or result.suspects  # whichever mark `n` came to next; a suspect is there already
    left = {0: result.removals, 1: result.removals[1:], 2: ()}[restored]
    assert person.clipboard(lambda: person.press("c")) == Result(TWO, left).text


def test_it_copies_without_the_clipboard_of_newer_browsers(person):
    """The way that always works, and that pasting shows: the search field takes what was copied."""
    from selenium.webdriver import ActionChains, Keys

    person.open("bridge.txt")
    person.do("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    person.press("n", "x")
    person.wait(lambda: "is copied" in person.text("#toast"))
    person.search("")
    person.one("#query").click()
    ActionChains(person.browser).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()
    person.wait(lambda: person.one("#query").get_attribute("value").strip() == APPEAL)


def test_the_clean_view(person):
    person.open("bridge.txt")
    person.press("v")
    assert APPEAL not in person.text("#text")
    person.press("v")
    assert APPEAL in person.text("#text")


@pytest.mark.parametrize("name", ["hostile.txt", "laughs.txt", "laughter.html"])
def test_nothing_runs_from_a_hostile_document(person, name):
    before = person.do("return document.querySelectorAll('script, style, img, a, iframe, link, form, meta').length")
    person.open(name)
    if name == "hostile.txt":
        shown = person.text("#text")
        assert "<script>document.title = 'owned'</script>" in shown and "U+202E" in shown and "U+0000" in shown
        assert "javascript:document.title" in shown and "\u202e" not in shown
        for mark in person.all("#text .chip"):
            person.browser.execute_script("arguments[0].click()", mark)  # what the one before opened may cover it
    person.press("v", "v", "n", "ESCAPE")
    counted = "return document.querySelectorAll('script, style, img, a, iframe, link, form, meta').length"
    assert person.do(counted) == before and not person.all("#text img, #text a, #text script")
    assert person.do("return performance.getEntriesByType('resource').length") == 0


def test_the_policy_holds(person):
    """Even a script that came into the page would not run, and markup cannot be made of strings."""
    person.do(
        "const script = document.createElement('script');"
        "try { script.textContent = 'document.title = \"owned\"'; document.body.append(script); } catch {}"
    )
    person.browser.get_log("browser")
    with pytest.raises(Exception, match="TrustedHTML"):
        person.do("document.body.innerHTML = '<p>x'")
    person.browser.get_log("browser")


def test_a_browser_that_cannot_unpack_says_so(browser, folder):
    script = {"source": "delete window.DecompressionStream"}
    handle = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", script)["identifier"]
    person = Person(browser, (folder / "report.html").as_uri())
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": handle})
    person.one(".row").click()
    person.wait(lambda: "cannot unpack the texts" in person.text("#text"))
    assert not person.one("#copy-clean").is_enabled()


def test_dark_and_light(open_browser, folder):
    address = (folder / "report.html").as_uri()
    colours = []
    for scheme in ("light", "dark"):
        person = Person(open_browser(scheme=scheme), address)
        colour = person.do("return getComputedStyle(document.body).backgroundColor")
        colours.append(sum(map(int, re.findall(r"\d+", colour))))
    assert colours[0] > 600 and colours[1] < 150


def test_on_a_phone(open_browser, folder):
    person = Person(open_browser(390, 844), (folder / "report.html").as_uri())
    assert person.do("return document.documentElement.scrollWidth") <= 390
    person.do("document.getElementById('list').scrollIntoView()")
    person.wait(lambda: len(person.rows()) == len(ARTICLES))
    person.one("[data-open]").click()
    person.wait(lambda: person.reading() and person.all("#text .body"))
    assert not person.one("#side").is_displayed()
    assert person.do("return document.documentElement.scrollWidth") <= 390
    person.one("#text .chip").click()
    assert person.one("#why").is_displayed()


def test_on_paper(person):
    person.do("dispatchEvent(new Event('beforeprint'))")
    person.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not person.one("#side").is_displayed()
        assert len(person.all("#printed tbody tr")) == len(ARTICLES) and person.one("#printed").is_displayed()
    finally:
        person.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_two_thousand_documents_open_at_once(open_browser, tmp_path):
    """The best of five, since the machine may be busy; and over HTTP too, where nothing is read from the disk."""
    make_folder(tmp_path / "src", 2000, paragraphs=9)
    assert start("batch", "-q", "src", "out", "--report", "report.html", cwd=tmp_path).wait(timeout=1800) == 0
    path = tmp_path / "report.html"
    browser = open_browser()
    times = []
    for _ in range(5):
        person = Person(browser, path.as_uri())
        times.append(person.seconds)
    print(f"\n2,000 documents, {path.stat().st_size / 1e6:.2f} MB: open after {', '.join(f'{t:.2f}' for t in times)} s")
    assert min(times) < MOST_SECONDS
    assert person.text("#count") == "2,000 documents" and len(person.all(".row")) < 60
    started = time.monotonic()
    person.press("j", "ENTER")
    person.wait(lambda: person.all("#text .body"))
    print(f"a document is open after {time.monotonic() - started:.2f} s")
    person.do("document.getElementById('list').scrollTop = 1e9")
    person.wait(lambda: person.all(".row[aria-posinset='2000']"))
    person.one("#deep").click()
    person.search("Item 1234 of")
    person.wait(lambda: person.text("#count") == "1 of 2,000 documents")
    with Served(tmp_path) as address:
        assert Person(browser, f"{address}/report.html").text("#count") == "2,000 documents"

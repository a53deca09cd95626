"""The two ways of the network, plain Python and NumPy: the same whole numbers, whatever ran before, in any process."""

import os
import random
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanarticle import Cleaner
from cleanarticle.document import parse
from cleanarticle.judging import judge as judges
from cleanarticle.judging.arrays import ArrayNetwork
from cleanarticle.judging.evidence import MARKUP, NUMBERS, Evidence, PageEvidence
from cleanarticle.judging.lanes import LaneNetwork
from cleanarticle.judging.lexicon import MEMORY, known
from cleanarticle.judging.network import CATEGORIES, FEATURES, LIMIT, TURNS, reciprocal_root
from cleanarticle.judging.registry import Registry
from cleanarticle.judging.weights import parse as parse_weights
from cleanarticle.judging.weights import write
from margin import FIXTURES
from models import THRESHOLDS, shapes
from running import BODY, RAW
from texts import SENTENCES, texts

DENSE = SENTENCES[6]


def weights_of(seed, greatest, bias, word_bits, number_bits):
    """Weights drawn by chance, up to these."""
    rng = random.Random(seed)
    spread = bytes((byte % (2 * greatest + 1) - greatest) % 256 for byte in range(256))
    arrays = []
    for name, kind, (rows, columns) in shapes():
        data = rng.randbytes(rows * columns).translate(spread)
        if kind == "i":
            data = struct.pack(f"<{columns}i", *(rng.randint(-bias, bias) for _ in range(columns)))
        arrays.append((name, kind, (rows, columns), data))
    header = {"word_bits": word_bits, "number_bits": number_bits, "thresholds": THRESHOLDS}
    return parse_weights(memoryview(write(header, arrays)), "drawn by chance")


MODELS = [
    weights_of(1, 12, 2_000, 7, 5),
    weights_of(2, 127, 100_000, 5, 5),  # most numbers run into their limits
    weights_of(3, 3, 50, 9, 8),
    judges.built_in()._weights,
]
ENGINES = [(LaneNetwork(weights), ArrayNetwork(weights)) for weights in MODELS]
engines = st.sampled_from(ENGINES)

WORDS = ["the", "newsletter", "2024", "x", "рассылка", "登録", "記事", "ß", "a" * 300, "support", "don't", "한국", ""]
words = st.lists(st.sampled_from(WORDS), max_size=12)
features = st.lists(st.integers(0, FEATURES - 1), min_size=1, max_size=9).map(tuple)


@st.composite
def pages(draw, size):
    """What markup says of so many blocks, of a registry that holds anything."""
    registry = Registry()
    registry.rows += draw(st.lists(features, min_size=1, max_size=6))
    serials = st.lists(st.integers(0, len(registry.rows) - 1), min_size=1, max_size=5)
    shared = draw(st.dictionaries(st.integers(0, 9), serials, min_size=1, max_size=4))
    nodes = [draw(st.sampled_from(sorted(shared))) for _ in range(size)]
    return PageEvidence(nodes, [draw(serials) for _ in range(size)], shared, registry)


@st.composite
def evidence(draw):
    """Evidence as no document has it: the network must not lean on anything but its form."""
    size = draw(st.integers(0, 40))
    heard = [[known(word) for word in draw(words)] for _ in range(size)]
    most = draw(st.sampled_from([1, 3, 40]))
    pools = st.lists(st.integers(-1, most), min_size=size, max_size=size)
    numbers = [draw(st.lists(st.integers(0, NUMBERS - 1), min_size=1, max_size=9)) for _ in range(size)]
    nothing = [0] * size
    generation = draw(st.sampled_from([MEMORY.generation, -1]))
    page = draw(st.none() | pages(size))
    return Evidence(heard, nothing, nothing, nothing, [], numbers, draw(pools), draw(pools), generation, page)


@settings(deadline=None, max_examples=120)
@given(engines, evidence())
def test_both_give_the_same_numbers_for_any_evidence(engine, told):
    lanes, arrays = engine
    sums = lanes(told)
    assert arrays(told) == sums if told.heard else sums == []
    assert all(
        len(row) == len(CATEGORIES) + len(TURNS) and all(isinstance(number, int) for number in row) for row in sums
    )


@pytest.mark.parametrize("count", [*range(1, 41), 90])
@pytest.mark.parametrize("engine", ENGINES, ids=["small", "great", "tiny", "built in"])
def test_both_give_the_same_numbers_for_texts(engine, count):
    lanes, arrays = engine
    lines = [*BODY, RAW, "***", "", DENSE, "“Quoted newsletter”", "— — —", "$5", *SENTENCES]
    text = "\n\n".join((lines * 9)[:count])
    told = parse(text).evidence
    assert arrays(told) == lanes(told)


@settings(deadline=None, max_examples=80)
@given(engines, texts)
@example(ENGINES[0], "word " * 6000)  # more words than are told apart
@example(ENGINES[1], "newsletter" * 30 + ". " + "wir " * 4096)
def test_both_give_the_same_numbers_for_any_text(engine, text):
    lanes, arrays = engine
    told = parse(text).evidence
    assert (arrays(told) == lanes(told)) if told.heard else lanes(told) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in (FIXTURES / "html").glob("*.html")))
def test_both_give_the_same_numbers_for_pages(name):
    told = Cleaner().parse((FIXTURES / "html" / f"{name}.html").read_text(encoding="utf-8"), format="html").evidence
    assert told.page and told.page.shared and min(told.page.rows(0)) >= MARKUP
    for lanes, arrays in ENGINES:
        assert arrays(told) == lanes(told)


@settings(deadline=None, max_examples=60)
@given(st.lists(texts, min_size=2, max_size=5), st.randoms())
def test_whatever_was_judged_before_changes_nothing(sources, rng):
    def judged(source):
        return [way(parse(source).evidence) for way in ENGINES[0] if parse(source).blocks]

    before = {source: judged(source) for source in sources}
    rng.shuffle(sources)
    MEMORY.make_room()
    for source in sources:
        assert judged(source) == before[source]


@pytest.fixture
def forgetful(monkeypatch):
    """Memory that is emptied before each document."""
    monkeypatch.setattr("cleanarticle.judging.lexicon._MEMO_WORDS", 0)


def test_emptied_memory_changes_nothing(forgetful):
    sources = [RAW, DENSE, *SENTENCES[:6]]
    first = [[way(parse(source).evidence) for way in ENGINES[0]] for source in sources]
    generation = MEMORY.generation
    assert [[way(parse(source).evidence) for way in ENGINES[0]] for source in reversed(sources)] == first[::-1]
    assert MEMORY.generation > generation and all(lanes == arrays for lanes, arrays in first)


def test_threads_do_not_disturb_each_other(forgetful):
    """They share the memory, and one may empty it while another judges."""
    _, arrays = ENGINES[0]
    sources = [f"{RAW}\n\n{' '.join(f'w{n}x{k}' for k in range(200))}" for n in range(8)]
    alone = [arrays(parse(source).evidence) for source in sources]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            assert list(pool.map(lambda source: arrays(parse(source).evidence), sources)) == alone


def test_evidence_outlives_the_memory(forgetful):
    """Evidence is gathered once and may be judged later, when the words of other documents have taken its place."""
    told = [parse(source).evidence for source in (RAW, DENSE, SENTENCES[3])]
    for lanes, arrays in ENGINES:
        for one in (*told, *reversed(told)):
            assert arrays(one) == lanes(one)


SCRIPT = """
import sys
sys.path[:0] = sys.argv[1:2]
from running import BODY, RAW
from cleanarticle import Cleaner
from cleanarticle.judging import judge
if sys.argv[2] == "numpy":
    import numpy
page = "<!doctype html><nav class='b a c'>Home</nav><main>" + "".join(f"<p>{line}" for line in BODY) + "</main>"
print([judge.built_in().sums(Cleaner().parse(source).evidence) for source in (RAW, page)])
"""


def test_a_fresh_process_gives_the_same(pytestconfig):
    """With NumPy and without, whatever the order of sets of strings is there."""
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(pytestconfig.rootpath / "tests"), way],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
        for way in ("plain", "numpy")
    }
    assert len(told) == 1 and len(told.pop()) > 1000


@pytest.mark.parametrize("model", MODELS)
def test_both_give_the_same_verdicts(model, monkeypatch):
    told = [parse(source).evidence for source in (RAW, DENSE, *SENTENCES)]
    found = []
    for few in (0, 10**9):
        monkeypatch.setattr(judges, "_FEW_LOADED", few)
        judge = judges.Judge(model, "x")
        found.append([judge.verdicts(one) for one in told])
    assert found[0] == found[1] and all(0 <= score <= 1 for one in found[0] for _, score in one)


def test_a_judge_takes_the_way_that_is_quick(monkeypatch):
    asked = []
    judge = judges.Judge(MODELS[0], "x")
    monkeypatch.setitem(judge.__dict__, "_lanes", lambda told: asked.append("lanes") or [])
    monkeypatch.setitem(judge.__dict__, "_arrays", lambda told: asked.append("arrays") or [])
    few, many = (parse("The dam.\n\n" * count).evidence for count in (2, 40))
    for told in (few, many):
        judge.sums(told)
    monkeypatch.delitem(sys.modules, "numpy")
    for told in (many, parse("The dam.\n" * 300).evidence, parse("").evidence):
        judge.sums(told)
    assert asked == ["lanes", "arrays", "lanes", "arrays"]


def test_without_numpy_nothing_is_amiss(monkeypatch):
    monkeypatch.setitem(sys.modules, "cleanarticle.judging.arrays", None)
    told = parse("The dam.\n\nSign up for our newsletter.\n\n" * 20).evidence
    assert judges.Judge(MODELS[0], "x").sums(told) == ENGINES[0][1](told)


@pytest.mark.parametrize(("count", "root"), [(0, 4096), (1, 4096), (2, 2896), (4, 2048), (4095, 64)])
def test_reciprocal_roots(count, root):
    assert reciprocal_root(count) == root


def test_the_limits_are_reached():
    """Or the test above would tell little of them."""
    lanes, _ = ENGINES[1]
    told = parse(RAW).evidence
    states = [number for index in range(len(told.heard)) for number in lanes._state(told, index)]
    assert LIMIT in states and -LIMIT in states

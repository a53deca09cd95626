"""The weights file: what is written is read; what is torn, cut, changed or of another kind is named with its file."""

import json
import struct
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanarticle
from cleanarticle.judging.judge import BUILT_IN, Judge, load
from cleanarticle.judging.weights import MAGIC, ModelError, parse, read, write
from cleanarticle.result import LEVELS
from models import THRESHOLDS, data, row, save, shapes

ARRAYS = [("one", "b", (2, 3), bytes(range(6))), ("two", "i", (1, 2), struct.pack("<ii", -1, 70_000))]
SMALL = write({"words": "as they come", "thresholds": {}}, ARRAYS)
HEAD = 16


def packed(header, rest=b"", *, magic=MAGIC, length=None, checksum=None):
    """The bytes of a file with this header, JSON values or bytes."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    size = len(text) if length is None else length
    return struct.pack("<8sII", magic, size, crc32(text + rest) if checksum is None else checksum) + text + rest


def test_what_is_written_is_read():
    found = parse(memoryview(SMALL), "small")
    assert found.header["words"] == "as they come"
    assert {name: (bytes(held), *shape) for name, (held, *shape) in found.arrays.items()} == {
        name: (held, *shape) for name, _, shape, held in ARRAYS
    }


arrays = st.lists(
    st.tuples(st.text(max_size=9), st.sampled_from("bi"), st.tuples(st.integers(1, 5), st.integers(1, 5))),
    max_size=4,
    unique_by=lambda array: array[0],
)
headers = st.dictionaries(
    st.text(max_size=9).filter(lambda key: key != "arrays"), st.one_of(st.integers(), st.text(), st.booleans())
)


@settings(deadline=None)
@given(headers, arrays, st.randoms())
def test_it_round_trips(header, told, rng):
    full = [
        (name, kind, shape, rng.randbytes(shape[0] * shape[1] * {"b": 1, "i": 4}[kind])) for name, kind, shape in told
    ]
    found = parse(memoryview(write(header, full)), "x")
    assert {key: value for key, value in found.header.items() if key != "arrays"} == header
    assert [(name, bytes(held)) for name, (held, *_) in found.arrays.items()] == [(name, d) for name, *_, d in full]


def test_the_same_weights_are_the_same_bytes():
    assert write({"b": 1, "a": 2}, ARRAYS) == write({"a": 2, "b": 1}, ARRAYS)


def test_an_array_that_does_not_fit_its_shape_is_not_written():
    with pytest.raises(ValueError, match="array 'one': 5 bytes for the shape"):
        write({}, [("one", "b", (2, 3), bytes(5))])


FEW = {"arrays": [["one", "b", [2, 3]]]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a cleanarticle model: it is empty"),
        (b"{}", "not a cleanarticle model: 2 bytes"),
        (SMALL[: HEAD - 1], "not a cleanarticle model: 15 bytes"),
        (b"PK\x03\x04" + SMALL[4:], "it does not begin with CAWEIGH2"),
        (packed(FEW, bytes(6), magic=b"CAWEIGH1"), "it does not begin with CAWEIGH2"),
        (SMALL[:-1], "torn or was changed: its checksum is wrong"),
        (SMALL[:HEAD], "torn: its header is cut off"),
        (SMALL[: HEAD + 9], "torn: its header is cut off"),
        (SMALL + b"\0", "its checksum is wrong"),
        (SMALL[:-1] + b"\x7f", "its checksum is wrong"),
        (packed(FEW, bytes(6), checksum=1), "its checksum is wrong"),
        (packed(FEW, bytes(6), length=2**32 - 1), "its header is cut off"),
        (packed(FEW, bytes(6), length=5), "JSONDecodeError"),
        (packed(b"{"), "JSONDecodeError"),
        (packed(b'{"\xff": 1}'), "UnicodeDecodeError"),
        (packed(b"[" * 100_000), "not a cleanarticle model: "),
        (packed([]), "TypeError"),
        (packed(None), "TypeError"),
        (packed({}), "KeyError: 'arrays'"),
        (packed({"arrays": None}), "TypeError"),
        (packed({"arrays": 3}), "TypeError"),
        (packed({"arrays": {"one": "b"}}), "ValueError"),
        (packed({"arrays": [["one", "b"]]}), "ValueError"),
        (packed({"arrays": [["one", "b", 6]]}), "TypeError"),
        (packed({"arrays": [["one", "b", [2, 3, 1]]]}), "ValueError"),
        (packed({"arrays": [["one", "f", [2, 3]]]}, bytes(6)), "KeyError: 'f'"),
        (packed({"arrays": [["one", [], [2, 3]]]}, bytes(6)), "TypeError"),
        (packed({"arrays": [["one", "b", [0, 3]]]}), "array 'one' has the shape 0 x 3"),
        (packed({"arrays": [["one", "b", [-2, -3]]]}, bytes(6)), "array 'one' has the shape -2 x -3"),
        (packed({"arrays": [["one", "b", [2.0, 3]]]}, bytes(6)), "array 'one' has the shape 2.0 x 3"),
        (packed(FEW, bytes(5)), "array 'one' is cut off"),
        (packed({"arrays": [["one", "b", [10**30, 10**30]]]}, bytes(6)), "array 'one' is cut off"),
        (packed(FEW, bytes(8)), "2 bytes behind the last array"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_model(tmp_path, content, message):
    path = tmp_path / "my model.bin"
    path.write_bytes(content)
    for way in (read, load, lambda path: cleanarticle.Cleaner(model=path)):
        with pytest.raises(ModelError) as caught:
            way(path)
        assert str(caught.value).startswith(f"{path}: ") and message in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path):
    for path in (tmp_path / "missing.bin", tmp_path):
        with pytest.raises(ModelError, match="cannot read the model: ") as caught:
            load(path)
        assert str(caught.value).startswith(f"{path}: ")


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=3),
    st.booleans(),
)
def test_whatever_becomes_of_its_bytes_it_is_read_or_refused(changes, mended):
    """Also where the checksum is right, or not looked at."""
    content = SMALL
    for at, less, more in changes:
        content = content[:at] + more + content[at + less :]
    if mended and len(content) >= HEAD:
        content = content[:12] + struct.pack("<I", crc32(content[HEAD:])) + content[HEAD:]
    for check in (True, False):
        try:
            found = parse(memoryview(content), "the file", check=check)
        except ModelError as error:
            assert str(error).startswith("the file: ")
        else:
            assert all(
                len(held) in (rows * columns, 4 * rows * columns) for held, rows, columns in found.arrays.values()
            )


# what the network needs of it


def replaced(array, **changes):
    """The bytes of a whole file with one array changed: to another kind, shape or name, or dropped."""
    whole = parse(memoryview(data()), "x")
    told = [(name, kind, shape, bytes(whole.arrays[name][0])) for name, kind, shape in shapes()]
    at = [name for name, *_ in told].index(array)
    name, kind, shape = (changes.get(key, told[at][place]) for place, key in enumerate(("name", "kind", "shape")))
    size = shape[0] * shape[1] * {"b": 1, "i": 4}[kind]
    told[at : at + 1] = [(name, kind, shape, bytes(size))] if changes else []
    return write({key: value for key, value in whole.header.items() if key != "arrays"}, told)


def changed(**levels):
    return {"thresholds": {level: THRESHOLDS[level] | levels.get(level, {}) for level in LEVELS}}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        *((lambda name=name: replaced(name), f"lacks the array {name!r}") for name, *_ in shapes()),
        (lambda: replaced("hidden", name="hiden"), "lacks the array 'hidden'; it is of another version"),
        (lambda: replaced("words", shape=(10, 48)), "the array 'words' has the shape (10, 48), not "),
        (lambda: replaced("output", shape=(64, 13)), "'output' has the shape (64, 13), not (64, 14)"),
        (lambda: replaced("output", kind="i"), "the array 'output' has numbers of another size"),
        (lambda: replaced("output bias", kind="b"), "the array 'output bias' has numbers of another size"),
        (lambda: data(thresholds=None), "thresholds are not numbers by level"),
        (lambda: data(thresholds=[]), "thresholds are not numbers by level"),
        (lambda: data(thresholds={}), "thresholds are not numbers by level: 'careful'"),
        (lambda: data(thresholds={level: {"appeal": 1} for level in LEVELS}), "by level: 'clutter'"),
        (lambda: data(**changed(normal={"appeal": "high"})), "thresholds are not numbers by level"),
        (lambda: data(**changed(normal={"appeal": None})), "thresholds are not numbers by level"),
        (lambda: data(**changed(normal={"appeal": 75})), "threshold of appeals at level normal is 75.0, not 0 to 1"),
        (lambda: data(**changed(careful={"page clutter": float("nan")})), "of page clutters at level careful is nan"),
        (lambda: data(word_bits=None), "the model's word_bits is None, not 0 to 11"),
        (lambda: data(word_bits=-1), "the model's word_bits is -1, not 0 to 11"),
        (lambda: data(number_bits=12), "the model's number_bits is 12, not 0 to 11"),
        (lambda: data(number_bits="5"), "the model's number_bits is '5', not 0 to 11"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_version_is_named_with_what_is_wrong(tmp_path, make, message):
    path = tmp_path / "my model.bin"
    path.write_bytes(make())
    with pytest.raises(ModelError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ") and message in str(caught.value)
    with pytest.raises(ValueError, match=r"my model\.bin"):
        cleanarticle.Cleaner(model=path)


def test_a_whole_file_is_loaded(tmp_path):
    assert isinstance(load(save(tmp_path / "model.bin", {"qdonate": row(donation=9)})), Judge)


def test_the_built_in_model_is_whole():
    """Its checksum is not looked at when it is used, so that starting stays quick: here it is."""
    judge = Judge(read(BUILT_IN), "the built-in model")
    for kind in ("appeal", "clutter", "page appeal", "page clutter"):
        least = [judge.thresholds[level][kind] for level in LEVELS]
        assert 1 > least[0] >= least[1] >= least[2] > 0
    assert BUILT_IN.stat().st_size <= 8_500_000

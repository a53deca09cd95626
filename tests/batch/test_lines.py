import gzip
import io
import json

import pytest
import zstandard

from cleanarticle.batch.lines import LinesError, pack, read_lines, read_record

PLAIN = b'{"text": "a"}\n\r\n{"text": "b"}\r\n{"text": "c"}'


def packed(name, data=PLAIN):
    source, target = io.BytesIO(data), io.BytesIO()
    pack(name, source, target)
    return target.getvalue()


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz", "x.jsonl.zst", "X.JSONL.GZ"])
def test_lines_come_whole_and_packing_is_repeatable(tmp_path, name):
    path, seen = tmp_path / name, []
    path.write_bytes(packed(name))
    lines = list(read_lines(path, 1000, seen.append))
    assert b"".join(line.data for line in lines) == PLAIN
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert b"".join(seen) == path.read_bytes() == packed(name)


@pytest.mark.parametrize(("name", "make"), [("x.jsonl.gz", gzip.compress), ("x.jsonl.zst", zstandard.compress)])
def test_several_archives_behind_each_other(tmp_path, name, make):
    (tmp_path / name).write_bytes(make(b"1\n") + make(b"2\n"))
    assert [line.data for line in read_lines(tmp_path / name, 10)] == [b"1\n", b"2\n"]


@pytest.mark.parametrize("name", ["x.jsonl.gz", "x.jsonl.zst"])
@pytest.mark.parametrize(
    "damage", [lambda data: data[:-5], lambda data: b"no archive", lambda data: data[:20] + b"xxxx"]
)
def test_damaged_archives(tmp_path, name, damage):
    data = "".join(f'{{"text": "{n * n}"}}\n' for n in range(500)).encode()
    (tmp_path / name).write_bytes(damage(packed(name, data)))
    with pytest.raises(LinesError, match="damaged after line"):
        list(read_lines(tmp_path / name, 100))


def test_a_line_that_is_too_long_comes_in_pieces(tmp_path):
    (tmp_path / "x").write_bytes(b"short\n" + b"y" * 3_000_000 + b"\nlast")
    lines = list(read_lines(tmp_path / "x", 10))
    assert b"".join(line.data for line in lines) == (tmp_path / "x").read_bytes()
    assert {line.number for line in lines if not line.whole} == {2}
    assert [line.number for line in lines if line.whole] == [1, 3]
    assert max(len(line.data) for line in lines) <= 1 << 20


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ('{"text":"old","n":1.50,"b":12345678901234567890}', "new", '{"text":"new","n":1.50,"b":12345678901234567890}'),
        (' {"a" : [{"text": "x"}] , "text" : "old" } \r\n', "é", ' {"a" : [{"text": "x"}] , "text" : "\\u00e9" } \r\n'),
        ('{"ü":"ü","text":"old"}', "é\n", '{"ü":"ü","text":"é\\n"}'),
        ('{"text":"first","text":"last"}', "new", '{"text":"first","text":"new"}'),
        ('\ufeff{"text":"old"}\n', "new", '\ufeff{"text":"new"}\n'),
        ('{"text":"half \\ud83d, ü"}', "half \ud83d, ü", '{"text":"half \\ud83d, ü"}'),
        ('{"te\\u0078t":"old"}', "new", '{"te\\u0078t":"new"}'),
    ],
)  # fmt: skip
def test_only_the_field_changes(line, text, expected):
    assert read_record(line.encode(), "text").replaced(text) == expected.encode()


def test_bytes_that_are_no_utf_8_stay(tmp_path):
    record = read_record(b'{"text":"caf\xe9 old","by":"\xff"}', "text")
    assert record.values["text"] == "caf\udce9 old"
    assert record.replaced("caf\udce9") == b'{"text":"caf\xe9","by":"\xff"}'


@pytest.mark.parametrize("line", [b"", b"\n", b"\r\n", b" \t\n", b"\xef\xbb\xbf\n"])
def test_blank_lines_are_no_records(line):
    assert read_record(line, "text") is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x", "not a JSON object"),
        ("[]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("{", "not a JSON object"),
        ('{"text"', "not a JSON object"),
        ('{"text":', "not a JSON object"),
        ('{"text":"a"', "not a JSON object"),
        ('{"text":"a",', "not a JSON object"),
        ('{"text":"a"}}', "not a JSON object"),
        ('{"text":"a"} {"text":"b"}', "not a JSON object"),
        ("{1:2}", "not a JSON object"),
        ('{"text":"a" "b":1}', "not a JSON object"),
        ('{"x":' + "[" * 100_000, "not a JSON object"),
        ("{}", "has no field 'text'; its fields: none"),
        ('{"body":"a","n":1}', "has no field 'text'; its fields: 'body', 'n'"),
        ('{"text":null}', "the field 'text' is null, not a string"),
        ('{"text":3}', "the field 'text' is a number, not a string"),
        ('{"text":true}', "the field 'text' is true or false, not a string"),
        ('{"text":{}}', "the field 'text' is an object, not a string"),
        ('{"text":["a"]}', "the field 'text' is an array, not a string"),
    ],
)
def test_lines_that_are_no_records(line, told):
    with pytest.raises(LinesError) as caught:
        read_record(line.encode(), "text")
    assert told in str(caught.value)


def test_a_record_is_what_json_reads():
    line = '{"a": [1, 2.5, {"b": null}], "text": "x\\u00e9\\n", "c": "\\"}{"}'
    assert read_record(line.encode(), "text").values == json.loads(line)

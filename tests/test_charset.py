"""The encoding of a page: what it declares, unless that is wrong."""

import pytest

from cleanarticle.charset import decode_page
from cleanarticle.decode import DecodeError

TEXT = "Der Müller – „ja“ – fährt für 5 € über die Brücke. " * 3


def page(label, text=TEXT, form='<meta charset="{}">'):
    return f"<!doctype html><html><head>{form.format(label)}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("label", "python", "encoding"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("UTF8", "utf-8", "utf-8"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("latin1", "cp1252", "cp1252"),
        ("us-ascii", "cp1252", "cp1252"),
        ("windows-1252", "cp1252", "cp1252"),
        ("iso-8859-15", "cp1252", "iso8859-15"),
        ("macintosh", "mac-roman", "mac-roman"),
        ("nonsense", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
    ],
)
def test_what_is_declared(label, python, encoding):
    decoded = decode_page(page(label).encode(python))
    assert decoded.encoding == encoding and decoded.warning is None
    assert encoding == "iso8859-15" or decoded.text == page(label)


@pytest.mark.parametrize(
    ("label", "python", "text"),
    [
        ("shift_jis", "cp932", "橋は火曜日に閉鎖された。①"),
        ("euc-jp", "euc_jp", "橋は火曜日に閉鎖された。"),
        ("iso-2022-jp", "iso2022_jp", "橋は火曜日に閉鎖された。"),
        ("gb2312", "gbk", "市议会星期二决定关闭大桥。鎔"),
        ("big5", "big5", "市議會星期二決定關閉大橋。"),
        ("euc-kr", "cp949", "시의회는 화요일에 다리를 닫기로 했다. 똠"),
        ("koi8-r", "koi8-r", "Совет решил закрыть мост."),
        ("windows-1251", "cp1251", "Совет решил закрыть мост."),
        ("tis-620", "cp874", "สภาเมืองลงมติปิดสะพาน"),
    ],
)
def test_other_scripts(label, python, text):
    assert decode_page(page(label, text).encode(python)).text == page(label, text)


@pytest.mark.parametrize(
    "form",
    [
        "<meta charset={}>",
        "<META CHARSET='{}'>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        "<meta content='text/html;charset={}' http-equiv=Content-Type>",
        "<!-- <meta charset=utf-8> --><meta charset={}>",
        "<script charset=koi8-r></script><meta charset={}>",
        "<style>" + "a" * 3000 + "</style><meta charset={}>",
    ],
)
def test_however_it_is_declared(form):
    source = page("windows-1251", "Совет решил закрыть мост.", form)
    assert decode_page(source.encode("cp1251")).text == source


def test_xml_declaration():
    source = '<?xml version="1.0" encoding="iso-8859-2"?>\n<html><body>Zażółć gęślą jaźń</body></html>'
    assert decode_page(source.encode("iso-8859-2")).text == source


def test_a_byte_order_mark_wins():
    for python in ("utf-8-sig", "utf-16"):
        assert decode_page(page("koi8-r").encode(python)).text == page("koi8-r")


@pytest.mark.parametrize(
    ("data", "encoding", "warning"),
    [
        (page("iso-8859-1").encode(), "utf-8", "declares iso-8859-1, but is not; read as utf-8"),
        (page("shift_jis").encode(), "utf-8", "declares shift_jis, but is not; read as utf-8"),
        (page("utf-8").encode("cp1252"), "cp1252", "declares utf-8, but is not; read as cp1252"),
        (page("utf-8").replace("x", "é").encode() + b"\xff", "utf-8", "not valid UTF-8; stray bytes"),
        (page("euc-jp", "橋は閉鎖された。" * 200).encode("euc_jp") + b"\xff", "euc_jp", "not valid euc_jp"),
    ],
)
def test_a_wrong_declaration_is_told(data, encoding, warning):
    decoded = decode_page(data)
    assert decoded.encoding == encoding and warning in decoded.warning


def test_the_encoding_asked_for_wins():
    assert decode_page(page("utf-8").encode("cp1252"), "cp1252").text == page("utf-8")
    with pytest.raises(DecodeError, match="not valid utf-8"):
        decode_page(page("utf-8").encode("cp1252"), "utf-8")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\0\x01\0\x80", "a GIF image"),
        (b"RIFF\x24\0\0\0WEBPVP8 \xff", "an image"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", "a ZIP archive"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a gzip archive"),
        (b"\0\0\0\x20ftypisom\0\0\x02\0", "a video"),
        (bytes(range(256)) * 40, "a binary file"),
        (bytes(range(1, 32)) * 40, "a binary file, not a web page"),
    ],
)
def test_what_is_no_page(data, message):
    with pytest.raises(DecodeError, match=message):
        decode_page(data)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"plain", b"<p>a\0b</p>" + b"x" * 100])
def test_what_is_one_all_the_same(data):
    decode_page(data)


@pytest.mark.parametrize("piece", [b"<!--", b"<meta ", b"<?xml encoding", b"<meta charset=x", b"\x80"])
def test_time_is_bounded(piece):
    decode_page(piece * 300_000)

"""Bytes → text and back without loss, whatever the bytes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanarticle.decode import DecodeError, decode

GERMAN = (
    "Der Stadtrat beschloss am Dienstag, die alte Brücke zu schließen. Die Arbeiten beginnen im Mai, sagte der"
    " Bürgermeister, und dauern zwei Jahre – „länger als geplant“. Händler fürchten um ihr Geschäft.\n"
) * 3
RUSSIAN = "Городской совет во вторник решил закрыть старый мост. Работы начнутся в мае, сказал мэр города.\n" * 5
JAPANESE = "市議会は火曜日、古い橋を閉鎖することを決めた。工事は五月に始まり、二年かかると市長は述べた。\n" * 5
CHINESE = "市议会星期二决定关闭这座旧桥。工程将于五月开始，市长说，需要两年时间。商人们担心他们的生意。\n" * 5
ASCII = "The council voted on Tuesday.\n" * 5000


@pytest.mark.parametrize(
    ("data", "text", "encoding", "warned"),
    [
        (b"", "", "utf-8", False),
        (b"plain", "plain", "utf-8", False),
        (b"GIF89a is a format.", "GIF89a is a format.", "utf-8", False),
        (GERMAN.encode(), GERMAN, "utf-8", False),
        (GERMAN.encode("utf-8-sig"), GERMAN, "utf-8", False),
        (b"\xff\xfe" + GERMAN.encode("utf-16-le"), GERMAN, "utf-16-le", False),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), GERMAN, "utf-16-be", False),
        (b"\xff\xfe\0\0" + GERMAN.encode("utf-32-le"), GERMAN, "utf-32-le", False),
        (b"\0\0\xfe\xff" + GERMAN.encode("utf-32-be"), GERMAN, "utf-32-be", False),
        (GERMAN.encode("cp1252"), GERMAN, "cp1252", True),
        (ASCII.encode() + GERMAN.encode("cp1252") + ASCII.encode(), ASCII + GERMAN + ASCII, "cp1252", True),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251", True),
        (RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8_r", True),
        (JAPANESE.encode("shift_jis"), JAPANESE, "cp932", True),
        ((JAPANESE * 2000).encode("shift_jis"), JAPANESE * 2000, "cp932", True),
        (CHINESE.encode("gb18030"), CHINESE, "gb18030", True),
        # a few stray bytes in UTF-8 are no other encoding
        (GERMAN.encode() + b"\xff\n", GERMAN + "\udcff\n", "utf-8", True),
        (b"\xef\xbb\xbf" + GERMAN.encode() + b"\xff\n", GERMAN + "\udcff\n", "utf-8", True),
        (GERMAN.encode()[:-1] + b"\xc3", GERMAN[:-1] + "\udcc3", "utf-8", True),
        # half a pair
        (b"\xff\xfea\0\x00\xd8b\0", "a\ud800b", "utf-16-le", True),
    ],
)
def test_decode(data, text, encoding, warned):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, bool(decoded.warning)) == (text, encoding, warned)
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(
    ("data", "asked", "encoding", "bom"),
    [
        (GERMAN.encode(), "utf-8", "utf-8", b""),
        (GERMAN.encode(), "UTF8", "utf-8", b""),
        (GERMAN.encode("utf-8-sig"), "utf-8", "utf-8", b"\xef\xbb\xbf"),
        (GERMAN.encode("utf-8-sig"), "utf-8-sig", "utf-8", b"\xef\xbb\xbf"),
        (GERMAN.encode(), "utf-8-sig", "utf-8", b""),
        (GERMAN.encode("utf-16"), "utf-16", "utf-16-le", b"\xff\xfe"),
        (GERMAN.encode("utf-16-be"), "utf-16-be", "utf-16-be", b""),
        (GERMAN.encode("cp1252"), "windows-1252", "cp1252", b""),
        (JAPANESE.encode("iso2022_jp"), "iso2022_jp", "iso2022_jp", b""),
        (b"", "utf-16", "utf-16-le", b""),
    ],
)
def test_asked_for(data, asked, encoding, bom):
    decoded = decode(data, asked)
    assert (decoded.encoding, decoded.bom, decoded.warning) == (encoding, bom, None)
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(
    ("data", "asked", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", None, "looks like a PDF file, not text"),
        (b"PK\x03\x04\0\0", None, "looks like a ZIP archive or an office document, not text"),
        (b"\x1f\x8b\x08\0", "utf-8", "looks like a gzip archive, not text"),
        (bytes(100), None, "looks like a binary file, not text"),
        ("Text".encode("utf-16-le"), None, "if it is UTF-16, say --encoding utf-16-le or utf-16-be"),
        (b"\xff\0\0\0\xfe\0\0\0" * 20, None, "looks like a binary file, not text"),
        (b"\xff\xfea", None, "begins like UTF-16-LE but is not (byte 2); say --encoding"),
        (b"caf\xe9", "utf-8", "not valid utf-8 (byte 3: "),
        (b"caf\xe9", "ascii", "not valid ascii (byte 3: "),
        (b"text", "utf-16", "has no byte order mark; say --encoding utf-16-le or utf-16-be"),
        (b"text", "no-such-thing", "unknown encoding 'no-such-thing'"),
        (b"text", "rot13", "unknown encoding 'rot13'"),
        (b"text", "base64", "unknown encoding 'base64'"),
        (b"text", "a\0b", "unknown encoding"),
        (b"text", "undefined", "not valid undefined"),
        (b"+AGE-", "utf-7", "cannot be written back in utf-7 without loss"),
    ],
)
def test_no_text(data, asked, message):
    with pytest.raises(DecodeError) as caught:
        decode(data, asked)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("data", "kept", "written"),
    [
        (b"\xef\xbb\xbfone two", "one", b"\xef\xbb\xbfone"),
        (b"\xef\xbb\xbfone two", "", b""),
        (b"\xef\xbb\xbf", "", b"\xef\xbb\xbf"),
        (b"\xff\xfea\0b\0", "b", b"\xff\xfeb\0"),
    ],
)
def test_the_mark_stands_before_what_is_left(data, kept, written):
    assert decode(data).encode(kept) == written


@given(st.binary(max_size=200))
def test_what_can_be_decoded_comes_back(data):
    try:
        decoded = decode(data)
    except DecodeError:
        return
    assert decoded.encode(decoded.text) == data


@example("\x000", "utf-16")  # begins with the mark of UTF-32
@given(st.text(max_size=100), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_needs_no_guess(text, encoding):
    data = (
        text.encode(encoding, "surrogatepass" if "8" not in encoding else "surrogateescape") if _encodes(text) else b""
    )
    try:
        decoded = decode(data)
    except DecodeError as error:
        assert "looks like" in str(error)  # many NULs, or the first letters of a ZIP
        return
    assert decoded.encode(decoded.text) == data
    if "\0" not in text and _encodes(text) and not text.startswith("\ufeff"):
        assert decoded.text == text and decoded.warning is None


def _encodes(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)

"""Where a long line is cut and where it is not, in many languages; sentences tile the line and are bounded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarticle.segment import LONGEST, is_long, sentences
from texts import texts


def cut(line):
    return [line[start:end] for start, end in sentences(line)]


@pytest.mark.parametrize(
    "parts",
    [
        # marks
        ["The bridge is closed. ", "Work begins in May."],
        ["Is it closed? ", "It is! ", "Really?! ", "Yes."],
        ["It was… ", "Then it stopped... ", "No."],
        ["The council voted.   ", "Work begins."],
        ["He said so (loudly.) ", "Then he left."],
        ["As the report says [1]. ", "Buses run."],
        ['"It works." ', "She smiled. ", "'Yes!' ", "They left."],
        ["“Is it closed?” she asked. ", "“No.” He left."],
        ["*Sign up now.* ", "**Donate today.** ", "_Thank you._"],
        # languages
        ["El puente está cerrado. ", "¿Por qué? ", "¡Nadie lo sabe!"],
        ["Le pont est fermé. ", "«Pourquoi?» ", "Personne ne sait."],
        ["Мост закрыт. ", "Работы начнутся в мае. ", "Кто платит? ", "Город."],
        ["Η γέφυρα έκλεισε. ", "Άγνωστο γιατί."],
        ["الجسر مغلق. ", "هل تعرف لماذا؟ ", "پل بند ہے۔ ", "نعم."],
        ["पुल बंद है। ", "काम मई में शुरू होगा। ", "ठीक है।"],
        ["תוכנית נסגרה. ", "העבודה תתחיל."],
        ["다리는 닫혔다. ", "공사는 오월에 시작된다."],
        ["Köprü kapandı. ", "İşler mayısta başlıyor."],
        # scripts without spaces: the mark alone ends a sentence, before a closing quotation mark it does not
        ["今日は晴れ。", "明日は雨！", "本当？", "「はい。」", "と彼は言った。"],
        ["市议会决定关闭。", "他说：“好。”", "然后走了。"],
        # glued by an extractor
        ["It opens tomorrow.", "Sign up now"],
        ["Он сказал.", "Она ушла."],
        ["Ça commence demain.", "Écrivez-nous"],
        # flattened lists keep their bullets
        ["Choose one ", "• Once ", "• Monthly ", "☐ I agree ", "| Home ", "→ Next"],
    ],
)
def test_sentences(parts):
    assert cut("".join(parts)) == parts


@pytest.mark.parametrize(
    "line",
    [
        # abbreviations and initials
        "Mr. Smith met Dr. Jones and Prof. Brown in St. Louis",
        "J. R. R. Tolkien wrote it for Gen. Montgomery",
        "The U.S. Senate and the E.U. Council agreed",
        "Born on Jan. 5 or Sept. 9",
        "Acme Inc. Chairman and Ltd. Partners",
        "Sr. García vive en Av. Libertad",
        "M. Dupont et Mme. Durand",
        "Es gilt Art. 5 Abs. 2 bzw. Absatz 3",
        "Живёт на ул. Ленина, см. Приложение",
        "E.g. This and i.e. That",
        "He took No. 10 and vs. Nobody",
        # numbers, addresses, days
        "It costs $2.50, 1.000.000 in all, or 3.5% more",
        "Am 3. Mai und am 14. Juni, in Raum 300. Dort",
        "See www.example.org/a.b.html or mail a.b@example.org now",
        "Version 2.0.1 of example.com is here",
        # a lower-case letter or a comma goes on
        "Wait... what is it? asked the man",
        "iPods etc. are sold there. eBay too",
        "“Why?”, he asked",
        "Yahoo!, they said",
        # glued capitals are no sentence
        "In the U.S.A. or at end.IBM it is so",
        "no letter in it",
    ],
)
def test_what_is_not_cut(line):
    assert cut(line) == [line]


@pytest.mark.parametrize("line", ["", "x", ".", "...", "!?", ". . .", "1. 2. 3.", "—", "。", "。。。", "• • •", " . "])
def test_marks_without_letters_are_no_sentences(line):
    assert cut(line) == ([line] if line else [])


def test_thai_is_cut_at_spaces_far_apart():
    """Thai has no end marks: a space parts phrases, so not every one is a cut."""
    phrases = ["สะพานปิดแล้วในวันอังคารที่ผ่านมา", "งานจะเริ่มในเดือนพฤษภาคม", "และจะใช้เวลาสองปี", "ตามที่นายกเทศมนตรีกล่าว"]
    pieces = cut(" ".join(phrases * 3))
    assert 2 < len(pieces) < 12
    assert all(len(piece) >= 30 for piece in pieces[:-1])
    assert all(piece.strip().split(" ")[0] in phrases for piece in pieces)


@settings(deadline=None)
@given(st.one_of(texts, st.text("aA.!?。“” 1•")).map(lambda text: " ".join(text.splitlines())))
def test_sentences_tile_the_line(line):
    at = 0
    for start, end in sentences(line):
        assert start == at < end
        at = end
    assert at == len(line)


@pytest.mark.parametrize("unit", ["a", "a ", "word, ", "。", "中", "ก", "ก ", "A. ", "5. ", "• ", "a.B"])
def test_stretches_are_bounded(unit):
    line = unit * (20_000 // len(unit))
    assert "".join(cut(line)) == line
    assert all(len(piece) <= LONGEST for piece in cut(line))


def test_a_long_stretch_is_cut_between_words():
    assert all(piece.endswith(("word ", "word")) for piece in cut("word " * 2000))


@pytest.mark.parametrize(
    ("line", "long"),
    [
        ("a" * 160, False),
        ("a" * 161, True),
        ("é" * 160, False),
        ("中" * 60, False),
        ("中" * 61, True),
        ("登録" * 20 + " " * 60, True),
        ("中" + "a" * 100, False),
        ("", False),
    ],
)
def test_is_long(line, long):
    assert is_long(line) == long

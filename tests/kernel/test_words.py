from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput, Fault, NotAllowed, NotFound, Words, thai_digits
from huangyai.kernel.words import arabic_digits


def test_a_sentence_is_said_in_the_language_asked_for_and_in_thai_otherwise() -> None:
    words = Words(th="สวัสดี", en="hello")
    assert (words.say("en"), words.say("en-GB"), words.say("th"), words.say("fr"), str(words)) == (
        "hello",
        "hello",
        "สวัสดี",
        "สวัสดี",
        "สวัสดี",
    )
    assert words.as_dict() == {"th": "สวัสดี", "en": "hello"}


def test_what_was_kept_in_one_language_serves_both() -> None:
    pair = Words(th="ว่าง", en="empty")
    assert Words.of(pair.as_dict()) == pair
    assert Words.of("พิมพ์เอง") == Words(th="พิมพ์เอง", en="พิมพ์เอง")
    assert Words.of({"th": "ว่าง"}) == Words(th="ว่าง", en="ว่าง")
    assert Words.of({"en": "empty"}) == Words(th="empty", en="empty")
    assert Words.of({}) == Words(th="", en="")


@given(st.text())
def test_thai_digits_read_back_as_they_were(text: str) -> None:
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)


def test_a_fault_says_its_place() -> None:
    words = Words(th="ว่าง", en="empty")
    assert Fault(7, "ชื่อ", words).say("th") == "แถว 7 คอลัมน์ ชื่อ: ว่าง"
    assert Fault(7, "name", words).say("en") == "row 7, column name: empty"
    assert Fault(7, "", words).say("en") == "row 7: empty"
    assert Fault(0, "--plan", words).say("en") == "--plan: empty"
    assert Fault(0, "", words).say("en") == "empty"


def test_every_no_speaks_both_languages() -> None:
    for no in (NotAllowed(), NotFound()):
        assert no.words.th
        assert no.words.en
        assert no.code in str(no)
    assert BadInput.of(th="ก", en="a").faults[0].row == 0

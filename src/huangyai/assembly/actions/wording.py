"""What those who said a problem hear, and what an invitation says. Nothing that a neighbour must not read goes out."""

from __future__ import annotations

from dataclasses import dataclass

from huangyai.kernel import Words
from huangyai.outbox.rules import shortened, tellable

_MOST_REASON = 1500
_ANSWERED = Words(
    th="เทศบาลมีคำตอบเรื่องที่ท่านเสนอไว้แล้ว โปรดสอบถามรายละเอียดจากเจ้าหน้าที่เทศบาล",
    en="The municipality has an answer to what you said. Please ask at the municipal office.",
)
_INVITED = Words(th="เทศบาลขอเชิญท่านประชุม", en="The municipality invites you to a meeting")


@dataclass(frozen=True, slots=True)
class ToTell:
    """What is said, and on which occasion."""

    occasion: Words
    text: Words


def answer_words(sentence: str, state: Words, reason: Words) -> ToTell:
    """The answer to what somebody said, in their own words; plain words instead where these are not for a letter."""
    said, why = shortened(sentence), Words(th=shortened(reason.th, _MOST_REASON), en=shortened(reason.en, _MOST_REASON))
    about = shortened(sentence, 60)
    return ToTell(
        tellable(
            Words(th=f"คำตอบ: {about}", en=f"Answer: {about}"),
            Words(th="คำตอบเรื่องที่เสนอไว้", en="Answer to what was said"),
        ),
        tellable(
            Words(
                th=f"เรื่องที่ท่านเสนอไว้ว่า “{said}” เทศบาลมีคำตอบแล้ว: {state.th} {why.th}",
                en=f"You said: “{said}” The municipality’s answer: {state.en}. {why.en}",
            ),
            _ANSWERED,
        ),
    )


def invitation_words(title: str, venue: str, when: Words) -> ToTell:
    """When and where, to whoever is invited."""
    name, place = shortened(title), shortened(venue)
    return ToTell(
        tellable(Words(th=f"เชิญประชุม: {name}", en=f"Invitation: {name}"), _INVITED),
        tellable(
            Words(
                th=f"ขอเชิญท่านร่วม{name} {when.th} ณ {place} ทุกเสียงมีความหมาย",
                en=f"You are invited to {name}, {when.en}, {place}. Every voice counts.",
            ),
            Words(th=f"{_INVITED.th} {when.th} โปรดสอบถามสถานที่จากเจ้าหน้าที่", en=f"{_INVITED.en}, {when.en}."),
        ),
    )


def move_words(title: str, venue: str, before: Words, when: Words) -> ToTell:
    """That it is held on another day or at another place."""
    name, place = shortened(title), shortened(venue)
    return ToTell(
        tellable(Words(th=f"เลื่อนประชุม: {name}", en=f"Moved: {name}"), Words(th="เลื่อนประชุม", en="A meeting is moved")),
        tellable(
            Words(
                th=f"ขอแจ้งเลื่อน{name} จากเดิมวัน{before.th} เป็นวัน{when.th} ณ {place} ขออภัยในความไม่สะดวก",
                en=f"{name}, announced for {before.en}, is now held on {when.en}, {place}. We are sorry.",
            ),
            Words(
                th=f"เทศบาลขอแจ้งเลื่อนประชุม จากเดิมวัน{before.th} เป็นวัน{when.th} โปรดสอบถามสถานที่จากเจ้าหน้าที่ ขออภัยในความไม่สะดวก",
                en=f"The municipality’s meeting announced for {before.en} is now on {when.en}. We are sorry.",
            ),
        ),
    )


def call_off_words(title: str, when: Words) -> ToTell:
    """That it is not held."""
    name = shortened(title)
    return ToTell(
        tellable(
            Words(th=f"งดประชุม: {name}", en=f"Called off: {name}"), Words(th="งดประชุม", en="A meeting is called off")
        ),
        tellable(
            Words(
                th=f"ขอแจ้งงดจัด{name} ที่นัดไว้ในวัน{when.th} เมื่อมีนัดใหม่เทศบาลจะแจ้งให้ทราบ ขออภัยในความไม่สะดวก",
                en=f"{name}, {when.en}, is not held. We will tell you when there is a new day. We are sorry.",
            ),
            Words(
                th=f"เทศบาลขอแจ้งงดประชุมที่นัดไว้ในวัน{when.th} ขออภัยในความไม่สะดวก",
                en=f"The municipality’s meeting on {when.en} is not held. We are sorry.",
            ),
        ),
    )

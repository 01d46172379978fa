"""The sentences for those who sign up, and the keys by which each is said once."""

from __future__ import annotations

import uuid

from huangyai.kernel import Words


def place_key(session_id: uuid.UUID, *, moved_up: bool = False) -> str:
    """The natural key of the message that says: you have a place."""
    return f"session-{'moved-up' if moved_up else 'place'}:{session_id}"


def waiting_key(session_id: uuid.UUID) -> str:
    """The natural key of the message that says: you are on the waiting list."""
    return f"session-waiting:{session_id}"


def reminder_key(session_id: uuid.UUID) -> str:
    """The natural key of a session's reminder."""
    return f"session-reminder:{session_id}"


def what_and_when(name: str, venue: str, day: Words, clock: Words) -> Words:
    """Which session, when and where; without name and place where a neighbour must not read them."""
    if not name:
        return Words(
            th=f"กิจกรรมของเทศบาล {day.th} เวลา {clock.th}",
            en=f"the municipality’s activity, {day.en} at {clock.en}",
        )
    return Words(
        th=f"“{name}” {day.th} เวลา {clock.th} ที่{venue}",
        en=f"“{name}”, {day.en} at {clock.en}, {venue}",
    )


def place_words(what: Words, code: str) -> Words:
    """They have a place."""
    return _with_code(Words(th=f"ท่านมีชื่อเข้าร่วมแล้ว เชิญมาร่วม{what.th}", en=f"You have a place: {what.en}."), code)


def moved_up_words(what: Words, code: str) -> Words:
    """Somebody called off, and the place is theirs."""
    return _with_code(
        Words(th=f"มีที่ว่างแล้ว ท่านได้เข้าร่วม{what.th}", en=f"A place is free and it is yours: {what.en}."), code
    )


def waiting_words(what: Words) -> Words:
    """There is no place yet."""
    return Words(
        th=f"{what.th} ขณะนี้เต็มแล้ว เทศบาลจดชื่อท่านไว้ในรายชื่อสำรอง ถ้ามีที่ว่างจะแจ้งให้ทราบ",
        en=f"There is no place free yet: {what.en}. You are on the waiting list and will hear when one is.",
    )


def reminder_words(what: Words, code: str) -> Words:
    """It is soon."""
    return _with_code(Words(th=f"ขอเตือนวันนัดเข้าร่วม{what.th}", en=f"A reminder: {what.en}."), code)


def move_key(session_id: uuid.UUID) -> str:
    """The natural key of the message that says: it is held at another time or place; `session_id` is the new one."""
    return f"session-move:{session_id}"


def call_off_key(session_id: uuid.UUID) -> str:
    """The natural key of the message that says: it is not held."""
    return f"session-off:{session_id}"


def move_words(before: Words, what: Words, code: str) -> Words:
    """It is held at another time or place."""
    return _with_code(
        Words(
            th=f"ขอแจ้งเปลี่ยนวันเวลาหรือสถานที่ เดิมนัด{before.th} เปลี่ยนเป็น{what.th} ขออภัยในความไม่สะดวก",
            en=f"A change: {before.en} is now held as {what.en}.",
        ),
        code,
    )


def call_off_words(what: Words) -> Words:
    """It is not held."""
    return Words(
        th=f"ขอแจ้งงดจัด{what.th} เมื่อมีนัดใหม่เทศบาลจะแจ้งให้ทราบ ขออภัยในความไม่สะดวก",
        en=f"Not held: {what.en}. We will tell you when there is a new day. We are sorry.",
    )


def _with_code(words: Words, code: str) -> Words:
    if not code:
        return words
    return Words(
        th=f"{words.th} รหัสของท่านคือ {code} โปรดบอกรหัสนี้เมื่อมาถึง หากมาไม่ได้โปรดแจ้งเทศบาล",
        en=f"{words.en} Your code is {code}; give it at the door. Please tell us if you can’t come.",
    )

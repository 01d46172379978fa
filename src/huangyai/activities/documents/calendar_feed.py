"""Sessions as a calendar that phones and computers read (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from huangyai.activities.models import Session

_OCTETS = 73


def calendar_feed(name: str, sessions: Iterable[Session], address_of: Callable[[Session], str]) -> str:
    """What is held when and where; nothing of who comes. `address_of` gives the public page of a session."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Huangyai//Sessions//TH",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for session in sessions:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{session.pk}@huangyai",
            f"DTSTAMP:{_moment(session.made_at)}",
            f"DTSTART:{_moment(session.starts_at)}",
            f"DTEND:{_moment(session.ends_at)}",
            f"SUMMARY:{_text(session.activity.name)}",
            f"LOCATION:{_text(session.venue.name)}",
            f"URL:{address_of(session)}",
        ]
        if session.venue.latitude is not None and session.venue.longitude is not None:
            lines.append(f"GEO:{session.venue.latitude:.6f};{session.venue.longitude:.6f}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> Iterable[str]:
    """At most 75 octets a line, never cut within a letter; what goes on begins with a blank."""
    part, length = "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > _OCTETS:
            yield part
            part, length = " ", 1
        part += letter
        length += size
    yield part

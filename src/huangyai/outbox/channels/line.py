"""LINE Official Account through its Messaging API: one push message to one user.

As documented by LINE ("Send push message", "Retry failed API requests"): POST /v2/bot/message/push with the channel access
token and a retry key; 200 and 409 mean that it was accepted once, other 4xx that a repetition changes nothing, 5xx and
silence that the same key may be tried again within a day. At most 2,000 requests a second: ours go one after the other.
"""

from __future__ import annotations

import http.client
import json
import re
import ssl
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from huangyai.outbox.channels.parcel import Outcome, Parcel, Receipt
from huangyai.outbox.rules import Miss, Way

LINE_MOST_LETTERS = 5000
_PUSH = "/v2/bot/message/push"
_USER = re.compile(r"U[0-9a-f]{32}")
_MOST_ANSWERED = 64 * 1024
_LONGEST_ASKED = 3600.0


def is_line_user(text: str) -> bool:
    """A LINE user id as the API gives it: U and 32 digits or letters a to f."""
    return bool(_USER.fullmatch(text))


def letters_as_line_counts(text: str) -> int:
    """LINE counts UTF-16 code units: a picture sign counts as two."""
    return len(text.encode("utf-16-le")) // 2


class LineOfficialAccount:
    """The municipality's account. Keeps one connection for a run of parcels; to be used in a ``with``."""

    way = Way.LINE

    def __init__(self, *, address: str, token: str, seconds: float = 10.0) -> None:
        """`address` such as https://api.line.me; `seconds` is the longest wait for connecting and for each answer."""
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise ValueError("the token may only travel encrypted")
        self._host, self._port, self._secure = parts.hostname or "", parts.port, parts.scheme == "https"
        self._token, self._seconds = token, seconds
        self._open: http.client.HTTPConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def carry(self, parcel: Parcel) -> Receipt:
        """Push one text message to one user."""
        if not is_line_user(parcel.to) or letters_as_line_counts(parcel.text) > LINE_MOST_LETTERS:
            return Receipt(Outcome.REFUSED, why=Miss.LINE_REFUSED)
        body = json.dumps({"to": parcel.to, "messages": [{"type": "text", "text": parcel.text}]}, ensure_ascii=False)
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "X-Line-Retry-Key": str(parcel.key),
        }
        used_before = self._open is not None
        try:
            try:
                status, asked, said = self._push(body.encode(), headers)
            except (http.client.RemoteDisconnected, ConnectionError):
                # A line that was kept open may have been hung up meanwhile; the retry key makes a second try harmless.
                self.close()
                if not used_before:
                    raise
                status, asked, said = self._push(body.encode(), headers)
        except (OSError, http.client.HTTPException):
            self.close()
            return Receipt(Outcome.AGAIN, why=Miss.LINE_SILENT, halts=True)
        return _receipt(status, asked, said)

    def _push(self, body: bytes, headers: dict[str, str]) -> tuple[int, str, str]:
        if self._open is None:
            self._open = self._connect()
        self._open.request("POST", _PUSH, body=body, headers=headers)
        answer = self._open.getresponse()
        said = answer.read(_MOST_ANSWERED)
        if not answer.isclosed():
            # Longer than any answer of theirs: what is left over would be read as the next one.
            self.close()
        return answer.status, answer.headers.get("Retry-After", ""), said.decode(errors="replace")

    def _connect(self) -> http.client.HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._host, self._port, timeout=self._seconds, context=context)
        return http.client.HTTPConnection(self._host, self._port, timeout=self._seconds)


def _receipt(status: int, asked: str, said: str) -> Receipt:
    if status in {200, 409}:
        return Receipt(Outcome.ACCEPTED)
    if status in {401, 403}:
        return Receipt(Outcome.CLOSED, why=Miss.LINE_REFUSED, halts=True)
    if status == 429 and "monthly limit" in said:
        return Receipt(Outcome.CLOSED, why=Miss.LINE_FULL, halts=True)
    if status == 429:
        wait = min(float(asked), _LONGEST_ASKED) if asked.isascii() and asked.isdigit() else None
        return Receipt(Outcome.AGAIN, why=Miss.LINE_SILENT, wait=wait, halts=True)
    if 400 <= status < 500:
        return Receipt(Outcome.REFUSED, why=Miss.LINE_REFUSED)
    return Receipt(Outcome.AGAIN, why=Miss.LINE_SILENT)

"""A stand-in for LINE's Messaging API: takes only what the documentation describes, and answers with its errors."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "tokenOfTheStandIn0123456789abcdefghij="
PUSH = "/v2/bot/message/push"
RATE = "The API rate limit has been exceeded. Try again later."
MONTHLY = "You have reached your monthly limit."


@dataclass
class StandIn:
    """What arrived, and what is to be answered next: a status, or "hang up"; without orders 200."""

    address: str = ""
    pushed: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    connections: int = 0
    orders: list[tuple[int | str, str, dict[str, str]]] = field(default_factory=list)

    def answer_next(self, status: int | str, message: str = "", **headers: str) -> None:
        self.orders.append((status, message, {name.replace("_", "-"): value for name, value in headers.items()}))


def _fault(handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, str] | None:
    """What LINE would find wrong with a request."""
    if handler.path != PUSH:
        return 404, "Not found"
    if handler.headers.get("Authorization") != f"Bearer {TOKEN}":
        return 401, "Authentication failed. Confirm that the access token in the authorization header is valid."
    if not (handler.headers.get("Content-Type") or "").startswith("application/json"):
        return 415, "The content type is not supported."
    try:
        uuid.UUID(handler.headers.get("X-Line-Retry-Key") or "")
        said = json.loads(body)
        messages = said["messages"]
        fits = 1 <= len(messages) <= 5 and all(
            one["type"] == "text" and 1 <= len(one["text"].encode("utf-16-le")) // 2 <= 5000 for one in messages
        )
        known = len(said["to"]) == 33 and said["to"].startswith("U")
    except (ValueError, KeyError, TypeError):
        return 400, "The request body has 1 error(s)"
    if set(said) - {"to", "messages", "notificationDisabled", "customAggregationUnits"} or not fits:
        return 400, "The request body has 1 error(s)"
    return None if known else (400, "The property, 'to', in the request body is invalid (line: -, column: -)")


@contextmanager
def line_stand_in() -> Iterator[StandIn]:
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            stand_in.connections += 1
            super().setup()

        def log_message(self, *args: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            key = self.headers.get("X-Line-Retry-Key") or ""
            if fault := _fault(self, body):
                self._say(*fault)
                return
            accepted = key in stand_in.keys
            order = stand_in.orders.pop(0) if stand_in.orders else None
            if order and order[0] == "hang up":
                self.close_connection = True
                return
            if order and order[0] == "accept and hang up":
                stand_in.keys.append(key)
                stand_in.pushed.append(json.loads(body))
                self.close_connection = True
                return
            if order and isinstance(order[0], int) and order[0] != 200:
                self._say(order[0], order[1], order[2])
            elif accepted:
                self._say(409, "The retry key is already accepted", {"x-line-accepted-request-id": "r-1"})
            else:
                stand_in.keys.append(key)
                stand_in.pushed.append(json.loads(body))
                self._say(200, "", {"x-line-request-id": "r-2"})

        def _say(self, status: int, message: str = "", headers: dict[str, str] | None = None) -> None:
            said = {"message": message} if message else {"sentMessages": [{"id": "1", "quoteToken": "q"}]}
            content = json.dumps(said).encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand_in.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

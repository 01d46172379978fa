"""What every command promises: data on stdout, messages on stderr in Thai or English, one JSON object with --json,
exit 0 done, 1 bad input, 2 wrong usage, 3 done but differences or unserved were found.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click

from huangyai.kernel import BadInput, Refusal, Words

EXIT_BAD_INPUT = 1
EXIT_DIFFERENCES = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """How a command speaks: its language, and whether stdout carries one JSON object."""

    language: str
    as_json: bool

    def tell(self, *, th: str, en: str) -> None:
        """A message for the person at the keyboard (stderr)."""
        click.echo(Words(th=th, en=en).say(self.language), err=True)

    def data(self, line: str = "") -> None:
        """A line of the result for people (stdout); silent with --json."""
        if not self.as_json:
            click.echo(line)

    def result(self, document: dict[str, Any]) -> None:
        """The result for programs: the only thing on stdout with --json."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, default=_plain))

    def finish(self, *, differences: bool = False) -> None:
        """End with exit code 3 when differences or unserved were found and reported."""
        if differences:
            raise SystemExit(EXIT_DIFFERENCES)


def _plain(value: object) -> object:
    if isinstance(value, Words):
        return value.as_dict()
    return str(value)


def speaks(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a click command --json and --lang, a `Voice` as first argument, and the promised exit codes.

    Put it under ``@click.command``; the function receives ``voice`` as its first keyword argument.
    """

    @functools.wraps(command)
    def run(*args: Any, lang: str | None, as_json: bool, **kwargs: Any) -> Any:
        language = lang or os.environ.get("HUANGYAI_LANG") or "th"
        voice = Voice(language="en" if language.startswith("en") else "th", as_json=as_json)
        for stream in (sys.stdout, sys.stderr):
            # Text streams that a program or an old console opened in another encoding still get UTF-8.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            return command(*args, voice=voice, **kwargs)
        except BadInput as bad:
            for fault in bad.faults:
                click.echo(fault.say(voice.language), err=True)
            raise SystemExit(EXIT_BAD_INPUT) from None
        except Refusal as refusal:
            click.echo(refusal.words.say(voice.language), err=True)
            raise SystemExit(EXIT_BAD_INPUT) from None
        except BrokenPipeError:
            # The reader (head, less) has seen enough; what is still to be flushed goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None

    with_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout and nothing else.")(run)
    return click.option("--lang", type=click.Choice(["th", "en"]), default=None, help="Language of messages.")(
        with_json
    )


def opened_bytes(path: str) -> bytes:
    """What an input path (``-`` is stdin) holds; a clear sentence when it can't be opened."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInput.of(
            th=f"เปิดไฟล์ {path} ไม่ได้ ({reason}) โปรดตรวจชื่อและที่อยู่ของไฟล์",
            en=f"The file {path} can't be opened ({reason}); please check its name and place.",
        ) from None


@contextlib.contextmanager
def opened_text(path: str) -> Iterator[IO[str]]:
    """Open an input path (``-`` is stdin) as UTF-8 with or without BOM; a clear sentence when it can't be read."""
    raw = opened_bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        row = raw[: problem.start].count(b"\n") + 1
        raise BadInput.of(
            th=f"ไฟล์ {path} ไม่ใช่ UTF-8 โปรดบันทึกใหม่เป็น “CSV UTF-8” แล้วลองอีกครั้ง",
            en=f"The file {path} is not UTF-8; save it again as “CSV UTF-8” and retry.",
            row=row,
        ) from None
    yield io.StringIO(text, newline="")


def write_text(path: str, text: str) -> None:
    """Write an output whole or not at all (``-`` is stdout): UTF-8 without BOM."""
    if path == "-":
        click.echo(text, nl=False)
        return
    target = Path(path)
    partial = target.with_name(f".{target.name}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="")
        partial.replace(target)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        reason = problem.strerror or str(problem)
        raise BadInput.of(
            th=f"เขียนไฟล์ {path} ไม่ได้ ({reason}) โปรดตรวจที่ว่างและสิทธิ์ของโฟลเดอร์",
            en=f"The file {path} can't be written ({reason}); please check free space and the folder's rights.",
        ) from None

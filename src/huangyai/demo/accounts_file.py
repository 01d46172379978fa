"""Who can log in, as a file for tests and visitors."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from huangyai.demo.year import NEIGHBOUR_SLUG, SLUG, Year
from huangyai.kernel import BadInput


def as_document(year: Year) -> dict[str, Any]:
    """Role, user name, password and TOTP secret of every account of the example."""
    return {
        "accounts": [
            {
                "municipality": slug,
                "role": member.role.value,
                "username": member.username,
                "password": member.password,
                "totp_secret": member.totp_secret,
            }
            for slug, cast in ((SLUG, year.cast), (NEIGHBOUR_SLUG, year.neighbour_cast))
            for member in cast.members
        ]
    }


def write_accounts(path: Path, year: Year) -> None:
    """Write the file so that only its owner can read it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(handle, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(as_document(year), stream, ensure_ascii=False, indent=2)
    except OSError as problem:
        raise BadInput.of(
            th=f"เขียนไฟล์บัญชี {path} ไม่ได้ โปรดตรวจที่อยู่และสิทธิ์",
            en=f"The accounts file {path} can't be written ({problem.strerror}); check its place and rights.",
        ) from None

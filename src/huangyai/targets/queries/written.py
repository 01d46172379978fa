"""What offices wrote, opened from its seal."""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from huangyai.targets.models import Register, RegisterRow, SealedRows
from huangyai.targets.rules.register_file import read_register
from huangyai.vault.sealing import unseal_bytes

# What the seal of an office's file is for; another purpose can't open it.
ORIGINAL_PURPOSE = "register.original"
ROWS_PURPOSE = "register.rows"


@dataclass(frozen=True)
class Written:
    """A list's rows as the office wrote them, by meaning."""

    rows: Mapping[int, Mapping[str, str]]

    @cached_property
    def numbered(self) -> list[tuple[int, Mapping[str, str]]]:
        """Rows with the numbers that a spreadsheet shows."""
        return list(self.rows.items())


def original(register: Register) -> Written:
    """All rows of a list as they were written."""
    return Written(written_rows(register))


def written_rows(register: Register, numbers: Collection[int] | None = None) -> dict[int, dict[str, str]]:
    """A list's rows by their number; only some of them opens only what holds them."""
    sealed = SealedRows.objects.filter(register=register).order_by("first")
    if numbers is not None:
        if not numbers:
            return {}
        if len(numbers) <= _FEW:
            wanted = Q()
            for number in numbers:
                wanted |= Q(first__lte=number, last__gte=number)
            sealed = sealed.filter(wanted)
    found: dict[int, dict[str, str]] = {}
    for leaf in sealed.values_list("rows_sealed", flat=True).iterator(chunk_size=50):
        found.update(unpack_rows(unseal_bytes(register.municipality_id, leaf, purpose=ROWS_PURPOSE)))
    if not found and register.rows and register.original_sealed:
        # Brought in before rows were sealed beside their file.
        found = dict(read_register(original_file(register)).numbered)
    return found if numbers is None else {number: found[number] for number in numbers if number in found}


def original_file(register: Register) -> bytes:
    """The file as it was sent."""
    return unpack_file(
        unseal_bytes(register.municipality_id, register.original_sealed or b"", purpose=ORIGINAL_PURPOSE)
    )


def written_row(entry: RegisterRow) -> dict[str, str]:
    """One row as the office wrote it."""
    return written_rows(entry.register, [entry.row]).get(entry.row, {})


def row_ids(register: Register) -> dict[int, uuid.UUID]:
    """The rows of a list by their number."""
    return dict(RegisterRow.objects.filter(register=register).values_list("row", "pk"))


def pack_file(content: bytes) -> bytes:
    """A file as it is sealed: text becomes a fifth, a workbook is packed already."""
    return content if content.startswith(b"PK") else _PACKED + zlib.compress(content, 1)


def unpack_file(packed: bytes) -> bytes:
    """A file out of its seal."""
    return zlib.decompress(packed[len(_PACKED) :]) if packed.startswith(_PACKED) else packed


def pack_rows(rows: Mapping[int, Mapping[str, str]]) -> bytes:
    """Rows as they are sealed: small, because a seal can't be made smaller afterwards."""
    return zlib.compress(_WRITE(list(rows.items())).encode(), 1)


def unpack_rows(packed: bytes) -> dict[int, dict[str, str]]:
    """Rows out of their seal."""
    return dict(json.loads(zlib.decompress(packed)))


_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# No list begins so.
_PACKED = b"\x00zlib\x00"
# So many rows are found by their numbers; more are quicker found by opening everything.
_FEW = 60

"""Seal, open and hash with a municipality's own key (AES-256-GCM; HMAC-SHA-256)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from huangyai.kernel import Refusal
from huangyai.vault.models import DataKey

_NONCE_BYTES = 12
_FORMAT = b"\x01"
# Format, key version, nonce, and the tag of an empty text.
_SHORTEST = 1 + 2 + _NONCE_BYTES + 16

# Unwrapped data keys of this process; they are never written anywhere.
_opened: dict[tuple[uuid.UUID, int], bytes] = {}


def seal(municipality_id: uuid.UUID, text: str, *, purpose: str) -> bytes:
    """Encrypt a text for one municipality and one purpose; moved to another row's purpose it can't be opened."""
    return seal_bytes(municipality_id, text.encode(), purpose=purpose)


def seal_bytes(municipality_id: uuid.UUID, content: bytes, *, purpose: str) -> bytes:
    """The same for a file as it was sent."""
    version, key = _newest_key(municipality_id)
    nonce = os.urandom(_NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, content, _context(municipality_id, purpose))
    return _FORMAT + version.to_bytes(2, "big") + nonce + body


def unseal(municipality_id: uuid.UUID, sealed: bytes | memoryview, *, purpose: str) -> str:
    """Open a sealed text."""
    return unseal_bytes(municipality_id, sealed, purpose=purpose).decode()


def unseal_bytes(municipality_id: uuid.UUID, sealed: bytes | memoryview, *, purpose: str) -> bytes:
    """Open a sealed file."""
    raw = bytes(sealed)
    if raw[:1] != _FORMAT or len(raw) < _SHORTEST:
        raise _damaged()
    key = _key(municipality_id, int.from_bytes(raw[1:3], "big"))
    try:
        opened = AESGCM(key).decrypt(
            raw[3 : 3 + _NONCE_BYTES], raw[3 + _NONCE_BYTES :], _context(municipality_id, purpose)
        )
    except InvalidTag:
        raise _damaged() from None
    return opened


def _damaged() -> Refusal:
    return Refusal(
        "sealed-text-damaged",
        th="ข้อความที่เข้ารหัสไว้เปิดไม่ได้ อาจถูกแก้ไขหรือกุญแจไม่ตรง โปรดแจ้งผู้ดูแลระบบ",
        en="A sealed text can't be opened; it was changed or the key is another one. Tell your administrator.",
    )


def keyed_hash(municipality_id: uuid.UUID, text: str, *, purpose: str) -> str:
    """A hash that only this installation can make: equal texts meet, nobody can guess back. Hex, 64 letters."""
    key = _key(municipality_id, 1)
    return hmac.new(key, purpose.encode() + b"\x00" + text.encode(), hashlib.sha256).hexdigest()


def seal_secret(text: str) -> str:
    """Seal a secret that belongs to an account, not to a municipality, under the installation's master key."""
    nonce = os.urandom(_NONCE_BYTES)
    return base64.b64encode(nonce + AESGCM(settings.MASTER_KEY).encrypt(nonce, text.encode(), b"account")).decode()


def unseal_secret(sealed: str) -> str:
    """Open an account's secret."""
    raw = base64.b64decode(sealed)
    return AESGCM(settings.MASTER_KEY).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], b"account").decode()


def rewrap(old_master: bytes, new_master: bytes, key: DataKey) -> None:
    """Wrap one data key with a new master key (rotation); the sealed texts stay as they are."""
    key.wrapped = aes_key_wrap(new_master, aes_key_unwrap(old_master, bytes(key.wrapped)))
    key.save(update_fields=["wrapped"])


def _context(municipality_id: uuid.UUID, purpose: str) -> bytes:
    return municipality_id.bytes + purpose.encode()


def _newest_key(municipality_id: uuid.UUID) -> tuple[int, bytes]:
    newest = max((version for owner, version in _opened if owner == municipality_id), default=None)
    if newest is not None:
        return newest, _opened[municipality_id, newest]
    row = DataKey.objects.filter(municipality_id=municipality_id).order_by("-version").first()
    if row is None:
        fresh = aes_key_wrap(settings.MASTER_KEY, AESGCM.generate_key(256))
        row, _ = DataKey.objects.get_or_create(municipality_id=municipality_id, version=1, defaults={"wrapped": fresh})
    return row.version, _unwrap(row)


def _key(municipality_id: uuid.UUID, version: int) -> bytes:
    known = _opened.get((municipality_id, version))
    if known is not None:
        return known
    row = DataKey.objects.filter(municipality_id=municipality_id, version=version).first()
    if row is None and version == 1:
        return _newest_key(municipality_id)[1]
    if row is None:
        raise Refusal(
            "data-key-missing",
            th="ไม่พบกุญแจที่ใช้เข้ารหัสข้อความนี้ โปรดแจ้งผู้ดูแลระบบ",
            en="The key that sealed this text is missing. Tell your administrator.",
        )
    return _unwrap(row)


def _unwrap(row: DataKey) -> bytes:
    try:
        key = aes_key_unwrap(settings.MASTER_KEY, bytes(row.wrapped))
    except InvalidUnwrap:
        raise Refusal(
            "master-key-differs",
            th="กุญแจหลักของเครื่องนี้ไม่ใช่ดอกที่ใช้ปิดข้อมูลไว้ โปรดนำกุญแจเดิมกลับมา (โฟลเดอร์ keys)",
            en="This machine's master key is not the one that sealed the data; bring the old key back (folder keys).",
        ) from None
    return _opened.setdefault((row.municipality_id, row.version), key)

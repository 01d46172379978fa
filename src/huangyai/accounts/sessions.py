"""Who is signed in, kept so that a stolen database does not tell it."""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from huangyai.vault.sealing import seal_secret, unseal_secret


class SessionStore(DatabaseStore):
    """Django's sessions in the database, their content sealed: neither an account nor a reporter's code is readable."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal what a browser's session holds."""
        return seal_secret(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Open it; what can't be opened (another key, or from before sealing) is an empty session."""
        text = session_data.decode() if isinstance(session_data, bytes) else session_data
        try:
            return super().decode(unseal_secret(text))
        except (InvalidTag, ValueError):
            return {}

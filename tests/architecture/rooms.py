"""The rooms from low to high: the one list that the tests of keys read. `.importlinter` says the same for imports."""

from __future__ import annotations

ROOMS = (
    "kernel", "engines", "cli", "walls", "vault", "design", "ledger", "places", "accounts", "doors", "people", "volunteers",
    "assembly", "targets", "plan", "activities", "transport", "watch", "cases", "evaluation", "playbook", "interop", "web",
    "demo", "config",
)  # fmt: skip

"""Who acts, and as what."""

from __future__ import annotations

import enum
import uuid
from dataclasses import dataclass, field


class Role(enum.StrEnum):
    """What a person may be in one municipality."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    PLANNER = "planner"
    LEADER = "leader"
    CASE_WORKER = "case_worker"
    PARTNER = "partner"
    VOLUNTEER = "volunteer"
    DRIVER = "driver"
    RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in exactly one municipality. Built from the session, a command or a test; never from input.

    `user_id` is None for the public and for the system itself; `person_id` is the resident behind the account, if known.
    """

    municipality_id: uuid.UUID
    user_id: uuid.UUID | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    person_id: uuid.UUID | None = None
    second_factor: bool = False
    system: bool = False
    origin: str = ""

    def is_any(self, *roles: Role) -> bool:
        """Holds one of these roles here."""
        return bool(self.roles.intersection(roles))

    @property
    def is_staff(self) -> bool:
        """Works in the town hall (not a volunteer, partner, driver or resident)."""
        return self.is_any(Role.ADMINISTRATOR, Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER)

    @classmethod
    def public(cls, municipality_id: uuid.UUID) -> Actor:
        """A visitor who has not signed in."""
        return cls(municipality_id=municipality_id)

    @classmethod
    def machine(cls, municipality_id: uuid.UUID, origin: str) -> Actor:
        """The system itself, with the job or command that runs."""
        return cls(municipality_id=municipality_id, system=True, origin=origin)

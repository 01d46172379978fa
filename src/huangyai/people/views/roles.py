"""Who comes to the pages of this room."""

from __future__ import annotations

from huangyai.kernel import Role

READERS = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
DECIDERS = (Role.OFFICER, Role.ADMINISTRATOR, Role.LEADER)

"""Migrating an empty database in half the time."""

from __future__ import annotations

from typing import Self

from django.db.migrations import executor
from django.db.migrations.state import ModelState, ProjectState


class GrowingState(ProjectState):
    """What migrations know of the tables so far, without building all of it anew for each table that is added.

    Django renders every model that hangs together with a new one again, however far; here every table hangs together
    with the municipality, so that the work grows with the square of their number. Here the new one is rendered alone.
    What older models then don't learn is that the new one points to them; only the alteration of a key that others
    point to would need it, and `tests/architecture` sees to it that no migration does that.
    """

    def add_model(self, model_state: ModelState) -> None:
        """Add a model and render it alone."""
        rendered = self.__dict__.pop("apps", None)
        super().add_model(model_state)
        if rendered is not None:
            self.__dict__["apps"] = rendered
            rendered.render_multiple([model_state])

    def clone(self) -> Self:
        """An exact copy, of this kind."""
        copy = type(self)()
        copy.__dict__.update(super().clone().__dict__)
        return copy


def let_migrations_grow() -> None:
    """Have all commands that migrate use it; Django offers no setting for this."""
    executor.__dict__["ProjectState"] = GrowingState

"""Migrating an empty database in half the time."""

from __future__ import annotations

from typing import Self

from django.db.migrations import executor
from django.db.migrations.state import ModelState, ProjectState


class GrowingState(ProjectState):
    """What migrations know of the tables so far, without building all of it anew for each table that is added.

    Django renders every model that hangs together with a new or changed one again, however far; here every table hangs
    together with the municipality, so that the work grows with the square of their number. Here that one is rendered
    alone. What other models then don't learn is who points to them and what became of those they point to; only the
    alteration of a key that others point to would need it, and `tests/architecture` sees to it that no migration does
    that. A migration that reads rows through models (`RunPython`) has all of them rendered anew, as Django does it.
    """

    def add_model(self, model_state: ModelState) -> None:
        """Add a model and render it alone."""
        rendered = self.__dict__.pop("apps", None)
        super().add_model(model_state)
        if rendered is not None:
            self.__dict__["apps"] = rendered
            rendered.render_multiple([model_state])

    def _find_reload_model(self, app_label: str, model_name: str, *_delay: bool) -> set[tuple[str, str]]:
        # What Django calls delayed is what it renders anew before a migration reads rows through models.
        self.is_delayed = True
        return {(app_label, model_name)}

    def clone(self) -> Self:
        """An exact copy, of this kind."""
        copy = type(self)()
        copy.__dict__.update(super().clone().__dict__)
        return copy


def let_migrations_grow() -> None:
    """Have all commands that migrate use it; Django offers no setting for this."""
    executor.__dict__["ProjectState"] = GrowingState

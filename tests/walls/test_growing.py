"""Tables known one by one are the same as tables known all at once."""

from __future__ import annotations

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from huangyai.walls.growing import GrowingState

STATES = [
    ModelState("orchard", "Garden", [("id", models.AutoField(primary_key=True))]),
    ModelState(
        "orchard",
        "Tree",
        [
            ("id", models.AutoField(primary_key=True)),
            ("garden", models.ForeignKey("orchard.Garden", models.CASCADE, related_name="trees")),
        ],
    ),
    ModelState(
        "orchard",
        "Fruit",
        [
            ("id", models.AutoField(primary_key=True)),
            ("tree", models.ForeignKey("orchard.Tree", models.CASCADE)),
            ("gardens", models.ManyToManyField("orchard.Garden")),
        ],
    ),
]


def _known(state: ProjectState) -> dict[str, list[str]]:
    """Every model with its own fields and what they point to."""
    return {
        model.__name__: sorted(
            f"{own.name} → {own.related_model and own.related_model.__name__}" for own in model._meta.local_fields
        )
        for model in state.apps.get_models(include_auto_created=True)
    }


def test_what_is_added_one_by_one_hangs_together() -> None:
    growing, rendered_at_once = GrowingState(), ProjectState()
    assert growing.apps.get_models() == []
    for one in STATES:
        growing.add_model(one.clone())
        rendered_at_once.add_model(one.clone())
        growing = growing.clone()
    assert _known(growing) == _known(rendered_at_once)
    tree = growing.apps.get_model("orchard", "Tree")
    assert growing.apps.get_model("orchard", "Fruit")._meta.get_field("tree").related_model is tree
    assert isinstance(growing, GrowingState)


def test_a_field_that_is_added_later_reaches_every_model_before_rows_are_read_through_models() -> None:
    state = GrowingState()
    assert state.apps.get_models() == []
    for one in STATES:
        state.add_model(one.clone())
    state.add_field("orchard", "garden", "name", models.TextField(default=""), preserve_default=True)
    assert state.apps.get_model("orchard", "Garden")._meta.get_field("name")
    # What `RunPython` does first.
    state.clear_delayed_apps_cache()
    tree = state.apps.get_model("orchard", "Tree")
    assert tree._meta.get_field("garden").related_model._meta.get_field("name")

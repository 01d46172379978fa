"""What a stolen database file must not say stays out of plain columns."""

from __future__ import annotations

from django.apps import apps
from django.db import models

# What a case may show in the clear: how urgent, of which kind, since when, how it ended. Nothing that names anybody.
PLAIN_IN_CASES = {
    "Case": {"id", "made_at", "municipality", "number", "urgency", "kind", "opened_at", "due_at", "person_hash", "signal_hash"},
    "Share": {"id", "made_at", "municipality", "case", "user", "part", "ended_at"},
    "Step": {"id", "made_at", "municipality", "case", "kind", "done_by"},
    "Closure": {"id", "made_at", "municipality", "case", "outcome", "closed_by"},
}  # fmt: skip


def _fields(label: str) -> dict[str, models.Field]:
    return {field.name: field for field in apps.get_model(label)._meta.local_concrete_fields}


def test_everything_else_in_cases_is_sealed() -> None:
    tables = {model.__name__: model for model in apps.get_app_config("cases").get_models()}
    assert set(tables) == set(PLAIN_IN_CASES)
    for name, model in tables.items():
        others = {
            field.name: field for field in model._meta.local_concrete_fields if field.name not in PLAIN_IN_CASES[name]
        }
        for field in others.values():
            assert isinstance(field, models.BinaryField), f"{name}.{field.name}"
            assert field.name.endswith("_sealed")


def test_no_key_leads_from_a_case_to_a_person_a_household_or_a_signal() -> None:
    for model in apps.get_app_config("cases").get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type):
                assert field.related_model._meta.app_label in {"cases", "accounts", "places"}, (
                    f"{model.__name__}.{field.name}"
                )


def test_a_national_id_is_never_plain() -> None:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if "national_id" in field.name:
                sealed = isinstance(field, models.BinaryField) and field.name.endswith("_sealed")
                assert sealed or field.name.endswith("_hash"), f"{model._meta.label}.{field.name}"


def test_what_a_reporter_said_is_sealed() -> None:
    signal = _fields("watch.Signal")
    assert isinstance(signal["words_sealed"], models.BinaryField)
    assert isinstance(signal["about_sealed"], models.BinaryField)
    assert not any(isinstance(field, models.TextField) for field in signal.values())
    assert isinstance(_fields("watch.Visit")["note_sealed"], models.BinaryField)


def test_the_ledger_has_no_key_to_anything() -> None:
    for model in apps.get_app_config("ledger").get_models():
        assert not any(field.is_relation for field in model._meta.get_fields())

"""What import contracts can't see: keys between tables, and that no room was left out of a contract."""

from __future__ import annotations

import ast
import configparser
import sys
from pathlib import Path

from django.apps import apps
from django.db import models

PACKAGE = Path(__file__).parents[2] / "src" / "huangyai"


def _room(model: type[models.Model]) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "huangyai" else ""


def _own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if _room(model)]


def test_no_key_points_to_a_later_room(rooms: list[str]) -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in _own_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and isinstance(field.related_model, type)
        and _room(field.related_model)
        and rooms.index(_room(field.related_model)) > rooms.index(_room(model))
    ]
    assert upward == []


def test_a_key_into_another_room_leaves_no_attribute_there() -> None:
    # An account's memberships are asked for at every sign-in, from one room that owns both.
    left_behind = [
        f"{model._meta.label}.{field.name}"
        for model in _own_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and isinstance(field.related_model, type)
        and _room(field.related_model) not in {"", _room(model)}
        and not field.remote_field.hidden
    ]
    assert left_behind == []


def test_every_room_with_floors_is_in_their_contract(contracts: configparser.ConfigParser) -> None:
    covered = set(contracts["importlinter:contract:floors"]["containers"].split())
    floors = {"models", "queries", "actions", "access", "rules", "views", "forms", "urls", "bridge"}
    missing = [
        f"huangyai.{room.name}"
        for room in PACKAGE.iterdir()
        if room.is_dir()
        and room.name not in {"config", "design", "walls", "kernel", "engines", "cli", "demo"}
        and floors & {path.stem for path in room.iterdir()}
        and f"huangyai.{room.name}" not in covered
    ]
    assert missing == []


def test_rules_know_only_the_kernel_and_the_standard_library() -> None:
    impure = []
    for path in sorted(PACKAGE.glob("*/rules.py")) + sorted(PACKAGE.glob("*/rules/**/*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        for name in _imported(path):
            pure = name.split(".")[0] in sys.stdlib_module_names or f"{name}.".startswith(
                ("huangyai.kernel.", f"huangyai.{room}.rules.")
            )
            if not pure:
                impure.append(f"{path.relative_to(PACKAGE)}: {name}")
    assert impure == []


def _imported(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or ".")
    return found

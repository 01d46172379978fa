"""A model's document: read from a file, and laid out as a page reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from huangyai.activities.models import Activity
from huangyai.assembly.models import Problem
from huangyai.playbook.rules import digest_of, require_model
from huangyai.targets.rules.criteria import check_definition

LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Changed:
    """What an indicator said before and after, as it was written."""

    name: str
    unit: str
    method: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Part:
    """One project of a model: what it answers, for whom, what was done, what changed."""

    name: str
    facts: Mapping[str, str]
    answers: list[str]
    criterion_name: str
    criterion: str
    activities: list[tuple[str, str, str]]
    changed: list[Changed]
    spent: Decimal | None
    reached: str


@dataclass(frozen=True, slots=True)
class ModelPage:
    """A model readable by people."""

    title: str
    place_th: str
    place_en: str
    province: str
    unit: str
    digest: str
    parts: list[Part]


def read_model(content: bytes | str) -> dict[str, Any]:
    """A model from its file. Raises `Refusal` for what is no model, `BadInput` for a damaged one or unknown criteria."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        document = require_model(json.loads(text) if len(text) <= LARGEST_FILE else None)
    except (UnicodeDecodeError, ValueError, RecursionError):
        document = require_model(None)
    for project in document["projects"]:
        if project.get("criterion"):
            check_definition(project["criterion"]["definition"])
    return document


def page_of(document: Mapping[str, Any]) -> ModelPage:
    """Lay a model out for reading, in the words of the page's language where the model holds codes."""
    source = document.get("from") or {}
    return ModelPage(
        title=_text(document.get("title")),
        place_th=_text(source.get("name_th")),
        place_en=_text(source.get("name_en")) or _text(source.get("name_th")),
        province=_text(source.get("province_th")),
        unit=_text(document.get("coordinator_unit")),
        digest=digest_of(document),
        parts=[_part(project) for project in document.get("projects", [])],
    )


def _part(project: Mapping[str, Any]) -> Part:
    kinds = {value: str(label) for value, label in Activity.Kind.choices}
    categories = {value: str(label) for value, label in Problem.Category.choices}
    facts = {key: _text(value) for key, value in (project.get("facts") or {}).items()}
    criterion = project.get("criterion") or {}
    return Part(
        name=facts.get("name", ""),
        facts=facts,
        answers=[categories.get(key, _text(key)) for key in project.get("answers", [])],
        criterion_name=_text(criterion.get("name")),
        criterion=_text(criterion.get("sentence")),
        activities=[
            (
                kinds.get(_text(activity.get("kind")), _text(activity.get("kind"))),
                _text(activity.get("name")),
                _text(activity.get("capacity")),
            )
            for activity in project.get("activities", [])
        ],
        changed=[
            Changed(
                _text(one.get("name")),
                _text(one.get("unit")),
                _text(one.get("method")),
                _number(one.get("before")),
                _number(one.get("after")),
            )
            for one in project.get("indicators", [])
        ],
        spent=_number(project.get("spent_baht")),
        reached=_text(project.get("people_reached")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(_text(value))
    except InvalidOperation:
        return None
    # A figure that no page could write is no figure.
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None

"""A model as it travels between communities: what it must say, and the digest that names exactly this one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from huangyai.kernel import BadInput, Fault, Refusal, Words

FORMAT = "huangyai-model/1"
_MOST_PROJECTS = 200
_DEEPEST = 6
# The longest text that each place of the plan takes.
_FACTS = {
    "name": 2000,
    "objective": 8000,
    "target_output": 8000,
    "indicator": 8000,
    "expected_result": 8000,
    "responsible_unit": 300,
    "programme": 200,
}


def digest_of(document: Mapping[str, Any]) -> str:
    """Names one exact model: the same text gives the same digest everywhere."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def require_model(document: Any) -> dict[str, Any]:
    """Refuse a file that is no model of ours (`Refusal` ``not-a-model``) or one that is damaged (`BadInput`, by place)."""
    if not isinstance(document, dict) or document.get("format") != FORMAT or not document.get("projects"):
        raise Refusal(
            "not-a-model",
            th="ไฟล์นี้ไม่ใช่ต้นแบบของห่วงใย โปรดดาวน์โหลดจากหน้าต้นแบบอีกครั้ง",
            en="This file is not a Huangyai model; download it again from the model's page.",
        )
    faults = [*_text_faults(document, "", {"title": 200, "coordinator_unit": 200}, needed=("title",))]
    faults += _text_faults(
        document.get("from"), "from", {"name_th": 200, "name_en": 200, "province_th": 100, "slug": 60}, ("name_th",)
    )
    projects = document["projects"]
    if not isinstance(projects, list) or len(projects) > _MOST_PROJECTS:
        faults.append(_fault("projects"))
    else:
        for number, project in enumerate(projects, start=1):
            faults += _project_faults(project, f"projects[{number}]")
    if faults:
        raise BadInput(faults)
    return document


def _project_faults(project: Any, place: str) -> list[Fault]:
    if not isinstance(project, dict):
        return [_fault(place)]
    faults = _text_faults(project.get("facts"), f"{place}.facts", _FACTS, ("name",))
    if isinstance(project.get("facts"), dict):
        faults += [_fault(f"{place}.facts.{key}") for key in project["facts"] if key not in _FACTS]
    criterion = project.get("criterion")
    if criterion is not None:
        lengths = {"name": 120, "sentence": 4000}
        faults += _text_faults(criterion, f"{place}.criterion", lengths, ("name", "sentence"))
        if not isinstance(criterion, dict) or not _is_definition(criterion.get("definition")):
            faults.append(_fault(f"{place}.criterion.definition"))
    for key in ("answers", "activities", "indicators"):
        kind = str if key == "answers" else dict
        found = project.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, kind) for item in found):
            faults.append(_fault(f"{place}.{key}"))
    return faults


def _text_faults(value: Any, place: str, lengths: Mapping[str, int], needed: tuple[str, ...]) -> list[Fault]:
    if not isinstance(value, dict):
        return [_fault(place)]
    before = f"{place}." if place else ""
    return [
        _fault(f"{before}{key}")
        for key, longest in lengths.items()
        for text in [value.get(key, "")]
        if not isinstance(text, str) or len(text) > longest or "\0" in text or (key in needed and not text.strip())
    ]


def _is_definition(value: Any, depth: int = 0) -> bool:
    """A condition, or conditions joined by all or any, not too deep."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return False
    for joined in ("any", "all"):
        if joined in value:
            parts = value[joined]
            return isinstance(parts, list) and bool(parts) and all(_is_definition(part, depth + 1) for part in parts)
    return isinstance(value.get("fact"), str) and isinstance(value.get("is"), str)


def _fault(place: str) -> Fault:
    return Fault(
        0,
        place,
        Words(
            th="ส่วนนี้ขาดหาย ยาวเกินไป หรือไม่ใช่รูปแบบของต้นแบบ โปรดขอไฟล์ใหม่จากเจ้าของต้นแบบ",
            en="This part is missing, too long or not as a model has it; ask the model's owner for a new file.",
        ),
    )

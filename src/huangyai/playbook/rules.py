"""What a model may hold: the way of working, and nobody's personal data. The check that builds it proves it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from huangyai.kernel import Refusal

FORMAT = "huangyai-model/1"
_LONG_NUMBER = re.compile(r"\d[\d\-\s]{7,}\d")
_TITLES = re.compile(r"(นาย|นางสาว|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง)\s?[ก-๙]{2,}\s[ก-๙]{2,}")


def digest_of(document: Mapping[str, Any]) -> str:
    """Names one exact model: the same text gives the same digest everywhere."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def require_no_personal_data(document: Mapping[str, Any], names: Collection[str]) -> None:
    """Refuse a model that holds an id, a phone number, a titled name, or the full name of anybody in the register."""
    for text in _texts(document):
        if _LONG_NUMBER.search(text) or _TITLES.search(text) or any(name in text for name in names):
            raise Refusal(
                "personal-data-in-model",
                th=f"ต้นแบบมีข้อความที่อาจระบุตัวบุคคลได้ โปรดแก้ข้อความนี้ก่อน: {text[:60]}",
                en=f"The model holds a text that could point at a person; change it first: {text[:60]}",
            )


def require_model(document: Any) -> dict[str, Any]:
    """Refuse a file that is no model of ours."""
    if not isinstance(document, dict) or document.get("format") != FORMAT or not document.get("projects"):
        raise Refusal(
            "not-a-model",
            th="ไฟล์นี้ไม่ใช่ต้นแบบของห่วงใย โปรดดาวน์โหลดจากหน้าต้นแบบอีกครั้ง",
            en="This file is not a Huangyai model; download it again from the model's page.",
        )
    return document


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return []

"""Example words for the component page: a year in an invented municipality."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from huangyai.design.fields import ThaiDateField
from huangyai.design.month import lay_out_month
from huangyai.kernel import Money


class ExampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="เรื่องที่อยากบอก", help_text="เขียนสั้น ๆ อย่างที่พูด ไม่ต้องเป็นภาษาราชการ")
    village = forms.ChoiceField(
        label="หมู่บ้าน", choices=[("", "เลือกหมู่บ้าน"), ("4", "หมู่ 4 บ้านเก่า"), ("9", "หมู่ 9 บ้านเขาน้อย")]
    )
    day = ThaiDateField(label="วันที่เกิดเรื่อง")
    detail = forms.CharField(label="รายละเอียด", widget=forms.Textarea, required=False)
    ride = forms.ChoiceField(
        label="มาร่วมประชาคมอย่างไร",
        widget=forms.RadioSelect,
        choices=[("self", "มาเอง"), ("ride", "ขอรถรับส่ง"), ("wheelchair", "ขอรถที่ขึ้นเก้าอี้ล้อได้")],
    )
    photo = forms.FileField(label="รูปถ่าย", required=False)
    consent = forms.BooleanField(label="ยินยอมให้เจ้าหน้าที่ติดต่อกลับตามเบอร์ที่ให้ไว้")


class ExampleFilter(forms.Form):
    """The two things that a list is most often narrowed by."""

    village = forms.ChoiceField(label="หมู่บ้าน", required=False, choices=[("", "ทุกหมู่บ้าน"), ("9", "หมู่ 9 บ้านเขาน้อย")])
    state = forms.ChoiceField(
        label="สถานะ", required=False, choices=[("", "ทุกสถานะ"), ("open", "รอคำตอบ"), ("done", "ตอบแล้ว")]
    )


_VILLAGES = (
    ("บ้านบางกะจะ", 96, 98, "ครบ", ""),
    ("บ้านพานสลุด", 94, 97, "ครบ", ""),
    ("บ้านเก่า", 91, 95, "ยังไม่ถึง 1", ""),
    ("บ้านเขาน้อย", 63, 71, "ยังไม่ถึง 9", "red"),
    ("บ้านท่าแฉลบ", 80, 88, "ยังไม่ถึง 3", "red"),
)

_THREAD_WORDS = (
    ("said", 1, "ประชาคม 12 ม.ค. 2569", "“หลานไม่มีที่ไปตอนปิดเทอม พ่อแม่ต้องไปรับจ้าง”", ""),
    ("group", 2, "กลุ่มเป้าหมาย", "เยาวชน 44 คน ใน 31 ครัวเรือน", ""),
    ("project", 3, "แผน 5 ปี", "โครงการเยาวชนทำขนมขาย", "กปท. 38,000 บาท"),
    ("session", 4, "กิจกรรม", "เสาร์ 4 ครั้ง ที่ศาลาวัดพลับบางกะจะ", "มาร่วม 41 จาก 44 คน"),
    ("rides", 4, "รถรับส่ง", "รถ 2 คัน รับส่ง 26 คน เก้าอี้ล้อ 1 ที่", ""),
    ("visit", 5, "เฝ้าระวัง", "อสม. เยี่ยมบ้านเยาวชนที่ขาด 3 คน", ""),
    ("change", 6, "เปลี่ยนไป", "ครอบครัวมีรายได้เพิ่ม 18 หลัง", ""),
)
_THREAD = tuple(
    {"key": key, "step": step, "kind": kind, "text": text, "sub": sub, "url": "#", "current": key == "change"}
    for key, step, kind, text, sub in _THREAD_WORDS
)
_LINKS = (
    ("said", "group"),
    ("group", "project"),
    ("project", "session"),
    ("project", "rides"),
    ("session", "visit"),
    ("rides", "visit"),
    ("visit", "change"),
)

_STEPS = (
    {"step": 1, "label": "ประชาคม", "figure": "128 เรื่อง", "url": "#"},
    {"step": 2, "label": "ค้นหาคน", "figure": "1,204 คน", "url": "#"},
    {"step": 3, "label": "แผนและงบ", "figure": "24 โครงการ", "url": "#"},
    {"step": 4, "label": "ดำเนินการ", "figure": "86 ครั้ง", "url": "#"},
    {"step": 5, "label": "เฝ้าระวัง", "figure": "412 บ้าน", "url": "#"},
    {"step": 6, "label": "ต้นแบบ", "figure": "3 ชุมชน", "url": "#"},
)


def _point(name: str, longitude: float, latitude: float, tone: str, text: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {"name": name, "tone": tone, "text": text},
    }


_BORDER = [
    [102.05, 12.54],
    [102.09, 12.535],
    [102.1, 12.57],
    [102.07, 12.59],
    [102.045, 12.57],
    [102.05, 12.54],
]
_PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {
                "type": "Polygon",
                "coordinates": [_BORDER],
            },
            "properties": {"name": "", "tone": "1"},
        },
        _point("บ้านเขาน้อย", 102.062, 12.55, "red", "ยังไม่ถึง 9 หลัง"),
        _point("บ้านเก่า", 102.08, 12.56, "gold", "ยังไม่ถึง 1 หลัง"),
        _point("บ้านบางกะจะ", 102.07, 12.575, "green", "เยี่ยมครบ"),
    ],
}
_CHART = {
    "kind": "bar",
    "categories": ["2566", "2567", "2568", "2569", "2570"],
    "unit": "พันบาท",
    "stacked": True,
    "series": [
        {"name": "จ่ายแล้ว", "data": [820, 910, 1005, 1120, 590], "tone": "green"},
        {"name": "ผูกพัน", "data": [60, 80, 40, 120, 270], "tone": "green-mid"},
    ],
}


_SESSIONS = (
    (7, "เยาวชนทำขนมขาย", "9.00 น.", 4),
    (14, "เยาวชนทำขนมขาย", "9.00 น.", 4),
    (18, "เยี่ยมบ้านเขาน้อย", "", 5),
    (18, "ตรวจสุขภาพผู้สูงอายุ", "13.30 น.", 4),
    (28, "ประชาคมหมู่บ้าน", "9.00 น.", 1),
)


def examples() -> dict[str, Any]:
    """The context of the component page."""
    entries = [
        {"day": dt.date(2026, 11, day), "label": label, "time": time, "step": step, "url": "#"}
        for day, label, time, step in _SESSIONS
    ]
    bound = ExampleForm({"title": "ไฟทางซอยวัดพลับดับหลายดวง", "day": "22/11/69", "village": "4"})
    return {
        "form": ExampleForm(initial={"day": dt.date(2026, 11, 22)}, prefix="new"),
        "bad_form": bound,
        "filter_form": ExampleFilter(auto_id="filter_%s"),
        "steps": _STEPS,
        "thread": _THREAD,
        "short_thread": [node for node in _THREAD if node["key"] not in {"rides"}],
        "links": _LINKS,
        "villages": _VILLAGES,
        "money_parts": [
            {"label": "จ่ายแล้ว", "value": 1_768_000},
            {"label": "ผูกพัน", "value": 807_000},
        ],
        "money_whole": 3_859_500,
        "amount": Money.baht(1_284_500),
        "page": Paginator(range(1, 2901), 25).page(4),
        "waiting_since": timezone.now() - dt.timedelta(minutes=14, seconds=32),
        "day": dt.date(2026, 11, 28),
        "month": lay_out_month(dt.date(2026, 11, 1), entries, today=dt.date(2026, 11, 22)),
        "stages": ["เลือกไฟล์", "จับคู่คอลัมน์", "ดูตัวอย่าง", "ตรวจสอบ", "รวมทะเบียน"],
        "places": _PLACES,
        "chart": _CHART,
        "pairs": [
            ("เลขประจำตัวประชาชน", "9-1234-56789-01-2"),
            ("ที่อยู่", "41/2 หมู่ 9 บ้านเขาน้อย"),
            ("วันเกิด", "3 มี.ค. 2491 · อายุ 78 ปี"),
            ("ผู้ดูแล", "ไม่มี อยู่คนเดียว"),
        ],
    }

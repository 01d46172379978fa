"""ใบขอใช้รถส่วนกลาง (แบบ 3) and บันทึกการใช้รถ (แบบ 4), with the facts that the room knows already.

The layout was not compared with the regulation's own annex: each sheet says so until somebody has.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from huangyai.design.documents import find_fonts, render_document
from huangyai.kernel import Actor, BuddhistDate
from huangyai.outbox.rules import at_the_clock
from huangyai.places.models import Municipality
from huangyai.transport.models import Route, Stop, Vehicle
from huangyai.transport.queries.day import run_of
from huangyai.transport.queries.fleet import car_log

_UNVERIFIED = "รูปแบบยังไม่ได้ตรวจเทียบกับแบบท้ายระเบียบ โปรดตรวจก่อนใช้เป็นเอกสารราชการ"
_DOTS = "." * 40


def car_request_pdf(actor: Actor, route: Route) -> bytes:
    """The request for the car of this route, filled in; only the signatures are missing."""
    run = run_of(actor, route)
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    session, vehicle = route.plan.session, route.vehicle
    people = len({stop.person_id for stop in run.stops if stop.kind == Stop.Kind.FETCH})
    begins = timezone.localtime(run.stops[0].arrives_at if run.stops else session.starts_at)
    ends = timezone.localtime(run.stops[-1].leaves_at if run.stops else session.ends_at)
    day = BuddhistDate(begins.date())
    data = _sheet(municipality, "แบบ 3", "ใบขออนุญาตใช้รถส่วนกลาง") | {
        "particulars": [
            ["วันที่", BuddhistDate(timezone.localdate()).long()],
            ["เรียน", f"นายก{municipality.name_th.replace('เทศบาล', 'เทศมนตรี', 1)}"],
            ["ข้าพเจ้า", f"{_DOTS} ตำแหน่ง {_DOTS}"],
            ["ขออนุญาตใช้รถ (ไปที่ไหน)", f"{session.venue.name} และรับส่งตามบ้าน"],
            ["เพื่อ", f"รับส่งผู้เข้าร่วม “{session.activity.name}”"],
            ["มีคนนั่ง", f"{people:,} คน"],
            ["ในวันที่", f"{day.long()} เวลา {at_the_clock(begins)}"],
            ["ถึงวันที่", f"{day.long()} เวลา {at_the_clock(ends)}"],
            ["รถ", f"{vehicle.name} หมายเลขทะเบียน {vehicle.plate or _DOTS}"],
            ["พนักงานขับรถ", vehicle.driver.display_name if vehicle.driver else _DOTS],
        ],
        "columns": [],
        "rows": [],
        "total": [],
        "signatures": ["ผู้ขออนุญาต", "ผู้อำนวยการกอง/หัวหน้ากอง", "ผู้มีอำนาจสั่งใช้รถ"],
    }
    return render_document("transport/typst/central_car", data, fonts=find_fonts())


def car_log_pdf(actor: Actor, vehicle: Vehicle) -> bytes:
    """The log of a car's use with its kilometres, and its fuel."""
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    log = car_log(vehicle)
    rows = []
    for number, trip in enumerate(log.trips, start=1):
        left, back = timezone.localtime(trip.left_at), timezone.localtime(trip.back_at)
        rows.append(
            [
                f"{number}",
                f"{BuddhistDate(left.date()).short()} {at_the_clock(left)}",
                trip.session.activity.name,
                trip.where_to,
                f"{trip.odometer_out:,}",
                f"{BuddhistDate(back.date()).short()} {at_the_clock(back)}",
                f"{trip.odometer_back:,}",
                f"{trip.odometer_back - trip.odometer_out:,}",
                trip.driver.display_name if trip.driver else "",
            ]
        )
    fuel = " · ".join(
        f"{BuddhistDate(one.bought_on).short()} {one.litres:,.2f} ลิตร {one.baht:,.2f} บาท"
        + (f" ใบเสร็จ {one.receipt}" if one.receipt else "")
        for one in log.refuellings
    )
    data = _sheet(municipality, "แบบ 4", "บันทึกการใช้รถส่วนกลาง") | {
        "particulars": [
            ["รถ", f"{vehicle.name} หมายเลขทะเบียน {vehicle.plate or _DOTS}"],
            ["น้ำมันเชื้อเพลิง", fuel or "ยังไม่มีรายการ"],
        ],
        "columns": [
            "ลำดับ",
            "ออกเดินทาง",
            "ผู้ใช้รถ/งาน",
            "สถานที่ไป",
            "ระยะ กม. เมื่อออก",
            "กลับถึงสำนักงาน",
            "ระยะ กม. เมื่อกลับ",
            "รวม กม.",
            "พนักงานขับรถ",
        ],
        "rows": rows,
        "total": [f"รวม {log.kilometres:,} กม. · น้ำมัน {log.litres:,.2f} ลิตร {log.baht:,.2f} บาท"],
        "signatures": ["พนักงานขับรถ", "ผู้ควบคุมการใช้รถ"],
    }
    return render_document("transport/typst/central_car", data, fonts=find_fonts())


def _sheet(municipality: Municipality, form: str, title: str) -> dict[str, Any]:
    return {
        "form": form,
        "title": title,
        "office": municipality.place_th,
        "unverified": _UNVERIFIED,
    }

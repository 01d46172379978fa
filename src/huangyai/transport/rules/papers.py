"""May this car go on that day: its papers, its driver's licence, and whether it runs at all."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import BuddhistDate, Words

WARN_DAYS = 30


class Paper(enum.StrEnum):
    """What a car must have to be on the road, and its driver."""

    TAX = "tax"
    INSURANCE = "insurance"
    INSPECTION = "inspection"
    LICENCE = "licence"


PAPER_WORDS = {
    Paper.TAX: Words(th="ภาษีรถประจำปี", en="registration tax"),
    Paper.INSURANCE: Words(th="ประกันภัย พ.ร.บ.", en="compulsory insurance"),
    Paper.INSPECTION: Words(th="การตรวจสภาพรถ", en="inspection"),
    Paper.LICENCE: Words(th="ใบอนุญาตขับรถ", en="driver’s licence"),
}


class Standing(enum.StrEnum):
    """How a paper stands on a day."""

    GOOD = "good"
    SOON = "soon"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


def standing_of(valid_until: dt.date | None, day: dt.date) -> Standing:
    """A paper is good on its last day too; a day that nobody wrote down is asked about."""
    if valid_until is None:
        return Standing.UNKNOWN
    if valid_until < day:
        return Standing.EXPIRED
    return Standing.SOON if valid_until - day <= dt.timedelta(days=WARN_DAYS) else Standing.GOOD


@dataclass(frozen=True, slots=True)
class CarFaults:
    """What keeps a car at home, and what is only asked about."""

    stops: tuple[Words, ...] = ()
    asks: tuple[Words, ...] = ()


def faults_of_car(
    name: str, papers: Mapping[Paper, dt.date | None], day: dt.date, *, driver: str, broken: str = ""
) -> CarFaults:
    """Each paper out of date by name and day, a breakdown not mended, a paper whose day nobody wrote down."""
    stops, asks = [], []
    if broken:
        stops.append(Words(th=f"{name} เสียและยังไม่ได้ซ่อม ({broken})", en=f"{name} is broken and not mended ({broken})."))
    if not driver:
        asks.append(Words(th=f"{name} ยังไม่ได้ระบุคนขับ", en=f"{name} has no driver written down."))
    for paper, words in PAPER_WORDS.items():
        if paper is Paper.LICENCE and not driver:
            continue
        until = papers.get(paper)
        whose = Words(th=f"{words.th}ของ{driver}", en=f"{words.en} of {driver}") if paper is Paper.LICENCE else words
        match standing_of(until, day):
            case Standing.EXPIRED if until is not None:
                end = BuddhistDate(until)
                stops.append(
                    Words(
                        th=f"{name} ใช้ไม่ได้ {whose.th}หมดอายุ {end.short('th')} ต่ออายุแล้วบันทึกวันหมดอายุใหม่ในหน้าข้อมูลรถคันนี้",
                        en=f"{name} can’t be used: {whose.en} ran out on {end.short('en')}. Renew it and write the new day on the car’s page.",
                    )
                )
            case Standing.SOON if until is not None:
                end = BuddhistDate(until)
                asks.append(
                    Words(
                        th=f"{name}: {whose.th}จะหมดอายุ {end.short('th')}",
                        en=f"{name}: {whose.en} runs out on {end.short('en')}.",
                    )
                )
            case Standing.UNKNOWN:
                asks.append(
                    Words(
                        th=f"{name}: ยังไม่ได้บันทึกวันหมดอายุของ{whose.th}",
                        en=f"{name}: nobody wrote down until when the {whose.en} is valid.",
                    )
                )
    return CarFaults(tuple(stops), tuple(asks))

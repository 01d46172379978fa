"""A form that doesn't add up is not printed."""

from __future__ import annotations

from collections.abc import Iterable

from huangyai.kernel import Refusal
from huangyai.plan.official_forms.form import FormProject, OfficialForm
from huangyai.plan.official_forms.summary_form import SummaryForm
from huangyai.plan.official_forms.year_chart import YearChart, amount_of
from huangyai.plan.rules.cross_foot import cross_foot
from huangyai.plan.rules.explanation import explain
from huangyai.plan.rules.summary import Amount


def yearly(projects: Iterable[FormProject], years: tuple[int, ...]) -> list[Amount]:
    """Projects with money and their baht, year by year."""
    sums = [Amount() for _ in years]
    for project in projects:
        for index, year in enumerate(years):
            money = project.planned(year)
            if money is not None and money.satang:
                sums[index] = sums[index] + Amount(1, money)
    return sums


def prove(form: OfficialForm | SummaryForm | YearChart) -> None:
    """Refuse a form whose projects, years and stated totals disagree.

    Raises `Refusal` ``form-totals-disagree`` with the first difference, ``form-year-outside-plan`` or
    ``form-empty``.
    """
    if isinstance(form, SummaryForm):
        wrong = cross_foot(form.summary)
        if wrong:
            words = explain(wrong[0])
            raise Refusal("form-totals-disagree", th=f"ยังพิมพ์ไม่ได้: {words.th}", en=f"Not printed: {words.en}")
        return
    if isinstance(form, YearChart):
        _prove_chart(form)
        return
    if not any(True for _ in form.projects):
        raise Refusal(
            "form-empty",
            th=f"แบบ {form.form} ยังไม่มีโครงการ โปรดเพิ่มโครงการก่อนพิมพ์",
            en=f"Form {form.form} holds no project yet; add one before printing.",
        )
    for project in form.projects:
        for part in project.budget:
            if part.year not in form.years and part.money.satang:
                raise Refusal(
                    "form-year-outside-plan",
                    th=f"“{project.name}” มีงบประมาณปี {part.year} ซึ่งอยู่นอกแผน โปรดย้ายเข้าปีในแผน",
                    en=(f"“{project.name}” has money in {part.year}, outside the plan; move it into the plan's years."),
                )
    for strategy in form.strategies:
        _agree(f"ยุทธศาสตร์ {strategy.number}", strategy.stated, yearly(strategy.projects, form.years), form.years)
    _agree("รวมทั้งสิ้น", form.stated, yearly(form.projects, form.years), form.years)


def _prove_chart(chart: YearChart) -> None:
    found = amount_of(chart.entries)
    if not found.count:
        raise Refusal(
            "form-empty",
            th="แผนการดำเนินงานยังไม่มีโครงการ โปรดเพิ่มโครงการก่อนพิมพ์",
            en="The implementation plan holds no project yet; add one before printing.",
        )
    if chart.stated is not None and chart.stated != found:
        raise Refusal(
            "form-totals-disagree",
            th=f"ยังพิมพ์ไม่ได้: แผนการดำเนินงานระบุ {chart.stated.count:,} โครงการ {chart.stated.money} บาท "
            f"แต่โครงการรวมได้ {found.count:,} โครงการ {found.money} บาท",
            en=f"Not printed: the implementation plan states {chart.stated.count:,} projects and {chart.stated.money} "
            f"baht, but its projects add up to {found.count:,} and {found.money}.",
        )


def _agree(name: str, stated: tuple[Amount, ...], summed: list[Amount], years: tuple[int, ...]) -> None:
    if not stated:
        return
    if len(stated) != len(years):
        raise Refusal(
            "form-totals-disagree",
            th=f"{name}: ยอดรวมที่ระบุมี {len(stated)} ปี แต่แผนมี {len(years)} ปี",
            en=f"{name}: totals are stated for {len(stated)} years, but the plan has {len(years)}.",
        )
    for year, told, found in zip(years, stated, summed, strict=True):
        if told != found:
            raise Refusal(
                "form-totals-disagree",
                th=f"ยังพิมพ์ไม่ได้: {name} ปี {year} ระบุไว้ {told.count:,} โครงการ {told.money} บาท "
                f"แต่โครงการรวมได้ {found.count:,} โครงการ {found.money} บาท โปรดแก้ให้ตรงกันก่อน",
                en=f"Not printed: {name} in {year} states {told.count:,} projects and {told.money} baht, "
                f"but its projects add up to {found.count:,} and {found.money}; make them agree first.",
            )

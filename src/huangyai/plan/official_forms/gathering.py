"""From the rows of a plan to the form, and from the form to its summary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from huangyai.plan.official_forms.form import FormProject, FormStrategy, OfficialForm, PlanLine, Tactic
from huangyai.plan.official_forms.proof import yearly
from huangyai.plan.rules.plan_row import PlanRow
from huangyai.plan.rules.summary import Amount, Level, Summary, SummaryLine


def form_of_rows(
    rows: Sequence[PlanRow],
    *,
    form: str,
    municipality: str,
    province: str,
    years: tuple[int, int],
    edition: str = "",
    details: Mapping[str, Mapping[str, str]] | None = None,
    alignments: Mapping[str, tuple[str, ...]] | None = None,
) -> OfficialForm:
    """Group the rows of one form by strategy, tactic and แผนงาน, in the order of their numbers; unnamed
    ones last. `details` adds, by natural key, what rows of a book don't hold: reason, category, equipment_type;
    `alignments`, by the strategy's number, the lines ก. to จ. with which it opens."""
    grouped: dict[tuple[str, str], dict[tuple[str, str], dict[str, list[FormProject]]]] = {}
    for row in sorted((row for row in rows if row.form == form), key=_number_order):
        tactics = grouped.setdefault((row.strategy_no, row.strategy_name), {})
        lines = tactics.setdefault((row.tactic_code, row.tactic_name), {})
        lines.setdefault(row.plan_name, []).append(_project(row, (details or {}).get(row.natural_key, {})))
    return OfficialForm(
        form=form,
        municipality=municipality,
        province=province,
        first_year=years[0],
        last_year=years[1],
        edition=edition,
        strategies=tuple(
            FormStrategy(
                number=number,
                name=name,
                tactics=tuple(
                    Tactic(code, title, tuple(PlanLine(line, tuple(found)) for line, found in lines.items()))
                    for (code, title), lines in tactics.items()
                ),
                preamble=(alignments or {}).get(number, ()),
            )
            for (number, name), tactics in grouped.items()
        ),
    )


def summary_of(forms: Iterable[OfficialForm]) -> Summary:
    """The summary (ผ.01) that these forms add up to: right by construction, and proved again when it is
    printed."""
    lines: list[SummaryLine] = []
    years: tuple[int, ...] = ()
    for form in forms:
        years = form.years

        def add(
            level: Level,
            name: str,
            amounts: Sequence[Amount],
            strategy: str = "",
            tactic: str = "",
            form: OfficialForm = form,
        ) -> None:
            lines.append(
                SummaryLine(
                    section=form.form,
                    row=len(lines) + 1,
                    level=level,
                    strategy=strategy,
                    tactic=tactic,
                    line=name,
                    amounts=tuple(amounts),
                    all_years=sum(amounts, Amount()),
                )
            )

        for strategy in form.strategies:
            title = heading_of(strategy.number, strategy.name)
            for tactic in strategy.tactics:
                for line in tactic.lines:
                    amounts = yearly(line.projects, years)
                    add(Level.LINE, line.name, amounts, title, tactic_heading(tactic.code, tactic.name))
            add(Level.STRATEGY, "รวม", yearly(strategy.projects, years), title)
        add(Level.GRAND, "รวมทั้งสิ้น", yearly(form.projects, years))
    return Summary(years=years, lines=tuple(lines))


def heading_of(number: str, name: str) -> str:
    """“3. ยุทธศาสตร์…”; projects that name no strategy are said to."""
    if not number and not name:
        return "ไม่ระบุยุทธศาสตร์"
    return f"{number}. {name}" if number else name


def tactic_heading(code: str, name: str) -> str:
    """“1.1 กลยุทธ์…”; "" when a book numbers no tactic there."""
    if not re.fullmatch(r"\d+\.\d+", code):
        return ""
    return f"{code} {name}" if name.startswith("กลยุทธ์") else f"{code} กลยุทธ์{name}"


def _project(row: PlanRow, more: Mapping[str, str]) -> FormProject:
    return FormProject(
        name=row.name,
        budget=row.budget,
        objective=row.objective,
        target=row.target,
        kpi=row.kpi,
        expected_result=row.expected_result,
        department=row.department,
        reason=more.get("reason", ""),
        category=more.get("category", ""),
        equipment_type=more.get("equipment_type", ""),
    )


def _number_order(row: PlanRow) -> tuple[object, ...]:
    def numbers(text: str) -> tuple[int, ...]:
        return tuple(int(part) for part in re.findall(r"\d+", text))

    unnamed = not row.strategy_no and not row.strategy_name
    return (unnamed, numbers(row.strategy_no), row.strategy_name, numbers(row.tactic_code))

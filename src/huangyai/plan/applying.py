"""A project on the application form of the source that it asks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from huangyai.design.documents import find_fonts
from huangyai.kernel import Actor, FiscalYear, Money, NotFound, Words
from huangyai.places.models import Municipality, Village
from huangyai.plan.access import require_source_reading
from huangyai.plan.applications import (
    APPLICATIONS,
    ApplicationFacts,
    ApplicationPaper,
    Step,
    application_docx,
    application_pdf,
)
from huangyai.plan.bridge import Fit, Offer, fits_of
from huangyai.plan.models import MoneyPart, Project, ProjectPlace, SourceRule, Undertaking, YearMoney
from huangyai.plan.queries.needs import needs_of
from huangyai.plan.queries.project_lines import problems_answered
from huangyai.plan.queries.rulings import ceilings_of, last_run
from huangyai.plan.queries.sources import SourceOnDay, source, sources_for
from huangyai.plan.rules.funding import GROUPS, Need

_RENDERERS: dict[str, tuple[str, Callable[[ApplicationPaper], bytes]]] = {
    "pdf": ("application/pdf", lambda paper: application_pdf(paper, fonts=find_fonts())),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", application_docx),
}

_FORM_NAMES = {"kpt7": Words(th="กปท.7", en="KPT 7"), "kkd02": Words(th="คคด.02", en="KKD 02")}


@dataclass(frozen=True, slots=True)
class FundingLine:
    """A source as a project's page shows it: whether it fits, why not, its deadline, and what its form still lacks."""

    fit: Fit
    rule: SourceRule | None
    verified: bool
    deadline: dt.date | None
    form: str
    missing: tuple[Words, ...]

    @property
    def form_name(self) -> Words:
        """What people call the form."""
        return _FORM_NAMES.get(self.form, Words.of(""))

    @property
    def share(self) -> Decimal:
        """What others must bring, in percent."""
        return self.rule.own_share if self.rule else Decimal(0)


def year_to_fund(money: list[YearMoney], today: dt.date) -> YearMoney | None:
    """The year for which a source is looked for: the first from this one on with money planned, else the last."""
    now = FiscalYear.of(today).be
    planned = [row for row in money if row.baht > 0]
    return next((row for row in planned if row.year >= now), planned[-1] if planned else None)


def funding_lines(actor: Actor, project: Project, row: YearMoney) -> list[FundingLine]:
    """Every source as it stands towards a project's money of a year, those that fit first. A fixed number of queries."""
    require_source_reading(actor)
    today = timezone.localdate()
    found = sources_for(row.year, today)
    need = needs_of([project])[project.pk]
    fits = fits_of(row, _offers(project, row, found), need)
    standing = {one.source.pk: one for one in found}
    known = _known(project, row, need) if any(one.rule and one.rule.form for one in found) else None
    return [_line(fit, standing[fit.source.pk], row, known) for fit in fits]


def print_application(
    actor: Actor, project: Project, source_id: uuid.UUID, year: int, file_type: str
) -> tuple[bytes, str]:
    """A source's form filled in from a project, as a file with its content type.

    Raises `NotFound` where the source has no form of its own or the project has no money in that year.
    """
    asked = source(actor, source_id)
    row = YearMoney.objects.filter(project=project, year=year, baht__gt=0).select_related("project").first()
    if file_type not in _RENDERERS or row is None:
        raise NotFound
    found = next(one for one in sources_for(year, timezone.localdate()) if one.source.pk == asked.pk)
    if found.rule is None or found.rule.form not in APPLICATIONS:
        raise NotFound
    need = needs_of([project])[project.pk]
    fit = next(one for one in fits_of(row, _offers(project, row, [found]), need))
    paper = APPLICATIONS[found.rule.form](_facts(found, row, _known(project, row, need), fit))
    content_type, render = _RENDERERS[file_type]
    return render(paper), content_type


def _offers(project: Project, row: YearMoney, found: list[SourceOnDay]) -> list[Offer]:
    ceilings = ceilings_of(last_run(project.plan, row.year))
    # A source without a written ceiling is not known to be short of money.
    return [
        Offer(one.source, ceilings.get(str(one.source.pk), max(row.baht, Decimal(0))), one.terms, one.against)
        for one in found
    ]


def _line(fit: Fit, standing: SourceOnDay, row: YearMoney, known: _Known | None) -> FundingLine:
    rule = standing.rule
    form = rule.form if rule and rule.form in APPLICATIONS else ""
    missing: tuple[Words, ...] = ()
    if form and known is not None:
        missing = APPLICATIONS[form](_facts(standing, row, known, fit)).missing
    deadline = standing.terms.deadline_in(row.year) if standing.terms else None
    return FundingLine(fit, rule, standing.verified, deadline, form, missing)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read of a project once, for every form."""

    project: Project
    municipality: Municipality
    sentences: tuple[tuple[str, int, str], ...]
    need: Need
    villages: tuple[tuple[str, int], ...]
    group: str
    place: str
    steps: tuple[Step, ...]
    granted: dict[uuid.UUID, Decimal]


def _known(project: Project, row: YearMoney, need: Need) -> _Known:
    names = {str(village.pk): _village(village) for village in Village.objects.filter(pk__in=list(need.homes))}
    group = project.target_list.criterion.group if project.target_list else ""
    place = ProjectPlace.objects.filter(project=project).select_related("village").first()
    undertakings = (
        Undertaking.objects.filter(project=project, implementation__year=row.year)
        .prefetch_related("months")
        .order_by("pk")
    )
    return _Known(
        project=project,
        municipality=Municipality.objects.get(pk=project.municipality_id),
        sentences=tuple(
            (problem.sentence, problem.voices, _village(problem.village) if problem.village else "")
            for problem in problems_answered(project)
        ),
        need=need,
        villages=tuple((names[key], number) for key, number in need.homes.items() if key in names),
        group=GROUPS[group].th if group in GROUPS else "",
        place=_place(place),
        steps=tuple(
            Step(one.activity, one.place, tuple(month.month for month in one.months.all())) for one in undertakings
        ),
        granted=dict(MoneyPart.objects.filter(money=row).values_list("source_id", "baht")),
    )


def _facts(found: SourceOnDay, row: YearMoney, known: _Known, fit: Fit) -> ApplicationFacts:
    project, here, need = known.project, known.municipality, known.need
    plan = project.plan
    requested = known.granted.get(found.source.pk, fit.most)
    return ApplicationFacts(
        municipality=here.name_th,
        district=here.district_th,
        province=here.province_th,
        source=found.source.name,
        basis=found.rule.basis if found.rule else "",
        year=row.year,
        plan_years=f"{plan.first_year}–{plan.last_year}",
        name=project.name,
        strategy=str(project.strategy or ""),
        programme=project.programme,
        objective=project.objective,
        indicator=project.indicator,
        target_output=project.target_output,
        expected_result=project.expected_result,
        unit=project.responsible_unit,
        requested=Money.baht(requested),
        others=Money.baht(row.baht) - Money.baht(requested),
        sentences=known.sentences,
        list_name=project.target_list.name if project.target_list else "",
        people=need.people,
        villages=known.villages,
        group=known.group,
        place=known.place,
        steps=known.steps,
    )


def _village(village: Village) -> str:
    return f"ม.{village.number} {village.name}"


def _place(place: ProjectPlace | None) -> str:
    if place is None:
        return ""
    return " ".join(part for part in (place.name, _village(place.village) if place.village else "") if part)

"""Pages about sources of money and their rules, and a project on a source's own form."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import FiscalYear, NotFound
from huangyai.plan import queries
from huangyai.plan.access import may_plan
from huangyai.plan.actions import add_source, check_source_rule, copy_source, write_source_rule
from huangyai.plan.applying import print_application, year_to_fund
from huangyai.plan.forms.sources import CatalogueForm, RuleCheckForm, RuleForm, SourceForm
from huangyai.plan.models import SourceRule
from huangyai.plan.queries.sources import catalogue_left, is_verified, on_day, sources_with_rules
from huangyai.plan.queries.sources import source as one_source
from huangyai.plan.queries.sources import source_rule as one_rule
from huangyai.plan.rules.funding import APPLICANTS, GROUPS
from huangyai.plan.views.listing import PAGE, PLANNERS, READERS, as_uuid


@member_page(*PLANNERS)
def source_new(request: RoomRequest) -> HttpResponse:
    """The sources of money in use; more are taken from the catalogue, or written by oneself."""
    left = catalogue_left()
    today = timezone.localdate()
    first_day = FiscalYear.of(today).first_day
    copies = request.POST.get("which") == "copy"
    copy = CatalogueForm(request.POST if copies else None, left=left, initial={"valid_from": first_day})
    own = SourceForm(request.POST if request.method == "POST" and not copies else None)
    here = reverse("plan:source_new")
    if copies and copy.is_valid():
        chosen = copy.cleaned_data["codes"]
        return carry_out(
            request,
            lambda: [
                copy_source(actor=request.actor, code=code, valid_from=copy.cleaned_data["valid_from"])
                for code in chosen
            ],
            then=lambda _made: here,
            done=ngettext(
                "%(n)s source is in use. Ask it, and write its own figures.",
                "%(n)s sources are in use. Ask them, and write their own figures.",
                len(chosen),
            )
            % {"n": len(chosen)},
        )
    if own.is_valid():
        return carry_out(
            request,
            lambda: add_source(actor=request.actor, **own.cleaned_data),
            then=lambda made: reverse("plan:source_detail", args=[made.pk]),
            done=_("The source of money is added. Write what it asks for."),
        )
    page = Paginator(sources_with_rules(), PAGE).get_page(request.GET.get("page"))
    year = FiscalYear.of(today).be
    context = {
        "form": own,
        "copy": copy if left else None,
        "page": page,
        "lines": [on_day(source, year, today) for source in page.object_list],
    }
    return form_page(request, "plan/source_new.html", context)


@member_page(*READERS)
def source_detail(request: RoomRequest, source_id: uuid.UUID) -> HttpResponse:
    """A source with its dated rules; planners write the next rule, or lay one beside the text."""
    source = one_source(request.actor, source_id)
    here = reverse("plan:source_detail", args=[source.pk])
    checks = request.POST.get("which") == "check"
    writes = request.method == "POST" and not checks
    rules = list(source.rules.all())
    form = RuleForm(request.POST if writes else None, initial=_as_before(rules))
    check = RuleCheckForm(request.POST if checks else None, auto_id="check_%s")
    if writes and form.is_valid():
        return carry_out(
            request,
            lambda: write_source_rule(actor=request.actor, source=source, facts=form.facts()),
            then=lambda _made: here,
            done=_("The rule is written. It is marked as not verified until somebody lays it beside the text."),
        )
    if checks and check.is_valid():
        rule_id = as_uuid(request.POST.get("rule", ""))
        if rule_id is None:
            raise NotFound
        said = check.cleaned_data
        return carry_out(
            request,
            lambda: check_source_rule(
                actor=request.actor,
                rule=one_rule(request.actor, source.pk, rule_id),
                text_read=said["text_read"],
                agrees=said["agrees"] == "yes",
                note=said["note"],
            ),
            then=lambda _made: here,
            done=_("Written down; everybody sees who read the text, and what they found."),
        )
    today = timezone.localdate()
    standing = on_day(source, FiscalYear.of(today).be, today)
    context = {
        "source": source,
        "standing": standing,
        "rules": [
            {
                "rule": rule,
                "verified": is_verified(rule),
                "checks": list(rule.checks.all()),
                "holds": standing.rule is not None and standing.rule.pk == rule.pk,
                "applicants": [APPLICANTS[code] for code in rule.applicants if code in APPLICANTS],
                "groups": [GROUPS[code] for code in rule.groups if code in GROUPS],
            }
            for rule in rules
        ],
        "form": form if may_plan(request.actor) else None,
        "check": check if may_plan(request.actor) and rules else None,
    }
    return form_page(request, "plan/source_detail.html", context)


@member_page(*READERS)
def project_application(
    request: RoomRequest, project_id: uuid.UUID, source_id: uuid.UUID, file_type: str
) -> HttpResponse:
    """A project on the source's own application form, for the year that needs a source next or the year asked for."""
    project = queries.project(request.actor, project_id)
    row = year_to_fund(queries.money_of(project), timezone.localdate())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else (row.year if row else 0)
    content, content_type = print_application(request.actor, project, source_id, year, file_type)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="application-{year}.{file_type}"'
    return answer


def _as_before(rules: list[SourceRule]) -> dict[str, object]:
    """A new rule begins as the one before it: mostly one figure changes."""
    if not rules:
        return {"valid_from": timezone.localdate()}
    before = rules[0]
    names = ("applicants", "groups", "most_per_project", "most_per_year", "own_share", "form", "basis", "note")
    found = {name: getattr(before, name) for name in (*names, "deadline_day", "deadline_month")}
    return {**found, "valid_from": timezone.localdate()}

"""Rules of amending as they hold here, and the editions of a plan."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models

from huangyai.kernel import Actor, NotFound, Words
from huangyai.plan.access import visible_plans
from huangyai.plan.models import Edition, EditionItem, EditionMeeting, Plan, Project, RuleSetting
from huangyai.plan.queries.wordings import standing_document, wording
from huangyai.plan.rules.amending import (
    DEFAULTS,
    EditionKind,
    PlanningRule,
    RuleKey,
    edition_name,
    meeting_rule,
)
from huangyai.plan.rules.differences import ProjectDifference, differences


@dataclass(frozen=True, slots=True)
class EditionChange:
    """What an edition does to one project, with its reason."""

    item: EditionItem
    difference: ProjectDifference

    @property
    def name(self) -> str:
        """The project's name, as it will stand."""
        return str(self.item.after["said"]["name"])


def rules_in_force() -> dict[RuleKey, PlanningRule]:
    """Every number of the regulation: as the municipality set it, or as it was read elsewhere. One query."""
    rules = dict(DEFAULTS)
    # Oldest first, so that the newest of each key stays.
    for row in RuleSetting.objects.order_by("made_at", "id"):
        if row.key in DEFAULTS:
            key = RuleKey(row.key)
            rules[key] = DEFAULTS[key].set(
                value=row.value, clause=row.clause, verified_on=row.verified_on, verified_by=row.verified_by
            )
    return rules


def editions(actor: Actor, plan: Plan) -> models.QuerySet[Edition]:
    """A plan's later editions, newest first; who may not see drafts sees those that were announced."""
    found = (
        Edition.objects.filter(plan=plan)
        .select_related("approval", "withdrawal")
        .annotate(count=models.Count("items"))
        .order_by("-year", "-made_at", "-id")
    )
    return found if _sees_drafts(actor) else found.filter(approval__isnull=False)


def edition(actor: Actor, edition_id: uuid.UUID) -> Edition:
    """One edition, or NotFound."""
    found = (
        Edition.objects.filter(pk=edition_id, plan__in=visible_plans(actor))
        .select_related("plan", "approval", "withdrawal")
        .first()
    )
    if found is None or not (_sees_drafts(actor) or hasattr(found, "approval")):
        raise NotFound
    return found


def name_of(edition: Edition) -> Words:
    """เพิ่มเติม ครั้งที่ 1/2570."""
    return edition_name(EditionKind(edition.kind), edition.number, edition.year)


def is_open(edition: Edition) -> bool:
    """It can still be written in."""
    return not hasattr(edition, "approval") and not hasattr(edition, "withdrawal")


def changes(items: models.QuerySet[EditionItem] | list[EditionItem]) -> list[EditionChange]:
    """What differs from before, project by project."""
    return [
        EditionChange(item, differences(wording(item.before) if item.before else None, wording(item.after)))
        for item in items
    ]


def items(edition: Edition) -> models.QuerySet[EditionItem]:
    """The projects that an edition adds or alters, in the order in which they were taken up."""
    return EditionItem.objects.filter(edition=edition).select_related("project")


def item(edition: Edition, project: Project) -> EditionItem | None:
    """What an edition does to a project, if anything."""
    return items(edition).filter(project=project).first()


def newest_meeting(edition: Edition) -> EditionMeeting | None:
    """The meeting that considered an edition."""
    return EditionMeeting.objects.filter(edition=edition).select_related("assembly").first()


def rule_for(edition: Edition) -> PlanningRule:
    """Whether this edition needs the joint meeting, and by which clause."""
    return meeting_rule(EditionKind(edition.kind), rules_in_force())


def history(project: Project) -> list[EditionItem]:
    """The announced editions that altered a project, newest first."""
    return list(
        EditionItem.objects.filter(project=project, edition__approval__isnull=False)
        .select_related("edition__approval")
        .order_by("-edition__approval__made_at", "-id")
    )


def changed_meanwhile(item: EditionItem) -> bool:
    """Another edition altered the project after this one took it up."""
    return item.project is not None and item.before != standing_document(item.project)


def open_editions(plan: Plan) -> models.QuerySet[Edition]:
    """Editions that are being written."""
    return Edition.objects.filter(plan=plan, approval__isnull=True, withdrawal__isnull=True)


def _sees_drafts(actor: Actor) -> bool:
    return actor.system or actor.is_staff

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from huangyai.activities.models import Activity
from huangyai.evaluation.models import Report
from huangyai.evaluation.queries import thread
from huangyai.evaluation.rules import may_publish
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.places.models import Municipality
from huangyai.plan.actions import ProjectFacts, add_strategy, begin_plan, design_project
from huangyai.plan.models import Plan, PlanApproval, Project
from huangyai.playbook.access import require_model_work, require_publishing
from huangyai.playbook.models import Adoption, Model, Publication
from huangyai.playbook.queries import names_in_register
from huangyai.playbook.rules import FORMAT, digest_of, require_model, require_no_personal_data
from huangyai.targets.actions import write_criterion

# What a project says of itself that another community can take.
_FACTS = (
    "name", "objective", "target_output", "indicator", "expected_result", "responsible_unit", "programme",
)  # fmt: skip


def compose_model(
    *, actor: Actor, title: str, projects: Sequence[Project], report: Report | None, coordinator_unit: str
) -> Model:
    """Write a cycle down as a model: problems by kind, criteria, projects, activities, indicators and what they changed.

    The builder proves that nobody's personal data is in it.
    """
    require_model_work(actor)
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    document = {
        "format": FORMAT,
        "title": title,
        "from": {
            "slug": municipality.slug,
            "name_th": municipality.name_th,
            "name_en": municipality.name_en,
            "province_th": municipality.province_th,
        },
        "coordinator_unit": coordinator_unit,
        "projects": [_project_document(actor, project) for project in projects],
    }
    if not projects:
        raise Refusal(
            "no-project",
            th="โปรดเลือกอย่างน้อยหนึ่งโครงการสำหรับต้นแบบ",
            en="Choose at least one project for the model.",
        )
    require_no_personal_data(document, names_in_register())
    with transaction.atomic():
        model = Model.objects.create(
            municipality_id=actor.municipality_id,
            title=title,
            version=Model.objects.filter(title=title).count() + 1,
            document=document,
            digest=digest_of(document),
            report=report,
            coordinator_unit=coordinator_unit,
        )
        record(actor=actor, verb="model.composed", subject=model, digest=model.digest)
    return model


def publish_model(*, actor: Actor, model: Model) -> Publication:
    """Publish a model: every community may read and take it."""
    require_publishing(actor)
    if Publication.objects.filter(model=model).exists():
        raise Refusal(
            "model-published",
            th="ต้นแบบนี้เผยแพร่แล้ว ไม่ต้องเผยแพร่ซ้ำ",
            en="This model is published already; nothing more is needed.",
        )
    # The register may have grown since the model was composed.
    require_no_personal_data(model.document, names_in_register())
    with transaction.atomic():
        publication = Publication.objects.create(municipality_id=actor.municipality_id, model=model)
        record(actor=actor, verb="model.published", subject=model, digest=model.digest)
    return publication


def adopt_model(
    *,
    actor: Actor,
    source_slug: str,
    document: Mapping[str, Any],
    first_year: int,
    changes: Sequence[str] = (),
) -> Adoption:
    """Take another community's model: its criteria and projects become this municipality's own draft plan, to be adapted."""
    require_model_work(actor)
    taken = require_model(document)
    digest = digest_of(taken)
    if Adoption.objects.filter(source_digest=digest).exists():
        raise Refusal(
            "model-adopted",
            th="เทศบาลนี้นำต้นแบบฉบับนี้มาใช้แล้ว โปรดปรับโครงการในร่างแผนที่มีอยู่",
            en="This municipality has taken exactly this model already; adapt the projects in its draft plan.",
        )
    with transaction.atomic():
        plan = _draft_plan(actor, first_year)
        taken_before = Adoption.objects.count()
        strategy = add_strategy(
            actor=actor,
            plan=plan,
            number=f"ต้นแบบ {taken_before + 1}" if taken_before else "ต้นแบบ",
            name=taken["title"],
        )
        for project in taken["projects"]:
            if criterion := project.get("criterion"):
                write_criterion(
                    actor=actor,
                    name=criterion["name"],
                    sentence=criterion["sentence"],
                    definition=criterion["definition"],
                )
            facts = {key: project["facts"].get(key, "") for key in _FACTS}
            design_project(actor=actor, plan=plan, strategy=strategy, facts=ProjectFacts(**facts))
        adoption = Adoption.objects.create(
            municipality_id=actor.municipality_id,
            source_slug=source_slug,
            source_name=taken["from"]["name_th"],
            source_digest=digest,
            document=dict(taken),
            changes=list(changes),
        )
        record(actor=actor, verb="model.adopted", subject=adoption, digest=adoption.source_digest)
    return adoption


def _draft_plan(actor: Actor, first_year: int) -> Plan:
    plan = Plan.objects.filter(first_year=first_year).first()
    if plan is None:
        return begin_plan(actor=actor, first_year=first_year, last_year=first_year + 4)
    if PlanApproval.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-announced",
            th=f"แผนที่เริ่มปี {first_year} ประกาศใช้แล้ว โปรดเลือกร่างแผน เพื่อปรับต้นแบบก่อนประกาศ",
            en=f"The plan that begins in {first_year} is announced; choose a draft, so that the model can be adapted first.",
        )
    return plan


def _project_document(actor: Actor, project: Project) -> dict[str, Any]:
    one = thread(actor, project)
    criterion = project.target_list.criterion if project.target_list else None
    return {
        "facts": {key: getattr(project, key) for key in _FACTS},
        "answers": sorted({str(problem.category) for problem in one.problems}),
        "criterion": {
            "name": criterion.name,
            "sentence": criterion.sentence,
            "definition": criterion.definition,
        }
        if criterion
        else None,
        "activities": [
            {"kind": activity.kind, "name": activity.name, "capacity": activity.capacity}
            for activity in Activity.objects.filter(project=project)
        ],
        "indicators": [
            {
                "name": line.indicator.name,
                "unit": line.indicator.unit,
                "method": line.indicator.method,
                "before": str(line.before.value) if line.before else None,
                "after": str(line.after.value) if line.after else None,
            }
            for line in one.indicators
            if all(may_publish(m.people) for m in (line.before, line.after) if m)
        ],
        "spent_baht": str(one.spent_baht),
        "people_reached": one.different_people if may_publish(one.different_people) else None,
    }

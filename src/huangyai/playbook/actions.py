from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from huangyai.activities.models import Activity
from huangyai.evaluation.models import Report
from huangyai.evaluation.queries import thread
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.places.models import Municipality
from huangyai.plan.actions import ProjectFacts, add_strategy, begin_plan, design_project
from huangyai.plan.models import Plan, Project
from huangyai.playbook.access import require_model_work
from huangyai.playbook.models import Adoption, Model, Publication
from huangyai.playbook.rules import FORMAT, digest_of, require_model, require_no_personal_data
from huangyai.targets.actions import write_criterion


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
            "name_th": municipality.name_th,
            "name_en": municipality.name_en,
            "province_th": municipality.province_th,
        },
        "coordinator_unit": coordinator_unit,
        "projects": [_project_document(actor, project) for project in projects],
    }
    names = set(
        Person.objects.exclude(family_name="").values_list(Concat("given_name", Value(" "), "family_name"), flat=True)
    )
    require_no_personal_data(document, names)
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
    require_model_work(actor)
    if Publication.objects.filter(model=model).exists():
        raise Refusal("model-published", th="ต้นแบบนี้เผยแพร่แล้ว", en="This model is published.")
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
    with transaction.atomic():
        plan = Plan.objects.filter(first_year=first_year).first() or begin_plan(
            actor=actor, first_year=first_year, last_year=first_year + 4
        )
        strategy = add_strategy(actor=actor, plan=plan, number="ต้นแบบ", name=taken["title"])
        for project in taken["projects"]:
            if project.get("criterion"):
                write_criterion(actor=actor, **project["criterion"])
            design_project(actor=actor, plan=plan, strategy=strategy, facts=ProjectFacts(**project["facts"]))
        adoption = Adoption.objects.create(
            municipality_id=actor.municipality_id,
            source_slug=source_slug,
            source_name=taken["from"]["name_th"],
            source_digest=digest_of(taken),
            document=dict(taken),
            changes=list(changes),
        )
        record(actor=actor, verb="model.adopted", subject=adoption, digest=adoption.source_digest)
    return adoption


def _project_document(actor: Actor, project: Project) -> dict[str, Any]:
    one = thread(actor, project)
    criterion = project.target_list.criterion if project.target_list else None
    return {
        "facts": {
            "name": project.name,
            "objective": project.objective,
            "target_output": project.target_output,
            "indicator": project.indicator,
            "expected_result": project.expected_result,
            "responsible_unit": project.responsible_unit,
            "programme": project.programme,
        },
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
        ],
        "spent_baht": str(one.spent_baht),
        "people_reached": one.different_people,
    }

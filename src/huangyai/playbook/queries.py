from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat

from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.plan.models import Plan
from huangyai.playbook.access import visible_adoptions, visible_models
from huangyai.playbook.models import Adoption, Model

# Plans of all municipalities run in the same five years: 2566–2570, 2571–2575, …
_PERIOD_BEGAN, _PERIOD = 2566, 5


def all_models(actor: Actor) -> models.QuerySet[Model]:
    """Models, newest first."""
    return visible_models(actor).select_related("publication", "report").defer("report__pdf").order_by("-made_at")


def model(actor: Actor, model_id: uuid.UUID) -> Model:
    """One model, or NotFound."""
    found = all_models(actor).filter(pk=model_id).first()
    if found is None:
        raise NotFound
    return found


def published_model(actor: Actor) -> Model | None:
    """The newest model that everyone may take."""
    return all_models(actor).filter(publication__isnull=False).first()


def adoptions(actor: Actor) -> models.QuerySet[Adoption]:
    """Models that this municipality took, newest first."""
    return visible_adoptions(actor).order_by("-made_at")


def adoption(actor: Actor, adoption_id: uuid.UUID) -> Adoption:
    """One model that was taken, or NotFound."""
    found = visible_adoptions(actor).filter(pk=adoption_id).first()
    if found is None:
        raise NotFound
    return found


def names_in_register() -> set[str]:
    """Everybody's full name, which no model may hold."""
    people = Person.objects.exclude(family_name="").exclude(given_name="")
    return set(people.values_list(Concat("given_name", Value(" "), "family_name"), flat=True))


def plans_to_adopt_into(be_year: int) -> list[tuple[int, int, bool]]:
    """Drafts, and the next five years without a plan: first year, last year, and whether it is there already."""
    drafts = Plan.objects.filter(approval__isnull=True).order_by("first_year")
    taken = set(Plan.objects.values_list("first_year", flat=True))
    first = be_year - (be_year - _PERIOD_BEGAN) % _PERIOD
    while first in taken:
        first += _PERIOD
    return [*((plan.first_year, plan.last_year, True) for plan in drafts), (first, first + _PERIOD - 1, False)]

"""Changes of the register that wait, and those that were decided."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import models

from huangyai.kernel import Actor, NotFound
from huangyai.people.access import may_decide_changes, may_read_changes, visible_people
from huangyai.people.models import ChangeDecision, ChangeRequest, ConcernedPerson, Merge, Person
from huangyai.people.queries.planning import planned_effects
from huangyai.people.queries.preview import ChangeLine, in_words
from huangyai.people.rules import Effect


def changes(actor: Actor) -> models.QuerySet[ChangeRequest]:
    """Every request that the actor may read, with who proposed and who decided."""
    found = ChangeRequest.objects.all() if may_read_changes(actor) else ChangeRequest.objects.none()
    return found.select_related("proposed_by", "decision__decided_by", "decision__undo__undone_by").prefetch_related(
        models.Prefetch("concerned", ConcernedPerson.objects.select_related("person").order_by("pk"))
    )


def open_changes(actor: Actor, *, kind: str = "") -> models.QuerySet[ChangeRequest]:
    """Requests that wait for a decision, the oldest first."""
    found = changes(actor).filter(decision__isnull=True).order_by("made_at", "pk")
    return found.filter(kind=kind) if kind else found


def decided_changes(actor: Actor) -> models.QuerySet[ChangeRequest]:
    """Requests that were decided, the newest first."""
    return changes(actor).filter(decision__isnull=False).order_by("-decision__made_at", "-pk")


def change(actor: Actor, request_id: uuid.UUID) -> ChangeRequest:
    """One request, or NotFound."""
    found = changes(actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound
    return found


def changes_of_person(actor: Actor, person: Person) -> models.QuerySet[ChangeRequest]:
    """What was asked to be changed about somebody, the newest first."""
    concerned = ConcernedPerson.objects.filter(person=person).values("request_id")
    return changes(actor).filter(pk__in=concerned).order_by("-made_at", "-pk")


def changes_of_household(actor: Actor, household_id: uuid.UUID) -> models.QuerySet[ChangeRequest]:
    """What was asked to be changed about a household, the newest first."""
    return changes(actor).filter(household_id=household_id).order_by("-made_at", "-pk")


def conflicts(actor: Actor, request: ChangeRequest) -> list[ChangeRequest]:
    """Other open requests about one of the same people."""
    return list(open_changes(actor).filter(_concerning(request)).exclude(pk=request.pk).distinct())


def older_open(request: ChangeRequest) -> bool:
    """Whether an older request about one of the same people still waits."""
    older = ChangeRequest.objects.filter(_concerning(request), decision__isnull=True)
    return older.filter(made_at__lt=request.made_at).exclude(pk=request.pk).exists()


def same_asked(request: ChangeRequest, people: Collection[Person]) -> bool:
    """Whether the same thing is asked already: the same kind for one of the same people, the same value if it is one."""
    again = ChangeRequest.objects.filter(kind=request.kind, decision__isnull=True, concerned__person__in=list(people))
    if request.kind == ChangeRequest.Kind.CORRECTION:
        again = again.filter(asked__field=request.asked["field"])
    if request.kind == ChangeRequest.Kind.BIRTH:
        again = again.filter(asked__given_name=request.asked["given_name"])
    if request.kind == ChangeRequest.Kind.MERGE:
        return False
    return again.exists()


def open_merge_between(actor: Actor, one: Person, other: Person) -> ChangeRequest | None:
    """The request that waits to merge these two, in whichever direction."""
    pair = (str(one.pk), str(other.pk))
    return (
        open_changes(actor, kind=ChangeRequest.Kind.MERGE)
        .filter(asked__alias__in=pair, asked__canonical__in=pair)
        .first()
    )


def may_decide(actor: Actor, request: ChangeRequest) -> bool:
    """Whether the actor's role decides, and somebody else proposed it."""
    return may_decide_changes(actor) and actor.user_id is not None and request.proposed_by_id != actor.user_id


def decision_of_merge(merge: Merge) -> ChangeDecision:
    """The decision by which two entries became one person."""
    found = ChangeDecision.objects.filter(request_id=merge.request_id).first() if merge.request_id else None
    if found is None:
        raise NotFound
    return found


def effects_of(decision: ChangeDecision) -> list[Effect]:
    """What an approved change did, row by row."""
    return [Effect(**document) for document in decision.effects]


def _concerning(request: ChangeRequest) -> models.Q:
    people = ConcernedPerson.objects.filter(request=request).values("person_id")
    return models.Q(pk__in=ConcernedPerson.objects.filter(person_id__in=people).values("request_id"))


def change_in_words(request: ChangeRequest) -> list[ChangeLine]:
    """What a request would do now; once it was approved, what it did. A Refusal when it can't be done any more."""
    decision: ChangeDecision | None = getattr(request, "decision", None)
    if decision is None:
        return in_words(planned_effects(request))
    return in_words(effects_of(decision))


def merge_by_request(actor: Actor, request: ChangeRequest) -> Merge | None:
    """The merge that a request brought about, if it still holds."""
    if not may_read_changes(actor):
        return None
    return (
        Merge.objects.filter(request=request, taken_back_at__isnull=True).select_related("alias", "canonical").first()
    )


def merged_pair(actor: Actor, request: ChangeRequest) -> list[Person]:
    """The two entries that a request says are one person, the one that stays first; nobody for other kinds."""
    if request.kind != ChangeRequest.Kind.MERGE:
        return []
    ids = [request.asked["canonical"], request.asked["alias"]]
    found = {
        str(pk): person
        for pk, person in visible_people(actor).select_related("household__village").in_bulk(ids).items()
    }
    return [found[pk] for pk in ids if pk in found]

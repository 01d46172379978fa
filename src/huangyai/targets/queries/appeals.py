"""Appeals: what residents said, and what was answered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models

from huangyai.kernel import Actor, NotFound, Words
from huangyai.people.models import Person
from huangyai.people.queries import person_of_account
from huangyai.targets.access import visible_appeals
from huangyai.targets.models import Appeal, Candidate, TargetList
from huangyai.vault.sealing import unseal

# What the seal of an appeal's words is for; another purpose can't open them.
APPEAL_PURPOSE = "appeal.words"


def appeals(actor: Actor, *, waiting: bool = False) -> models.QuerySet[Appeal]:
    """Appeals, those without an answer first, then the newest."""
    found = visible_appeals(actor).select_related("person__household__village", "target_list", "answer", "filed_by")
    if waiting:
        found = found.filter(answer__isnull=True)
    return found.order_by(models.F("answer__made_at").desc(nulls_first=True), "-made_at")


def appeal(actor: Actor, appeal_id: uuid.UUID) -> Appeal:
    """One appeal, or NotFound."""
    found = appeals(actor).filter(pk=appeal_id).first()
    if found is None:
        raise NotFound
    return found


def words_of_appeal(appeal: Appeal) -> str:
    """What the resident said, opened from the seal."""
    return unseal(appeal.municipality_id, bytes(appeal.words_sealed), purpose=APPEAL_PURPOSE)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A list on which a resident stands, what was decided, and their appeal if there is one."""

    candidate: Candidate
    appeal: Appeal | None

    @property
    def may_appeal(self) -> bool:
        """No appeal of theirs waits for its answer."""
        return self.appeal is None or hasattr(self.appeal, "answer")

    def because(self, language: str) -> list[str]:
        """Why the card took them. What a neighbour told a meeting stays in the meeting."""
        if self.candidate.added_by_meeting:
            return []
        return [Words.of(reason).say(language) for reason in self.candidate.reasons]


def own_places(actor: Actor) -> list[OwnPlace]:
    """The lists on which the resident behind this account stands. Three queries, whatever the number of lists."""
    person = person_of_account(actor)
    if person is None:
        return []
    last: dict[uuid.UUID, Appeal] = {}
    for filed in appeals(actor).filter(person=person).order_by("made_at"):
        last[filed.target_list_id] = filed
    found = Candidate.objects.filter(person=person).select_related("target_list__criterion", "decision")
    return [OwnPlace(name, last.get(name.target_list_id)) for name in found.order_by("-made_at")]


def own_list(actor: Actor, list_id: uuid.UUID) -> tuple[Person, TargetList]:
    """A list on which the resident behind this account stands, or NotFound."""
    person = person_of_account(actor)
    found = TargetList.objects.filter(pk=list_id, candidates__person=person).first() if person else None
    if person is None or found is None:
        raise NotFound
    return person, found

"""A case worker who is kin of somebody, or lives with them, is kept away from their case by the register itself."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.conftest import Opened, as_worker

from huangyai.cases import queries
from huangyai.cases.actions import open_case, share_case
from huangyai.kernel import Actor, NotFound, Refusal
from huangyai.people.actions import PersonFacts, end_kinship, note_kinship, register_person, tie_account
from huangyai.people.models import Kinship, Person
from huangyai.walls.entry import acting


def relative_of(officer: Actor, person: Any, user: Any, *, kind: str = "sibling") -> Kinship:
    """The account's person is entered, in another house, and noted as kin."""
    somebody = register_person(actor=officer, household=None, facts=PersonFacts(given_name="ญาติ", family_name="ห่าง"))
    tie_account(actor=officer, person=somebody, user=user)
    return note_kinship(actor=officer, person=somebody, relative=person, kind=kind, source="test")


def test_kin_do_not_see_a_case_that_was_shared_with_them_before(officer: Actor, opened: Opened) -> None:
    with acting(officer):
        worker = as_worker(opened.referred, officer)
        assert queries.case(worker, opened.case.pk) == opened.case
        tie = relative_of(officer, opened.person, opened.referred)
        with pytest.raises(NotFound):
            queries.case(worker, opened.case.pk)
        end_kinship(actor=officer, kinship=tie)
        with pytest.raises(NotFound):
            queries.case(worker, opened.case.pk)
        assert queries.case(opened.owner, opened.case.pk) == opened.case


def test_housemates_do_not_see_it(officer: Actor, opened: Opened) -> None:
    with acting(officer):
        lodger = register_person(
            actor=officer,
            household=Person.objects.get(pk=opened.person.pk).household,
            facts=PersonFacts(given_name="ผู้อาศัย", family_name="ร่วมบ้าน"),
        )
        tie_account(actor=officer, person=lodger, user=opened.supervisor)
        with pytest.raises(NotFound):
            queries.case(as_worker(opened.supervisor, officer), opened.case.pk)


def test_kin_open_no_case_and_get_none(officer: Actor, opened: Opened) -> None:
    with acting(officer):
        relative_of(officer, opened.person, opened.stranger, kind="carer")
        stranger = as_worker(opened.stranger, officer)
        with pytest.raises(Refusal) as refused:
            open_case(actor=stranger, urgency="urgent", kind="neglect", narrative="x", person=opened.person)
        assert refused.value.code == "too-close"
        with pytest.raises(Refusal) as refused:
            share_case(actor=opened.owner, case=opened.case, user=opened.stranger, part="referred")
        assert refused.value.code == "colleague-too-close"

"""Who comes is written down once, in whichever way they come, and counts the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.assembly.hall import Hall, card

from huangyai.assembly import queries
from huangyai.assembly.actions import (
    GroupFacts,
    check_in,
    check_in_from_sheet,
    close_assembly,
    give_paper,
    invite_group,
    set_composition,
    take_back_check_in,
)
from huangyai.assembly.models import AgendaItem, Assembly, Attendance, Invitee
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.walls.entry import acting


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def door_page(hall: Hall) -> str:
    return reverse("assembly:assembly_door", args=[hall.assembly.pk])


def test_the_agenda_is_rows_and_the_sheet_has_a_code_for_each(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        titles = AgendaItem.objects.filter(assembly=hall.assembly).values_list("number", "title")
        assert list(titles) == [(1, "รับฟังปัญหา"), (2, "ลงคะแนน")]
        invite_group(actor=officer, assembly=hall.assembly, group="elderly", people=hall.people[4:8])
        invited = Invitee.objects.filter(assembly=hall.assembly)
        # Who stands on the sheet already is not written there twice.
        assert invited.count() == len({invitee.code for invitee in invited}) == 8
        assert [row.seats for row in queries.invitations(officer, hall.assembly)] == [40, 4]


def test_four_ways_through_the_door_count_the_same(
    officer: Actor, hall: Hall, browser_of: Callable[..., Client]
) -> None:
    browser, here = browser_of(Role.OFFICER), door_page(hall)
    scanned = f"https://example.org/check-in/{hall.invitees[0].code}/"
    assert browser.post(here, {"line": scanned})["Location"] == here
    assert browser.post(here, {"line": card(6)})["Location"] == here
    found = browser.post(here, {"line": "พิกุล"})
    assert found.status_code == 200
    came = reverse("assembly:person_check_in", args=[hall.assembly.pk, hall.people[10].pk])
    assert came in found.text
    assert browser.post(came)["Location"] == here
    tablet = reverse("assembly:assembly_tablet", args=[hall.assembly.pk])
    assert browser.post(tablet, {"line": hall.invitees[1].code.lower()})["Location"] == tablet
    walked = {"name": "ลุงสมปอง จากบ้านเหนือ", "group": "civic", "sex": "m", "village": ""}
    assert browser.post(reverse("assembly:walk_in_new", args=[hall.assembly.pk]), walked)["Location"] == here
    sheet = reverse("assembly:assembly_sheet", args=[hall.assembly.pk])
    signed = {"signed": [str(hall.invitees[2].pk)], "unlisted": "ป้าสมใจ\n\nน้าแดง", "group": "resident"}
    assert browser.post(sheet, signed).status_code == 302
    with acting(officer):
        door = queries.door(officer, hall.assembly)
        assert door.present == door.checked_in == 8
        ways = sorted(Attendance.objects.values_list("how", flat=True))
        assert ways == ["code", "name", "name", "national_id", "paper", "paper", "paper", "tablet"]
        assert {line.share.group: line.share.came for line in door.groups} == {"resident": 7, "civic": 1}
    # The list says who came, and never the number of a card.
    page = browser.get(here).text
    assert "ลุงสมปอง" in page
    assert card(6) not in page
    assert card(6) not in found.text


def test_coming_twice_is_coming_once_and_a_mistake_is_taken_back(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        first = check_in(actor=officer, assembly=hall.assembly, person=hall.people[0])
        assert check_in(actor=officer, assembly=hall.assembly, person=hall.people[0], how="code") == first
        take_back_check_in(actor=officer, attendance=first)
        assert queries.door(officer, hall.assembly).present == 0
        again = check_in(actor=officer, assembly=hall.assembly, person=hall.people[0])
        assert again != first
        assert Attendance.objects.count() == 2
        vote = hall.vote(officer)
        give_paper(actor=officer, vote=vote, attendance=again)
        refused("has-voted", lambda: take_back_check_in(actor=officer, attendance=again))


def test_quorum_and_shares_are_enforced_as_announced_and_not_otherwise(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        hall.vote(officer)
        set_composition(
            actor=officer,
            level="village",
            quorum=3,
            clause="ประกาศเทศบาล ข้อ 4",
            groups=[GroupFacts("elderly", 50), GroupFacts("agency", votes=False)],
        )
        refused("quorum-missing", lambda: hall.vote(officer))
        for person in hall.people[:3]:
            check_in(actor=officer, assembly=hall.assembly, person=person)
        hall.vote(officer)
        door = queries.door(officer, hall.assembly)
        assert (door.quorum, door.missing) == (3, 0)
        assert [line.share.group for line in door.groups_missing] == ["elderly"]
        assert door.rule is not None
        assert door.rule.verified_on is None
        # What is announced later holds from then on; the earlier row stays.
        set_composition(actor=officer, level="village")
        assert queries.door(officer, hall.assembly).quorum is None


@pytest.mark.parametrize(
    ("code", "announced"),
    [
        ("shares-over-hundred", {"groups": [GroupFacts("elderly", 60), GroupFacts("women", 41)]}),
        ("verification-incomplete", {"verified_by": "นิติกร"}),
    ],
)
def test_an_impossible_composition_is_refused(officer: Actor, code: str, announced: dict[str, Any]) -> None:
    with acting(officer):
        refused(code, lambda: set_composition(actor=officer, level="village", **announced))


def test_nothing_comes_through_a_closed_door(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        close_assembly(actor=officer, assembly=hall.assembly, minutes="ที่ประชุมรับฟังและมีมติ")
        person = hall.people[0]
        refused("assembly-closed", lambda: check_in(actor=officer, assembly=hall.assembly, person=person))
        refused("assembly-closed", lambda: invite_group(actor=officer, assembly=hall.assembly, group="women"))


def test_half_a_sheet_is_no_sheet(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        refused("name-missing", lambda: check_in(actor=officer, assembly=hall.assembly, name=" "))
        names = ["ก ข"] * 501
        refused("sheet-too-long", lambda: check_in_from_sheet(actor=officer, assembly=hall.assembly, unlisted=names))
        assert not Attendance.objects.exists()


def test_the_record_holds_no_name_and_no_number(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        check_in(actor=officer, assembly=hall.assembly, name="ลุงสมปอง จากบ้านเหนือ")
        entry = Entry.objects.get(municipality_id=officer.municipality_id, verb="assembly.checked-in")
        assert entry.facts == {"assembly": str(hall.assembly.pk), "how": "name"}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER, Role.PLANNER}])
def test_only_those_who_hold_assemblies_stand_at_the_door(
    role: Role, officer: Actor, hall: Hall, actor_of: Callable[[Role], Actor]
) -> None:
    actor = actor_of(role)
    with acting(officer):
        for attempt in (
            lambda: check_in(actor=actor, assembly=hall.assembly, person=hall.people[0]),
            lambda: invite_group(actor=actor, assembly=hall.assembly, group="women"),
            lambda: set_composition(actor=actor, level="village", quorum=1),
            lambda: queries.attendances(actor, hall.assembly),
            lambda: queries.invitees(actor, hall.assembly),
        ):
            with pytest.raises(NotAllowed):
                attempt()
        # How many came is everybody's; who came is not.
        assert queries.door(Actor.public(officer.municipality_id), hall.assembly).present == 0


def test_a_code_of_another_assembly_opens_nothing_here(
    officer: Actor, hall: Hall, browser_of: Callable[..., Client], neighbour_browser_of: Callable[[Role], Client]
) -> None:
    code = reverse("assembly:code_check_in", args=[hall.invitees[0].code])
    assert neighbour_browser_of(Role.OFFICER).get(code).status_code == 404
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        name = hall.invitees[0].person.full_name
        other = Assembly.objects.create(
            municipality_id=officer.municipality_id, title="อื่น", starts_at=hall.assembly.starts_at, venue="-",
            fiscal_year=2570,
        )  # fmt: skip
    assert name in browser.get(code).text
    browser.post(reverse("assembly:assembly_door", args=[other.pk]), {"line": hall.invitees[0].code})
    with acting(officer):
        assert not Attendance.objects.exists()


def test_the_door_asks_the_same_number_of_questions_for_two_and_for_twelve(
    officer: Actor, hall: Hall, browser_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    pages = [
        door_page(hall),
        *(
            reverse(f"assembly:{name}", args=[hall.assembly.pk])
            for name in ("door_figures", "assembly_sheet", "invitation_list", "assembly_wall", "sign_in_sheet")
        ),
        reverse("assembly:composition"),
    ]
    for some in (hall.people[:2], hall.people):
        with acting(officer):
            for person in some:
                check_in(actor=officer, assembly=hall.assembly, person=person)
        for address in pages:
            with django_assert_max_num_queries(22):
                assert browser.get(address).status_code == 200, address

"""What somebody who wishes people ill would try at the pages of people, registers and target lists."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from openpyxl import load_workbook
from tests.targets.conftest import CIVIL, ELDERLY, OLD

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Fault, NationalId, Role, Words
from huangyai.people import urls as people_urls
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
from huangyai.people.models import ChangeRequest, Household, HouseholdMember, Kinship, Person
from huangyai.places.models import Village
from huangyai.targets import urls as target_urls
from huangyai.targets.actions import (
    PartyFacts,
    adopt_criterion,
    bring_register,
    draw_target_list,
    hold_joint_meeting,
    write_criterion,
)
from huangyai.targets.models import Candidate, JointMeeting, RegisterRow, TargetList
from huangyai.targets.queries.drafts import faults_workbook
from huangyai.walls.entry import acting

Town = dict[str, uuid.UUID]
SCRIPT = "<script>alert(1)</script>"
TYPST = '#panic("x") $ * _'
OUTSIDERS = (Role.VOLUNTEER, Role.RESIDENT)
# Pages of one's own, where a resident speaks for themselves, and where a party sits.
OWN = {"own_appeal_new", "own_list_list"}
KINDS = {"kind": {"people": "move", "targets": "elderly"}, "key": {"targets": "family"}, "side": {"targets": "missed"}}


def a_town(officer: Actor, speaker: User | None = None) -> Town:
    """A register, a list, a meeting and what hangs on them; their ids by the names that addresses use."""
    with acting(officer):
        civil = bring_register(actor=officer, kind="civil", file_name="c.csv", content=CIVIL.encode()).register
        bring_register(actor=officer, kind="elderly", file_name="e.csv", content=ELDERLY.encode())
        card = write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="อายุ 60 ปีขึ้นไป", definition=OLD)
        adopt_criterion(actor=officer, criterion=card)
        drawn = draw_target_list(actor=officer, name="ผู้สูงอายุ", criterion=card, fiscal_year=2570)
        seats: list[PartyFacts | str] = [PartyFacts("รพ.สต.", members=[speaker] if speaker else []), "โรงเรียน"]
        held = hold_joint_meeting(
            actor=officer, target_list=drawn, held_on=dt.date(2026, 11, 2), venue="ห้อง", parties=seats, rule="all"
        )
        member = HouseholdMember.objects.filter(person__given_name="มะลิ").get()
        row = RegisterRow.objects.filter(register__kind="elderly").order_by("row")[0]
        return {
            "person_id": member.person_id,
            "household_id": member.household_id,
            "member_id": member.pk,
            "village_id": Village.objects.order_by("number")[0].pk,
            "register_id": civil.pk,
            "row_id": row.pk,
            "joined_row_id": row.pk,
            "criterion_id": card.pk,
            "list_id": drawn.pk,
            "candidate_id": Candidate.objects.order_by("made_at", "pk")[0].pk,
            "meeting_id": held.pk,
        }


def addresses(*towns: Town) -> Iterator[tuple[str, str]]:
    """Every address of both rooms that names a row; of several towns the first has the outer row, the last the inner."""
    for room, patterns in (("people", people_urls.urlpatterns), ("targets", target_urls.urlpatterns)):
        for pattern in patterns:
            assert isinstance(pattern, URLPattern)
            wanted = list(pattern.pattern.converters)
            rows = [name for name in wanted if name.endswith("_id")]
            if not rows or pattern.name in OWN or (len(towns) > 1 and len(rows) < 2):
                continue
            values: dict[str, Any] = {name: KINDS[name][room] for name in wanted if name not in rows}
            for at, name in enumerate(rows):
                town = towns[0] if at == 0 else towns[-1]
                values[name] = town.get(name, town["person_id"])
            yield f"{room}:{pattern.name}", reverse(f"{room}:{pattern.name}", kwargs=values)


@pytest.fixture
def here(officer: Actor, user_of: Callable[[Role], User]) -> Town:
    """The town that is attacked, or from which."""
    return a_town(officer, user_of(Role.PARTNER))


@pytest.fixture
def there(neighbour_actor_of: Callable[[Role], Actor]) -> Town:
    """The town next door."""
    return a_town(neighbour_actor_of(Role.OFFICER))


def test_no_form_reaches_a_row_of_another_municipality(
    here: Town, there: Town, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    for name, address in [*addresses(there), *addresses(here, there)]:
        sent = browser.post(address, {"reason": "เพราะอยากรู้", "verdict": "approved", "word": "same"})
        assert sent.status_code == 404, (name, sent.status_code)


def test_no_form_takes_over_an_id_of_another_municipality(
    here: Town,
    there: Town,
    officer: Actor,
    neighbour_user_of: Callable[[Role], User],
    browser_of: Callable[..., Client],
) -> None:
    browser = browser_of(Role.OFFICER)
    stranger = str(there["person_id"])
    to_try: list[tuple[str, list[Any], dict[str, Any]]] = [
        ("targets:candidate_new", [here["list_id"]], {"person": stranger, "reason": "เพิ่มตามคำขอ"}),
        ("targets:appeal_new", [here["list_id"]], {"person": stranger, "words": "ขอให้พิจารณาใหม่"}),
        ("targets:row_person", [here["row_id"]], {"person": stranger}),
        ("people:person_kin", [here["person_id"]], {"other": stranger, "word": "spouse"}),
        ("people:person_merges", [here["person_id"]], {"other": stranger, "reason": "คนเดียวกันแน่นอน"}),
        ("people:person_new", [], {"given_name": "ก", "village": str(there["village_id"]), "house_no": "1"}),
        ("people:community_seats", [here["household_id"]], {"person": stranger, "duty": "chair"}),
        (
            "people:household_change_new",
            [here["household_id"], "split"],
            {"leaving": stranger, "head": stranger, "village": str(there["village_id"]), "house_no": "1", "seen": "1"},
        ),
        (
            "targets:meeting_new",
            [here["list_id"]],
            {
                "held_on": "2 พ.ย. 2569",
                "venue": "ห้อง",
                "name_1": "เทศบาล",
                "name_2": "โรงเรียน",
                "member_1": str(neighbour_user_of(Role.OFFICER).pk),
            },
        ),
    ]
    with acting(officer):
        before = [model.objects.count() for model in (Candidate, Kinship, ChangeRequest, JointMeeting, Person)]
    for name, arguments, typed in to_try:
        sent = browser.post(reverse(name, args=arguments), typed)
        assert sent.status_code in {404, 422}, (name, sent.status_code)
    with acting(officer):
        after = [model.objects.count() for model in (Candidate, Kinship, ChangeRequest, JointMeeting, Person)]
        assert RegisterRow.objects.get(pk=here["row_id"]).person_id is None
    assert after == before


@pytest.mark.parametrize("role", OUTSIDERS)
def test_whoever_has_no_right_sends_every_form_in_vain(
    role: Role, here: Town, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(role)
    for name, address in addresses(here):
        own_page = role == Role.RESIDENT and name == "people:person_detail"
        sent = browser.post(address, {"reason": "เพราะอยากรู้", "verdict": "approved"})
        assert sent.status_code in ({403, 404} if own_page else {403}), (role, name, sent.status_code)


def test_a_party_of_one_meeting_is_nobody_at_another(
    here: Town, officer: Actor, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        drawn = TargetList.objects.get(pk=here["list_id"])
        other = draw_target_list(actor=officer, name="อีกบัญชี", criterion=drawn.criterion, fiscal_year=2571)
        closed_to_them = hold_joint_meeting(
            actor=officer, target_list=other, held_on=dt.date(2026, 11, 3), venue="ห้อง", parties=["ก", "ข"]
        )
        name = Candidate.objects.filter(target_list=other)[0]
    partner = browser_of(Role.PARTNER)
    assert partner.get(reverse("targets:meeting_detail", args=[here["meeting_id"]])).status_code == 200
    for address in (
        reverse("targets:target_list_detail", args=[other.pk]),
        reverse("targets:meeting_detail", args=[closed_to_them.pk]),
        reverse("targets:word_new", args=[closed_to_them.pk, name.pk]),
        reverse("targets:word_new", args=[here["meeting_id"], name.pk]),
        reverse("targets:minutes_pdf", args=[closed_to_them.pk]),
        reverse("targets:signed_list_pdf", args=[closed_to_them.pk]),
    ):
        assert partner.post(address, {}).status_code in {403, 404}, address


def test_nobody_guesses_ids_through_the_search(here: Town, officer: Actor, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    address = reverse("people:person_list")
    # Part of an id, an id with a wild card, the keyed hash itself: each finds nobody.
    with acting(officer):
        hashed = Person.objects.exclude(national_id_hash="")[0].national_id_hash
    for typed in ("900000000001", "9000000000", "90000000000%", "9000000000*", "_" * 13, hashed, "' OR 1=1 --"):
        assert "สมศรี" not in browser.get(address, {"q": typed}).content.decode(), typed
    # A page never says a whole id, not even to those who may compare it with a card.
    whole = browser.get(reverse("people:person_detail", args=[here["person_id"]])).content.decode()
    assert "9000000000039" not in whole


@pytest.fixture
def poisoned(officer: Actor) -> Town:
    """People, a list and a party whose names are programs."""
    with acting(officer):
        village = Village.objects.order_by("number")[0]
        facts = [
            PersonFacts(
                given_name=SCRIPT,
                family_name=TYPST,
                nickname=SCRIPT,
                birth_date=dt.date(1940, 1, 1),
                national_id=NationalId("9000000000012"),
            ),
            PersonFacts(given_name="=cmd|'/c calc'!A1", family_name="@SUM(1)", birth_date=dt.date(1941, 1, 1)),
        ]
        admitted = admit_households(
            actor=officer, households=[HouseholdFacts(village, f"1{SCRIPT}"[:40], facts, 12.6, 102.1)], source="civil"
        )
        card = write_criterion(actor=officer, name=f"บัตร {SCRIPT}", sentence=TYPST, definition=OLD)
        adopt_criterion(actor=officer, criterion=card)
        drawn = draw_target_list(actor=officer, name=f"{SCRIPT}{TYPST}", criterion=card, fiscal_year=2570)
        held = hold_joint_meeting(
            actor=officer,
            target_list=drawn,
            held_on=dt.date(2026, 11, 2),
            venue=TYPST,
            parties=[PartyFacts(SCRIPT), PartyFacts(TYPST)],
            rule="all",
        )
        home = Household.objects.get()
        return {
            "person_id": admitted[0].pk,
            "household_id": home.pk,
            "list_id": drawn.pk,
            "meeting_id": held.pk,
            "criterion_id": card.pk,
        }


def test_a_name_that_is_a_program_is_only_a_name(poisoned: Town, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    pages = (
        reverse("people:person_list"),
        reverse("people:person_list") + f"?q={SCRIPT}",
        reverse("people:person_detail", args=[poisoned["person_id"]]),
        reverse("people:person_kin", args=[poisoned["person_id"]]),
        reverse("people:household_detail", args=[poisoned["household_id"]]),
        reverse("people:household_place", args=[poisoned["household_id"]]),
        reverse("people:household_change_new", args=[poisoned["household_id"], "split"]),
        reverse("targets:target_list_list"),
        reverse("targets:target_list_detail", args=[poisoned["list_id"]]),
        reverse("targets:meeting_detail", args=[poisoned["meeting_id"]]),
        reverse("targets:criterion_detail", args=[poisoned["criterion_id"]]),
        reverse("web:left_behind"),
    )
    for page in pages:
        shown = browser.get(page)
        assert shown.status_code == 200, page
        assert SCRIPT not in shown.content.decode(), page
    for paper in ("minutes_pdf", "signed_list_pdf"):
        printed = browser.get(reverse(f"targets:{paper}", args=[poisoned["meeting_id"]]))
        assert printed.content.startswith(b"%PDF"), paper


def test_a_formula_in_what_is_wrong_stays_text() -> None:
    formulas = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "http://evil.example")
    faults = [Fault(at, formula, Words(th=formula, en=formula)) for at, formula in enumerate(formulas, start=1)]
    sheet = load_workbook(io.BytesIO(faults_workbook(faults, "th"))).worksheets[0]
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            assert cell.data_type == "s"
            assert cell.hyperlink is None

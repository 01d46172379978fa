"""Lists with a name of their own count like any other; whoever an office alone knows is looked for in their village."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.targets.conftest import person_called

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Role
from huangyai.ledger.models import Entry
from huangyai.people.models import CommunityHousehold
from huangyai.places.models import Community
from huangyai.targets.actions import (
    PartyFacts,
    adopt_criterion,
    bring_register,
    draw_target_list,
    hold_joint_meeting,
    name_person_of_row,
    write_criterion,
)
from huangyai.targets.models import Candidate, Register, RegisterRow
from huangyai.targets.queries import cards, facts_of_everyone, register_words
from huangyai.targets.queries.left_behind import left_behind
from huangyai.targets.queries.meetings import facts_at_table
from huangyai.targets.rules.criteria import describe
from huangyai.walls.entry import acting

TPMAP = """ลำดับ,ชื่อ-สกุล,ที่อยู่,เบอร์โทร,รายได้ต่อปี
1,นางสมศรี แสงจันทร์,12 หมู่ที่ 1,,24000
2,นายผ่านมา ไม่เคยเห็น,77/1 ม.๒ ต.ร่มเย็น,0810000000,30000
3,นางไกล บ้านอื่น,5 หมู่ 9,,30000
"""
NEWBORN = """ลำดับ,ชื่อ-สกุล,หมู่ที่
1,ด.ญ.มะลิ ทองดี,1
"""


@pytest.fixture
def tpmap(officer: Actor, civil: Register) -> Register:
    """The list of the poor, of which one row is known to be somebody."""
    return own_list(officer, "บัญชี TPMAP", TPMAP, "สมศรี")


def own_list(officer: Actor, name: str, content: str, first: str) -> Register:
    """A list with a name of its own, brought in; its first row is somebody."""
    with acting(officer):
        made = bring_register(
            actor=officer, kind="other", list_name=name, office="พมจ.", file_name="x.csv", content=content.encode()
        ).register
        row = RegisterRow.objects.get(register=made, row=2)
        name_person_of_row(actor=officer, row=row, person=person_called(first))
        return made


def test_each_list_of_that_kind_is_asked_by_its_own_name(officer: Actor, tpmap: Register) -> None:
    newborn = own_list(officer, "เงินอุดหนุนเด็กแรกเกิด", NEWBORN, "มะลิ")
    with acting(officer):
        conditions = cards.conditions_here()
        on_tpmap, on_newborn = (conditions[f"on-other:{one.source_id}"] for one in (tpmap, newborn))
        assert on_tpmap.words.th == "มีชื่อในบัญชี TPMAP"
        card = {"all": [on_tpmap.definition()]}
        assert [words.th for words in describe(card)] == ["มีชื่อในบัญชี TPMAP"]
        assert cards.preview(card).taken == 1
        assert cards.preview({"any": [on_tpmap.definition(), on_newborn.definition()]}).taken == 2
        found = facts_of_everyone()
        assert found[person_called("สมศรี").pk].registers == {"civil", f"other:{tpmap.source_id}"}
        # A list that nobody knows by name any more is asked as it was called then.
        written = write_criterion(actor=officer, name="คนจน", sentence="คนในบัญชี TPMAP", definition=card)
        assert [reason.th for reason in cards.judge(written.definition, found[person_called("สมศรี").pk]) or []] == [
            "มีชื่อในบัญชี TPMAP"
        ]


def test_a_card_is_compared_with_it_by_name(
    officer: Actor, tpmap: Register, browser_of: Callable[[Role], Client]
) -> None:
    with acting(officer):
        definition = {"all": [{"fact": "age", "is": "at_most", "value": 50}]}
        beside = {one.register: one for one in cards.comparison(definition).registers}
        assert (beside[f"other:{tpmap.source_id}"].both, beside[f"other:{tpmap.source_id}"].missed) == (0, 1)
        card = write_criterion(actor=officer, name="คนวัยทำงาน", sentence="อายุไม่เกิน 50 ปี", definition=definition)
    browser = browser_of(Role.OFFICER)
    assert "บัญชี TPMAP" in browser.get(reverse("targets:comparison", args=[card.pk])).text
    page = browser.get(
        reverse("targets:comparison_people", args=[card.pk, "missed"]), {"register": f"other:{tpmap.source_id}"}
    )
    assert "สมศรี แสงจันทร์" in page.text


def test_a_party_sees_it_only_where_its_seat_says_so(
    officer: Actor, tpmap: Register, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], User]
) -> None:
    key = f"other:{tpmap.source_id}"
    with acting(officer):
        assert key in register_words()
        definition = {"all": [cards.conditions_here()[f"on-{key}"].definition()]}
        card = write_criterion(actor=officer, name="คนจน", sentence="คนในบัญชี TPMAP", definition=definition)
        adopt_criterion(actor=officer, criterion=card)
        drawn = draw_target_list(actor=officer, name="คนจน ปี 2570", criterion=card, fiscal_year=2570)
        (candidate,) = Candidate.objects.filter(target_list=drawn)
        assert candidate.reasons[0]["from"] == key
    for sees, shown in ((("welfare",), []), ((key,), ["บัญชี TPMAP"])):
        with acting(officer):
            meeting = hold_joint_meeting(
                actor=officer,
                target_list=drawn,
                held_on=candidate.made_at.date(),
                venue="ห้องประชุม",
                parties=[PartyFacts("พมจ.", members=[user_of(Role.PARTNER)], sees=sees), "โรงเรียน"],
            )
        partner = actor_of(Role.PARTNER)
        with acting(partner):
            told = {fact.source for fact in facts_at_table(partner, meeting, candidate)}
            assert [source for source in told if source.startswith("บัญชี")] == shown


def test_a_card_may_ask_for_a_community(officer: Actor, civil: Register) -> None:
    with acting(officer):
        community = Community.objects.create(municipality_id=officer.municipality_id, number=1, name="ริมคลอง")
        home = person_called("มะลิ").household
        assert home is not None
        CommunityHousehold.objects.create(
            municipality_id=officer.municipality_id, community=community, household=home, begins_on="2026-01-01"
        )
        definition = cards.conditions_here()[f"community-{community.pk}"].definition()
        assert [words.th for words in describe(definition)] == ["อยู่ ชุมชนริมคลอง"]
        assert cards.preview(definition).taken == 2


def test_rows_that_nobody_was_found_for_wait_in_their_village(
    officer: Actor, tpmap: Register, browser_of: Callable[[Role], Client]
) -> None:
    with acting(officer):
        work = left_behind(officer)
        assert work.unknown_rows == 2
        assert {one.village.code: one.unknown for one in work.by_village} == {"22010801": 0, "22010802": 1}
    browser = browser_of(Role.OFFICER)
    address = reverse("targets:unknown_row_list")
    assert f"{address}?village=22010802" in browser.get(reverse("web:left_behind")).text
    here = browser.get(address, {"village": "22010802"}).text
    assert "นายผ่านมา ไม่เคยเห็น" in here
    assert "0810000000" in here
    assert "นางไกล บ้านอื่น" not in here
    elsewhere = browser.get(address, {"village": "elsewhere"}).text
    assert "นางไกล บ้านอื่น" in elsewhere
    assert "นายผ่านมา ไม่เคยเห็น" not in elsewhere
    with acting(officer):
        assert Entry.objects.filter(verb="looked-at", subject_id=str(tpmap.pk)).exists()


@pytest.mark.parametrize("role", [Role.PLANNER, Role.LEADER, Role.VOLUNTEER, Role.RESIDENT, Role.PARTNER])
def test_others_do_not_read_their_names(role: Role, tpmap: Register, browser_of: Callable[[Role], Client]) -> None:
    page = browser_of(role).get(reverse("targets:unknown_row_list"))
    assert page.status_code in {302, 403, 404}

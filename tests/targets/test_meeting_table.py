"""The joint meeting: parties at their own screens or at one, minutes, appeals, and names that come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.targets.conftest import CIVIL, person_called

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NotAllowed, NotFound, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people.actions import tie_account
from huangyai.places.models import Village
from huangyai.targets import queries
from huangyai.targets.actions import (
    Opinion,
    PartyFacts,
    Verdict,
    add_candidate,
    answer_appeal,
    answer_question,
    ask_question,
    bring_register,
    close_meeting,
    decide_names,
    draw_newcomers,
    draw_target_list,
    file_appeal,
    hold_joint_meeting,
    name_person_of_row,
    name_somebody,
    reopen_name,
    say_words,
    settle_names,
)
from huangyai.targets.documents import minutes_document, signed_list_document
from huangyai.targets.models import (
    Appeal,
    Candidate,
    Decision,
    JointMeeting,
    Party,
    PastDecision,
    Register,
    RegisterRow,
    TargetList,
)
from huangyai.targets.queries import meetings
from huangyai.targets.queries.appeals import own_places, words_of_appeal
from huangyai.walls.entry import acting

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def partner(actor_of: Callable[[Role], Actor]) -> Actor:
    """The nurse who sits for the health station."""
    return actor_of(Role.PARTNER)


@pytest.fixture
def table(
    officer: Actor, old_list: TargetList, user_of: Callable[[Role], User], actor_of: Callable[[Role], Actor]
) -> JointMeeting:
    """Four agencies; two thirds of the way there is a majority. The health station sees the visit list, the school nothing more."""
    with acting(officer):
        return hold_joint_meeting(
            actor=officer,
            target_list=old_list,
            held_on=dt.date(2026, 11, 2),
            venue="ห้องประชุม",
            rule="majority",
            look_again_months=6,
            parties=[
                PartyFacts("เทศบาล", ("elderly", "welfare"), chairs=True),
                PartyFacts("รพ.สต.", ("visits",), members=[user_of(Role.PARTNER)]),
                PartyFacts("โรงเรียน", members=[user_of(Role.LEADER)]),
                PartyFacts("พมจ."),
            ],
        )


def seat(meeting: JointMeeting, name: str) -> Party:
    return Party.objects.get(meeting=meeting, name=name)


def names_of(actor: Actor, meeting: JointMeeting) -> list[Candidate]:
    return list(meetings.names_waiting(actor, meeting))


def say(actor: Actor, meeting: JointMeeting, party: str, name: Candidate, *, confirms: bool) -> int:
    opinion = Opinion(name, confirms, f"{party} รู้จักบ้านนี้")
    return say_words(actor=actor, party=seat(meeting, party), opinions=[opinion])


def test_a_name_is_settled_when_the_last_party_has_spoken(officer: Actor, partner: Actor, table: JointMeeting) -> None:
    with acting(officer):
        one, other = names_of(officer, table)
        assert say(officer, table, "เทศบาล", one, confirms=True) == 0
        assert say(officer, table, "โรงเรียน", one, confirms=True) == 0
        assert say(officer, table, "พมจ.", one, confirms=False) == 0
        with acting(partner):
            assert say(partner, table, "รพ.สต.", one, confirms=True) == 1
        decision = Decision.objects.get()
        assert (decision.candidate, decision.outcome) == (one, "confirmed")
        assert decision.reason.startswith("เห็นชอบ 3 จาก 4 ฝ่าย")
        assert decision.look_again_on == dt.date(2027, 5, 2)
        assert list(queries.confirmed_people(table.target_list)) == [one.person]
        agenda = meetings.agenda(table)
        assert (agenda.names, agenda.waiting, agenda.confirmed) == (2, 1, 1)
        with pytest.raises(Refusal, match="already-decided"):
            say(officer, table, "พมจ.", one, confirms=True)
        # The last word of a party counts, until the name is settled.
        say(officer, table, "เทศบาล", other, confirms=True)
        say(officer, table, "เทศบาล", other, confirms=False)
        assert [told.confirms for told in meetings.words_on(table, [other])[other.pk]] == [False]


def test_silent_parties_leave_it_to_the_others_when_the_secretary_settles(officer: Actor, table: JointMeeting) -> None:
    with acting(officer):
        one, other = names_of(officer, table)
        say(officer, table, "เทศบาล", one, confirms=False)
        say(officer, table, "พมจ.", one, confirms=False)
        assert [name.pk for name in meetings.spoken_of(officer, table)] == [one.pk]
        assert settle_names(actor=officer, meeting=table, candidates=[one, other]) == 1
        assert Decision.objects.get().outcome == "declined"


def test_nobody_speaks_for_another_party(
    officer: Actor, partner: Actor, table: JointMeeting, actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        one = names_of(officer, table)[0]
        with pytest.raises(NotAllowed):
            say(partner, table, "โรงเรียน", one, confirms=True)
        for role in (Role.PLANNER, Role.VOLUNTEER, Role.RESIDENT):
            with pytest.raises(NotAllowed):
                say(actor_of(role), table, "รพ.สต.", one, confirms=True)
        for attempt in (
            lambda: settle_names(actor=partner, meeting=table, candidates=[one]),
            lambda: close_meeting(actor=partner, meeting=table),
            lambda: decide_names(actor=partner, meeting=table, verdicts=[]),
            lambda: reopen_name(actor=partner, candidate=one, reason="ขอดูใหม่"),
            lambda: add_candidate(
                actor=actor_of(Role.VOLUNTEER), target_list=table.target_list, person=one.person, reason="เสนอ"
            ),
        ):
            with pytest.raises(NotAllowed):
                attempt()
        with pytest.raises(Refusal, match="parties-decide"):
            decide_names(actor=officer, meeting=table, verdicts=[Verdict(one, confirmed=True, reason="อยู่จริง")])
        with pytest.raises(Refusal, match="reason-missing"):
            say_words(actor=officer, party=seat(table, "พมจ."), opinions=[Opinion(one, True, " ")])


def test_a_party_sees_its_own_lists_and_no_other_registers_facts(
    officer: Actor, partner: Actor, table: JointMeeting, elderly: Register
) -> None:
    with acting(officer):
        row = RegisterRow.objects.filter(register=elderly).order_by("row")[0]
        name_person_of_row(actor=officer, row=row, person=person_called("สมศรี"))
        name = Candidate.objects.get(person=person_called("สมศรี"))
        Candidate.objects.filter(pk=name.pk).update(
            reasons=[
                *name.reasons,
                {"th": "คะแนน ADL 8", "en": "ADL 8", "from": "visits"},
                {"th": "ลับ", "en": "x", "from": "welfare"},
            ]
        )
        name.refresh_from_db()
        other = hold_joint_meeting(
            actor=officer, target_list=table.target_list, held_on=table.held_on, venue="ก", parties=["ก", "ข"]
        )
    with acting(partner):
        (shown,) = meetings.at_table(partner, table, [name], today=TODAY)
        assert ([reason[:4] for reason in shown.reasons], shown.hidden) == (["อายุ", "คะแน"], 1)
        assert [fact.source for fact in meetings.facts_at_table(partner, table, name)] == ["ทะเบียนราษฎร"]
        with pytest.raises(NotFound):
            meetings.meeting(partner, other.pk)
    with acting(officer):
        (full,) = meetings.at_table(officer, table, [name], today=TODAY)
        assert (len(full.reasons), full.hidden) == (3, 0)
        assert len(meetings.facts_at_table(officer, table, name)) == 2


def test_questions_and_the_end_of_the_meeting(officer: Actor, partner: Actor, table: JointMeeting) -> None:
    with acting(officer):
        one = names_of(officer, table)[0]
        asked = ask_question(
            actor=partner, meeting=table, question="ยังอยู่บ้านหลังนี้ไหม", candidate=one, falls_to="อสม. หมู่ 1"
        )
        answer_question(actor=officer, question=asked, answer="ยังอยู่ ไปดูแล้ว")
        with pytest.raises(Refusal, match="question-answered"):
            answer_question(actor=officer, question=asked, answer="อีกครั้ง")
        with pytest.raises(Refusal, match="question-empty"):
            ask_question(actor=officer, meeting=table, question=" ")
        close_meeting(actor=officer, meeting=table, resolution="นัดครั้งหน้า 1 ธ.ค.")
        for attempt in (
            lambda: say(officer, table, "พมจ.", one, confirms=True),
            lambda: settle_names(actor=officer, meeting=table, candidates=[one]),
            lambda: close_meeting(actor=officer, meeting=table),
        ):
            with pytest.raises(Refusal, match="meeting-closed"):
                attempt()
        assert Entry.objects.filter(verb="joint-meeting.closed").count() == 1


def test_the_minutes_and_the_list_to_sign_are_papers(officer: Actor, table: JointMeeting) -> None:
    with acting(officer):
        for name in names_of(officer, table):
            for party, confirms in (("เทศบาล", True), ("รพ.สต.", True), ("โรงเรียน", True), ("พมจ.", False)):
                say(officer, table, party, name, confirms=confirms)
        ask_question(actor=officer, meeting=table, question="ใครพาไปหาหมอ")
        table.refresh_from_db()
        found = meetings.meeting(officer, table.pk)
        for paper in (minutes_document(officer, found), signed_list_document(officer, found)):
            assert paper.startswith(b"%PDF")
            assert len(paper) > 10_000


def test_an_appeal_goes_back_to_the_next_meeting(
    officer: Actor, table: JointMeeting, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], User]
) -> None:
    resident = actor_of(Role.RESIDENT)
    with acting(officer):
        one, other = names_of(officer, table)
        tie_account(actor=officer, person=one.person, user=user_of(Role.RESIDENT))
        for party in ("เทศบาล", "รพ.สต.", "โรงเรียน", "พมจ."):
            say(officer, table, party, one, confirms=False)
    with acting(resident):
        assert [place.candidate.pk for place in own_places(resident)] == [one.pk]
        with pytest.raises(NotAllowed):
            file_appeal(actor=resident, target_list=table.target_list, person=other.person, words="ไม่เห็นด้วย")
        with pytest.raises(Refusal, match="appeal-empty"):
            file_appeal(actor=resident, target_list=table.target_list, person=one.person, words=" ")
        filed = file_appeal(
            actor=resident, target_list=table.target_list, person=one.person, words="ยังอยู่บ้านเดิม ไม่ได้ย้าย"
        )
        with pytest.raises(Refusal, match="appeal-waiting"):
            file_appeal(actor=resident, target_list=table.target_list, person=one.person, words="ขอถามอีกครั้ง")
    with acting(officer):
        stored = bytes(Appeal.objects.get().words_sealed)
        assert "ยังอยู่บ้านเดิม".encode() not in stored
        assert words_of_appeal(filed) == "ยังอยู่บ้านเดิม ไม่ได้ย้าย"
        answer_appeal(actor=officer, appeal=filed, to_meeting=True, reason="ไปดูบ้านแล้ว อยู่จริง")
        with pytest.raises(Refusal, match="appeal-answered"):
            answer_appeal(actor=officer, appeal=filed, to_meeting=False, reason="ซ้ำ ๆ")
        # The old word stands until the next meeting says otherwise.
        assert Decision.objects.get(candidate=one).outcome == "declined"
        following = hold_joint_meeting(
            actor=officer, target_list=table.target_list, held_on=dt.date(2026, 12, 1), venue="ห้อง", parties=["ก", "ข"]
        )
        assert {name.pk for name in names_of(officer, following)} == {one.pk, other.pk}
        former = Decision.objects.get(candidate=one).pk
        decide_names(actor=officer, meeting=following, verdicts=[Verdict(one, confirmed=True, reason="อยู่จริง")])
        assert Decision.objects.get(candidate=one).outcome == "confirmed"
        assert PastDecision.objects.get().pk == former
        # The first meeting's minutes go on saying what it said.
        assert [(name.candidate, name.confirmed) for name in meetings.decided_at(table)] == [(one, False)]
        assert (meetings.agenda(table).declined, meetings.agenda(following).confirmed) == (1, 1)
        assert {name.pk for name in names_of(officer, following)} == {other.pk}
        assert queries.count_confirmed() == 1


def test_somebody_on_no_list_may_appeal_at_the_counter(officer: Actor, table: JointMeeting) -> None:
    with acting(officer):
        who = person_called("วิเชียร")
        filed = file_appeal(actor=officer, target_list=table.target_list, person=who, words="ดูแลแม่คนเดียว ไม่มีใครมาถาม")
        assert filed.channel == "counter"
        answer_appeal(actor=officer, appeal=filed, to_meeting=True, reason="ควรได้พิจารณา")
        name = Candidate.objects.get(person=who)
        assert name.added_by_meeting
        assert name in names_of(officer, table)


def test_names_come_back_when_their_day_has_come_or_a_register_says_otherwise(
    officer: Actor, old_list: TargetList
) -> None:
    with acting(officer):
        meeting = hold_joint_meeting(
            actor=officer,
            target_list=old_list,
            held_on=timezone.localdate() - dt.timedelta(days=40),
            venue="ห้อง",
            parties=["ก", "ข"],
            look_again_months=1,
        )
        names = names_of(officer, meeting)
        decide_names(
            actor=officer, meeting=meeting, verdicts=[Verdict(name, confirmed=True, reason="อยู่จริง") for name in names]
        )
        assert {found.cause for found in queries.names_to_look_at_again(old_list)} == {"due"}
        nobody = hold_joint_meeting(
            actor=officer, target_list=old_list, held_on=timezone.localdate(), venue="ห้อง", parties=["ก", "ข"]
        )
        assert {name.pk for name in names_of(officer, nobody)} == {name.pk for name in names}
        assert queries.names_to_look_at_again(old_list) == []
        decide_names(
            actor=officer, meeting=nobody, verdicts=[Verdict(name, confirmed=True, reason="อยู่จริง") for name in names]
        )
        assert names_of(officer, nobody) == []
        # A birth date was wrong: the card would not take them any more.
        changed = names[0].person
        changed.birth_date = dt.date(2000, 1, 1)
        changed.save(update_fields=["birth_date"])
        asked = reopen_name(actor=officer, candidate=names[1], reason="ลูกสาวขอให้ดูใหม่")
        assert (asked.cause, names_of(officer, nobody)) == ("asked", [names[1]])
        with pytest.raises(Refusal, match="on-agenda-already"):
            reopen_name(actor=officer, candidate=names[1], reason="อีกครั้ง")
        (found,) = queries.names_to_look_at_again(old_list)
        assert (found.candidate, found.cause) == (names[0], "changed")


def test_two_lists_of_one_year_have_different_names(officer: Actor, old_list: TargetList) -> None:
    with acting(officer):
        card = old_list.criterion
        with pytest.raises(Refusal, match="list-of-that-name") as told:
            draw_target_list(actor=officer, name="  ผู้สูงอายุ  ปี 2570 ", criterion=card, fiscal_year=2570)
        assert "2570" in told.value.words.th
        assert TargetList.objects.count() == 1
        assert draw_target_list(actor=officer, name="ผู้สูงอายุ ปี 2570", criterion=card, fiscal_year=2571)


def test_whom_the_card_takes_by_now_is_added_for_the_next_meeting(officer: Actor, old_list: TargetList) -> None:
    with acting(officer):
        more = CIVIL.splitlines()[0] + "\n1,,นาง,มาใหม่,ก,หญิง,1 ม.ค. 2490,8,22010802\n"
        bring_register(actor=officer, kind="civil", file_name="c.csv", content=more.encode())
        assert len(queries.newly_taken(old_list)) == 1
        assert draw_newcomers(actor=officer, target_list=old_list) == 1
        assert draw_newcomers(actor=officer, target_list=old_list) == 0


def test_four_agencies_at_their_screens(officer: Actor, table: JointMeeting, browser_of: Callable[..., Client]) -> None:
    address = reverse("targets:meeting_detail", args=[table.pk])
    nurse, secretary = browser_of(Role.PARTNER), browser_of(Role.OFFICER)
    page = nurse.get(address)
    assert page.status_code == 200
    assert page.text.count('name="everybody"') == 2
    assert "/people/" not in page.text
    with acting(officer):
        first, second = names_of(officer, table)
    word = reverse("targets:word_new", args=[table.pk, first.pk])
    assert nurse.post(word, {"everybody": "declined"}).status_code == 422
    said = nurse.post(word, {"everybody": "declined", "common_reason": "ไม่อยู่บ้านตอนไปเยี่ยม"})
    # The next name on which this party was silent.
    assert said["Location"] == f"{address}?name={second.pk}"
    words = reverse("targets:party_words", args=[table.pk, first.pk])
    assert secretary.get(words)["Location"] == f"{address}?name={first.pk}"
    # What was said of the last name stands ready for the next; a no needs its own words.
    with acting(officer):
        say_words(
            actor=officer, party=seat(table, "เทศบาล"), opinions=[Opinion(second, confirms=True, reason="ผู้ใหญ่บ้านยืนยัน")]
        )
    assert 'value="ผู้ใหญ่บ้านยืนยัน"' in secretary.get(address).text
    refused = secretary.post(word, {"everybody": "declined", "common_reason": "ผู้ใหญ่บ้านยืนยัน"})
    assert refused.status_code == 422
    followed = secretary.get(words, headers={"HX-Request": "true"})
    assert "ไม่อยู่บ้านตอนไปเยี่ยม" in followed.text
    with acting(officer):
        differs = seat(table, "พมจ.")
        silent = seat(table, "รพ.สต.")
    sent = secretary.post(
        word,
        {
            "everybody": "confirmed",
            "common_reason": "ผู้แทนหมู่บ้านยืนยัน",
            f"outcome_{differs.pk}": "declined",
            f"reason_{differs.pk}": "ได้รับความช่วยเหลือจากจังหวัดแล้ว",
            f"outcome_{silent.pk}": "confirmed",
            f"reason_{silent.pk}": "โทรตามแล้ว อยู่บ้าน",
        },
    )
    assert sent.status_code == 302
    with acting(officer):
        assert Decision.objects.get(candidate=first).outcome == "confirmed"
    question = reverse("targets:question_new", args=[table.pk])
    assert nurse.post(question, {"question": "ใครไปดู", "candidate": str(second.pk)}).status_code == 302
    assert "ใครไปดู" in secretary.get(address).text
    for name in ("minutes_pdf", "signed_list_pdf"):
        paper = nurse.get(reverse(f"targets:{name}", args=[table.pk]))
        assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert nurse.post(reverse("targets:meeting_closure", args=[table.pk])).status_code == 403
    assert secretary.post(reverse("targets:meeting_closure", args=[table.pk]), {"resolution": ""}).status_code == 302
    assert (
        nurse.post(
            reverse("targets:word_new", args=[table.pk, second.pk]),
            {"everybody": "confirmed", "common_reason": "อยู่จริง"},
        ).status_code
        == 409
    )
    assert browser_of(Role.VOLUNTEER).get(address).status_code == 403


def test_a_meeting_begins_with_its_rule_and_its_seats(
    officer: Actor, old_list: TargetList, user_of: Callable[[Role], User], browser_of: Callable[..., Client]
) -> None:
    typed = {
        "held_on": "2 พ.ย. 2569",
        "venue": "ห้องประชุม",
        "rule": "chair",
        "look_again_months": "0",
        "name_1": "เทศบาล",
        "name_2": "รพ.สต.",
        "member_2": str(user_of(Role.PARTNER).pk),
        "sees_2": ["visits", "visited"],
    }
    browser, address = browser_of(Role.OFFICER), reverse("targets:meeting_new", args=[old_list.pk])
    assert browser.post(address, typed).status_code == 409
    # A chair is chosen beside a name; a seat without one can't chair.
    nameless = browser.post(address, {**typed, "chair": "3"})
    assert nameless.status_code == 422
    assert 'name="chair" value="3" checked' in " ".join(nameless.content.decode().split())
    begun = browser.post(address, {**typed, "chair": "1"})
    with acting(officer):
        held = JointMeeting.objects.get()
        assert begun["Location"] == reverse("targets:meeting_detail", args=[held.pk])
        assert [(party.name, party.chairs, party.sees) for party in held.parties.all()] == [
            ("เทศบาล", True, []),
            ("รพ.สต.", False, ["visits", "visited"]),
        ]
    assert browser_of(Role.PARTNER).get(begun["Location"]).status_code == 200


def test_a_resident_appeals_on_their_own_page(
    officer: Actor, table: JointMeeting, user_of: Callable[[Role], User], browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        name = names_of(officer, table)[0]
        tie_account(actor=officer, person=name.person, user=user_of(Role.RESIDENT))
    browser, own = browser_of(Role.RESIDENT), reverse("targets:own_list_list")
    appeal = reverse("targets:own_appeal_new", args=[table.target_list_id])
    shown = browser.get(own).text
    assert appeal in shown
    # Why the card took her, as far as the registers know it.
    assert name.reasons[0]["th"] in shown
    assert browser.post(appeal, {"words": ""}).status_code == 422
    assert browser.post(appeal, {"words": "ขอให้พิจารณาใหม่ ยังอยู่บ้านเดิม"})["Location"] == own
    assert appeal not in browser.get(own).text
    with acting(officer):
        filed = Appeal.objects.get()
    officer_page = browser_of(Role.OFFICER)
    answer = reverse("targets:appeal_detail", args=[filed.pk])
    assert "ยังอยู่บ้านเดิม" in officer_page.get(answer).text
    assert officer_page.post(answer, {"outcome": "explained", "reason": "กำลังพิจารณาอยู่แล้ว"}).status_code == 302
    assert "กำลังพิจารณาอยู่แล้ว" in browser.get(own).text
    assert reverse("targets:appeal_detail", args=[filed.pk]) in officer_page.get(reverse("targets:appeal_list")).text
    assert browser_of(Role.PARTNER).get(answer).status_code == 403


def test_the_table_asks_the_same_number_of_questions_for_any_number_of_names(
    officer: Actor, table: JointMeeting, browser_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    browser, address = browser_of(Role.OFFICER), reverse("targets:meeting_detail", args=[table.pk])
    for size in (1, 30):
        with acting(officer):
            head = CIVIL.splitlines()[0]
            rows = (f"{at},,นาง,หญิง{size}-{at},ก,หญิง,1 ม.ค. 2480,{at},22010801" for at in range(size))
            bring_register(actor=officer, kind="civil", file_name="c.csv", content="\n".join([head, *rows]).encode())
            draw_newcomers(actor=officer, target_list=table.target_list)
            for name in names_of(officer, table):
                say(officer, table, "เทศบาล", name, confirms=True)
        with django_assert_max_num_queries(34):
            assert browser.get(address).status_code == 200


def test_a_party_names_whom_it_knows_and_reads_nothing_by_it(
    officer: Actor, partner: Actor, table: JointMeeting, browser_of: Callable[[Role], Client]
) -> None:
    with acting(officer):
        village = person_called("วิเชียร").household.village.pk
    browser, address = browser_of(Role.PARTNER), reverse("targets:name_new", args=[table.pk])
    assert address in browser.get(reverse("targets:meeting_detail", args=[table.pk])).text
    # Part of a name finds nobody.
    assert browser.post(address, {"full_name": "วิเชียร", "village": village, "reason": "ตกงาน"}).status_code == 422
    done = browser.post(address, {"full_name": "นาย วิเชียร ใจงาม", "village": village, "reason": "เพิ่งล้มป่วย"})
    assert done.status_code == 302
    with acting(officer):
        added = Candidate.objects.get(target_list=table.target_list, person__given_name="วิเชียร")
        assert added.added_by_meeting
        assert str(added.pk) in done["Location"]
        # Nobody of that name lives in that village: the secretary finds out, and the party hears nothing of others.
        browser.post(address, {"full_name": "สมศรี แสงจันทร์", "village": village, "reason": "อยู่คนเดียว"})
        (asked,) = meetings.questions(table)
        assert "สมศรี แสงจันทร์" in asked.question


def test_whoever_does_not_sit_there_names_nobody(
    table: JointMeeting, actor_of: Callable[[Role], Actor], browser_of: Callable[[Role], Client]
) -> None:
    address = reverse("targets:name_new", args=[table.pk])
    page = browser_of(Role.PLANNER).post(address, {"full_name": "วิเชียร ใจงาม", "village": "", "reason": "ตกงาน"})
    assert page.status_code == 422
    with acting(actor_of(Role.PLANNER)), pytest.raises(NotAllowed):
        name_somebody(
            actor=actor_of(Role.PLANNER),
            meeting=table,
            full_name="วิเชียร ใจงาม",
            village=Village.objects.get(number=2),
            reason="ตกงาน",
        )

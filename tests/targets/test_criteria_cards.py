"""Cards are built, tried, compared with the registers and taken into use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.targets.conftest import CIVIL, OLD, person_called

from huangyai.kernel import Actor, BadInput, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.targets import queries
from huangyai.targets.actions import (
    PersonaFacts,
    adopt_criterion,
    bring_register,
    bring_survey,
    draw_target_list,
    keep_persona,
    name_person_of_row,
    take_ready_card,
    write_criterion,
)
from huangyai.targets.forms.criteria import CriterionForm, initial_of
from huangyai.targets.models import Criterion, Register, RegisterRow, Survey
from huangyai.targets.queries import cards
from huangyai.targets.rules.criteria import asks_survey, check_definition, describe, judge
from huangyai.targets.rules.personas import facts_of_persona
from huangyai.targets.rules.ready_cards import READY_CARDS
from huangyai.walls.entry import acting

SURVEY = """village_code,house_no,no_checkup,uncared_bedridden,unsafe_house,water_short,out_of_school,no_work,low_income,no_welfare,no_transport
22010801,12,1,0,0,1,0,0,1,0,0
22010801,7,0,0,0,0,0,0,0,0,0

22010802,999,1,1,1,1,1,1,1,1,1
"""


@pytest.fixture
def survey(officer: Actor, civil: Register) -> Survey:
    """What households lack; one line is of a house that nobody knows."""
    with acting(officer):
        brought = bring_survey(actor=officer, name="สำรวจครัวเรือน 2569", surveyed_on=dt.date(2026, 9, 1), answers=SURVEY)
        assert [(fault.row, fault.column) for fault in brought.faults] == [(5, "house_no")]
        return brought.survey


@pytest.mark.parametrize("ready", READY_CARDS, ids=lambda card: card.key)
def test_a_ready_card_does_what_its_made_up_people_say(ready: Any) -> None:
    check_definition(ready.definition)
    assert describe(ready.definition)
    for _name, facts, expected in ready.personas:
        assert (judge(ready.definition, facts_of_persona(facts)) is not None) == expected


def test_the_six_groups_each_have_a_ready_card() -> None:
    assert {card.group for card in READY_CARDS} == {
        "children", "elderly", "disability", "low_income", "hardship", "family",
    }  # fmt: skip


@pytest.mark.parametrize(
    "facts", [{"age": -1}, {"adl": "9"}, {"registers": ["police"]}, {"registers": "civil"}, {"sex": "x"}]
)
def test_an_impossible_made_up_person_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        facts_of_persona(facts)


def test_a_draft_draws_no_list_until_somebody_adopts_it(officer: Actor, civil: Register) -> None:
    with acting(officer):
        card = write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="60 ปีขึ้นไป", definition=OLD)
        with pytest.raises(Refusal, match="card-not-adopted"):
            draw_target_list(actor=officer, name="ก", criterion=card, fiscal_year=2570)
        adopted = adopt_criterion(actor=officer, criterion=card, note="ที่ประชุมสำนักปลัด 3 พ.ย. 2569")
        assert (adopted.takes, adopted.adopted_by_id) == (2, officer.user_id)
        again = cards.criterion(officer, card.pk)
        with pytest.raises(Refusal, match="card-adopted"):
            adopt_criterion(actor=officer, criterion=again)
        drawn = draw_target_list(actor=officer, name="ก", criterion=again, fiscal_year=2570)
        write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="70 ปีขึ้นไป", definition=OLD)
        drawn.refresh_from_db()
        assert drawn.criterion.version == 1
        assert [version.version for version in cards.versions(officer, card)] == [2, 1]
        (line,) = queries.criterion_cards(officer)
        assert (line.criterion.version, line.adopted) == (2, False)


def test_a_card_that_fails_its_made_up_people_is_not_adopted(officer: Actor, civil: Register) -> None:
    with acting(officer):
        card = take_ready_card(actor=officer, key="elderly")
        assert (card.group, card.personas.count()) == ("elderly", 3)
        assert all(tried.passes for tried in cards.tested_personas(card))
        wrong = PersonaFacts("หนุ่มวัย 20 ปี", {"age": 20}, expected=True)
        keep_persona(actor=officer, criterion=card, persona=wrong)
        with pytest.raises(Refusal, match="personas-fail"):
            adopt_criterion(actor=officer, criterion=card)
        newer = write_criterion(
            actor=officer,
            name=card.name,
            sentence="ก",
            definition={"all": [{"fact": "age", "is": "at_least", "value": 1}]},
        )
        # The made-up people go with the card to its next version.
        assert [(tried.persona.name, tried.passes) for tried in cards.tested_personas(newer)][-1] == (wrong.name, True)


def test_the_survey_is_asked_with_the_welfare_card(officer: Actor, survey: Survey) -> None:
    with acting(officer):
        assert (survey.households, Entry.objects.filter(verb="survey.brought").count()) == (2, 1)
        facts = queries.facts_of_everyone()[person_called("สมศรี").pk]
        assert (facts.dimensions, facts.poor) == (3, True)
        assert facts.deprived == {"no_checkup", "water_short", "low_income"}
        assert queries.facts_of_everyone()[person_called("วิเชียร").pk].dimensions is None
        welfare = "no,fullname,house_no,village_code,income_year\n1,สมศรี แสงจันทร์,12,22010801,30000\n2,บุญเลิศ ทองดี,7,22010801,20000\n"
        brought = bring_register(actor=officer, kind="welfare", file_name="w.csv", content=welfare.encode()).register
        for row, name in zip(
            RegisterRow.objects.filter(register=brought).order_by("row"), ("สมศรี", "บุญเลิศ"), strict=True
        ):
            name_person_of_row(actor=officer, row=row, person=person_called(name))
        card = take_ready_card(actor=officer, key="low-income")
        assert cards.preview(card.definition).taken == 1
        wants = {key: asked for key, asked in cards.conditions_here().items() if key.startswith("want-")}
        assert "ครัวเรือนขาด: น้ำกินน้ำใช้ไม่พอตลอดปี" in {asked.words.th for asked in wants.values()}


def test_a_survey_that_cannot_be_read_leaves_nothing(officer: Actor, civil: Register) -> None:
    for answers in ("", "village_code,house_no\n", SURVEY.replace("12,1,", "12,7,"), SURVEY.replace("22010801", "99")):
        with acting(officer), pytest.raises(BadInput):
            bring_survey(actor=officer, name="ก", surveyed_on=dt.date(2026, 9, 1), answers=answers)
    with acting(officer):
        assert not Survey.objects.exists()


def test_a_card_is_compared_with_each_register(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        for row, name in zip(
            RegisterRow.objects.filter(register=elderly).order_by("row"), ("สมศรี", "วิเชียร"), strict=False
        ):
            name_person_of_row(actor=officer, row=row, person=person_called(name))
        found = cards.comparison(OLD)
        assert (found.taken, found.on_none) == (2, 1)
        (beside,) = found.registers
        assert (beside.register, beside.both, beside.missed, beside.extra) == ("elderly", 1, 1, 1)
        by_sex = {share.key: (share.people, share.taken) for share in beside.splits[0].shares}
        assert by_sex == {"f": (1, 1), "m": (1, 0)}
        # Of the two whom the card takes, the man is not on the allowance list.
        unknown = {share.key: (share.people, share.taken) for share in beside.extra_splits[0].shares}
        assert unknown == {"f": (1, 0), "m": (1, 1)}
        missed = cards.residents_compared(OLD, "elderly", "missed")
        assert [person.given_name for person in missed] == ["วิเชียร"]
        assert [person.given_name for person in cards.residents_compared(OLD, "", "extra")] == ["บุญเลิศ"]


def test_counts_follow_what_is_done(officer: Actor, civil: Register) -> None:
    with acting(officer):
        assert cards.preview(OLD).taken == 2
        bring_register(
            actor=officer,
            kind="civil",
            file_name="c.csv",
            content=(CIVIL.splitlines()[0] + "\n1,,นาง,มาใหม่,ก,หญิง,1 ม.ค. 2490,8,22010802\n").encode(),
        )
        found = cards.preview(OLD)
        assert (found.taken, [village.taken for village in found.villages]) == (3, [2, 1])
        assert [mark["properties"]["text"] for mark in cards.village_map(found.villages)["features"]] == []


def test_a_card_that_asks_a_survey_says_that_it_is_missing(
    officer: Actor, civil: Register, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    survey = reverse("targets:survey_list")
    asking = [ready.key for ready in READY_CARDS if asks_survey(ready.definition)]
    assert 0 < len(asking) < len(READY_CARDS)
    assert browser.get(reverse("targets:criterion_list")).content.decode().count(f'"{survey}"') == len(asking) + 1
    taken = browser.post(reverse("targets:ready_card", args=[asking[0]]), follow=True).content.decode()
    assert f'"{survey}"' in taken
    plain = next(ready.key for ready in READY_CARDS if not asks_survey(ready.definition))
    assert survey not in browser.post(reverse("targets:ready_card", args=[plain]), follow=True).content.decode()


@pytest.mark.parametrize("ready", READY_CARDS, ids=lambda card: card.key)
def test_a_card_survives_the_form(ready: Any, officer: Actor, civil: Register) -> None:
    with acting(officer):
        conditions = cards.conditions_here()
    typed = {**initial_of(ready.definition, conditions), "name": "ก", "sentence": "ข"}
    form = CriterionForm(typed, conditions=conditions)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["definition"] == ready.definition


def test_a_card_from_its_first_condition_to_its_first_list(
    officer: Actor, civil: Register, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.PLANNER)
    typed = {
        "name": "ผู้สูงอายุหมู่ 1",
        "sentence": "ผู้สูงอายุหมู่ 1 ที่อยู่คนเดียวหรืออายุ 80 ปีขึ้นไป",
        "group": "elderly",
        "together": "all",
        "joint_1": "all",
        "asks_1_1": "age-between",
        "number_1_1": "60",
        "upper_1_1": "120",
        "asks_1_2": "village-22010801",
        "joint_2": "any",
        "asks_2_1": "lives_alone",
        "asks_2_2": "age-at_least",
        "number_2_2": "80",
    }
    preview = browser.post(reverse("targets:criterion_preview"), typed)
    assert "<html" not in preview.text
    assert "อยู่บ้านคนเดียว หรือ อายุตั้งแต่ 80 ปีขึ้นไป" in preview.text
    # Without scripts the same count stands on the page after a press of the button.
    looked = browser.post(reverse("targets:criterion_new"), {**typed, "name": "", "look": "1"})
    assert (looked.status_code, "card-preview" in looked.text) == (200, True)
    made = browser.post(reverse("targets:criterion_new"), typed)
    page = browser.get(made["Location"])
    assert "ร่าง" in page.text or "draft" in page.text
    with acting(officer):
        card = Criterion.objects.get()
        assert (card.group, cards.preview(card.definition).taken) == ("elderly", 2)
    assert browser.get(reverse("targets:criterion_new") + f"?from={card.pk}").status_code == 200
    added = browser.post(
        reverse("targets:persona_new", args=[card.pk]),
        {
            "name": "ยายหมู่ 2",
            "age": "82",
            "sex": "f",
            "registers": ["civil"],
            "ticks": ["lives_alone"],
            "expected": "no",
        },
    )
    assert added.status_code == 302
    assert browser.post(reverse("targets:adoption", args=[card.pk]), {"note": "เห็นชอบ"}).status_code == 302
    drawn = browser.post(
        reverse("targets:target_list_new"), {"criterion": str(card.pk), "name": "ปี 2570", "fiscal_year": "2570"}
    )
    assert "นางสมศรี แสงจันทร์" in browser.get(drawn["Location"]).text


def test_names_of_a_comparison_are_opened_by_few_and_the_look_is_kept(
    officer: Actor, elderly: Register, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        card = take_ready_card(actor=officer, key="elderly")
    address = reverse("targets:comparison_people", args=[card.pk, "extra"])
    assert browser_of(Role.PLANNER).get(address).status_code == 403
    assert browser_of(Role.PLANNER).get(reverse("targets:comparison", args=[card.pk])).status_code == 200
    assert "นางสมศรี แสงจันทร์" in browser_of(Role.OFFICER).get(address).text
    with acting(officer):
        assert Entry.objects.filter(verb="looked-at", subject_id=card.pk).count() == 1
    for wrong in (reverse("targets:comparison_people", args=[card.pk, "both"]), address + "?register=police"):
        assert browser_of(Role.OFFICER).get(wrong).status_code == 404


def test_a_survey_is_brought_in_on_the_page(officer: Actor, civil: Register, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)

    def send(content: str) -> Any:
        file = SimpleUploadedFile("survey.csv", content.encode("cp874"), content_type="text/csv")
        typed = {"name": "สำรวจ 2569", "surveyed_on": "1 ก.ย. 2569", "file": file}
        return browser.post(reverse("targets:survey_new"), typed)

    wrong = send(SURVEY.replace("12,1,", "12,7,"))
    assert (wrong.status_code, "no_checkup" in wrong.text) == (422, True)
    assert send(SURVEY).status_code == 302
    assert "น้ำกินน้ำใช้ไม่พอตลอดปี" in browser.get(reverse("targets:survey_list")).text


def test_counting_asks_the_same_number_of_questions_for_any_number_of_people(
    officer: Actor, civil: Register, django_assert_max_num_queries: Any
) -> None:
    with acting(officer):
        for size in (1, 200):
            head, rows = (
                CIVIL.splitlines()[0],
                (f"{at},,นาย,ชาย{at},ก,ชาย,1 ม.ค. 2490,{at},22010801" for at in range(size)),
            )
            bring_register(actor=officer, kind="civil", file_name="c.csv", content="\n".join([head, *rows]).encode())
            with django_assert_max_num_queries(12):
                cards.preview(OLD)
            with django_assert_max_num_queries(3):
                cards.preview(OLD)

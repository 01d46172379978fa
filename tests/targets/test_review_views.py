from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.targets.review_cast import CIVIL, DOUBTFUL, SURE, VISITS, bring_lists, join, pairs_of, row_at, waiting

from huangyai.kernel import Actor, Role
from huangyai.ledger.models import Entry
from huangyai.people.models import Person
from huangyai.targets.actions import decide_pair, join_registers, name_person_of_row, set_joining_terms
from huangyai.targets.models import Joining, JoiningEnd, Pair, PairDecision, Register
from huangyai.targets.queries import review
from huangyai.walls.entry import acting

KEEPERS = {Role.OFFICER, Role.ADMINISTRATOR}


@pytest.fixture
def visits(officer: Actor) -> Register:
    """Both lists, joined: four pairs wait."""
    with acting(officer):
        return join(officer)


@pytest.fixture
def pair(officer: Actor, visits: Register) -> Pair:
    """The likelier candidate of the row that is in doubt."""
    with acting(officer):
        return pairs_of(row_at(visits, DOUBTFUL))[0]


def pages(pair: Pair) -> list[str]:
    joining = Joining.objects.get()
    return [
        reverse("targets:pair_list"),
        reverse("targets:pair_list") + "?show=asked",
        reverse("targets:pair_list") + "?show=aside",
        reverse("targets:pair_decision_list"),
        reverse("targets:pair_detail", args=[pair.pk]),
        reverse("targets:register_joins"),
        reverse("targets:joining_terms"),
        reverse("targets:lesson_list"),
        reverse("targets:joining_detail", args=[joining.pk]),
    ]


def test_only_who_keeps_registers_opens_the_pages(
    officer: Actor, pair: Pair, browser_of: Callable[..., Client], neighbour_browser_of: Callable[[Role], Client]
) -> None:
    with acting(officer):
        addresses = pages(pair)
    for role in Role:
        browser, neighbour = browser_of(role), neighbour_browser_of(role)
        for address in addresses:
            assert browser.get(address).status_code == (200 if role in KEEPERS else 403), (role, address)
        for address in (addresses[4], addresses[-1]):
            assert neighbour.get(address).status_code == (404 if role in KEEPERS else 403), (role, address)
    assert Client().get(addresses[4])["Location"].startswith(reverse("account_login"))


def test_both_records_stand_side_by_side_and_ids_are_not_shown(
    officer: Actor, pair: Pair, browser_of: Callable[..., Client]
) -> None:
    page = browser_of(Role.OFFICER).get(reverse("targets:pair_detail", args=[pair.pk]))
    assert "ขวัญใจ งามดี" in page.text
    assert pair.person.full_name in page.text
    for digits in ("9000000000039", "9000000000047", "0000000000"):
        assert digits not in page.text
    assert page.text.count("data-keys") >= 5
    with acting(officer):
        looks = Entry.objects.filter(verb="looked-at", subject_id=pair.pk)
        assert looks.count() == 1


def test_the_evidence_adds_up_to_the_likelihood(officer: Actor, pair: Pair, browser_of: Callable[..., Client]) -> None:
    page = browser_of(Role.OFFICER).get(reverse("targets:pair_detail", args=[pair.pk]))
    steps = page.context["steps"]
    assert len(steps) > 2
    assert [step.total for step in steps] == pytest.approx(list(accumulate(step.bits for step in steps)))
    assert pair.probability is not None
    assert 1 / (1 + 2 ** -steps[-1].total) == pytest.approx(pair.probability, abs=1e-3)
    assert "ระบบชั่งหลักฐานอย่างไร" in page.text


def test_differing_letters_are_marked(officer: Actor, browser_of: Callable[..., Client]) -> None:
    with acting(officer):
        listed = bring_lists(officer, visits=VISITS.replace("ใครก็ไม่รู้ ต่างถิ่น", "บุญเลิด ทองดี"))
        join_registers(actor=officer)
        row = row_at(listed, 5)
        if row.person is None:
            found = Pair.objects.filter(row=row).first() or _named(officer, listed)
        else:
            found = _doubted(officer, listed)
    page = browser_of(Role.OFFICER).get(reverse("targets:pair_detail", args=[found.pk]))
    assert '<mark class="differs">ด</mark>' in page.text


def test_the_digits_of_a_slip_are_marked_and_no_others_are_shown(
    officer: Actor, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        numbered = VISITS.replace(",โทรศัพท์", ",เลขประจำตัวประชาชน").replace("โต,", "โต,9000000000056")
        listed = bring_lists(officer, visits=numbered)
        somchai = Person.objects.exclude(national_id_hash="").get(given_name="สมชาย")
        name_person_of_row(actor=officer, row=row_at(listed, 4), person=somchai)
        slip = Pair.objects.get(row=row_at(listed, 4), person=somchai)
    page = browser_of(Role.OFFICER).get(reverse("targets:pair_detail", args=[slip.pk])).text
    assert '•-••••-•••••-••-<mark class="differs">6</mark>' in page
    assert '•-••••-•••••-••-<mark class="differs">5</mark>' in page
    assert "000000000" not in page


def _doubted(officer: Actor, listed: Register) -> Pair:
    from huangyai.targets.actions import doubt_join

    return doubt_join(actor=officer, row=row_at(listed, 5)).pair


def _named(officer: Actor, listed: Register) -> Pair:
    row = row_at(listed, 5)
    name_person_of_row(actor=officer, row=row, person=Person.objects.get(given_name="บุญเลิศ"))
    return Pair.objects.get(row=row)


def test_an_answer_leads_to_the_next_pair_and_undo_leads_back(
    officer: Actor, visits: Register, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        first, second = waiting(officer)[:2]
    address = reverse("targets:pair_detail", args=[first.pk])
    answer = browser.post(address, {"word": "different", "note": "ลูกสาวบอกว่าคนละคน"})
    assert answer["Location"] == reverse("targets:pair_detail", args=[second.pk])
    with acting(officer):
        said = PairDecision.objects.get()
        assert (said.word, said.note, said.decided_by_id) == ("different", "ลูกสาวบอกว่าคนละคน", officer.user_id)
    undo = reverse("targets:pair_decision_removal", args=[said.pk])
    assert undo in browser.get(answer["Location"]).text
    assert browser.get(undo)["Location"] == address
    assert browser.post(undo)["Location"] == address
    with acting(officer):
        assert not review.standing().exists()


def test_a_join_is_looked_at_and_doubted_on_its_page(
    officer: Actor, visits: Register, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        sure, waiting_row = row_at(visits, SURE), row_at(visits, DOUBTFUL)
    address = reverse("targets:row_comparison", args=[sure.pk])
    assert address in browser.get(reverse("targets:register_detail", args=[visits.pk])).text
    page = browser.get(address)
    assert "สมศรี แสงจันทร์" in page.text
    assert "9000000000012" not in page.text
    assert browser_of(Role.PLANNER).get(address).status_code == 403
    assert browser.get(reverse("targets:row_comparison", args=[waiting_row.pk])).status_code == 404
    answer = browser.post(address, {"note": "คนละคน"})
    with acting(officer):
        assert row_at(visits, SURE).person is None
        assert answer["Location"] == reverse("targets:pair_detail", args=[PairDecision.objects.get().pair_id])
    assert browser.get(answer["Location"]).status_code == 200


def test_answers_come_one_at_a_time_and_count_once(
    officer: Actor, pair: Pair, browser_of: Callable[..., Client]
) -> None:
    browser, key = browser_of(Role.OFFICER), "018f2c3e-0000-7000-8000-000000000007"
    address = reverse("targets:pair_detail", args=[pair.pk])
    assert browser.post(address, {"word": "perhaps"}).status_code == 422
    assert browser.post(reverse("targets:pair_list"), {"word": "same"}).status_code == 200
    first = browser.post(address, {"word": "same", "request_key": key})
    again = browser.post(address, {"word": "same", "request_key": key})
    assert first["Location"] == again["Location"]
    with acting(officer):
        assert PairDecision.objects.count() == 1
    assert browser.post(address, {"word": "same"}).status_code == 409


def test_the_queue_can_be_one_list_only(officer: Actor, visits: Register, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    page = browser.get(reverse("targets:pair_list") + f"?register={visits.pk}")
    assert f"?register={visits.pk}" in page.text
    with acting(officer):
        first = waiting(officer)[0]
    answer = browser.post(
        reverse("targets:pair_detail", args=[first.pk]) + f"?register={visits.pk}", {"word": "unsure"}
    )
    assert answer["Location"].endswith(f"?register={visits.pk}")
    nothing = "018f2c3e-0000-7000-8000-000000000009"
    assert browser.get(reverse("targets:pair_list") + f"?register={nothing}").status_code == 200
    assert browser.get(reverse("targets:pair_list") + "?register=x").status_code == 200


def test_lists_are_joined_on_the_page_and_the_result_shown(officer: Actor, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        bring_lists(officer)
    answer = browser.post(reverse("targets:register_joins"))
    with acting(officer):
        joining = Joining.objects.get()
    assert answer["Location"] == reverse("targets:joining_detail", args=[joining.pk])
    assert browser.get(answer["Location"]).status_code == 200
    assert 'id="joining"' in browser.get(answer["Location"], headers={"hx-request": "true"}).text


def test_a_joining_behind_the_page_shows_how_far_it_is_and_stops(
    officer: Actor, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        listed = bring_lists(officer)
        Register.objects.filter(pk=listed.pk).update(rows=9000)
    address = browser.post(reverse("targets:register_joins"))["Location"]
    with acting(officer):
        joining = Joining.objects.get()
        Joining.objects.update(stage="compare", part=0.5)
    assert 'hx-trigger="every 2s"' in browser.get(address).text
    stop = reverse("targets:joining_removal", args=[joining.pk])
    assert browser.get(stop)["Location"] == address
    assert browser.post(stop)["Location"] == address
    with acting(officer):
        assert JoiningEnd.objects.get().outcome == "stopped"
    assert 'hx-trigger="every 2s"' not in browser.get(address).text


def test_the_terms_are_set_in_percent(officer: Actor, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    address = reverse("targets:joining_terms")
    assert browser.post(address, {"join_from": "60", "ask_from": "80"}).status_code == 422
    assert browser.post(address, {"join_from": "97", "ask_from": "40"}).status_code == 302
    with acting(officer):
        assert (review.terms(officer).join_from, review.terms(officer).ask_from) == (0.97, 0.4)


def test_a_threshold_says_beforehand_how_many_rows_it_leaves(
    officer: Actor,
    visits: Register,
    browser_of: Callable[..., Client],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    with acting(officer):
        with django_assert_max_num_queries(4):
            told = {one.percent: (one.asked, one.joined) for one in review.outlook_of_terms(officer, [50, 99.8, 100])}
        end = JoiningEnd.objects.get()
        assert told[99.8] == (end.asked, end.joined)
        assert told[50][0] <= told[99.8][0] <= told[100][0]
        assert {asked + joined for asked, joined in told.values()} == {end.asked + end.joined}
        set_joining_terms(actor=officer, join_from=1.0, ask_from=0.2)
        join_registers(actor=officer)
        # The promise is kept, whichever terms held when it was given.
        assert JoiningEnd.objects.latest("made_at").asked == told[100][0]
    browser = browser_of(Role.OFFICER)
    address = reverse("targets:joining_terms")
    assert 'href="?join_from=99.5"' in browser.get(address).text
    assert 'value="99.5"' in browser.get(address, {"join_from": "99.5"}).text
    assert browser.post(address, {"join_from": "99.5", "ask_from": "20"}).status_code == 302
    with acting(officer):
        assert review.terms(officer).join_from == 0.995


def test_many_pairs_ask_no_more_questions(
    officer: Actor, browser_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    for size in (1, 25):
        letters = "กขคจชดตทนบปพมยรลวสหอธภผฝฟ"[:size]
        more = [
            f"{at},,นาย,{one}ำนาญ,{one}ูเจริญ,ชาย,7 ม.ค. 2495,{at},2201080{village}"
            for at, one in enumerate(letters, start=100)
            for village in (1, 2)
        ]
        rows = [f"{at},{one}ำนาญ {one}ูเจริญ,2495,,,," for at, one in enumerate(letters, start=10)]
        with acting(officer):
            bring_lists(officer, civil="\n".join([CIVIL.strip(), *more]), visits="\n".join([VISITS.strip(), *rows]))
            join_registers(actor=officer)
            first = waiting(officer)[0]
            decide_pair(actor=officer, pair=first, word="unsure")
            second = waiting(officer)[0]
        with acting(officer):
            joined = Joining.objects.order_by("-made_at")[:1]
            addresses = [
                reverse("targets:pair_list"),
                reverse("targets:pair_list") + "?show=asked",
                reverse("targets:pair_list") + "?show=aside",
                reverse("targets:pair_decision_list"),
                reverse("targets:pair_detail", args=[second.pk]),
                reverse("targets:register_joins"),
                reverse("targets:lesson_list"),
                *(reverse("targets:joining_detail", args=[one.pk]) for one in joined),
            ]
        for address in addresses:
            with django_assert_max_num_queries(34):
                assert browser.get(address).status_code == 200

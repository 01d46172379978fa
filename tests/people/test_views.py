from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Role
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households, tie_account
from huangyai.people.models import Household, HouseholdMember, Person
from huangyai.places.models import Village
from huangyai.walls.entry import acting

Residents = dict[str, Person]
READERS = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}
KEEPERS = {Role.OFFICER, Role.ADMINISTRATOR}
DECIDERS = KEEPERS | {Role.LEADER}
# Lists and forms that name nobody: empty for a neighbour, not missing.
NAMES_NOBODY = {"list", "new", "household list", "changes", "places", "village more", "new community"}


def addresses(residents: Residents) -> dict[str, tuple[str, set[Role]]]:
    person = residents["เกษร"]
    return {
        "list": (reverse("people:person_list"), READERS),
        "person": (reverse("people:person_detail", args=[person.pk]), READERS),
        "household": (reverse("people:household_detail", args=[person.household_id]), READERS),
        "new": (reverse("people:person_new") + "?q=มะลิ", KEEPERS),
        "household list": (reverse("people:household_list"), READERS),
        "place": (reverse("people:household_place", args=[person.household_id]), KEEPERS),
        "kin": (reverse("people:person_kin", args=[person.pk]), KEEPERS),
        "contacts": (reverse("people:person_contacts", args=[person.pk]), KEEPERS),
        "names": (reverse("people:person_names", args=[person.pk]), KEEPERS),
        "addresses": (reverse("people:person_addresses", args=[person.pk]), KEEPERS),
        "consents": (reverse("people:person_consents", args=[person.pk]), KEEPERS),
        "changes": (reverse("people:change_list"), DECIDERS),
        "correction": (reverse("people:person_change_new", args=[person.pk, "correction"]), KEEPERS),
        "move": (reverse("people:person_change_new", args=[person.pk, "move"]), KEEPERS),
        "death": (reverse("people:person_change_new", args=[person.pk, "death"]), KEEPERS),
        "split": (reverse("people:household_change_new", args=[person.household_id, "split"]), KEEPERS),
        "head": (reverse("people:household_change_new", args=[person.household_id, "head"]), KEEPERS),
        "birth": (reverse("people:household_change_new", args=[person.household_id, "birth"]), KEEPERS),
        "places": (reverse("people:place_list"), READERS),
        "village more": (reverse("people:village_new"), KEEPERS),
        "new community": (reverse("people:community_new"), KEEPERS),
        "circumstances": (reverse("people:person_circumstances", args=[person.pk]), KEEPERS),
        "merges": (reverse("people:person_merges", args=[person.pk]), KEEPERS),
    }


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(role: Role, residents: Residents, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(role)
    for name, (address, allowed) in addresses(residents).items():
        # A resident may come to the door of a person's page, and finds there only their own.
        refused = 404 if role is Role.RESIDENT and name == "person" else 403
        assert browser.get(address).status_code == (200 if role in allowed else refused), name


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_roles_find_nothing(
    role: Role, residents: Residents, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(role)
    for name, (address, allowed) in addresses(residents).items():
        if name in NAMES_NOBODY:
            continue
        may_come = role in allowed or (role is Role.RESIDENT and name == "person")
        assert browser.get(address).status_code == (404 if may_come else 403), name


def test_a_visitor_is_asked_to_sign_in(residents: Residents) -> None:
    for address, _ in addresses(residents).values():
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_a_resident_reads_their_own_page(
    officer: Actor, residents: Residents, user_of: Callable[[Role], User], browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        tie_account(actor=officer, person=residents["เกษร"], user=user_of(Role.RESIDENT))
    browser = browser_of(Role.RESIDENT)
    page = browser.get(reverse("people:person_detail", args=[residents["เกษร"].pk]))
    assert page.status_code == 200
    assert "บุญเลิศ" not in page.text
    assert browser.get(reverse("people:person_detail", args=[residents["กาล"].pk])).status_code == 404


def test_the_list_finds_a_misspelt_name_and_keeps_the_question(
    residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    page = browser.get(reverse("people:person_list"), {"q": "สมสี"})
    assert "นางสาวสมศรี แสงจันทร์" in page.text
    assert 'value="สมสี"' in page.text
    assert "กาล" not in page.text
    nobody = browser.get(reverse("people:person_list"), {"q": "ฮฮฮฮ", "village": "not-a-village", "page": "-7"})
    assert nobody.status_code == 200


def test_pages_of_any_length_ask_the_same_number_of_questions(
    officer: Actor, browser_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    for size in (2, 60):
        with acting(officer):
            village = Village.objects.all()[0]
            members = [PersonFacts(given_name=f"สมชาย{'กขคงจ'[at % 5]}", family_name="ใจดี") for at in range(size)]
            made = admit_households(actor=officer, households=[HouseholdFacts(village, "9", members)], source="test")
        home = made[0].household_id
        for address in (
            reverse("people:person_list"),
            reverse("people:person_list") + "?q=สมชาย",
            reverse("people:person_detail", args=[made[0].pk]),
            reverse("people:household_detail", args=[home]),
        ):
            with django_assert_max_num_queries(27):
                assert browser.get(address).status_code == 200


def test_circumstances_are_corrected_on_the_page(residents: Residents, browser_of: Callable[..., Client]) -> None:
    browser, person = browser_of(Role.OFFICER), residents["กาล"]
    address = reverse("people:person_circumstances", args=[person.pk])
    wrong = browser.post(address, {"nickname": "ต้อม", "phone": "12"})
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.text
    right = browser.post(address, {"nickname": "ต้อม", "phone": "081 111 2222", "wheelchair": "on"})
    assert right["Location"] == reverse("people:person_detail", args=[person.pk])
    page = browser.get(right["Location"])
    assert "ต้อม" in page.text
    assert "0811112222" in page.text


def test_somebody_new_is_entered_after_the_close_names_were_shown(
    residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser, address = browser_of(Role.OFFICER), reverse("people:person_new")
    typed = {"given_name": "สมสี", "family_name": "แสงจัน", "birth_date": "1 ม.ค. 2500"}
    asked = browser.post(address, typed)
    assert asked.status_code == 422
    assert "นางสาวสมศรี แสงจันทร์" in asked.text
    entered = browser.post(address, {**typed, "surely_new": "1"})
    assert entered.status_code == 302
    assert "สมสี แสงจัน" in browser.get(entered["Location"]).text


def test_whoever_lives_here_and_is_registered_elsewhere_is_entered_in_a_house_of_their_own(
    officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser, address = browser_of(Role.OFFICER), reverse("people:person_new")
    with acting(officer):
        village = Village.objects.all()[0]
    typed = {"given_name": "ฮิโรชิ", "stay": "lives"}
    # Where they live is what is known of them.
    assert browser.post(address, typed).status_code == 422
    typed |= {"village": str(village.pk), "house_no": "กระท่อมท้ายสวน"}
    assert browser.post(address, typed).status_code == 422
    back = reverse("people:person_list")
    entered = browser.post(f"{address}?q=x&next={back}", typed | {"new_house": "on"})
    assert entered["Location"] == back
    with acting(officer):
        member = HouseholdMember.objects.get(person__given_name="ฮิโรชิ")
        assert (member.stay, member.household.house_no) == ("lives", "กระท่อมท้ายสวน")
        assert member.person.household == member.household
    second = browser.post(f"{address}?next=https://elsewhere.example/", typed | {"given_name": "เคนจิ"})
    with acting(officer):
        # The house is there now; and nobody is led away from here.
        assert Person.objects.get(given_name="เคนจิ").household == member.household
        assert second["Location"] == reverse("people:person_detail", args=[Person.objects.get(given_name="เคนจิ").pk])


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("given_name", ""),
        ("given_name", "ก" * 81),
        ("national_id", "9000000000013"),
        ("birth_date", "31 ก.พ. 2500"),
        ("phone", "12"),
        ("village", "nowhere"),
        ("house_no", "999"),
    ],
)
def test_bad_input_is_answered_with_the_form(
    field: str, typed: str, officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        village = Village.objects.all()[0]
    typed_in = {"given_name": "ฮิโรชิ", "village": str(village.pk), field: typed}
    answer = browser_of(Role.OFFICER).post(reverse("people:person_new"), typed_in)
    assert answer.status_code == 422
    with acting(officer):
        assert Person.objects.count() == len(residents)


def test_a_form_that_arrives_twice_counts_once(
    officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser, address = browser_of(Role.OFFICER), reverse("people:person_new")
    typed = {"given_name": "ฮิโรชิ", "request_key": "018f2c3e-0000-7000-8000-000000000001"}
    first, second = browser.post(address, typed), browser.post(address, typed)
    assert first["Location"] == second["Location"]
    with acting(officer):
        assert Person.objects.count() == len(residents) + 1


def test_a_house_is_placed_by_pressing_the_map_or_by_typing(officer: Actor, browser_of: Callable[..., Client]) -> None:
    with acting(officer):
        village = Village.objects.order_by("number")[0]
        home = Household.objects.create(municipality_id=officer.municipality_id, village=village, house_no="77")
    browser = browser_of(Role.OFFICER)
    address = reverse("people:household_place", args=[home.pk])
    # Where no place is known yet there is nothing to press; the two fields are there all the same.
    bare = browser.get(address).content.decode()
    assert "data-pick" not in bare
    assert 'name="latitude"' in bare
    with acting(officer):
        Village.objects.filter(pk=village.pk).update(latitude=12.6, longitude=102.1)
    assert 'data-pick="latitude longitude"' in browser.get(address).content.decode()
    assert 'data-pick="latitude longitude"' in browser.get(reverse("people:village_new")).content.decode()
    assert browser.post(address, {"latitude": "12.601", "longitude": "102.101"}).status_code == 302
    with acting(officer):
        home.refresh_from_db()
        assert (home.latitude, home.longitude) == (12.601, 102.101)

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huangyai.kernel import Actor, Role
from huangyai.playbook.actions import compose_model, publish_model
from huangyai.playbook.rules import digest_of
from huangyai.walls.entry import acting

READERS = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}
COMPOSERS = {Role.OFFICER, Role.PLANNER}


def addresses(model: Any) -> dict[str, tuple[str, set[Role]]]:
    return {
        "list": (reverse("playbook:model_list"), READERS),
        "new": (reverse("playbook:model_new"), COMPOSERS),
        "adopt": (reverse("playbook:adoption_new"), COMPOSERS),
        "model": (reverse("playbook:model_detail", args=[model.pk]), READERS),
        "json": (reverse("playbook:model_json", args=[model.pk]), READERS),
    }


def file_of(document: Any) -> SimpleUploadedFile:
    content = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    return SimpleUploadedFile("model.json", content, content_type="application/json")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(role: Role, model: Any, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(role)
    for name, (address, allowed) in addresses(model).items():
        assert browser.get(address).status_code == (200 if role in allowed else 403), name
    # Looked at, a publication is nothing; made, it is the head's.
    publication = reverse("playbook:publication_new", args=[model.pk])
    assert browser.get(publication).status_code == (404 if role is Role.LEADER else 403)
    assert browser.post(publication).status_code == (302 if role is Role.LEADER else 403)


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_roles_find_nothing(
    role: Role, model: Any, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(role)
    for name, (address, allowed) in addresses(model).items():
        if name in {"model", "json"}:
            assert browser.get(address).status_code == (404 if role in allowed else 403), name


def test_a_visitor_reads_only_what_is_published(municipality: Any, leader: Actor, model: Any) -> None:
    for address, _ in addresses(model).values():
        assert Client().get(address)["Location"].startswith(reverse("account_login"))
    page, file = (
        reverse(f"playbook:{name}", args=[municipality.slug]) for name in ("public_model", "public_model_json")
    )
    assert "รถรับส่งผู้สูงอายุ" not in Client().get(page).text
    assert Client().get(file).status_code == 404
    with acting(leader):
        publish_model(actor=leader, model=model)
    shown = Client().get(page).text
    for said in ("รถรับส่งผู้สูงอายุ", "งานพัฒนาชุมชน", "อายุ 60 ปีขึ้นไป", "ตรวจสุขภาพ", "91"):
        assert said in shown
    taken = Client().get(file)
    assert digest_of(json.loads(taken.content)) == model.digest
    assert taken["Content-Disposition"].startswith("attachment")


def test_a_model_is_composed_on_the_page(cycle: Any, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    address = reverse("playbook:model_new")
    assert browser.post(address, {"title": "x"}).status_code == 422
    said = {"title": "ต้นแบบ", "projects": [str(cycle.project.pk)], "coordinator_unit": "งานพัฒนาชุมชน"}
    named = browser.post(address, {**said, "title": "ต้นแบบของ นายสมชาย ใจดี"})
    assert named.status_code == 422
    assert "ใจดี" in named.text
    assert browser.get(browser.post(address, said)["Location"]).status_code == 200


def test_a_model_goes_from_one_municipality_to_the_next(
    model: Any, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(Role.PLANNER)
    address = reverse("playbook:adoption_new")
    preview = browser.post(address, {"file": file_of(model.document)})
    assert preview.status_code == 200
    assert "รถรับส่งผู้สูงอายุ" in preview.text
    sent = {"document": preview.context["form"].initial["document"], "changes": "- ปรับจำนวนคน\n- เพิ่มรถ"}
    assert browser.post(address, {**sent, "first_year": "1999"}).status_code == 422
    first_year = preview.context["form"].fields["first_year"].choices[0][0]
    made = browser.post(address, {**sent, "first_year": first_year})
    page = browser.get(made["Location"])
    assert page.context["adoption"].source_digest == model.digest
    assert page.context["adoption"].changes == ["ปรับจำนวนคน", "เพิ่มรถ"]
    assert browser.get(reverse("plan:plan_list")).context["page"].object_list[0].count == 1
    again = browser.post(address, {**sent, "first_year": first_year})
    assert again.status_code == 422


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"{}", b"[" * 5000, b'{"format": "huangyai-model/1", "projects": [1]}', b"\xff" * 10],
)
def test_other_files_are_refused_with_a_sentence(
    content: bytes, officer: Actor, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    address = reverse("playbook:adoption_new")
    assert browser.post(address, {"file": file_of(content)}).status_code == 422
    assert browser.post(address, {"document": content.decode("latin-1"), "first_year": "2571"}).status_code == 422
    assert browser.post(address, {}).status_code == 422


def test_pages_of_any_length_ask_the_same_number_of_questions(
    officer: Actor, cycle: Any, municipality: Any, browser_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    for more in (1, 12):
        with acting(officer):
            for at in range(more):
                compose_model(
                    actor=officer, title=f"ต้นแบบ {at}", projects=[cycle.project], report=None, coordinator_unit="x"
                )
        for address in (reverse("playbook:model_list"), reverse("playbook:public_model", args=[municipality.slug])):
            with django_assert_max_num_queries(24):
                assert browser.get(address).status_code == 200

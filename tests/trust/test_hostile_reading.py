"""What somebody who wishes the town ill would try; each was possible once."""

from __future__ import annotations

import datetime as dt
import zlib
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from tests.evaluation.conftest import design, indicator_facts, write_both

from huangyai.doors.models import DoneRequest
from huangyai.evaluation.actions import set_indicator
from huangyai.kernel import Actor, Role
from huangyai.plan.actions import approve_plan
from huangyai.walls.entry import acting
from huangyai.watch.models import Signal

KEY = "0193a6a0-0000-7000-8000-00000000000a"


def test_the_mark_of_a_sent_form_does_not_say_whose_round_it_was(watched: Any, browser_of: Any, officer: Actor) -> None:
    browser = browser_of(Role.VOLUNTEER)
    told = {"kind": "violence", "words": "เสียงเด็กร้อง", "urgency": "danger", "request_key": KEY}
    for _ in range(2):
        sent = browser.post(f"/visits/homes/{watched.homes[0].pk}/signal/", told)
        assert sent.headers["Location"] == f"/visits/{watched.round.pk}/"
    with acting(officer):
        assert Signal.objects.count() == 1
    for done in DoneRequest.objects.all():
        assert str(watched.round.pk) not in done.answer


def test_a_stolen_session_table_says_neither_who_was_here_nor_a_code(
    municipality: Any, browser_of: Any, user_of: Any, client: Client
) -> None:

    browser = browser_of(Role.RESIDENT)
    browser.get("/today/")
    told = {"kind": "violence", "words": "เสียงเด็กร้อง", "urgency": "danger", "request_key": KEY}
    client.post(f"/m/{municipality.slug}/danger/", told)
    assert Session.objects.count() == 2
    for row in Session.objects.all():
        payload = row.session_data.split(":")[0]
        try:
            raw = signing.b64_decode(payload.lstrip(".").encode())
            if payload.startswith("."):
                raw = zlib.decompress(raw)
        except (ValueError, zlib.error):
            raw = b""
        assert str(user_of(Role.RESIDENT).pk).encode() not in raw
        assert b"receipt" not in raw
    assert client.get(f"/m/{municipality.slug}/received/").context["receipt"]


def _announced(officer: Actor, leader: Actor, **kw: Any) -> Any:
    plan, project = design(officer)
    few = set_indicator(actor=officer, project=project, facts=indicator_facts(name="ตัวชี้วัดของสามคน"))
    write_both(officer, few, "1", "3", people=3)
    many = set_indicator(actor=officer, project=project, facts=indicator_facts(name="ตัวชี้วัดของสี่สิบคน"))
    write_both(officer, many, "58", "91", people=40)
    approve_plan(actor=leader, plan=plan, announced_on=dt.date(2026, 4, 1))
    return project


def test_the_public_thread_tells_no_value_of_too_few_people(
    municipality: Any, officer: Actor, actor_of: Any, client: Client
) -> None:
    with acting(officer):
        project = _announced(officer, actor_of(Role.LEADER))
    for address in (f"/m/{municipality.slug}/projects/{project.pk}/thread/", f"/m/{municipality.slug}/"):
        page = client.get(address).content.decode()
        assert "ตัวชี้วัดของสามคน" not in page, address
    assert "ตัวชี้วัดของสี่สิบคน" in client.get(f"/m/{municipality.slug}/projects/{project.pk}/thread/").content.decode()


def test_the_public_home_shows_no_draft(municipality: Any, officer: Actor, client: Client) -> None:
    from huangyai.evaluation.actions import set_indicator

    with acting(officer):
        _plan, project = design(officer, name="โครงการที่ยังเป็นร่าง")
        set_indicator(actor=officer, project=project, facts=indicator_facts())
    assert "โครงการที่ยังเป็นร่าง" not in client.get(f"/m/{municipality.slug}/").content.decode()


def test_nobody_locks_a_colleague_out(municipality: Any, user_of: Any) -> None:
    from django.core.cache import cache

    cache.clear()
    user = user_of(Role.OFFICER)
    user.set_password("a good long password")
    user.save()
    for _ in range(6):
        Client(REMOTE_ADDR="203.0.113.9").post("/accounts/login/", {"login": user.username, "password": "wrong"})
    mine = Client(REMOTE_ADDR="203.0.113.10").post(
        "/accounts/login/", {"login": user.username, "password": "a good long password"}
    )
    assert mine.status_code == 302
    # And whoever guesses is stopped, however a number is written.
    cache.clear()
    user.phone = "0812345678"
    user.save()
    guesses = [
        Client(REMOTE_ADDR="203.0.113.9")
        .post("/accounts/login/", {"login": n, "password": "a good long password" if i == 5 else "wrong"})
        .status_code
        for i, n in enumerate(
            ("0812345678", "081-234-5678", "081 234 5678", "08-12345678", "0812-345678", "08123-45678")
        )
    ]
    assert guesses[-1] != 302


def test_pages_without_e_mail_lead_back(municipality: Any, browser_of: Any, client: Client, settings: Any) -> None:
    assert client.post("/accounts/password/reset/", {"email": "x@example.org"}).status_code == 302
    browser = browser_of(Role.RESIDENT)
    assert browser.post("/accounts/email/", {"email": "x@example.org", "action_add": ""}).status_code == 302
    from allauth.account.models import EmailAddress

    assert not EmailAddress.objects.exists()


def test_a_search_for_a_sign_that_no_text_has_finds_nothing(municipality: Any, browser_of: Any) -> None:
    assert browser_of(Role.OFFICER).get("/search/?q=%00").status_code == 200


def test_members_pages_are_not_kept_by_the_browser(municipality: Any, browser_of: Any) -> None:
    for address in ("/today/", "/people/"):
        assert "no-store" in browser_of(Role.OFFICER).get(address).headers.get("Cache-Control", "")


def test_an_upload_that_no_form_takes_is_refused_before_it_is_read(db: None, client: Client) -> None:
    sent = client.post("/accounts/login/", {"login": "a", "password": "b"}, CONTENT_LENGTH=str(60 * 1024 * 1024))
    assert sent.status_code == 413
    assert "ใหญ่เกินไป" in sent.content.decode()


def test_behind_a_proxy_https_is_known(tmp_path: Any) -> None:
    import os
    import subprocess
    import sys

    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE']='huangyai.config.settings'; from django.test import RequestFactory; import django; django.setup();"
        "from django.middleware.security import SecurityMiddleware; from django.http import HttpResponse;"
        "r=RequestFactory().get('/', HTTP_X_FORWARDED_PROTO='https');"
        "print(SecurityMiddleware(lambda _: HttpResponse())(r).headers.get('Strict-Transport-Security'))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"HUANGYAI_ADDRESS": "https://town.example"},
        capture_output=True,
        text=True,
    )
    assert "max-age" in out.stdout, out.stdout + out.stderr[-500:]


def test_a_public_thread_counts_nobody_out(municipality: Any, officer: Actor) -> None:
    from dataclasses import replace

    from huangyai.evaluation.queries import thread
    from huangyai.web.thread import draw

    with acting(officer):
        _plan, project = design(officer)
        few = replace(
            thread(officer, project),
            sessions=1,
            expected=4,
            came=3,
            different_people=3,
            fetched=2,
            wheelchairs=1,
            kilometres=12.0,
            visits=9,
            help_given=1,
        )
        told = {str(node["key"]): f"{node['text']} {node['sub']}" for node in draw(few, public=True)[0]}
        own = {str(node["key"]): f"{node['text']} {node['sub']}" for node in draw(few)[0]}
    for key in ("rides", "came"):
        assert not any(letter.isdigit() for letter in told[key]), told[key]
        assert any(letter.isdigit() for letter in own[key])
    assert "1" not in told["visits"]


def test_an_administrator_gives_second_factors_at_home_only(
    municipality: Any, actor_of: Any, neighbour_user_of: Any
) -> None:
    from huangyai.accounts.actions import give_second_factor
    from huangyai.kernel import NotAllowed

    administrator, stranger = actor_of(Role.ADMINISTRATOR), neighbour_user_of(Role.CASE_WORKER)
    with acting(administrator), pytest.raises(NotAllowed):
        give_second_factor(actor=administrator, user=stranger)

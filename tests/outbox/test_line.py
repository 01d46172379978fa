"""LINE gets what its documentation asks for, once; whatever it answers, nobody is lost."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from typing import Any

import pytest
from tests.outbox.conftest import OCCASION, TEXT, YESTERDAY, Six, line_user
from tests.outbox.stand_in import MONTHLY, RATE, TOKEN, StandIn, line_stand_in

from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.models import Entry
from huangyai.outbox import queries
from huangyai.outbox.actions import (
    carry_line_everywhere,
    carry_line_messages,
    end_line_link,
    link_line,
    note_what_became,
    send_message,
    set_line_account,
    stop_line_account,
)
from huangyai.outbox.channels import LineOfficialAccount, Outcome, Paper, Parcel, Telephone
from huangyai.outbox.models import Delivery, DeliveryStep, LineAccount, Message
from huangyai.outbox.rules import Miss
from huangyai.outbox.tasks import carry, carry_waiting
from huangyai.people.actions import record_consent
from huangyai.walls.entry import acting

KEY = uuid.UUID("01890000-0000-7000-8000-000000000001")


def parcel(to: str = line_user(1), text: str = "รถออก 8.15 น.", key: uuid.UUID = KEY) -> Parcel:
    return Parcel(key=key, to=to, text=text)


def send(officer: Actor, six: Six, key: str = "invitation:1", purpose: str = "invitation") -> Message:
    with acting(officer):
        told = send_message(actor=officer, to=six.all, purpose=purpose, text=TEXT, occasion=OCCASION, key=key)
    assert told is not None
    return told


def now(officer: Actor, message: Message, person: Any) -> DeliveryStep:
    with acting(officer):
        return DeliveryStep.objects.get(delivery__message=message, delivery__person=person, ended_at__isnull=True)


def carried(officer: Actor) -> int:
    return carry_line_messages(municipality_id=officer.municipality_id, seconds=2.0)


def again_at_once(officer: Actor) -> None:
    """The next try is due: the moment is written down, nobody waits for it."""
    with acting(officer):
        DeliveryStep.objects.filter(due_at__isnull=False).update(due_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def test_one_push_is_as_documented() -> None:
    with line_stand_in() as line, LineOfficialAccount(address=line.address, token=TOKEN) as account:
        assert account.carry(parcel()).outcome == Outcome.ACCEPTED
        assert account.carry(parcel(key=uuid.uuid4(), text="ก" * 5000)).outcome == Outcome.ACCEPTED
        assert line.pushed[0] == {"to": line_user(1), "messages": [{"type": "text", "text": "รถออก 8.15 น."}]}
        assert line.keys[0] == str(KEY)
        # One connection serves a whole run.
        assert line.connections == 1


@pytest.mark.parametrize(
    ("status", "message", "headers", "outcome", "why", "halts"),
    [
        (400, "The property, 'to', in the request body is invalid", {}, Outcome.REFUSED, Miss.LINE_REFUSED, False),
        (401, "Authentication failed", {}, Outcome.CLOSED, Miss.LINE_REFUSED, True),
        (403, "Access to this API is not available for your account", {}, Outcome.CLOSED, Miss.LINE_REFUSED, True),
        (409, "The retry key is already accepted", {}, Outcome.ACCEPTED, None, False),
        (429, RATE, {}, Outcome.AGAIN, Miss.LINE_SILENT, True),
        (429, RATE, {"Retry_After": "90"}, Outcome.AGAIN, Miss.LINE_SILENT, True),
        (429, RATE, {"Retry_After": "a while"}, Outcome.AGAIN, Miss.LINE_SILENT, True),
        (429, MONTHLY, {}, Outcome.CLOSED, Miss.LINE_FULL, True),
        (500, "Internal server error", {}, Outcome.AGAIN, Miss.LINE_SILENT, False),
        (302, "", {"Location": "http://example.invalid/"}, Outcome.AGAIN, Miss.LINE_SILENT, False),
        ("hang up", "", {}, Outcome.AGAIN, Miss.LINE_SILENT, True),
    ],
)
def test_every_documented_answer_is_understood(
    status: int | str, message: str, headers: dict[str, str], outcome: Outcome, why: Miss | None, halts: bool
) -> None:
    with line_stand_in() as line, LineOfficialAccount(address=line.address, token=TOKEN) as account:
        line.answer_next(status, message, **headers)
        receipt = account.carry(parcel())
        assert (receipt.outcome, receipt.why, receipt.halts) == (outcome, why, halts)
        assert receipt.wait == (90.0 if headers.get("Retry_After") == "90" else None)


def test_a_connection_that_was_hung_up_is_opened_again_with_the_same_key() -> None:
    with line_stand_in() as line, LineOfficialAccount(address=line.address, token=TOKEN) as account:
        assert account.carry(parcel(key=uuid.uuid4())).outcome == Outcome.ACCEPTED
        line.answer_next("accept and hang up")
        assert account.carry(parcel()).outcome == Outcome.ACCEPTED
        assert [each["to"] for each in line.pushed] == [line_user(1)] * 2


def test_what_line_would_not_take_is_not_sent_and_nothing_is_sent_in_the_open() -> None:
    with line_stand_in() as line, LineOfficialAccount(address=line.address, token=TOKEN) as account:
        for wrong in (parcel(to="กมล"), parcel(text="🙏" * 2501)):
            assert account.carry(wrong).outcome == Outcome.REFUSED
        assert line.connections == 0
    with LineOfficialAccount(address=line.address, token=TOKEN, seconds=0.5) as nobody:
        assert nobody.carry(parcel()).outcome == Outcome.AGAIN
    with pytest.raises(ValueError, match="encrypted"):
        LineOfficialAccount(address="http://api.line.me", token=TOKEN)
    assert TOKEN not in repr(account)
    assert line_user(1) not in repr(parcel())


def test_people_carry_what_stands_on_their_lists() -> None:
    assert Paper().carry(parcel()).outcome == Outcome.LISTED
    assert Telephone().carry(parcel(to="0800000001")).outcome == Outcome.LISTED
    assert Telephone().carry(parcel(to="")).why == Miss.WRONG_NUMBER


def test_line_messages_leave_with_the_job_and_arrive_once(
    officer: Actor, six: Six, line: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    with caplog.at_level(logging.DEBUG):
        message = send(officer, six)
        job = ProcrastinateJob.objects.get(task_name="huangyai.outbox.tasks.carry", status="todo")
        carry(**job.args)
        carry(**job.args)
    assert [each["to"] for each in line.pushed] == [line_user(1), line_user(2)]
    assert line.pushed[0]["messages"] == [{"type": "text", "text": TEXT.th}]
    with acting(officer):
        prepared = DeliveryStep.objects.filter(channel="line", kind="prepared").values_list("pk", flat=True)
        assert sorted(line.keys) == sorted(map(str, prepared))
    assert now(officer, message, six.line).kind == "sent"
    # Neither the token nor anybody's words or LINE user id is written anywhere else.
    with acting(officer):
        ledger = str(list(Entry.objects.values_list("facts", flat=True)))
    for secret in (TOKEN, line_user(1), TEXT.th):
        assert secret not in caplog.text
        assert secret not in ledger
        assert secret not in str(job.args)


def test_silence_is_tried_again_with_the_same_key_and_ends_at_the_telephone(
    officer: Actor, six: Six, line: StandIn
) -> None:
    message = send(officer, six)
    line.answer_next("accept and hang up")
    assert carried(officer) == 0
    step = now(officer, message, six.line)
    assert (step.kind, step.tries) == ("prepared", 1)
    # Not due yet: nothing is asked.
    before = line.connections
    with acting(officer):
        DeliveryStep.objects.filter(pk=step.pk).update(due_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    assert carried(officer) == 1
    assert line.connections == before + 1
    # The first one had been accepted before the line went dead: LINE says 409, and it was pushed once.
    again_at_once(officer)
    assert carried(officer) == 1
    assert [each["to"] for each in line.pushed].count(line_user(1)) == 1
    # Six hours of errors are enough.
    other = send(officer, six, "invitation:2")
    with acting(officer):
        long_ago = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        DeliveryStep.objects.filter(delivery__message=other, channel="line").update(made_at=long_ago)
    line.answer_next(500, "Internal server error")
    line.answer_next(500, "Internal server error")
    assert carried(officer) == 0
    assert now(officer, other, six.line).channel == "telephone"
    assert now(officer, other, six.daughters_line).channel == "paper"


def test_a_limit_is_respected_and_everybody_goes_on(officer: Actor, six: Six, line: StandIn) -> None:
    message = send(officer, six)
    line.answer_next(429, RATE, Retry_After="600")
    assert carried(officer) == 0
    assert line.pushed == []
    # The second was not even tried.
    assert now(officer, message, six.daughters_line).tries == 0
    waits = now(officer, message, six.line)
    assert waits.due_at is not None
    assert waits.due_at - waits.made_at >= dt.timedelta(seconds=600)
    again_at_once(officer)
    line.answer_next(429, MONTHLY)
    assert carried(officer) == 0
    assert now(officer, message, six.line).channel == "telephone"
    assert now(officer, message, six.daughters_line).channel == "paper"
    with acting(officer):
        reasons = DeliveryStep.objects.filter(kind="not_reached").values_list("reason", flat=True)
        assert set(reasons) == {"line_full"}
        assert LineAccount.objects.filter(ended_at__isnull=True).exists()


def test_a_refused_token_is_not_used_again(officer: Actor, administrator: Actor, six: Six, line: StandIn) -> None:
    with acting(officer):
        set_line_account(actor=administrator, token="wrongTokenOfTheAdministrator")
    message = send(officer, six)
    assert carried(officer) == 0
    assert now(officer, message, six.line).channel == "telephone"
    with acting(officer):
        account = LineAccount.objects.order_by("-made_at").first()
        assert account is not None
        assert account.ending == "refused"
        assert Entry.objects.filter(verb="line.account-refused").count() == 1
        assert queries.line_account(administrator) is None
        # Until there is a new one, nobody is meant for LINE.
    later = send(officer, six, "invitation:2")
    assert now(officer, later, six.line).channel == "telephone"


def test_one_user_who_is_refused_goes_on_alone(officer: Actor, six: Six, line: StandIn) -> None:
    message = send(officer, six)
    line.answer_next(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
    assert carried(officer) == 1
    assert now(officer, message, six.line).channel == "telephone"
    assert now(officer, message, six.daughters_line).kind == "sent"


def test_a_no_on_the_way_is_heard(officer: Actor, administrator: Actor, six: Six, line: StandIn) -> None:
    message = send(officer, six)
    with acting(officer):
        record_consent(actor=officer, person=six.line, purpose="contact", answer="withdrawn", answered_on=YESTERDAY)
        (link,) = queries.line_links(officer, six.daughters_line)
        end_line_link(actor=officer, link=link)
    assert carried(officer) == 0
    assert line.connections == 0
    assert now(officer, message, six.line).channel == "paper"
    assert now(officer, message, six.daughters_line).channel == "paper"
    with acting(officer):
        link_line(actor=officer, person=six.letter, user_id=line_user(3), agreed_on=YESTERDAY)
    other = send(officer, six, "invitation:2")
    with acting(officer):
        stop_line_account(actor=administrator)
    carry_waiting(0)
    assert line.connections == 0
    assert now(officer, other, six.letter).channel == "paper"


def test_what_a_crash_left_behind_is_found(officer: Actor, six: Six, line: StandIn) -> None:
    message = send(officer, six)
    carry_line_everywhere()
    carry_line_everywhere()
    assert len(line.pushed) == 2
    with acting(officer):
        delivery = Delivery.objects.get(message=message, person=six.line)
        note_what_became(actor=officer, delivery=delivery, kind="reached", channel="line")
    assert now(officer, message, six.line).kind == "reached"


def test_what_is_private_never_goes_to_a_daughters_line(officer: Actor, six: Six, line: StandIn) -> None:
    send(officer, six, "answer:1", "answer")
    assert carried(officer) == 1
    assert [each["to"] for each in line.pushed] == [line_user(1)]


def test_the_token_is_kept_sealed_and_shown_to_nobody(officer: Actor, administrator: Actor, six: Six) -> None:
    with acting(officer):
        for bad in ("", "short", "with a space in the middle of it", "ไทย" * 10, "line\nbreak" * 5):
            with pytest.raises(Refusal) as refused:
                set_line_account(actor=administrator, token=bad)
            assert refused.value.code == "line-token-impossible"
        account = LineAccount.objects.get(ended_at__isnull=True)
        assert TOKEN.encode() not in bytes(account.token_sealed)
        set_line_account(actor=administrator, token="anotherTokenOfTheSameAccount")
        assert [each.ending for each in queries.line_accounts(administrator)] == ["", "replaced"]


def test_letters_are_counted_as_line_counts_them() -> None:
    longest = Words(th="ก" * 3000, en="a" * 3000)
    with line_stand_in() as line, LineOfficialAccount(address=line.address, token=TOKEN) as account:
        assert account.carry(parcel(text=longest.th)).outcome == Outcome.ACCEPTED
        assert len(line.pushed) == 1

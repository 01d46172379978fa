"""A list is checked or brought in: small ones at once, large ones behind the page, where one sees how far it is."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from django.db import connections, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from huangyai.kernel import Actor, BadInput, Refusal
from huangyai.ledger.actions import record
from huangyai.targets.access import require_register_work
from huangyai.targets.actions.bringing.drafts import LINES, bring_draft, check_draft
from huangyai.targets.models import RegisterDraft, RegisterRun
from huangyai.targets.queries.drafts import open_run
from huangyai.targets.rules.checking import Keep
from huangyai.walls.entry import acting

JOB = "huangyai.targets.tasks.run_register"
# Rows that a page waits for without a bar; larger lists go behind it.
_AT_ONCE = 5_000
_REST_SECONDS = 0.7
# Where in the whole each stage begins and ends.
_PARTS = {
    RegisterRun.Purpose.CHECK: {"read": (0.0, 0.4), "check": (0.4, 0.8), "compare": (0.8, 1.0)},
    RegisterRun.Purpose.BRING: {
        "read": (0.0, 0.15),
        "check": (0.15, 0.3),
        "compare": (0.3, 0.4),
        "people": (0.4, 0.75),
        "keep": (0.75, 1.0),
    },
}


class _Stopped(Exception):
    """Somebody stopped it."""


def ask_for_run(
    *, actor: Actor, draft: RegisterDraft, purpose: RegisterRun.Purpose, keep: Keep = Keep.GOOD_ROWS
) -> RegisterRun:
    """Check a draft or bring it in, now or behind the page.

    Raises BadInput when a small list is brought in and can't be; of a large one the run tells it.
    """
    require_register_work(actor)
    with transaction.atomic():
        # One at a time: whoever comes second sees the first one's run.
        waiting = RegisterDraft.objects.select_for_update(of=("self",)).select_related("source").get(pk=draft.pk)
        if going := open_run(waiting):
            return going
        run = RegisterRun.objects.create(
            municipality_id=actor.municipality_id,
            draft=waiting,
            purpose=purpose,
            keep=keep.value,
            touched_at=timezone.now(),
            begun_by_id=actor.user_id,
        )
        if waiting.layout.get(LINES, 0) <= _AT_ONCE:
            _carry_out(actor, run, None)
        else:
            record(actor=actor, verb="register-run.asked", subject=run, purpose=purpose.value)
            app.configure_task(JOB, allow_unknown=True, lock=f"register:{waiting.pk}").defer(
                municipality=str(actor.municipality_id), run=str(run.pk)
            )
    return run


def carry_out_run(*, municipality_id: uuid.UUID, run_id: uuid.UUID) -> None:
    """The job behind the page. Whatever goes wrong leaves nothing behind but the run that says so."""
    with acting(Actor.machine(municipality_id, "register")):
        run = RegisterRun.objects.filter(pk=run_id, finished_at__isnull=True).select_related("draft__source").first()
    if run is None:
        return
    # What it does is written down under the name of whoever asked for it.
    actor = Actor(
        municipality_id=municipality_id, user_id=run.begun_by_id, system=True, origin=f"job for {run.purpose}"
    )
    if run.cancel_asked_at or run.draft is None:
        _finish(actor, run, None)
        return
    try:
        with _Teller(actor, run) as teller, acting(actor):
            _carry_out(actor, run, teller)
    except _Stopped:
        _finish(actor, run, None)
    except BadInput as bad:
        _finish(actor, run, {"faults": len(bad.faults), **bad.faults[0].words.as_dict()})
    except Refusal as refusal:
        _finish(actor, run, refusal.words.as_dict())
    except Exception:
        _finish(
            actor,
            run,
            {
                "th": "ทำไม่สำเร็จ ยังไม่มีอะไรเปลี่ยนแปลง โปรดลองใหม่ หากยังไม่ได้ให้แจ้งผู้ดูแลระบบ",
                "en": "It could not be finished and nothing was changed; try again, and tell your administrator if it fails again.",
            },
        )
        raise


def stop_run(*, actor: Actor, run: RegisterRun) -> RegisterRun:
    """Stop what goes on behind the page; nothing of it is kept, the draft stays."""
    require_register_work(actor)
    with transaction.atomic():
        now = timezone.now()
        if not RegisterRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(cancel_asked_at=now):
            raise Refusal(
                "run-ended",
                th="งานนี้จบแล้ว จึงหยุดไม่ได้ ดูผลได้ที่หน้านี้",
                en="This work has ended already, so it can't be stopped; its result is on this page.",
            )
        # One that has not begun will find itself finished.
        RegisterRun.objects.filter(pk=run.pk, stage="").update(finished_at=now)
        record(actor=actor, verb="register-run.stopped", subject=run)
    run.refresh_from_db()
    return run


def _carry_out(actor: Actor, run: RegisterRun, teller: _Teller | None) -> None:
    draft = run.draft
    if draft is None:
        raise RuntimeError("a run without its draft")
    register = None
    if run.purpose == RegisterRun.Purpose.CHECK:
        check_draft(actor=actor, draft=draft, progress=teller)
    else:
        register = bring_draft(actor=actor, draft=draft, keep=Keep(run.keep), progress=teller).register
    now = timezone.now()
    going_on = RegisterRun.objects.filter(pk=run.pk, cancel_asked_at__isnull=True)
    if not going_on.update(finished_at=now, touched_at=now, part=1.0, register=register):
        raise _Stopped
    run.finished_at, run.register, run.part = now, register, 1.0


def _finish(actor: Actor, run: RegisterRun, failure: Mapping[str, object] | None) -> None:
    with acting(actor):
        now = timezone.now()
        RegisterRun.objects.filter(pk=run.pk).update(finished_at=now, touched_at=now, failure=failure)


class _Teller:
    """Says to the page how far it is, beside the transaction that works, and hears that somebody stopped it."""

    def __init__(self, actor: Actor, run: RegisterRun) -> None:
        self._actor, self._run = actor, run
        self._parts = _PARTS[RegisterRun.Purpose(run.purpose)]
        self._next = 0.0
        # A connection belongs to its thread: what this one writes is seen at once.
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="register-run")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._aside.submit(connections.close_all).result()
        self._aside.shutdown()

    def __call__(self, stage: str, part: float) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _REST_SECONDS
        first, last = self._parts[stage]
        if self._aside.submit(self._tell, stage, first + (last - first) * part).result():
            raise _Stopped

    def _tell(self, stage: str, part: float) -> bool:
        with acting(self._actor):
            told = RegisterRun.objects.filter(pk=self._run.pk)
            told.update(stage=stage, part=part, touched_at=timezone.now())
            return told.filter(cancel_asked_at__isnull=False).exists()

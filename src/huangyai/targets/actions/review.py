"""Somebody looks at two records and says whether they are one person; it can be taken back completely."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record, record_look
from huangyai.targets.access import require_register_work
from huangyai.targets.actions.entries import part_entries, settle_entries
from huangyai.targets.actions.joining.settling import settle_row
from huangyai.targets.bridge import Taught, as_document, learn, levels_between
from huangyai.targets.models import Lesson, Pair, PairDecision, PairReturn, RegisterRow
from huangyai.targets.queries import review
from huangyai.targets.rules.review import LEAST_DECISIONS

Word = PairDecision.Word


def look_at_pair(*, actor: Actor, pair: Pair) -> None:
    """Somebody opens both records of a pair: the ledger keeps who."""
    require_register_work(actor)
    record_look(actor=actor, subject=pair, reason="pair")


def decide_pair(*, actor: Actor, pair: Pair, word: str, note: str = "") -> PairDecision:
    """Say of two records: the same person, two people, can't tell, or that a second person shall look."""
    require_register_work(actor)
    with transaction.atomic():
        Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
        _require_open(actor, pair, word)
        said = PairDecision.objects.create(
            municipality_id=actor.municipality_id,
            pair=pair,
            word=Word(word),
            note=note.strip()[:300],
            compared=_compared(pair) if word in review.FINAL else {},
            decided_by_id=actor.user_id,
        )
        if word in review.FINAL:
            if pair.row_id:
                settle_row(actor, pair.row_id)
            else:
                settle_entries(actor, said)
        record(actor=actor, verb="pair.decided", subject=pair, word=said.word, decision=said.pk)
    return said


def take_back_pair_decision(*, actor: Actor, decision: PairDecision) -> PairDecision:
    """Take a decision back: the row, and what the resident's entry had from it, stand as they stood before."""
    require_register_work(actor)
    with transaction.atomic():
        pair = Pair.objects.select_for_update(of=("self",)).get(pk=decision.pair_id)
        pair = review.pair(actor, pair.pk)
        if PairReturn.objects.filter(decision=decision).exists():
            raise Refusal(
                "decision-taken-back",
                th="คำตัดสินนี้ถอนไปแล้ว",
                en="This decision was taken back already.",
            )
        PairReturn.objects.create(
            municipality_id=actor.municipality_id, decision=decision, taken_back_by_id=actor.user_id
        )
        if decision.word in review.FINAL:
            if pair.row_id:
                settle_row(actor, pair.row_id)
            else:
                part_entries(actor, decision)
        record(actor=actor, verb="pair-decision.taken-back", subject=pair, word=decision.word, decision=decision.pk)
    return decision


def doubt_join(*, actor: Actor, row: RegisterRow, note: str = "") -> PairDecision:
    """Say that a row which was joined by itself is somebody else. It waits for its person again."""
    require_register_work(actor)
    with transaction.atomic():
        now = RegisterRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if now.person_id is None or now.probability is None:
            raise Refusal(
                "row-not-joined",
                th="แถวนี้ไม่ได้เชื่อมเองโดยระบบ หากเจ้าหน้าที่ระบุไว้ โปรดถอนคำตัดสินนั้นแทน",
                en="This row was not joined by itself; where somebody named its person, take that decision back instead.",
            )
        pair, _ = Pair.objects.update_or_create(
            municipality_id=actor.municipality_id,
            row=now,
            person_id=now.person_id,
            defaults={"cause": Pair.Cause.DISPUTED, "probability": now.probability, "why": now.why},
            create_defaults={
                "cause": Pair.Cause.DISPUTED,
                "probability": now.probability,
                "why": now.why,
                "evidence_at": timezone.now(),
            },
        )
        return decide_pair(actor=actor, pair=review.pair(actor, pair.pk), word=Word.DIFFERENT, note=note)


def learn_from_decisions(*, actor: Actor) -> Lesson:
    """Let the comparison learn from the decisions that stand; the next joining uses what it learnt."""
    require_register_work(actor)
    decided = review.decided_for_learning()
    if len(decided) < LEAST_DECISIONS:
        raise Refusal(
            "too-few-decisions",
            th=f"มีคำตัดสินที่ใช้เรียนรู้ได้ {len(decided)} คู่ ต้องมีอย่างน้อย {LEAST_DECISIONS} คู่ โปรดตรวจเพิ่มก่อน",
            en=f"{len(decided)} decisions can be learnt from and {LEAST_DECISIONS} are needed; review more pairs first.",
        )
    models = review.models_by_version()
    learnt = learn(
        [
            Taught(
                one.compared.get("levels", {}),
                one.compared.get("probability", one.pair.probability),
                one.word == Word.SAME,
                models.get(one.compared.get("lesson", 0)),
            )
            for one in decided
        ]
    )
    if learnt is None:
        raise Refusal(
            "nothing-learnt",
            th="คำตัดสินที่มีไม่ได้บอกอะไรใหม่จากที่ระบบรู้อยู่ จึงใช้ความรู้เดิมต่อไป",
            en="The decisions say nothing that the comparison did not know; it goes on as it is.",
        )
    return _keep_lesson(actor, learnt, decided)


def forget_lessons(*, actor: Actor) -> Lesson:
    """Go back to what the program knew when it was installed; the lessons stay on record."""
    require_register_work(actor)
    if review.model_in_use() is None:
        raise Refusal(
            "nothing-to-forget",
            th="ขณะนี้ใช้ความรู้ตั้งต้นอยู่แล้ว",
            en="The comparison already works as it came.",
        )
    return _keep_lesson(actor, None, [])


def _keep_lesson(actor: Actor, learnt: str | None, decided: Sequence[PairDecision]) -> Lesson:
    with transaction.atomic():
        lesson = Lesson.objects.create(
            municipality_id=actor.municipality_id,
            version=review.lesson_version() + 1,
            model=as_document(learnt) if learnt else None,
            reviews=len(decided),
            same=sum(one.word == Word.SAME for one in decided),
            learnt_by_id=actor.user_id,
        )
        verb = "linkage.learnt" if learnt else "linkage.lessons-forgotten"
        record(actor=actor, verb=verb, subject=lesson, version=lesson.version, reviews=lesson.reviews)
    return lesson


def _compared(pair: Pair) -> dict[str, object]:
    """Degrees of agreement and the probability, as the decision found them; nothing of the persons."""
    left, right = review.both_records(pair)
    levels = dict(levels_between(left.cells, right.cells))
    return {"levels": levels, "probability": pair.probability, "lesson": review.lesson_version()}


def _require_second_key(actor: Actor, first: PairDecision) -> None:
    if actor.user_id is None or first.decided_by_id == actor.user_id:
        raise Refusal(
            "second-person-needed",
            th="ท่านเสนอรวมสองรายการนี้แล้ว ต้องให้เจ้าหน้าที่อีกคนยืนยัน หรือถอนคำตัดสินของท่านก่อน",
            en="You said so already; another member of staff has to say it too, or take your own word back first.",
        )


def _require_open(actor: Actor, pair: Pair, word: str) -> None:
    if word not in Word.values:
        raise Refusal("word-unknown", th="โปรดเลือกคำตัดสินหนึ่งข้อ", en="Choose one of the answers.")
    said = list(review.standing(pair=pair))
    decided = [one for one in said if one.word in review.FINAL]
    if pair.row_id is None and [one.word for one in decided] == [Word.SAME]:
        _require_second_key(actor, decided[0])
    elif decided:
        raise Refusal(
            "pair-decided",
            th="มีผู้ตัดสินคู่นี้แล้ว หากเห็นต่าง โปรดถอนคำตัดสินเดิมก่อน",
            en="Somebody decided on this pair already; take that decision back first if you see it otherwise.",
        )
    if actor.user_id and any(one.word == Word.SECOND and one.decided_by_id == actor.user_id for one in said):
        raise Refusal(
            "second-person-needed",
            th="ท่านขอให้คนที่สองดูคู่นี้แล้ว โปรดรอผู้อื่นตัดสิน หรือถอนคำขอก่อน",
            en="You asked for a second person on this pair; wait for them, or take your request back first.",
        )
    if word == Word.SAME and pair.row_id and RegisterRow.objects.filter(pk=pair.row_id, person__isnull=False).exists():
        raise Refusal(
            "row-has-person",
            th="แถวนี้มีผู้ระบุตัวคนแล้ว โปรดถอนคำตัดสินนั้นก่อน",
            en="Somebody said who this row is already; take that decision back first.",
        )

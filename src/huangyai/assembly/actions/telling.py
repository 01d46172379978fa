"""Those who said something are told what became of it, and those who are invited are told when and where: in the outbox."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import override

from huangyai.assembly.actions.wording import answer_words, call_off_words, invitation_words, move_words
from huangyai.assembly.models import Answer, Assembly, AssemblyMove, Problem, ProblemMerge
from huangyai.assembly.rules import answer_key, call_off_key, invitation_key
from huangyai.kernel import Actor, BuddhistDate, Words
from huangyai.outbox.actions import send_message, withdraw_messages
from huangyai.outbox.models import Message
from huangyai.outbox.rules import at_the_clock
from huangyai.people.models import Person


def tell_answer(*, actor: Actor, answer: Answer) -> Message | None:
    """Tell everybody who said the problem, or one that was joined into it; an older answer is no longer told."""
    said = _said(answer.problem)
    older = Answer.objects.filter(problem_id=answer.problem_id).exclude(pk=answer.pk).values_list("pk", flat=True)
    withdraw_messages(actor=actor, keys=[answer_key(pk) for pk in older])
    words = {pk: answer_words(sentence, _state(answer), answer.reason) for pk, sentence in said.items()}
    general = answer_words(answer.problem.sentence, _state(answer), answer.reason)
    return send_message(
        actor=actor,
        to=Person.objects.filter(pk__in=said),
        purpose=Message.Purpose.ANSWER,
        key=answer_key(answer.pk),
        occasion=general.occasion,
        text=general.text,
        own_texts={pk: each.text for pk, each in words.items()},
    )


def tell_newest_answer(*, actor: Actor, problem: Problem) -> None:
    """Somebody said it too: they are told the answer that there is already."""
    newest = Answer.objects.filter(problem=problem).select_related("problem").order_by("-made_at", "-id").first()
    if newest is not None:
        tell_answer(actor=actor, answer=newest)


def untell_answers(*, actor: Actor, merge: ProblemMerge) -> None:
    """It was another thing after all: who said it need not hear the answer to the other one."""
    speaker = merge.alias.said_by
    if speaker is not None and speaker.pk not in _said(merge.canonical):
        keys = [answer_key(pk) for pk in Answer.objects.filter(problem=merge.canonical).values_list("pk", flat=True)]
        withdraw_messages(actor=actor, keys=keys, people=[speaker])


def tell_invitation(*, actor: Actor, assembly: Assembly, people: Iterable[Person]) -> Message | None:
    """Tell those who are invited by name when and where; nobody is invited to what has begun."""
    if assembly.starts_at <= timezone.now():
        return None
    words = invitation_words(assembly.title, assembly.venue, _when(assembly))
    return send_message(
        actor=actor,
        to=people,
        purpose=Message.Purpose.INVITATION,
        key=invitation_key(assembly.pk, assembly.moves.count()),
        occasion=words.occasion,
        text=words.text,
        useful_until=assembly.starts_at,
    )


def tell_move(*, actor: Actor, assembly: Assembly, move: AssemblyMove, people: Iterable[Person]) -> Message | None:
    """Tell those who were invited of the new day and place, beside the old day, so that nobody takes them for two."""
    words = move_words(assembly.title, assembly.venue, _when_at(move.started_at), _when(assembly))
    return send_message(
        actor=actor,
        to=people,
        purpose=Message.Purpose.INVITATION,
        key=invitation_key(assembly.pk, assembly.moves.count()),
        occasion=words.occasion,
        text=words.text,
        useful_until=assembly.starts_at,
    )


def untell_invitation(*, actor: Actor, assembly: Assembly) -> None:
    """What was announced doesn't hold any more: whoever hasn't heard it need not."""
    withdraw_messages(actor=actor, keys=[invitation_key(assembly.pk, n) for n in range(assembly.moves.count() + 1)])


def tell_call_off(*, actor: Actor, assembly: Assembly, people: Iterable[Person]) -> Message | None:
    """Tell those who were invited that the assembly is not held."""
    if assembly.starts_at <= timezone.now():
        return None
    words = call_off_words(assembly.title, _when(assembly))
    return send_message(
        actor=actor,
        to=people,
        purpose=Message.Purpose.INVITATION,
        key=call_off_key(assembly.pk),
        occasion=words.occasion,
        text=words.text,
        useful_until=assembly.starts_at,
    )


def _when(assembly: Assembly) -> Words:
    return _when_at(assembly.starts_at)


def _when_at(moment: dt.datetime) -> Words:
    begins = timezone.localtime(moment)
    day = BuddhistDate(begins.date())
    return Words(
        th=f"{day.with_weekday('th')} เวลา {at_the_clock(begins)}", en=f"{day.with_weekday('en')} at {begins:%H:%M}"
    )


def _said(problem: Problem) -> dict[uuid.UUID, str]:
    """Who said a problem, or one that is read as it, with their own sentence."""
    merged = ProblemMerge.objects.filter(canonical=problem, taken_back_at__isnull=True).values("alias_id")
    rows = Problem.objects.filter(pk__in=merged, said_by__isnull=False).order_by("made_at", "pk")
    said = {problem.said_by_id: problem.sentence} if problem.said_by_id else {}
    for speaker, sentence in rows.values_list("said_by_id", "sentence"):
        if speaker:
            said.setdefault(speaker, sentence)
    return said


def _state(answer: Answer) -> Words:
    label = Answer.State(answer.state).label
    spoken = {}
    for language in ("th", "en"):
        with override(language):
            spoken[language] = str(label)
    return Words(th=spoken["th"], en=spoken["en"])

"""The example's officer looks at some pairs that the comparison was not sure of, and leaves the rest waiting."""

from __future__ import annotations

from collections.abc import Callable

from huangyai.kernel import Actor
from huangyai.people.actions import PersonFacts, register_person
from huangyai.people.models import Person
from huangyai.targets import actions as targets
from huangyai.targets.models import Pair, PairDecision
from huangyai.targets.queries import review

Word = PairDecision.Word
# A careful town: what is not all but certain is looked at by somebody.
_JOIN_FROM, _ASK_FROM = 0.997, 0.1


def join_and_review(officer: Actor, progress: Callable[[str, float], None]) -> tuple[int, int, int]:
    """Join the lists and decide on every fifth of the unsure pairs: joined, decided, still waiting."""
    _type_somebody_in_again(officer)
    targets.set_joining_terms(actor=officer, join_from=_JOIN_FROM, ask_from=_ASK_FROM)
    joined = targets.join_registers(actor=officer, progress=progress)
    unsure = list(review.waiting_pairs(officer).filter(row__isnull=False))
    for at, pair in enumerate(unsure[: max(1, len(unsure) // 5)]):
        if review.waiting_pairs(officer).filter(pk=pair.pk).exists():
            targets.look_at_pair(actor=officer, pair=pair)
            targets.decide_pair(actor=officer, pair=pair, word=_word(at, pair))
    decided = review.standing(pair__cause__in=_OF_THE_QUEUE).count()
    return joined, decided, review.waiting_pairs(officer).count()


_OF_THE_QUEUE = (Pair.Cause.UNSURE, Pair.Cause.RIVALS, Pair.Cause.CONTRADICTION)


def _word(at: int, pair: Pair) -> str:
    """Now and then somebody can't tell, or wants a second person to look."""
    if at % 5 == 3:
        return Word.SECOND
    if at % 5 == 4:
        return Word.UNSURE
    return Word.SAME if (pair.probability or 0) >= 0.5 else Word.DIFFERENT


def _type_somebody_in_again(officer: Actor) -> None:
    """As happens at the counter: nobody has seen yet that this person is there twice."""
    there = Person.objects.filter(national_id_hash__gt="", birth_date__isnull=False).order_by("-sort_key", "pk")[3]
    facts = PersonFacts(
        given_name=there.given_name, family_name=there.family_name, title=there.title, birth_date=there.birth_date
    )
    register_person(actor=officer, household=there.household, facts=facts)

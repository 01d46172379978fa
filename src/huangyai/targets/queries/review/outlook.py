"""How many rows a threshold would leave to somebody's eye, by what the last comparison found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from huangyai.kernel import Actor
from huangyai.targets.access import may_bring_registers
from huangyai.targets.models import Pair, RegisterKind, RegisterRow, counts_now
from huangyai.targets.queries.review.comparing import joinings
from huangyai.targets.rules.review import SECONDS_A_PAIR


@dataclass(frozen=True, slots=True)
class TermsOutlook:
    """What would come of joining at once from so many percent on."""

    percent: float
    asked: int
    joined: int

    @property
    def minutes(self) -> int:
        """About how long it takes to look at those that are left."""
        return math.ceil(self.asked * SECONDS_A_PAIR / 60)


def outlook_of_terms(actor: Actor, percents: Sequence[float]) -> list[TermsOutlook]:
    """For each threshold the rows of the newest lists that would wait and those joined at once; two queries.

    Rows that people have decided on are in neither number, nor those that were too unlikely to be asked about.
    Nothing before the first comparison has ended.
    """
    if not may_bring_registers(actor) or not joinings(actor).filter(end__outcome="done").exists():
        return []
    newest = counts_now("register__") & ~Q(register__kind=RegisterKind.CIVIL)
    joined = RegisterRow.objects.filter(newest, person__isnull=False, probability__isnull=False)
    surer = {f"p{at}": Count("pk", filter=Q(probability__gte=each / 100)) for at, each in enumerate(percents)}
    told = joined.aggregate(whole=Count("pk"), **surer)
    # One office's row with several candidates is one question; where two are likely it is asked whatever the threshold.
    asked = [
        (likeliest or 0.0, plain)
        for likeliest, plain in Pair.objects.filter(
            counts_now("row__register__"), row__person__isnull=True, row__isnull=False, probability__isnull=False
        )
        .values("row")
        .annotate(likeliest=Max("probability"), otherwise=Count("pk", filter=~Q(cause=Pair.Cause.UNSURE)))
        .values_list("likeliest", "otherwise")
    ]
    found = []
    for at, each in enumerate(percents):
        now_sure = sum(likeliest >= each / 100 and not otherwise for likeliest, otherwise in asked)
        sure = told[f"p{at}"] + now_sure
        found.append(TermsOutlook(each, told["whole"] + len(asked) - sure, sure))
    return found

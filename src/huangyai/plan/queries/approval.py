"""Who has signed a project's money, and whose turn it is."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from huangyai.kernel import Actor, NotFound
from huangyai.office.models import Position
from huangyai.office.queries import corrections_of, positions_signed_for
from huangyai.office.rules import Corrected, fingerprint
from huangyai.plan.access import visible_requests
from huangyai.plan.models import (
    ApprovalRequest,
    ApprovalRule,
    ApprovalRung,
    ApprovalSignature,
    Project,
)
from huangyai.plan.rules.approval import Asking, Rung, chain_for, is_approved, next_rung

# So many open requests are looked through for whoever asks what waits for them.
MOST_OPEN = 300


@dataclass(frozen=True, slots=True)
class ChainPlace:
    """One place of the chain: whose it is, and the signature once it is there."""

    rung: Rung
    signature: ApprovalSignature | None


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with its chain, as pages and papers show it."""

    request: ApprovalRequest
    chain: tuple[Rung, ...]
    asking: Asking
    places: list[ChainPlace]
    corrections: tuple[Corrected, ...] = ()

    @property
    def approved(self) -> bool:
        """Everybody whom the amount needs has signed."""
        return is_approved(self.chain, self.asking)

    @property
    def turn(self) -> Rung | None:
        """Whose turn it is."""
        return next_rung(self.chain, self.asking)

    @property
    def signed(self) -> int:
        """How many have signed."""
        return len(self.asking.signed_by)


def approval_rule_on(day: dt.date) -> ApprovalRule | None:
    """The rule of approval in force on a day."""
    return ApprovalRule.objects.filter(valid_from__lte=day).prefetch_related(_rungs("rungs")).first()


def approval_rules() -> list[ApprovalRule]:
    """Every rule of approval that was ever written, newest first."""
    return list(ApprovalRule.objects.prefetch_related(_rungs("rungs"))[:20])


def _rungs(path: str) -> models.Prefetch[str, models.QuerySet[ApprovalRung], str]:
    return models.Prefetch(path, ApprovalRung.objects.select_related("position"))


def approval_requests(actor: Actor, *, project: Project | None = None) -> models.QuerySet[ApprovalRequest]:
    """Requests, newest first, with everything that their chains need."""
    found = (
        visible_requests(actor)
        .select_related("project__plan", "unit", "number", "asked_by", "rule", "again__number")
        .select_related("refusal__tenure", "withdrawal__withdrawn_by")
        .prefetch_related(
            _rungs("rule__rungs"), models.Prefetch("signatures", ApprovalSignature.objects.select_related("tenure"))
        )
    )
    return found.filter(project=project) if project else found


def approval_request(actor: Actor, request_id: uuid.UUID) -> ApprovalRequest:
    """One request, or NotFound."""
    found = approval_requests(actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound
    return found


def request_line(request: ApprovalRequest, corrections: tuple[Corrected, ...] = ()) -> RequestLine:
    """A request with its chain: who has signed, and who is still to sign."""
    chain = chain_for(rungs_of(request.rule), request.baht)
    signatures = list(request.signatures.all())
    asking = Asking(
        request.asked_by_id,
        tuple(each.signed_by_id for each in signatures),
        sent_back=hasattr(request, "refusal"),
        withdrawn=hasattr(request, "withdrawal"),
    )
    places = [
        ChainPlace(rung, signatures[place] if place < len(signatures) else None) for place, rung in enumerate(chain)
    ]
    return RequestLine(request, chain, asking, places, corrections)


def request_lines(requests: models.QuerySet[ApprovalRequest] | list[ApprovalRequest]) -> list[RequestLine]:
    """Several requests with their chains and corrections."""
    found = list(requests)
    corrections = corrections_of(found)
    return [request_line(each, tuple(corrections.get(each.pk, ()))) for each in found]


def rungs_of(rule: ApprovalRule) -> list[Rung]:
    """The positions that a rule wants."""
    return [Rung(each.position_id, each.position.name, each.position.rank, each.over_baht) for each in rule.rungs.all()]


def position_of(rule: ApprovalRule, rung: Rung) -> Position:
    """The position behind a place of the chain."""
    return next(each.position for each in rule.rungs.all() if each.position_id == rung.position_id)


def waiting_for_signature(actor: Actor, day: dt.date) -> list[RequestLine]:
    """Requests that this person may sign now, oldest first."""
    mine = positions_signed_for(actor, day) if actor.user_id else set()
    if not mine:
        return []
    still_open = approval_requests(actor).filter(refusal__isnull=True, withdrawal__isnull=True)
    lines = [request_line(each) for each in still_open.order_by("made_at", "pk")[:MOST_OPEN]]
    return [
        line
        for line in lines
        if line.turn
        and line.turn.position_id in mine
        and actor.user_id not in (line.asking.asked_by, *line.asking.signed_by)
    ]


def approved_baht(project: Project, year: int) -> Decimal:
    """How much of a project's money of a year has all its signatures."""
    machine = Actor.machine(project.municipality_id, "approved")
    lines = [request_line(each) for each in approval_requests(machine, project=project).filter(year=year)]
    return sum((line.request.baht for line in lines if line.approved), Decimal(0))


def asked_baht(project: Project, year: int) -> Decimal:
    """How much was asked for a project in a year, and neither sent back nor taken back."""
    found = ApprovalRequest.objects.filter(project=project, year=year, refusal__isnull=True, withdrawal__isnull=True)
    return found.aggregate(all=models.Sum("baht"))["all"] or Decimal(0)


def request_fingerprint(request: ApprovalRequest, project: Project) -> str:
    """The digest of what a signature stands under: the number, the project as it is written now, the money."""
    return fingerprint(
        {
            "number": str(request.number),
            "project": project.pk,
            "name": project.name,
            "objective": project.objective,
            "output": project.target_output,
            "year": request.year,
            "baht": f"{request.baht:.2f}",
            "what": request.what,
        }
    )


def is_as_asked(request: ApprovalRequest) -> bool:
    """The project and the money are letter for letter what was asked and signed."""
    return request.digest == request_fingerprint(request, request.project)

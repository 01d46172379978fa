from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from huangyai.accounts.access import visible_memberships
from huangyai.accounts.models import Membership, User
from huangyai.kernel import Actor, NotFound
from huangyai.office.access import visible_papers, visible_tenures, visible_units
from huangyai.office.models import Correction, DocumentNumber, KeptFile, Paper, Position, Tenure, Unit
from huangyai.office.rules import Corrected, Standing, Way, fingerprint, signature_block
from huangyai.vault.sealing import unseal_bytes

FILE_PURPOSE = "office.file"


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position with whoever may sign for it today."""

    position: Position
    tenures: list[Tenure] = field(default_factory=list)


def units(actor: Actor) -> list[Unit]:
    """The units of the town hall."""
    return list(visible_units(actor))


def positions() -> models.QuerySet[Position]:
    """The positions, highest first."""
    return Position.objects.select_related("unit")


def tenures_on(actor: Actor, day: dt.date) -> models.QuerySet[Tenure]:
    """Who holds a position, acts in one or signs by delegation on a day."""
    return (
        visible_tenures(actor)
        .select_related("position__unit", "ending")
        .annotate(until=Coalesce("ending__last_day", "last_day"))
        .filter(models.Q(until__isnull=True) | models.Q(until__gte=day), first_day__lte=day)
    )


def position_lines(actor: Actor, day: dt.date | None = None) -> list[PositionLine]:
    """Each position, highest first, with whoever may sign for it on a day."""
    found = defaultdict(list)
    for tenure in tenures_on(actor, day or timezone.localdate()):
        found[tenure.position_id].append(tenure)
    return [PositionLine(position, found[position.pk]) for position in positions()]


def past_tenures(actor: Actor) -> models.QuerySet[Tenure]:
    """Every tenure that was ever written down, newest first."""
    return visible_tenures(actor).select_related("position", "ending").order_by("-first_day", "-pk")


def signers(position: Position, day: dt.date, *, baht: Decimal | None = None) -> list[Tenure]:
    """Whoever may sign for a position on a day; a delegation only as far as it reaches."""
    found = tenures_on(Actor.machine(position.municipality_id, "signers"), day).filter(position=position)
    return [each for each in found if baht is None or each.up_to_baht is None or baht <= each.up_to_baht]


def standing_for(
    user_id: uuid.UUID | None, position: Position, day: dt.date, *, baht: Decimal | None = None
) -> Tenure | None:
    """In which standing an account may sign for a position on a day: the holder before acting before delegated."""
    order = [Way.HOLDS.value, Way.ACTING.value, Way.DELEGATED.value]
    mine = [each for each in signers(position, day, baht=baht) if each.user_id == user_id]
    return min(mine, key=lambda each: order.index(each.kind), default=None)


def positions_signed_for(actor: Actor, day: dt.date) -> set[uuid.UUID]:
    """For which positions an account may sign on a day."""
    machine = Actor.machine(actor.municipality_id, "signers")
    return set(tenures_on(machine, day).filter(user=actor.user_id).values_list("position_id", flat=True))


def block_of(tenure: Tenure, day: dt.date) -> tuple[str, ...]:
    """The lines under a signature that is given in this standing on a day."""
    own = ""
    if tenure.kind != Way.HOLDS:
        held = _held_by(tenure.user_id, tenure.municipality_id, day)
        own = held.position.name if held else _written_position(tenure.user_id)
    return signature_block(Standing(tenure.name, own, tenure.position.name, Way(tenure.kind)))


def block_of_writer(user: User, municipality_id: uuid.UUID, day: dt.date) -> tuple[str, ...]:
    """The lines under the name of whoever wrote a paper without signing for a position: name, and what they are here."""
    held = _held_by(user.pk, municipality_id, day)
    if held:
        return block_of(held, day)
    own = _written_position(user.pk)
    return (f"({user})", own) if own else (f"({user})",)


def _held_by(user_id: uuid.UUID, municipality_id: uuid.UUID, day: dt.date) -> Tenure | None:
    machine = Actor.machine(municipality_id, "signature-block")
    return tenures_on(machine, day).filter(user_id=user_id, kind=Way.HOLDS.value).first()


def _written_position(user_id: uuid.UUID) -> str:
    written = Membership.objects.filter(user_id=user_id).exclude(position="").order_by("made_at").first()
    return written.position if written else ""


def tenure(actor: Actor, tenure_id: uuid.UUID) -> Tenure:
    """One tenure, or NotFound."""
    found = past_tenures(actor).filter(pk=tenure_id).first()
    if found is None:
        raise NotFound
    return found


def colleague(actor: Actor, user_id: uuid.UUID) -> User:
    """The account of somebody who works here, or NotFound."""
    found = visible_memberships(actor).filter(user_id=user_id).first()
    if found is None:
        raise NotFound
    return found.user


def papers(actor: Actor) -> models.QuerySet[Paper]:
    """Letters and memos, newest first, with their numbers."""
    return visible_papers(actor).select_related(
        "unit", "position", "signature__number", "written_by", "withdrawal__withdrawn_by"
    )


def paper(actor: Actor, paper_id: uuid.UUID) -> Paper:
    """One letter or memo, or NotFound."""
    found = papers(actor).select_related("signature__tenure").filter(pk=paper_id).first()
    if found is None:
        raise NotFound
    return found


def paper_fingerprint(paper: Paper, number: DocumentNumber, signed_on: dt.date) -> str:
    """The digest of everything that stands on a paper."""
    return fingerprint(
        {
            "kind": paper.kind,
            "number": str(number),
            "on": signed_on.isoformat(),
            "unit": paper.unit_id,
            "position": paper.position_id,
            "subject": paper.subject,
            "addressee": paper.addressee,
            "reference": paper.reference,
            "enclosures": paper.enclosures,
            "body": paper.body,
        }
    )


def is_signed(paper: Paper) -> bool:
    """The paper has its number and signature."""
    return hasattr(paper, "signature")


def is_withdrawn(paper: Paper) -> bool:
    """The paper was taken back before anybody signed it."""
    return hasattr(paper, "withdrawal")


def is_as_signed(paper: Paper) -> bool:
    """What stands on the paper is letter for letter what was signed."""
    return is_signed(paper) and paper.signature.digest == paper_fingerprint(
        paper, paper.signature.number, paper.signature.signed_on
    )


def corrections_of(subjects: Iterable[models.Model]) -> dict[uuid.UUID, list[Corrected]]:
    """The corrections of each of these rows, oldest first, one query."""
    found: dict[uuid.UUID, list[Corrected]] = defaultdict(list)
    for row in Correction.objects.filter(subject_id__in=[each.pk for each in subjects]).select_related("corrected_by"):
        by = str(row.corrected_by) if row.corrected_by else ""
        found[row.subject_id].append(
            Corrected(row.part, row.wrong, row.right, row.reason, by, timezone.localdate(row.made_at))
        )
    return found


def numbers(actor: Actor, be_year: int) -> models.QuerySet[DocumentNumber]:
    """The numbers that were given in a Buddhist calendar year."""
    return DocumentNumber.objects.filter(unit__in=visible_units(actor), be_year=be_year)


def file_content(kept: KeptFile) -> bytes:
    """A kept file out of its seal; whoever asks has decided that it may be seen."""
    return unseal_bytes(kept.municipality_id, kept.content_sealed, purpose=FILE_PURPOSE)

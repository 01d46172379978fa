"""An office's list is brought in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, BadInput, Fault
from huangyai.ledger.actions import record
from huangyai.targets.access import require_register_work
from huangyai.targets.actions.bringing.civil import HousePlaces, admit_civil
from huangyai.targets.actions.bringing.proposing import births_proposed
from huangyai.targets.actions.bringing.rows import Join, keep_changes, keep_rows
from huangyai.targets.models import Register, RegisterKind, RegisterRow, RowChange, Source
from huangyai.targets.queries.bringing import earlier_joins, known_villages, newest_edition
from huangyai.targets.queries.written import ORIGINAL_PURPOSE, pack_file, written_rows
from huangyai.targets.rules.checking import Keep, Progress, check_register, require_keepable
from huangyai.targets.rules.difference import Difference, compare_editions
from huangyai.targets.rules.layout import Layout
from huangyai.targets.rules.register_file import RegisterFile
from huangyai.vault.sealing import seal_bytes
from huangyai.walls.statistics import refresh_statistics

MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class BroughtRegister:
    """A register that was brought in, what was wrong in it, and what it says otherwise than the edition before."""

    register: Register
    faults: tuple[Fault, ...]
    difference: Difference = field(default_factory=Difference)


def bring_register(
    *,
    actor: Actor,
    kind: str,
    file_name: str,
    content: bytes,
    columns: Mapping[str, str] | None = None,
    house_places: HousePlaces | None = None,
    office: str = "",
    list_name: str = "",
    keep: Keep = Keep.GOOD_ROWS,
    layout: Layout | None = None,
    progress: Progress | None = None,
) -> BroughtRegister:
    """Bring an office's list in. The civil register makes people and households; every other list waits to be joined.

    The whole file is kept sealed; of each row only the facts that criteria ask stay readable. A file that can't be
    read leaves nothing behind. The next edition of a list from the same office is compared with the one before: rows
    that are still about the same person stay joined, and what differs is marked.

    Parameters
    ----------
    columns : heading → meaning, said outright; without it the source's own are remembered and the rest is guessed.
    house_places : house code → latitude and longitude, where they are known.
    office, list_name : who sends the list, and its own name where it is none of the usual kinds.
    keep : whether good rows are kept where others have faults, or nothing.
    layout : where in the file the list stands, when somebody has looked.
    progress : hears the stage and the part of it that is done, from 0 to 1; what it raises stops everything.

    Raises
    ------
    BadInput
        each fault by row and column, when nothing is kept.
    """
    require_register_work(actor)
    tell = progress or (lambda _stage, _part: None)
    with transaction.atomic():
        source = register_source(actor, kind, office, list_name)
        file = check_register(
            content,
            kind=kind,
            today=timezone.localdate(),
            villages=known_villages() if kind == RegisterKind.CIVIL else None,
            columns=columns,
            layout=layout,
            remembered=source.columns,
            progress=tell,
        )
        require_keepable(file, keep)
        previous = newest_edition(source)
        difference, joins = _compare(file, previous, tell)
        register = Register.objects.create(
            municipality_id=actor.municipality_id,
            kind=kind,
            source=source,
            previous=previous,
            file_name=file_name[:200],
            rows=len(file.rows),
            left_out=len(file.findings.bad_rows),
            original_sealed=seal_bytes(actor.municipality_id, pack_file(content), purpose=ORIGINAL_PURPOSE),
            brought_by_id=actor.user_id,
        )
        if kind == RegisterKind.CIVIL:
            tell("people", 0.0)
            known = {number: join.person_id for number, join in joins.items() if join.person_id}
            born, waiting = births_proposed(previous, difference) if previous else ({}, set[int]())
            joins |= admit_civil(
                actor,
                file,
                house_places or {},
                known | born,
                edition_before=previous.made_at.date() if previous else None,
                waiting=waiting,
            )
        tell("keep", 0.0)
        ids = keep_rows(actor, register, file.numbered, joins)
        tell("keep", 0.8)
        if previous:
            keep_changes(actor, register, previous, difference, ids)
            refresh_statistics(RowChange)
        refresh_statistics(RegisterRow)
        remember_columns(source, file)
        record(
            actor=actor,
            verb="register.brought",
            subject=register,
            register=kind,
            rows=register.rows,
            left_out=register.left_out,
            faults=len(file.findings.bad_rows) + file.findings.cells,
            new=len(difference.new),
            changed=len(difference.changed),
            gone=len(difference.gone),
        )
        tell("keep", 1.0)
    return BroughtRegister(register, tuple(file.findings.faults), difference)


def register_source(actor: Actor, kind: str, office: str, list_name: str) -> Source:
    """The office and its list, written down when it sends for the first time."""
    if kind not in RegisterKind.values:
        raise BadInput.of(
            th="ไม่รู้จักชนิดของทะเบียนนี้ โปรดเลือกจากรายการ",
            en="This kind of list is not known; choose one of those given.",
            column="kind",
        )
    name = " ".join(list_name.split())[:80] if kind == RegisterKind.OTHER else ""
    if kind == RegisterKind.OTHER and not name:
        raise BadInput.of(
            th="โปรดตั้งชื่อทะเบียน เพื่อให้รู้ว่าเป็นรายชื่ออะไร",
            en="Give the list a name, so that everybody knows what it is.",
            column="list_name",
        )
    source, _ = Source.objects.get_or_create(
        municipality_id=actor.municipality_id, office=" ".join(office.split())[:120], kind=kind, list_name=name
    )
    return source


def remember_columns(source: Source, file: RegisterFile) -> None:
    """Next month's file of this source is read as this one."""
    remembered = {**source.columns, **file.columns}
    if remembered != source.columns:
        source.columns = remembered
        source.save(update_fields=["columns"])


def _compare(file: RegisterFile, previous: Register | None, tell: Progress) -> tuple[Difference, dict[int, Join]]:
    if previous is None:
        return Difference(), {}
    tell("compare", 0.0)
    difference = compare_editions(list(written_rows(previous).items()), file.numbered)
    tell("compare", 1.0)
    earlier = earlier_joins(previous)
    return difference, {
        after: Join(*earlier[before]) for after, before in difference.kept_people.items() if before in earlier
    }


__all__ = ["MOST_FAULTS", "BroughtRegister", "bring_register", "register_source", "remember_columns"]

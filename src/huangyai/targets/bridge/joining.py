"""Registers as the linkage engine reads them, and who is who back.

The lists are read from the database first and compared afterwards, so that a long comparison holds no transaction.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from huangyai.engines.linkage import Model, comparisons_for, link_registers, read_model
from huangyai.engines.linkage import Register as EngineRegister
from huangyai.kernel import Words
from huangyai.targets.models import Register, RegisterRow
from huangyai.targets.queries.facts import read_as
from huangyai.targets.queries.written import written_rows
from huangyai.targets.rules.review import ids_contradict

Progress = Callable[[str, float], None]
# Rows of one house that are in doubt are looked at one after the other, so that a twin stays a candidate for the other.
_MOST_ROUNDS = 4
CIVIL = "civil"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A row of an office's list and a resident who may be the same person."""

    row_id: uuid.UUID
    person_id: uuid.UUID
    probability: float
    why: Words
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists as they will be compared: rows with their meanings, by their number on the list.

    Residents whom no row of the civil list stands for (entered by hand, newborn, of an older list) have numbers below 0.
    """

    civil: Mapping[int, Mapping[str, str]]
    people: Mapping[int, uuid.UUID]
    others: Mapping[str, Mapping[int, Mapping[str, str]]]
    row_ids: Mapping[str, Mapping[int, uuid.UUID]]

    @property
    def rows(self) -> Mapping[uuid.UUID, Mapping[str, str]]:
        """What the offices wrote, by the id of the row."""
        return {
            row_id: self.others[name][number]
            for name, ids in self.row_ids.items()
            for number, row_id in ids.items()
            if number in self.others[name]
        }


def read_lists(
    civil: Register | None, others: Sequence[Register], entries: Mapping[uuid.UUID, Mapping[str, str]]
) -> Lists:
    """Open the sealed lists, and say which resident stands behind each row of the civil register.

    `entries` are the residents as the municipality knows them; those who are not behind such a row stand beside the list.
    """
    named = {f"{index}-{register.kind}": register for index, register in enumerate(others)}
    behind = {
        number: person
        for number, person in RegisterRow.objects.filter(register=civil).values_list("row", "person_id")
        if civil and person
    }
    aliases = read_as()
    listed = {aliases.get(person, person) for person in behind.values()}
    beside = dict(enumerate(sorted(person for person in entries if person not in listed), start=1))
    return Lists(
        civil=(_rows(civil) if civil else {}) | {-number: entries[person] for number, person in beside.items()},
        people=behind | {-number: person for number, person in beside.items()},
        others={name: _rows(register) for name, register in named.items()},
        row_ids={
            name: dict(RegisterRow.objects.filter(register=register).values_list("row", "pk"))
            for name, register in named.items()
        },
    )


def compare_lists(
    lists: Lists, *, least: float, certain: float, model: str | None = None, progress: Progress | None = None
) -> list[Likeness]:
    """Find, for each row of the other lists, the residents that it may be; needs no database.

    `least` is the probability from which a likeness is told. Where the best one falls short of `certain`, the
    runner-up is looked for as well. `model` is what was learnt before, as `learn` returned it.
    """
    learnt = known_model(model)
    wanted = {name: set(rows) for name, rows in lists.others.items()}
    found = _link(lists, set(lists.civil), wanted, least, learnt, progress)
    doubtful = [each for each in found if each.pair.probability < certain]
    for turn in _turns(lists, doubtful):
        # Somebody whom the civil register has twice is no rival to themselves.
        people = {each.pair.person_id for each in turn}
        taken = {number for number, person in lists.people.items() if person in people}
        left = {each.key: 1 - each.pair.probability for each in turn}
        again = _link(
            lists,
            set(lists.civil) - taken,
            {name: {number for key, number in left if key == name} for name in {key for key, _ in left}},
            least,
            learnt,
            None,
        )
        for each in again:
            # Likely only as far as the best one is not.
            probability = round(each.pair.probability * left[each.key], 4)
            if probability >= least:
                found.append(replace(each, pair=replace(each.pair, probability=probability)))
    likeliest: dict[tuple[uuid.UUID, uuid.UUID], Likeness] = {}
    for each in sorted(found, key=lambda each: each.pair.probability):
        likeliest[each.pair.row_id, each.pair.person_id] = each.pair
    return list(likeliest.values())


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries of the register that may be one person; `first` is the one that was there before."""

    first: uuid.UUID
    second: uuid.UUID
    probability: float
    why: Words


def find_doubles(
    people: Mapping[uuid.UUID, Mapping[str, str]], *, least: float, model: str | None = None
) -> list[Double]:
    """Who may stand in the register twice; needs no database. Entries without a name are left out."""
    entries = sorted(person for person, cells in people.items() if cells.get("first_name"))
    if len(entries) < 2:
        return []
    rows = [{**people[person], "id": str(at)} for at, person in enumerate(entries)]
    linkage = link_registers([EngineRegister(CIVIL, rows)], model=known_model(model), minimum=least, seed=1)
    return [
        Double(entries[min(ends)], entries[max(ends)], pair.probability, pair.why)
        for pair in linkage.pairs
        if (ends := (int(pair.id_l), int(pair.id_r)))
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    """A likeness with the places of both rows."""

    pair: Likeness
    key: tuple[str, int]
    civil_row: int


def _link(
    lists: Lists,
    civil: set[int],
    wanted: Mapping[str, set[int]],
    least: float,
    model: Model | None,
    progress: Progress | None,
) -> list[_Found]:
    registers = [_as_engine_reads(CIVIL, lists.civil, civil)]
    registers += [_as_engine_reads(name, lists.others[name], numbers) for name, numbers in wanted.items() if numbers]
    if not civil or len(registers) < 2:
        return []
    linkage = link_registers(registers, model=model, minimum=least, seed=1, progress=progress)
    found = []
    for pair in linkage.pairs:
        if pair.source_l != CIVIL or pair.source_r == CIVIL:
            continue
        number, civil_row = int(pair.id_r), int(pair.id_l)
        row_id, person_id = lists.row_ids[pair.source_r].get(number), lists.people.get(civil_row)
        if row_id is None or person_id is None:
            continue
        ours, theirs = lists.civil[civil_row], lists.others[pair.source_r][number]
        contradicts = ids_contradict(ours.get("national_id", ""), theirs.get("national_id", ""))
        likeness = Likeness(row_id, person_id, pair.probability, pair.why, contradicts)
        found.append(_Found(likeness, (pair.source_r, number), civil_row))
    return found


def _turns(lists: Lists, doubtful: Sequence[_Found]) -> list[list[_Found]]:
    """Doubtful rows so divided that no turn takes two residents of one house away."""
    turns: list[list[_Found]] = []
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for each in doubtful:
        home = lists.civil[each.civil_row]
        house = (home.get("village_code", ""), home.get("house_no", ""))
        turn = seen[house]
        seen[house] += 1
        if turn < _MOST_ROUNDS:
            if turn == len(turns):
                turns.append([])
            turns[turn].append(each)
    return turns


def known_model(text: str | None) -> Model | None:
    """The model that was learnt here, or None for the one that comes with the program."""
    return read_model(text, comparisons_for(())) if text else None


def _as_engine_reads(name: str, rows: Mapping[int, Mapping[str, str]], numbers: set[int]) -> EngineRegister:
    return EngineRegister(name, [{**rows[number], "id": str(number)} for number in sorted(numbers)])


def _rows(register: Register) -> dict[int, Mapping[str, str]]:
    return {
        number: {meaning: cell for meaning, cell in row.items() if meaning != "id"}
        for number, row in written_rows(register).items()
    }

"""Finding somebody among a million residents: ours under row security, and a full scan without protection.

    HUANGYAI_DATA=/somewhere/empty python benchmarks/search.py [--people 1000000] [--keep]

Fills a scratch database with invented people (COPY as the owner, foreign keys put aside), then asks as the working
role what an officer would type: names as written, misspelt, glued together, half of a name, nickname, phone, id.
Each line: how often the person who was meant stands on the first page, median and 95th percentile of the time from
question to the first page of fifty people, and the same for the owner's unprotected `LIKE '%…%'`.
Then 100,000 people are admitted as the import does it, and the time is told.
"""

from __future__ import annotations

import argparse
import platform
import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from huangyai.config import boot

PAGE = 50
SLUG = "search-benchmark"


@dataclass(frozen=True)
class Meant:
    """Somebody in the table, as written."""

    id: uuid.UUID
    given: str
    family: str
    nickname: str
    phone: str


class Names:
    """Given names by how often they are borne, and as many family names as a province has."""

    def __init__(self, rng: random.Random, families: int) -> None:
        from huangyai.demo.registers.names import family_names, female_names, male_names

        self._rng = rng
        given = [*female_names(), *male_names()]
        rng.shuffle(given)
        self.given = given
        self.weights = [1 / (rank + 5) ** 0.8 for rank in range(len(given))]
        pool = list(family_names())
        halves = [(name[: len(name) // 2], name[len(name) // 2 :]) for name in pool if len(name) > 5]
        made: set[str] = set()
        while len(made) < families:
            made.add(rng.choice(halves)[0] + rng.choice(halves)[1])
        self.family = sorted(made)
        self.nicknames = ["ต้น", "เล็ก", "หนู", "แดง", "นก", "ปู", "กบ", "ติ๋ม", "จุก", "แตง", "ใหม่", "มด"]

    def draw(self, count: int) -> list[tuple[str, str]]:
        families = [int(len(self.family) * self._rng.random() ** 1.5) for _ in range(count)]
        return list(
            zip(self._rng.choices(self.given, self.weights, k=count), (self.family[at] for at in families), strict=True)
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=60)
    parser.add_argument("--admit", type=int, default=100_000)
    asked = parser.parse_args()
    boot.django()
    from huangyai.places.actions import VillageFacts, found_municipality
    from huangyai.places.models import Municipality

    here = Municipality.objects.filter(slug=SLUG).first()
    names = Names(random.Random(2569), max(200, asked.people // 5))
    if here is None:
        villages = [VillageFacts(f"9901{at:04d}", at, f"บ้านที่ {at}") for at in range(1, 201)]
        here = found_municipality(slug=SLUG, name_th="ทดลองค้น", name_en="Search", province_th="–", villages=villages)
        fill(here.pk, asked.people, names)
    measure(here.pk, asked, names)
    admit(here.pk, asked.admit, names)


def fill(here: uuid.UUID, people: int, names: Names) -> None:
    from django.db import connections

    from huangyai.kernel import Actor
    from huangyai.places.models import Village
    from huangyai.walls.entry import acting

    began = time.perf_counter()
    with acting(Actor.machine(here, "benchmark")):
        villages = [(str(pk), code) for pk, code in Village.objects.values_list("pk", "code")]
    tables = ("people_household", "people_person", "people_othername", "people_knownname")
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
            [list(tables)],
        )
        keys = cursor.fetchall()
        for table, name, _ in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        copy(cursor, here, people, names, villages)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition} NOT VALID')
        for table in tables:
            cursor.execute(f"VACUUM ANALYZE {table}")
    owner.close()
    print(f"filled: {people:,} people in {time.perf_counter() - began:.0f} s (COPY as owner)\n")


def copy(cursor: Any, here: uuid.UUID, people: int, names: Names, villages: list[tuple[str, str]]) -> None:
    from huangyai.kernel import new_id
    from huangyai.people.rules import fold, place_key, skeleton, thai_sort_key

    rng, now = random.Random(1), "2026-01-01"
    homes = [str(new_id()) for _ in range(max(1, people // 3))]
    with cursor.copy(
        "COPY people_household (id, made_at, municipality_id, village_id, house_no, place_key) FROM STDIN"
    ) as rows:
        for at, home in enumerate(homes):
            (village, code), number = rng.choice(villages), f"{at % 900 + 1}/{at % 7}"
            rows.write_row((home, now, here, village, number, place_key(code, number)))
    folds: dict[str, str] = {}

    def folded(name: str) -> str:
        if name not in folds:
            folds[name] = fold(name)
        return folds[name]

    known: set[tuple[str, str]] = set()
    nicknamed: list[tuple[uuid.UUID, str]] = []
    columns = (
        "id, made_at, municipality_id, household_id, title, given_name, family_name, nickname, sort_key, given_fold, "
        "family_fold, sex, phone, wheelchair, national_id_hash"
    )
    with cursor.copy(f"COPY people_person ({columns}) FROM STDIN") as rows:
        for at, (given, family) in enumerate(names.draw(people)):
            pk, nickname = new_id(), rng.choice(names.nicknames) if at % 4 == 0 else ""
            if nickname:
                nicknamed.append((pk, nickname))
            known |= {("g", folded(given)), ("f", folded(family))}
            phone = f"010{at:07d}" if at % 2 else ""
            rows.write_row(
                (pk, now, here, homes[at % len(homes)], "", given, family, nickname, thai_sort_key(f"{given} {family}"),
                 folded(given), folded(family), "f", phone, False, f"{at:064d}" if at % 20 else "")
            )  # fmt: skip
    with cursor.copy(
        "COPY people_othername (id, made_at, municipality_id, person_id, kind, name, fold, source) FROM STDIN"
    ) as rows:
        for pk, nickname in nicknamed:
            rows.write_row((new_id(), now, here, pk, "nickname", nickname, fold(nickname), "benchmark"))
    known |= {("o", fold(nickname)) for nickname in names.nicknames}
    with cursor.copy("COPY people_knownname (id, made_at, municipality_id, place, fold, skeleton) FROM STDIN") as rows:
        for place, name in known:
            rows.write_row((new_id(), now, here, place, name, skeleton(name)))
    print(f"{len(known):,} distinct names")


def misspelt(rng: random.Random, name: str) -> str:
    """One slip: a letter left out, doubled, or replaced by one that sounds or looks like it."""
    alike = {
        "น": "ณ",
        "ณ": "น",
        "ส": "ศ",
        "ศ": "ส",
        "ร": "ล",
        "ล": "ร",
        "ท": "ธ",
        "ธ": "ท",
        "ด": "ต",
        "ิ": "ี",
        "ี": "ิ",
        "ุ": "ู",
        "พ": "ภ",
        "์": "",
    }
    at = rng.randrange(1, len(name))
    kind = rng.random()
    if kind < 0.5:
        places = [place for place, letter in enumerate(name) if letter in alike]
        if places:
            at = rng.choice(places)
            return name[:at] + alike[name[at]] + name[at + 1 :]
    if kind < 0.75:
        return name[:at] + name[at + 1 :]
    return name[:at] + rng.choice("กนรมอ") + name[at + 1 :]


KINDS: dict[str, Callable[[random.Random, Meant], str]] = {
    "full name": lambda rng, one: f"{one.given} {one.family}",
    "full name, a slip in each": lambda rng, one: f"{misspelt(rng, one.given)} {misspelt(rng, one.family)}",
    "family name first": lambda rng, one: f"{one.family} {one.given}",
    "glued": lambda rng, one: one.given + one.family,
    "glued, one slip": lambda rng, one: one.given + misspelt(rng, one.family),
    "given name alone *": lambda rng, one: one.given,
    "family name alone": lambda rng, one: one.family,
    "family name, one slip": lambda rng, one: misspelt(rng, one.family),
    "begun: given and 3 letters": lambda rng, one: f"{one.given} {one.family[:3]}",
    "nickname and family name": lambda rng, one: f"{one.nickname} {one.family}",
    "phone": lambda rng, one: one.phone,
}


def measure(here: uuid.UUID, asked: argparse.Namespace, names: Names) -> None:
    from django.db import connection, connections

    from huangyai.kernel import Actor
    from huangyai.people import queries
    from huangyai.people.models import Person
    from huangyai.walls.entry import acting

    actor = Actor.machine(here, "benchmark")
    rng = random.Random(7)
    with acting(actor):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, version()")
            role, version = cursor.fetchone()
        wanted = list(rng.sample(range(0, asked.people, 4), asked.searches))
        meant = []
        for at in wanted:
            # Every fourth has a nickname; the next one has a phone.
            row = Person.objects.filter(phone=f"010{at + 1:07d}").get()
            meant.append(Meant(row.pk, row.given_name, row.family_name, row.nickname, row.phone))
        called = list(Person.objects.exclude(nickname="").order_by("pk")[: asked.searches])
    print(
        f"{asked.people:,} people · role {role} under row security · {version.split(',')[0]} · {platform.processor() or platform.machine()}\n"
    )
    print(
        "| typed | on the first page | ours p50 ms | ours p95 ms | LIKE as owner p50 ms | ratio |\n|---|---|---|---|---|---|"
    )
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY")
    try:
        for kind, typed in KINDS.items():
            people = (
                [Meant(p.pk, p.given_name, p.family_name, p.nickname, p.phone) for p in called]
                if "nickname" in kind
                else meant
            )
            ours, theirs, found = [], [], 0
            for at, one in enumerate(people):
                text = typed(rng, one)
                with acting(actor):
                    began = time.perf_counter()
                    page = queries.residents(queries.people(actor, search=text), most=PAGE)
                    ours.append(1000 * (time.perf_counter() - began))
                found += any(line.person.pk == one.id for line in page)
                if at < 5:
                    theirs.append(1000 * scan(owner, text))
            p50, p95 = statistics.median(ours), sorted(ours)[int(len(ours) * 0.95)]
            peer = statistics.median(theirs)
            print(f"| {kind} | {found / len(people):.0%} | {p50:.1f} | {p95:.1f} | {peer:.0f} | {peer / p50:.0f}× |")
    finally:
        with owner.cursor() as cursor:
            cursor.execute("ALTER TABLE people_person FORCE ROW LEVEL SECURITY")
        owner.close()
    print("\n* thousands bear a common given name; only fifty stand on the first page.\n")


def scan(owner: Any, text: str) -> float:
    """The plain way: every row is read, what is misspelt is not found."""
    began = time.perf_counter()
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM people_person WHERE given_name || ' ' || family_name LIKE %s OR phone LIKE %s "
            "OR nickname LIKE %s ORDER BY sort_key LIMIT 50",
            [f"%{text}%"] * 3,
        )
        cursor.fetchall()
    return time.perf_counter() - began


def admit(here: uuid.UUID, count: int, names: Names) -> None:
    from huangyai.kernel import Actor, NationalId
    from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
    from huangyai.places.models import Village
    from huangyai.walls.entry import acting

    def ids() -> Iterator[NationalId]:
        for at in range(count):
            digits = f"9{at:011d}"
            check = (11 - sum((13 - place) * int(digit) for place, digit in enumerate(digits)) % 11) % 10
            yield NationalId(digits + str(check))

    actor, numbers = Actor.machine(here, "benchmark"), ids()
    drawn = names.draw(count)
    with acting(actor):
        village = Village.objects.all()[0]
        homes = [
            HouseholdFacts(
                village,
                str(at),
                [PersonFacts(given, family, national_id=next(numbers)) for given, family in drawn[at : at + 3]],
            )
            for at in range(0, count, 3)
        ]
        began = time.perf_counter()
        admit_households(actor=actor, households=homes, source="benchmark")
        spent = time.perf_counter() - began
    print(f"admit_households: {count:,} people with ids in {len(homes):,} houses: {spent:.1f} s")


if __name__ == "__main__":
    main()

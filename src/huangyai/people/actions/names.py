"""Names stand in the search from the moment in which they are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from huangyai.kernel import Actor, new_id
from huangyai.people.models import KnownName, OtherName, Person
from huangyai.people.queries.searching import names_of
from huangyai.people.rules import fold, skeleton, thai_sort_key
from huangyai.walls.copying import copy_rows

_FEW = 50


def fold_names(person: Person) -> None:
    """Work out by what a person is sorted and found; the row is written by the caller."""
    person.sort_key = thai_sort_key(f"{person.given_name} {person.family_name}")
    person.given_fold, person.family_fold = fold(person.given_name), fold(person.family_name)


def know_names(actor: Actor, people: Sequence[Person], others: Sequence[OtherName] = ()) -> None:
    """Put the names of these people among those that the search looks up; names that stand there stay."""
    note_names(actor, names_of(people, others))


def note_names(actor: Actor, names: Iterable[tuple[str, str]]) -> None:
    """Put place and fold of each name among those that the search looks up."""
    wanted = sorted(names)
    if len(wanted) <= _FEW:
        KnownName.objects.bulk_create(
            (
                KnownName(municipality_id=actor.municipality_id, place=place, fold=name, skeleton=skeleton(name))
                for place, name in wanted
            ),
            ignore_conflicts=True,
        )
        return
    now, here = timezone.now(), actor.municipality_id
    copy_rows(
        KnownName,
        ("id", "made_at", "municipality_id", "place", "fold", "skeleton"),
        ((new_id(), now, here, place, name, skeleton(name)) for place, name in wanted),
        skip_known=True,
    )


def call_by_nickname(actor: Actor, people: Sequence[Person], source: str) -> None:
    """The first nickname of each, if it is new, stands among their other names too, where the search looks."""
    named = [person for person in people if person.nickname]
    if not named:
        return
    known = set(
        OtherName.objects.filter(person__in=named, kind=OtherName.Kind.NICKNAME).values_list("person_id", "name")
    )
    fresh = [
        OtherName(
            municipality_id=actor.municipality_id,
            person=person,
            name=person.nickname,
            fold=fold(person.nickname),
            source=source[:60],
            noted_by_id=actor.user_id,
        )
        for person in named
        if (person.pk, person.nickname) not in known
    ]
    OtherName.objects.bulk_create(fresh, batch_size=2000)
    know_names(actor, [], fresh)

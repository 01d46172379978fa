"""How people come through the door of the example's assemblies, and how some of them vote on their phones."""

from __future__ import annotations

from collections.abc import Sequence

from huangyai.assembly import actions as assembly
from huangyai.assembly.models import Assembly, Attendance, Invitee, Problem, Vote
from huangyai.assembly.queries import papers
from huangyai.assembly.rules import Mark
from huangyai.kernel import Actor
from huangyai.people.models import Person
from huangyai.places.models import Village

INVITED = 12
WALK_INS = (("ป้าสมใจ ใจดี", "resident"), ("ครูประจำชั้น โรงเรียนบ้านต้นทาง", "school"))
SAID_AGAIN = "ลูกหลานไม่มีอะไรทำตอนโรงเรียนหยุด"


def announce_composition(officer: Actor) -> None:
    """The example's own numbers: no regulation says them, and the page says that nobody compared them with one."""
    assembly.set_composition(
        actor=officer,
        level=Assembly.Level.VILLAGE,
        quorum=20,
        clause="ตัวเลขตัวอย่างของเทศบาลตัวอย่าง ไม่ใช่ตัวเลขของระเบียบ",
        groups=[assembly.GroupFacts("resident", least_percent=50), assembly.GroupFacts("agency", votes=False)],
    )


def come_to(officer: Actor, called: Assembly, village: Village) -> list[Attendance]:
    """Twelve are asked by name: four are scanned, four found by name, two sign on paper; two more walk in."""
    people = list(Person.objects.filter(household__village=village).order_by("pk")[:INVITED])
    assembly.invite_group(actor=officer, assembly=called, group="resident", people=people, seats=60)
    assembly.invite_group(actor=officer, assembly=called, group="school", name="โรงเรียนในหมู่บ้าน", seats=2)
    came = [
        assembly.check_in(actor=officer, assembly=called, person=person, how=how)
        for person, how in zip(people[:8], [Attendance.How.CODE, Attendance.How.NAME] * 4, strict=False)
    ]
    came += [
        assembly.check_in(actor=officer, assembly=called, name=name, group=group, village=village)
        for name, group in WALK_INS
    ]
    signed = Invitee.objects.filter(assembly=called, person__in=people[8:10])
    assembly.check_in_from_sheet(actor=officer, assembly=called, invitees=list(signed), unlisted=["นายบุญมี มาก่อน"])
    return came


def say_again(officer: Actor, called: Assembly, first: Problem, person: Person) -> None:
    """The same thing in other words, by somebody who wants to hear the answer; it is joined to what was said first."""
    again = assembly.raise_problem(
        actor=officer, assembly=called, sentence=SAID_AGAIN, category=first.category, voices=3, said_by=person
    )
    assembly.join_problems(actor=officer, alias=again, canonical=first)


def vote_on_phones_and_paper(officer: Actor, vote: Vote, village: Village, marks: Sequence[Sequence[int]]) -> None:
    """One person for each mark comes: every second one votes on a phone, the others on a scanned paper."""
    people = list(Person.objects.filter(household__village=village).order_by("-pk")[: len(marks)])
    assembly.print_papers(actor=officer, vote=vote, number=len(marks))
    scanned = iter(papers(officer, vote))
    phone = Actor.public(officer.municipality_id)
    for at, (person, mark) in enumerate(zip(people, marks, strict=False)):
        came = assembly.check_in(actor=officer, assembly=vote.assembly, person=person, how=Attendance.How.TABLET)
        if at % 2:
            assembly.enter_paper(actor=officer, paper=next(scanned), mark=Mark(tuple(mark)))
        else:
            code = assembly.issue_voting_code(actor=officer, attendance=came)
            assembly.cast_own_ballot(actor=phone, vote=vote, code=code, mark=Mark(tuple(mark)))

"""What is said is one problem however often it is said, what is resolved is a row, and those who said it are told."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from tests.assembly.hall import Hall, open_hall

from huangyai.assembly import queries
from huangyai.assembly.actions import (
    GroupFacts,
    answer_problem,
    call_assembly,
    cast_ballots,
    check_in,
    close_assembly,
    count_vote,
    invite_group,
    join_problems,
    note_presence,
    note_resolution,
    raise_problem,
    set_composition,
    take_back_joining,
)
from huangyai.assembly.documents import minutes_docx, minutes_draft, minutes_pdf
from huangyai.assembly.documents.meeting_time import when_and_where
from huangyai.assembly.models import Assembly, Problem, ProblemMerge
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.outbox import queries as outbox
from huangyai.outbox.actions import note_what_became
from huangyai.outbox.models import Delivery
from huangyai.people.models import Person
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting

FIRST, AGAIN = "ถนนหน้าโรงเรียนมืด", "หน้าโรงเรียนไม่มีไฟ"
REASON = "กองช่างจะติดไฟในเดือนหน้า"


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def said(officer: Actor, hall: Hall) -> tuple[Problem, Problem]:
    first = raise_problem(
        actor=officer, assembly=hall.assembly, sentence=FIRST, category="safety", voices=5, said_by=hall.people[0],
        place="ถนนหน้าโรงเรียน", latitude=12.6, longitude=102.1, group="youth",
    )  # fmt: skip
    again = raise_problem(
        actor=officer, assembly=hall.assembly, sentence=AGAIN, category="safety", voices=2, said_by=hall.people[1]
    )
    return first, again


def test_said_twice_is_one_problem_until_it_is_taken_back(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        first, again = said(officer, hall)
        merge = join_problems(actor=officer, alias=again, canonical=first)
        (shown,) = queries.problems(officer)
        assert (shown.pk, shown.voices) == (first.pk, 7)
        assert queries.count_problems(officer) == (1, 0)
        assert queries.joined_to(officer, again) == merge
        assert queries.joined_into(officer, first) == [merge]
        # Joined problems are not joined again, in neither direction.
        third = raise_problem(actor=officer, assembly=hall.assembly, sentence="ไฟทางเสีย", category="safety")
        for alias, canonical in ((first, third), (again, third), (third, again), (third, third)):
            refused("cannot-join", lambda a=alias, c=canonical: join_problems(actor=officer, alias=a, canonical=c))
        take_back_joining(actor=officer, merge=merge)
        take_back_joining(actor=officer, merge=merge)
        assert {problem.voices for problem in queries.problems(officer).filter(pk__in=[first.pk, again.pk])} == {5, 2}
        assert ProblemMerge.objects.count() == 1
        answer_problem(actor=officer, problem=again, state="studying", reason=REASON)
        refused("answered-already", lambda: join_problems(actor=officer, alias=again, canonical=first))


def waiting(officer: Actor) -> set[tuple[Person, str]]:
    """Who waits to be told, and what."""
    steps = outbox.to_tell(officer, show="waiting").filter(delivery__message__purpose="answer")
    return {(line.step.delivery.person, line.text.th) for line in outbox.lines(steps)}


def test_everybody_who_said_it_waits_to_be_told_the_newest_answer(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        first, again = said(officer, hall)
        join_problems(actor=officer, alias=again, canonical=first)
        assert waiting(officer) == set()
        answer_problem(actor=officer, problem=first, state="studying", reason="กำลังสำรวจพื้นที่จริง")
        assert {person for person, _words in waiting(officer)} == set(hall.people[:2])
        newest = answer_problem(actor=officer, problem=first, state="in_plan", reason=REASON)
        # Each hears the answer to their own words, and nothing older.
        told = dict(waiting(officer))
        assert set(told) == set(hall.people[:2])
        assert FIRST in told[hall.people[0]]
        assert AGAIN in told[hall.people[1]]
        assert all(REASON in words for words in told.values())
        delivery = Delivery.objects.get(message__key=f"answer:{newest.pk}", person=hall.people[0])
        note_what_became(actor=officer, delivery=delivery, kind="reached", channel="telephone")
        assert {person for person, _words in waiting(officer)} == {hall.people[1]}
        counted = queries.told_of(officer, first)
        assert counted is not None
        assert (counted.reached, counted.people) == (1, 2)
        # A new answer is to be told again.
        answer_problem(actor=officer, problem=first, state="answered", reason="ติดไฟแล้วเมื่อวานนี้")
        assert len(waiting(officer)) == 2


def test_who_said_it_too_is_told_the_answer_that_there_is_already(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        first, again = said(officer, hall)
        answer_problem(actor=officer, problem=first, state="in_plan", reason=REASON)
        merge = join_problems(actor=officer, alias=again, canonical=first)
        assert {person for person, _words in waiting(officer)} == set(hall.people[:2])
        take_back_joining(actor=officer, merge=merge)
        assert {person for person, _words in waiting(officer)} == {hall.people[0]}


def test_an_answer_about_harm_goes_out_in_plain_words(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        problem = raise_problem(
            actor=officer, assembly=hall.assembly, sentence="มีคนขายยาบ้าท้ายซอย", category="safety",
            said_by=hall.people[0],
        )  # fmt: skip
        answer_problem(actor=officer, problem=problem, state="answered", reason="แจ้งตำรวจแล้วและจัดสายตรวจทุกคืน")
        ((_person, words),) = waiting(officer)
        assert "ยาบ้า" not in words
        message = outbox.current_message(f"answer:{problem.answers.get().pk}")
        assert message is not None
        assert "ยาบ้า" not in f"{message.occasion} {message.text}"


def test_those_invited_by_name_are_told_once_and_nobody_about_yesterday(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        coming = call_assembly(
            actor=officer, title="ประชาคมหมู่ 1", starts_at=timezone.now() + dt.timedelta(days=9), venue="ศาลา",
            village=hall.assembly.village,
        )  # fmt: skip
        for group in ("resident", "elderly"):
            invite_group(actor=officer, assembly=coming, group=group, people=hall.people[:3])
        told = queries.invited_told(officer, coming)
        assert told is not None
        assert (told.people, told.not_yet) == (3, 3)
        message = outbox.message(officer, told.message_id)
        assert "ศาลา" in message.text.th
        assert message.useful_until == coming.starts_at
        over = call_assembly(
            actor=officer, title="ประชาคมที่ผ่านไปแล้ว", starts_at=timezone.now() - dt.timedelta(days=1), venue="ศาลา"
        )
        invite_group(actor=officer, assembly=over, group="resident", people=hall.people[:3])
        assert queries.invited_told(officer, over) is None


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER, Role.PLANNER}])
def test_others_neither_join_nor_read_who_said_it(
    role: Role, officer: Actor, hall: Hall, actor_of: Callable[[Role], Actor]
) -> None:
    actor = actor_of(role)
    with acting(officer):
        first, again = said(officer, hall)
        answer_problem(actor=officer, problem=first, state="in_plan", reason=REASON)
        assert queries.told_of(actor, first) is None
        assert not outbox.to_tell(actor).exists()
        for attempt in (
            lambda: join_problems(actor=actor, alias=again, canonical=first),
            lambda: note_resolution(actor=actor, assembly=hall.assembly, text="ให้ติดไฟทางภายในเดือนนี้"),
        ):
            with pytest.raises(NotAllowed):
                attempt()


def test_the_minutes_tell_what_happened_and_name_no_resident(
    officer: Actor, hall: Hall, municipality: Municipality
) -> None:
    with acting(officer):
        first, again = said(officer, hall)
        join_problems(actor=officer, alias=again, canonical=first)
        for person in hall.people[:4]:
            check_in(actor=officer, assembly=hall.assembly, person=person)
        vote = hall.vote(officer)
        cast_ballots(actor=officer, vote=vote, ballots=[[1], [1, 2], [2]])
        count_vote(actor=officer, vote=vote)
        for number in (1, 2):
            made = note_resolution(actor=officer, assembly=hall.assembly, text=f"ให้ติดไฟทางระยะที่ {number}")
            assert made.number == number
        draft = minutes_draft(officer, hall.assembly)
        assert "มีผู้เข้าร่วม 4 คน" in draft
        assert "มติที่ 2: ให้ติดไฟทางระยะที่ 2" in draft
        before = Client().get(reverse("assembly:public_minutes_pdf", args=[municipality.slug, hall.assembly.pk]))
        assert before.status_code == 404
        close_assembly(actor=officer, assembly=hall.assembly, minutes=draft)
        closed = queries.assembly(officer, hall.assembly.pk)
        written = Document(io.BytesIO(minutes_docx(officer, closed)))
        style = written.styles["Normal"].element
        cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
        text = "\n".join([paragraph.text for paragraph in written.paragraphs] + cells)
        # Word takes the size of Thai letters from a property of their own: 16 points, 18 in the title, 14 in tables.
        sizes = [{each.get(qn("w:val")) for each in part.iter(qn("w:szCs"))} for part in (style, written.element.body)]
        assert sizes == [{"32"}, {"36", "28"}]
        for words in (
            "รายงานการประชุม",
            "ระเบียบวาระที่ ๑ รับฟังปัญหา",
            FIRST,
            "๔๐,๐๐๐.๐๐",
            "มติที่ ๒",
            "ได้ทำ",
            "ผู้จดรายงานการประชุม",
        ):
            assert words in text
        assert not any(person.given_name in text for person in hall.people)
        assert minutes_pdf(officer, closed).startswith(b"%PDF")
        refused(
            "assembly-closed",
            lambda: note_resolution(actor=officer, assembly=hall.assembly, text="เพิ่มมติหลังปิดประชุม"),
        )
    for kind in ("pdf", "docx"):
        address = reverse(f"assembly:public_minutes_{kind}", args=[municipality.slug, hall.assembly.pk])
        assert Client().get(address).status_code == 200


def test_minutes_are_written_where_heads_were_only_counted(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        set_composition(actor=officer, level=hall.assembly.level, groups=[GroupFacts("women", 30)])
        note_presence(actor=officer, assembly=hall.assembly, present=40)
        written = Document(io.BytesIO(minutes_docx(officer, queries.assembly(officer, hall.assembly.pk))))
    assert any("มีผู้เข้าร่วมประชุม ๔๐ คน" in paragraph.text for paragraph in written.paragraphs)


def test_papers_say_day_and_time_by_the_clock_of_the_place() -> None:
    # Half past six in the morning here is still the day before in London.
    early = Assembly(starts_at=dt.datetime(2026, 1, 11, 23, 30, tzinfo=dt.UTC), venue="ศาลาประชาคม")
    assert when_and_where(early) == "วันที่ 12 มกราคม พ.ศ. 2569 เวลา 6.30\u00a0น. ณ ศาลาประชาคม"


def test_published_minutes_count_nobody_out(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        for at, person in enumerate(hall.people):
            check_in(
                actor=officer, assembly=hall.assembly, person=person, group="disability" if at == 0 else "resident"
            )
        check_in(actor=officer, assembly=hall.assembly, name="ครูใหญ่", group="school")
        told = {}
        for name, actor in (("staff", officer), ("public", Actor.public(officer.municipality_id))):
            written = Document(io.BytesIO(minutes_docx(actor, queries.assembly(officer, hall.assembly.pk))))
            told[name] = [[cell.text for cell in row.cells][:2] for row in written.tables[0].rows][1:]
        assert sorted(n for _, n in told["staff"]) == ["๑", "๑", "๑๑"]
        # One and one are two: they are told together with the next, and no number is left to subtract.
        assert told["public"] == [["กลุ่มอื่นรวมกัน", "๑๓"]]


def test_the_wall_and_the_public_pages_name_nobody(
    officer: Actor, hall: Hall, municipality: Municipality, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        first, _again = said(officer, hall)
        assert queries.places_said(officer, hall.assembly) == [first]
        (point,) = queries.map_of([first])["features"]
        assert point["geometry"]["coordinates"] == [102.1, 12.6]
        vote = hall.vote(officer)
        for person in hall.people:
            check_in(actor=officer, assembly=hall.assembly, person=person)
        names = [person.given_name for person in hall.people]
    wall = browser_of(Role.LEADER)
    pages = [
        wall.get(reverse("assembly:assembly_wall", args=[hall.assembly.pk])),
        wall.get(reverse("assembly:wall_news", args=[hall.assembly.pk])),
        Client().get(reverse("assembly:public_assembly_detail", args=[municipality.slug, hall.assembly.pk])),
        Client().get(reverse("assembly:public_problem_list", args=[municipality.slug])),
        Client().get(reverse("assembly:vote_booth", args=[municipality.slug, vote.pk])),
    ]
    for page in pages:
        assert page.status_code == 200
        assert not any(name in page.text for name in names)
    assert "data:image/svg+xml" in pages[0].text
    assert FIRST in pages[1].text
    assert "<h1" not in pages[1].text


def test_who_wishes_to_be_named_is_named_and_nobody_else(
    officer: Actor, hall: Hall, municipality: Municipality
) -> None:
    with acting(officer):
        for person, openly in ((hall.people[0], True), (hall.people[1], False)):
            raise_problem(
                actor=officer, assembly=hall.assembly, sentence=FIRST, category="safety", said_by=person,
                said_openly=openly,
            )  # fmt: skip
        named, silent = hall.people[0].full_name, hall.people[1].full_name
    page = Client().get(reverse("assembly:public_problem_list", args=[municipality.slug])).text
    assert named in page
    assert silent not in page


def test_a_problem_is_written_down_joined_and_parted_by_page(
    officer: Actor, hall: Hall, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.PLANNER)
    with acting(officer):
        came = check_in(actor=officer, assembly=hall.assembly, person=hall.people[0])
    new = reverse("assembly:assembly_problem_new", args=[hall.assembly.pk])
    typed = {"sentence": FIRST, "kind": "problem", "category": "safety", "voices": "4", "speaker": str(came.pk)}
    assert browser.post(new, {**typed, "coordinates": "ตรงสะพาน"}).status_code == 422
    assert browser.post(new, {**typed, "coordinates": "102.1, 12.6"}).status_code == 422
    assert browser.post(new, {**typed, "coordinates": "๑๒.๖, 102.1", "place": "หน้าโรงเรียน"}).status_code == 302
    assert browser.post(new, {**typed, "sentence": AGAIN, "speaker": "", "voices": "1"}).status_code == 302
    with acting(officer):
        first, again = Problem.objects.get(sentence=FIRST), Problem.objects.get(sentence=AGAIN)
        assert (first.said_by, first.latitude, first.longitude) == (hall.people[0], 12.6, 102.1)
        assert not first.said_openly
    joining = reverse("assembly:problem_joining", args=[again.pk])
    assert FIRST in browser.get(joining).text
    assert browser.post(joining, {"into": str(first.pk)})["Location"].endswith(f"{first.pk}/")
    with acting(officer):
        merge = ProblemMerge.objects.get()
        answer = answer_problem(actor=officer, problem=first, state="in_plan", reason=REASON)
    with acting(officer):
        name = hall.people[0].full_name
        message = outbox.current_message(f"answer:{answer.pk}")
        assert message is not None
    told = reverse("outbox:message_detail", args=[message.pk])
    assert told in browser.get(reverse("assembly:problem_detail", args=[first.pk])).text
    assert name in browser.get(told).text
    assert browser.post(reverse("assembly:joining_end", args=[merge.pk])).status_code == 302
    resolved = reverse("assembly:resolution_new", args=[hall.assembly.pk])
    assert browser.post(resolved, {"text": "สั้น"}).status_code == 422
    assert browser.post(resolved, {"text": "ให้ติดไฟทางภายในเดือนนี้"}).status_code == 302
    composition = reverse("assembly:composition")
    assert browser.post(composition, {"level": "village", "quorum": "-1"}).status_code == 422
    announced = {"level": "village", "quorum": "7", "least_women": "30", "votes_women": "on", "clause": "ประกาศ"}
    assert browser.post(composition, announced).status_code == 302
    page = browser.get(f"{composition}?level=village").text
    assert 'value="7"' in page


def test_the_neighbour_finds_none_of_it(
    officer: Actor,
    hall: Hall,
    neighbour_browser_of: Callable[[Role], Client],
    neighbour_actor_of: Callable[[Role], Actor],
) -> None:
    with acting(officer):
        first, _again = said(officer, hall)
        vote = hall.vote(officer)
        came = check_in(actor=officer, assembly=hall.assembly, person=hall.people[0])
    browser = neighbour_browser_of(Role.OFFICER)
    names = ("assembly_door", "door_figures", "assembly_tablet", "assembly_sheet", "sign_in_sheet", "assembly_wall")
    addresses = [reverse(f"assembly:{name}", args=[hall.assembly.pk]) for name in (*names, "minutes_pdf")]
    addresses += [reverse(f"assembly:{name}", args=[vote.pk]) for name in ("vote_roll", "vote_papers", "vote_hands")]
    addresses += [
        reverse("assembly:problem_joining", args=[first.pk]),
        reverse("assembly:attendance_detail", args=[came.pk]),
    ]
    for address in addresses:
        assert browser.get(address).status_code == 404, address
    next_door = neighbour_actor_of(Role.OFFICER)
    with acting(next_door):
        # The same names and houses next door are other people.
        theirs = open_hall(next_door)
        assert queries.door(next_door, theirs.assembly).present == 0

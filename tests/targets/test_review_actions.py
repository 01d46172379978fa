from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from tests.targets.review_cast import (
    CIVIL,
    DOUBTFUL,
    NAMESAKE,
    STRANGER,
    SURE,
    VISITS,
    bring_lists,
    join,
    pairs_of,
    row_at,
    waiting,
    waiting_entries,
)

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people.actions import PersonFacts, register_person
from huangyai.people.models import Household, Merge, Person
from huangyai.people.queries import open_merge_between
from huangyai.places.models import Village
from huangyai.targets.actions import (
    ask_for_joining,
    bring_register,
    decide_pair,
    doubt_join,
    forget_lessons,
    join_registers,
    learn_from_decisions,
    look_at_pair,
    name_person_of_row,
    set_joining_terms,
    stop_joining,
    take_back_pair_decision,
)
from huangyai.targets.models import Joining, JoiningEnd, Offer, Pair, PairDecision, TakenFact
from huangyai.targets.queries import review
from huangyai.walls.entry import acting

Word = PairDecision.Word


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def circumstances(person: Person) -> tuple[str, str, bool]:
    now = Person.objects.get(pk=person.pk)
    return (now.nickname, now.phone, now.wheelchair)


@pytest.fixture
def admin(actor_of: Callable[[Role], Actor], municipality: object) -> Actor:
    """The second person who may keep registers."""
    return actor_of(Role.ADMINISTRATOR)


def test_sure_rows_are_joined_unsure_ones_asked_about_strangers_left(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        assert row_at(visits, SURE).person == Person.objects.get(given_name="สมศรี")
        assert row_at(visits, SURE).why is not None
        for number in (DOUBTFUL, NAMESAKE):
            row = row_at(visits, number)
            assert row.person is None
            assert [pair.cause for pair in pairs_of(row)] == [Pair.Cause.RIVALS] * 2
        assert len({pair.person_id for pair in pairs_of(row_at(visits, DOUBTFUL))}) == 2
        assert row_at(visits, STRANGER).person is None
        assert not pairs_of(row_at(visits, STRANGER))
        end = JoiningEnd.objects.get()
        assert (end.outcome, end.joined, end.asked, end.alone, end.kept) == ("done", 1, 2, 1, 0)


def test_whoever_was_entered_by_hand_is_found_on_the_next_list(officer: Actor) -> None:
    """Somebody who lives here and is registered elsewhere stands on no civil register."""
    facts = PersonFacts("ใครก็ไม่รู้", "ต่างถิ่น", birth_date=dt.date(1957, 3, 1), nickname="เจี๊ยบ")
    with acting(officer):
        visits = bring_lists(officer)
        home = Household.objects.get(house_no="46")
        entered = register_person(actor=officer, household=None, new_home=(home.village, "99"), facts=facts)
        join_registers(actor=officer)
        assert row_at(visits, STRANGER).person == entered
        assert row_at(visits, SURE).person == Person.objects.get(given_name="สมศรี")


def test_lists_are_joined_where_everybody_was_entered_by_hand(officer: Actor, municipality: object) -> None:
    facts = PersonFacts("สมศรี", "แสงจันทร์", title="นาง", birth_date=dt.date(1947, 5, 1))
    with acting(officer):
        visits = bring_register(actor=officer, kind="visits", file_name="v.csv", content=VISITS.encode()).register
        refused("registers-missing", lambda: join_registers(actor=officer))
        village = Village.objects.get(code="22010801")
        entered = register_person(actor=officer, household=None, new_home=(village, "12"), facts=facts)
        join_registers(actor=officer)
        assert row_at(visits, SURE).person == entered


def test_reasons_are_kept_in_both_languages(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        sure = row_at(visits, SURE).why
        assert sure is not None
        assert "ตรงกัน" in sure.th
        assert "same" in sure.en
        assert all(pair.why and pair.why.th and pair.why.en for pair in waiting(officer))


def test_nothing_of_the_persons_stands_in_a_pair_or_its_decision(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        pair = pairs_of(row_at(visits, DOUBTFUL))[0]
        said = decide_pair(actor=officer, pair=pair, word=Word.SAME)
        kept = f"{pair.why} {said.compared} {list(Entry.objects.values_list('facts', flat=True))}"
        # Numbers of records are drawn at random and may hold any four digits.
        kept = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", kept)
        for secret in ("หนู", "ใจงาม", "0812345679", "2505", "9000000000039"):
            assert secret not in kept
        assert "หนู".encode() not in b"".join(bytes(offer.facts_sealed) for offer in Offer.objects.all())


def test_pairs_of_one_row_stand_together_closest_to_even_first(officer: Actor) -> None:
    with acting(officer):
        join(officer)
        found = waiting(officer)
        assert len(found) == 4
        assert found[0].row_id == found[1].row_id
        assert found[2].row_id == found[3].row_id
        doubts = [min(abs((p.probability or 0) - 0.5) for p in found[at : at + 2]) for at in (0, 2)]
        assert doubts == sorted(doubts)


def test_two_right_ids_that_differ_are_never_joined_at_once(officer: Actor) -> None:
    visits = "ที่,ชื่อ - สกุล,เลขบัตรประชาชน,วัน/เดือน/ปีเกิด,บ้านเลขที่,รหัสหมู่บ้าน\n1,นางสมศรี แสงจันทร์,9000000000080,1 พ.ค. 2490,12,22010801\n"
    with acting(officer):
        listed = bring_lists(officer, visits=visits)
        join_registers(actor=officer)
        row = row_at(listed, 2)
        assert row.person is None
        assert [pair.cause for pair in pairs_of(row)] in ([], [Pair.Cause.CONTRADICTION])


def test_a_settled_row_takes_its_other_candidates_out_of_the_queue(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        one, other = pairs_of(row_at(visits, DOUBTFUL))
        said = decide_pair(actor=officer, pair=other, word=Word.SAME)
        row = row_at(visits, DOUBTFUL)
        assert (row.person, row.probability) == (other.person, None)
        assert {pair.row_id for pair in waiting(officer)} == {row_at(visits, NAMESAKE).pk}
        refused("row-has-person", lambda: decide_pair(actor=officer, pair=one, word=Word.SAME))
        refused("pair-decided", lambda: decide_pair(actor=officer, pair=other, word=Word.DIFFERENT))
        take_back_pair_decision(actor=officer, decision=said)
        assert row_at(visits, DOUBTFUL).person is None
        assert len(waiting(officer)) == 4
        refused("decision-taken-back", lambda: take_back_pair_decision(actor=officer, decision=said))


def test_what_a_row_gave_a_person_goes_when_the_decision_is_taken_back(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        pair = pairs_of(row_at(visits, DOUBTFUL))[0]
        before = circumstances(pair.person)
        said = decide_pair(actor=officer, pair=pair, word=Word.SAME)
        assert circumstances(pair.person) == ("หนู", "0812345679", False)
        assert {taken.fact for taken in TakenFact.objects.filter(person=pair.person)} == {"nickname", "phone"}
        take_back_pair_decision(actor=officer, decision=said)
        assert circumstances(pair.person) == before
        assert not TakenFact.objects.filter(person=pair.person).exists()


def test_what_staff_put_right_meanwhile_stays(officer: Actor) -> None:
    from huangyai.people.actions import Circumstances, correct_circumstances

    with acting(officer):
        visits = join(officer)
        pair = pairs_of(row_at(visits, DOUBTFUL))[0]
        said = decide_pair(actor=officer, pair=pair, word=Word.SAME)
        now = Person.objects.get(pk=pair.person_id)
        correct_circumstances(
            actor=officer, person=now, circumstances=Circumstances(nickname="หนูเล็ก", phone="0812345679")
        )
        take_back_pair_decision(actor=officer, decision=said)
        assert circumstances(pair.person)[0] == "หนูเล็ก"


def test_joining_again_keeps_what_people_said(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        same, different = pairs_of(row_at(visits, DOUBTFUL))[0], pairs_of(row_at(visits, NAMESAKE))[0]
        decide_pair(actor=officer, pair=same, word=Word.SAME)
        decide_pair(actor=officer, pair=different, word=Word.DIFFERENT)
        join_registers(actor=officer)
        assert row_at(visits, DOUBTFUL).person == same.person
        assert {pair.pk for pair in waiting(officer)}.isdisjoint({same.pk, different.pk})
        assert JoiningEnd.objects.order_by("-made_at")[0].kept == 1


def test_decisions_go_over_to_the_next_edition_of_a_list(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        same, different = pairs_of(row_at(visits, DOUBTFUL))[0], pairs_of(row_at(visits, NAMESAKE))[0]
        said = decide_pair(actor=officer, pair=same, word=Word.SAME)
        decide_pair(actor=officer, pair=different, word=Word.DIFFERENT)
        newer = bring_register(actor=officer, kind="visits", file_name="next.csv", content=VISITS.encode()).register
        join_registers(actor=officer)
        assert row_at(newer, DOUBTFUL).person == same.person
        row = row_at(newer, NAMESAKE)
        assert row.person != different.person
        assert different.person_id not in {pair.person_id for pair in waiting(officer) if pair.row_id == row.pk}
        take_back_pair_decision(actor=officer, decision=said)
        assert row_at(newer, DOUBTFUL).person is None
        assert circumstances(same.person)[0] == ""


def test_a_refused_person_leaves_the_row_to_the_other_one(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        refused_pair, other = pairs_of(row_at(visits, NAMESAKE))
        decide_pair(actor=officer, pair=refused_pair, word=Word.DIFFERENT)
        join_registers(actor=officer)
        row = row_at(visits, NAMESAKE)
        assert row.person != refused_pair.person
        assert [pair.person for pair in waiting(officer) if pair.row_id == row.pk] == [other.person]


def test_who_can_not_tell_is_asked_again_only_with_new_evidence(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        pair = pairs_of(row_at(visits, DOUBTFUL))[0]
        decide_pair(actor=officer, pair=pair, word=Word.UNSURE)
        assert pair.pk not in {one.pk for one in waiting(officer)}
        assert [one.pk for one in review.put_aside(officer)] == [pair.pk]
        join_registers(actor=officer)
        assert pair.pk not in {one.pk for one in waiting(officer)}
        # A birth date is put right: the new register says something new of the other one.
        newer = CIVIL.replace("ขวัญใจ,งามดี,หญิง,5 ก.ย. 2505,46", "ขวัญใจ,งามดี,หญิง,5 ก.ย. 2525,46")
        bring_register(actor=officer, kind="civil", file_name="newer.csv", content=newer.encode())
        join_registers(actor=officer)
        still = Pair.objects.filter(pk=pair.pk).first()
        row = row_at(visits, DOUBTFUL)
        assert row.person is not None or (still and still.pk in {one.pk for one in waiting(officer)})


def test_a_second_person_is_asked_and_may_not_be_the_same(officer: Actor, admin: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        pair = pairs_of(row_at(visits, DOUBTFUL))[0]
        decide_pair(actor=officer, pair=pair, word=Word.SECOND, note="ชื่อซ้ำกัน ขอให้ช่วยดู")
        assert pair.pk not in {one.pk for one in waiting(officer)}
        refused("second-person-needed", lambda: decide_pair(actor=officer, pair=pair, word=Word.SAME))
        assert [one.pk for one in review.asked_of_others(admin)] == [pair.pk]
        decide_pair(actor=admin, pair=pair, word=Word.SAME)
        assert row_at(visits, DOUBTFUL).person == pair.person
        assert not review.asked_of_others(admin).exists()


def test_a_join_that_somebody_doubts_is_undone_and_comes_back_when_the_doubt_does(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        row = row_at(visits, SURE)
        person, before = row.person, (row.person_id, row.probability, row.why)
        assert person is not None
        known = circumstances(person)
        assert known == ("แดง", "0812345678", False)
        said = doubt_join(actor=officer, row=row, note="คนละคน บ้านเดียวกัน")
        # The phone came from this very row: it is no evidence for it.
        assert {"phone", "nickname"}.isdisjoint(said.compared["levels"])
        row.refresh_from_db()
        assert (row.person_id, circumstances(person)) == (None, ("", "", False))
        join_registers(actor=officer)
        assert row_at(visits, SURE).person is None
        take_back_pair_decision(actor=officer, decision=said)
        row.refresh_from_db()
        assert (row.person_id, row.probability, row.why) == before
        assert circumstances(person) == known
        stranger = row_at(visits, STRANGER)
        refused("row-not-joined", lambda: doubt_join(actor=officer, row=stranger))


def test_a_row_named_by_hand_can_be_taken_back_too(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        row, person = row_at(visits, STRANGER), Person.objects.get(given_name="บุญเลิศ")
        name_person_of_row(actor=officer, row=row, person=person)
        (said,) = review.pair_decisions(officer)
        assert (said.word, said.pair.cause, said.decided_by_id) == (Word.SAME, Pair.Cause.BY_HAND, officer.user_id)
        take_back_pair_decision(actor=officer, decision=said)
        row.refresh_from_db()
        assert row.person is None
        assert row.pk not in {pair.row_id for pair in waiting(officer)}


def test_the_terms_say_who_is_asked(officer: Actor) -> None:
    with acting(officer):
        set_joining_terms(actor=officer, join_from=0.95, ask_from=0.6)
        visits = join(officer)
        assert waiting(officer) == []
        set_joining_terms(actor=officer, join_from=0.95, ask_from=0.3)
        join_registers(actor=officer)
        assert len(waiting(officer)) == 4
        assert row_at(visits, SURE).person is not None
        refused("terms-impossible", lambda: set_joining_terms(actor=officer, join_from=0.3, ask_from=0.6))


def test_a_large_joining_waits_for_the_worker_and_can_be_stopped(officer: Actor, settings: object) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    from huangyai.targets.models import Register

    with acting(officer):
        visits = bring_lists(officer)
        Register.objects.filter(pk=visits.pk).update(rows=5000)
        joining = ask_for_joining(actor=officer)
        job = ProcrastinateJob.objects.get(
            task_name="huangyai.targets.tasks.join", args__municipality=str(officer.municipality_id)
        )
        assert job.args == {"municipality": str(officer.municipality_id), "joining": str(joining.pk)}
        assert not Pair.objects.exists()
        refused("joining-going-on", lambda: ask_for_joining(actor=officer))
        stop_joining(actor=officer, joining=joining)
        refused("joining-ended", lambda: stop_joining(actor=officer, joining=joining))
        from huangyai.targets.tasks import join as carry_out

        carry_out(municipality=str(officer.municipality_id), joining=str(joining.pk))
        assert not Pair.objects.exists()
        assert JoiningEnd.objects.get().outcome == JoiningEnd.Outcome.STOPPED


def test_the_worker_joins_as_the_page_would(officer: Actor) -> None:
    from huangyai.targets.models import Register
    from huangyai.targets.tasks import join as carry_out

    with acting(officer):
        visits = bring_lists(officer)
        Register.objects.filter(pk=visits.pk).update(rows=5000)
        joining = ask_for_joining(actor=officer)
    carry_out(municipality=str(officer.municipality_id), joining=str(joining.pk))
    with acting(officer):
        assert Joining.objects.get().stage in {"compare", "doubles"}
        assert JoiningEnd.objects.get().outcome == JoiningEnd.Outcome.DONE
        assert len(waiting(officer)) == 4


def test_the_comparison_learns_from_decisions_and_can_forget(officer: Actor) -> None:
    # All rows have the wrong sex; those without a birth year are other people, as staff know.
    letters = "กขคจชดตทนบปพมยรลวสหอ"
    people = [
        f"{at},,นาย,{one}อน{letters[at]},{letters[-at]}ารี{one},ชาย,3 ก.พ. {2480 + at},{at},22010801"
        for at, one in enumerate(letters)
    ]
    seen = [
        f"{at},{one}อน{letters[at]} {letters[-at]}ารี{one},{'' if at % 2 else 2480 + at},หญิง"
        for at, one in enumerate(letters)
    ]
    with acting(officer):
        set_joining_terms(actor=officer, join_from=1.0, ask_from=0.1)
        bring_lists(
            officer,
            civil="\n".join([CIVIL.splitlines()[0], *people]),
            visits="\n".join(["ที่,ชื่อผู้รับการเยี่ยม,ปี พ.ศ. เกิด,เพศ", *seen]),
        )
        join_registers(actor=officer)
        refused("too-few-decisions", lambda: learn_from_decisions(actor=officer))
        found = waiting(officer)
        assert len(found) >= 20
        for pair in Pair.objects.filter(pk__in=[one.pk for one in found]).select_related("row__register", "person"):
            slipped = "year" not in f"{pair.why.en if pair.why else ''}"
            decide_pair(actor=officer, pair=pair, word=Word.DIFFERENT if slipped else Word.SAME)
        assert len(review.decided_for_learning()) >= 20
        lesson = learn_from_decisions(actor=officer)
        assert (lesson.version, lesson.reviews) == (1, len(review.decided_for_learning()))
        assert review.model_in_use()
        join_registers(actor=officer)
        forget_lessons(actor=officer)
        assert review.model_in_use() is None
        refused("nothing-to-forget", lambda: forget_lessons(actor=officer))


def test_a_look_and_every_word_stand_in_the_ledger(officer: Actor) -> None:
    with acting(officer):
        visits = join(officer)
        pair = pairs_of(row_at(visits, DOUBTFUL))[0]
        look_at_pair(actor=officer, pair=pair)
        said = decide_pair(actor=officer, pair=pair, word=Word.DIFFERENT)
        take_back_pair_decision(actor=officer, decision=said)
        verbs = list(Entry.objects.filter(subject_id=pair.pk).order_by("position").values_list("verb", flat=True))
        assert verbs == ["looked-at", "pair.decided", "pair-decision.taken-back"]


@pytest.fixture
def twice(officer: Actor) -> Pair:
    """Somebody who was typed in again at the counter, as a joining found out."""
    from huangyai.people.actions import PersonFacts, register_person

    with acting(officer):
        bring_lists(officer)
        there = Person.objects.get(given_name="สมศรี")
        facts = PersonFacts(given_name="สมศรี", family_name="แสงจันทร", birth_date=there.birth_date, sex="f")
        register_person(actor=officer, household=there.household, facts=facts)
        join_registers(actor=officer)
        return review.pair(officer, Pair.objects.get(cause=Pair.Cause.TWICE, person=there).pk)


def merged(pair: Pair) -> bool:
    return Merge.objects.filter(alias=pair.other, canonical=pair.person, taken_back_at__isnull=True).exists()


def test_two_entries_become_one_only_when_two_people_say_so(officer: Actor, admin: Actor, twice: Pair) -> None:
    with acting(officer):
        assert JoiningEnd.objects.get().doubles >= 1
        assert twice.pk in {pair.pk for pair in waiting_entries(officer)}
        decide_pair(actor=officer, pair=twice, word=Word.SAME)
        assert not merged(twice)
        assert open_merge_between(officer, twice.person, twice.other or twice.person)
        assert twice.pk not in {pair.pk for pair in waiting_entries(officer)}
        for word in Word.values:
            refused("second-person-needed", lambda word=word: decide_pair(actor=officer, pair=twice, word=word))
        assert [pair.pk for pair in review.asked_of_others(admin)] == [twice.pk]
        said = decide_pair(actor=admin, pair=twice, word=Word.SAME)
        assert merged(twice)
        assert twice.pk not in {pair.pk for pair in (*waiting_entries(officer), *waiting_entries(admin))}
        refused("pair-decided", lambda: decide_pair(actor=admin, pair=twice, word=Word.DIFFERENT))
        take_back_pair_decision(actor=officer, decision=said)
        assert not merged(twice)
        assert not review.standing(pair=twice).exists()
        assert twice.pk in {pair.pk for pair in waiting_entries(officer)}


def test_a_proposed_merge_ends_when_it_is_taken_back_or_somebody_sees_two_people(
    officer: Actor, admin: Actor, twice: Pair
) -> None:
    def proposed() -> bool:
        return bool(open_merge_between(officer, twice.person, twice.other or twice.person))

    with acting(officer):
        said = decide_pair(actor=officer, pair=twice, word=Word.SAME)
        take_back_pair_decision(actor=officer, decision=said)
        assert not proposed()
        decide_pair(actor=officer, pair=twice, word=Word.SAME)
        assert proposed()
        different = decide_pair(actor=admin, pair=twice, word=Word.DIFFERENT, note="แม่กับลูก")
        assert not proposed()
        assert not merged(twice)
        join_registers(actor=officer)
        assert twice.pk not in {pair.pk for pair in (*waiting_entries(officer), *waiting_entries(admin))}
        take_back_pair_decision(actor=admin, decision=different)
        assert twice.pk in {pair.pk for pair in waiting_entries(officer)}


def test_only_who_keeps_registers_reviews(officer: Actor, actor_of: Callable[[Role], Actor]) -> None:
    with acting(officer):
        visits = join(officer)
        pair, other, sure = *pairs_of(row_at(visits, DOUBTFUL)), row_at(visits, SURE)
        said = decide_pair(actor=officer, pair=pair, word=Word.UNSURE)

        def attempts(actor: Actor) -> list[Callable[[], object]]:
            return [
                lambda: look_at_pair(actor=actor, pair=pair),
                lambda: take_back_pair_decision(actor=actor, decision=said),
                lambda: decide_pair(actor=actor, pair=other, word=Word.SAME),
                lambda: doubt_join(actor=actor, row=sure),
                lambda: set_joining_terms(actor=actor, join_from=0.9, ask_from=0.4),
                lambda: ask_for_joining(actor=actor),
                lambda: learn_from_decisions(actor=actor),
            ]

        for role in set(Role) - {Role.OFFICER, Role.ADMINISTRATOR}:
            actor = actor_of(role)
            for attempt in attempts(actor):
                with pytest.raises(NotAllowed):
                    attempt()
            assert not waiting(actor)
            assert not review.pair_decisions(actor).exists()
            assert not review.joinings(actor).exists()
            assert not review.lessons(actor).exists()
        for attempt in attempts(actor_of(Role.ADMINISTRATOR))[:-1]:
            attempt()

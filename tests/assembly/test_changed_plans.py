"""What was announced can change: an assembly moves or is called off, a vote is withdrawn, a sentence loses its names."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.assembly.conftest import Meeting
from tests.assembly.hall import Hall

from huangyai.assembly import queries
from huangyai.assembly.actions import (
    ProposalFacts,
    answer_problem,
    call_off_assembly,
    cast_ballots,
    cast_own_ballot,
    check_in,
    count_vote,
    issue_voting_code,
    issue_voting_codes,
    move_assembly,
    note_presence,
    open_vote,
    raise_problem,
    reword_problem,
    withdraw_vote,
)
from huangyai.assembly.documents import minutes_draft
from huangyai.assembly.models import Assembly, AssemblyMove, Ballot, Problem, Proposal, Vote, VotingCode
from huangyai.assembly.rules import Mark
from huangyai.cli.main import main
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.outbox.models import Delivery, DeliveryStep, Message
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting

WHY = "ฝนตกหนัก น้ำท่วมศาลาประชาคม"


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def test_a_proposal_answers_a_problem_and_the_plan_is_bound_by_it(
    officer: Actor, meeting: Meeting, browser_of: Callable[[Role], Client]
) -> None:
    clerk = browser_of(Role.OFFICER)
    address = reverse("assembly:vote_new", args=[meeting.assembly.pk])
    page = clerk.get(address).content.decode()
    assert page.count(meeting.heard.sentence) > 1
    opened = {
        "question": "ทำอะไรก่อน", "with_money": "yes", "budget": "100000", "kind": "approval", "rule": "equal-shares",
        "name_1": "", "problem_1": str(meeting.heard.pk), "cost_1": "60000",
        "name_2": "รถตู้วันอังคาร", "problem_2": str(meeting.need.pk), "cost_2": "50000",
        "name_3": "", "problem_3": "", "cost_3": "",
    }  # fmt: skip
    assert clerk.post(address, opened).status_code == 302
    with acting(officer):
        vote = Vote.objects.get(question="ทำอะไรก่อน")
        first, second = Proposal.objects.filter(vote=vote)
        assert (first.name, first.problem_id) == (meeting.heard.sentence, meeting.heard.pk)
        assert (second.name, second.problem_id) == ("รถตู้วันอังคาร", meeting.need.pk)


def test_a_vote_names_twenty_problems_and_equal_ones_go_by_the_ballot(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=30)
        vote = open_vote(
            actor=officer,
            assembly=hall.assembly,
            question="เรื่องใดเร่งด่วน",
            budget=Decimal(2),
            with_money=False,
            kind=Vote.Kind.RANKING,
            proposals=[ProposalFacts(f"เรื่องที่ {n}") for n in range(1, 21)],
        )
        assert {proposal.cost for proposal in Proposal.objects.filter(vote=vote)} == {1}
        cast_ballots(actor=officer, vote=vote, ballots=[[20, 2, 10], [2, 20, 10], [10, 20], [20, 10]])
        counted = count_vote(actor=officer, vote=vote)
        # 20: 3 + 2 + 1 + 2, 2: 2 + 3, 10: 1 + 1 + 2 + 1; number 2 stands before 10 on the ballot.
        assert counted.winners == [2, 20]
        assert counted.ties == [{"proposals": [2, 10], "taken": [2]}]
        assert "ลำดับที่ 1 จากที่เลือก 2 ข้อ ได้ 8 คะแนน" in counted.reasons["20"]["th"]
        assert "0 คะแนน" in counted.reasons["7"]["th"]
        assert "บาท" not in str(counted.reasons)
        assert counted.spent == 0
        (result,) = queries.vote_results(officer, [queries.vote(officer, vote.pk)])
        assert result.represented == (100, 100)
        assert result.ties[0].said == "2, 10"


@pytest.mark.parametrize("number", [0, 3, 4])
def test_a_vote_without_money_chooses_some_and_not_all(officer: Actor, hall: Hall, number: int) -> None:
    some = [ProposalFacts(name) for name in ("ไฟ", "น้ำ", "ถนน")]
    with acting(officer):
        refused(
            "chosen-number-impossible",
            lambda: open_vote(
                actor=officer, assembly=hall.assembly, question="?", budget=Decimal(number), proposals=some,
                with_money=False,
            ),
        )  # fmt: skip
        refused(
            "knapsack-needs-money",
            lambda: open_vote(
                actor=officer, assembly=hall.assembly, question="?", budget=Decimal(1), proposals=some,
                with_money=False, kind=Vote.Kind.KNAPSACK,
            ),
        )  # fmt: skip


def test_anybody_counts_the_published_ballots_again_with_the_command_beside_them(
    officer: Actor, meeting: Meeting, municipality: Municipality, client: Client, tmp_path: Path
) -> None:
    with acting(officer):
        counted = count_vote(actor=officer, vote=meeting.vote)
    page = client.get(reverse("assembly:public_assembly_detail", args=[municipality.slug, meeting.assembly.pk]))
    assert counted.command in page.content.decode()
    ballots = client.get(reverse("assembly:vote_ballots", args=[municipality.slug, meeting.vote.pk])).content
    assert counted.command in ballots.decode()
    file = tmp_path / "ballots.pb"
    file.write_bytes(ballots)
    _program, *words = shlex.split(counted.command.replace("ballots.pb", str(file)))
    again = CliRunner().invoke(main, [*words, "--json"], catch_exceptions=False)
    assert again.exit_code == 0, again.output
    for winner in counted.winners:
        assert f'"{winner}"' in again.output


def test_a_vote_opened_wrongly_is_called_off_and_tells_nothing(
    officer: Actor, meeting: Meeting, municipality: Municipality, browser_of: Callable[[Role], Client], client: Client
) -> None:
    address = reverse("assembly:vote_withdrawal", args=[meeting.vote.pk])
    clerk = browser_of(Role.OFFICER)
    assert clerk.post(address, {"reason": "ผิด"}).status_code == 422
    assert clerk.post(address, {"reason": "ค่าใช้จ่ายของข้อ 2 พิมพ์ผิด"}).status_code == 302
    with acting(officer):
        assert Ballot.objects.filter(vote=meeting.vote).count() == 8
        refused("vote-withdrawn", lambda: cast_ballots(actor=officer, vote=meeting.vote, ballots=[[1]]))
        refused("vote-withdrawn", lambda: count_vote(actor=officer, vote=meeting.vote))
        refused("vote-withdrawn", lambda: withdraw_vote(actor=officer, vote=meeting.vote, reason=WHY))
        assert queries.open_votes(officer, meeting.assembly) == []
        assert Entry.objects.get(verb="vote.withdrawn").facts["ballots"] == 8
    page = client.get(reverse("assembly:public_assembly_detail", args=[municipality.slug, meeting.assembly.pk]))
    assert "ค่าใช้จ่ายของข้อ 2 พิมพ์ผิด" in page.content.decode()
    with acting(officer):
        assert "ลงคะแนน" not in minutes_draft(officer, queries.assembly(officer, meeting.assembly.pk))


def test_nobody_came_and_nobody_votes(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        vote = hall.vote(officer)
        refused("more-ballots-than-voters", lambda: cast_ballots(actor=officer, vote=vote, ballots=[[1]]))


def test_a_moved_assembly_is_announced_anew_and_the_old_day_is_told_no_more(
    officer: Actor, hall: Hall, municipality: Municipality, browser_of: Callable[[Role], Client], client: Client
) -> None:
    day = timezone.localtime() + dt.timedelta(days=40)
    with acting(officer):
        Assembly.objects.filter(pk=hall.assembly.pk).update(starts_at=day - dt.timedelta(days=7))
        hall.assembly.refresh_from_db()
        first = hall.assembly.starts_at
        # The hall was called for a day that is over, so nobody was told of it; they are told of this one.
        move_assembly(actor=officer, assembly=hall.assembly, starts_at=day, venue="วัดใหม่", reason=WHY)
        moved = Assembly.objects.get(pk=hall.assembly.pk)
        assert (moved.venue, moved.starts_at) == ("วัดใหม่", day)
        assert AssemblyMove.objects.get().started_at == first
        told = Message.objects.get(purpose=Message.Purpose.INVITATION)
        assert "วัดใหม่" in told.text.th
        assert "ขอแจ้งเลื่อน" in told.text.th
        assert Delivery.objects.filter(message=told).count() == len(hall.invitees)
        again = day + dt.timedelta(days=1)
        move_assembly(actor=officer, assembly=moved, starts_at=again, venue="วัดใหม่", reason=WHY)
        newest = Message.objects.filter(purpose=Message.Purpose.INVITATION).order_by("-made_at").first()
        assert newest is not None
        assert newest.pk != told.pk
        assert Delivery.objects.filter(message=newest).count() == len(hall.invitees)
        kinds = DeliveryStep.objects.filter(delivery__message=told, ended_at__isnull=True).values_list(
            "kind", flat=True
        )
        assert set(kinds) == {DeliveryStep.Kind.WITHDRAWN}
        assert move_assembly(actor=officer, assembly=moved, starts_at=again, venue="วัดใหม่", reason=WHY) is None
        check_in(actor=officer, assembly=hall.assembly, person=hall.people[0])
        refused(
            "assembly-began",
            lambda: move_assembly(actor=officer, assembly=moved, starts_at=day, venue="ที่อื่น", reason=WHY),
        )
        refused(
            "assembly-in-the-past",
            lambda: move_assembly(
                actor=officer, assembly=moved, starts_at=timezone.now() - dt.timedelta(days=1), venue="วัด", reason=WHY
            ),
        )
        refused("assembly-held", lambda: call_off_assembly(actor=officer, assembly=moved, reason=WHY))
    page = client.get(reverse("assembly:public_assembly_detail", args=[municipality.slug, hall.assembly.pk]))
    assert WHY in page.content.decode()
    form = browser_of(Role.OFFICER).get(reverse("assembly:assembly_move", args=[hall.assembly.pk]))
    assert "วัดใหม่" in form.content.decode()


def test_an_assembly_that_is_not_held_says_why_and_takes_nothing_more(
    officer: Actor, hall: Hall, municipality: Municipality, browser_of: Callable[[Role], Client], client: Client
) -> None:
    with acting(officer):
        Assembly.objects.filter(pk=hall.assembly.pk).update(starts_at=timezone.now() + dt.timedelta(days=9))
    clerk = browser_of(Role.OFFICER)
    address = reverse("assembly:assembly_call_off", args=[hall.assembly.pk])
    assert clerk.post(address, {"reason": WHY}).status_code == 302
    with acting(officer):
        assert queries.next_assembly(officer) is None
        told = Message.objects.get(key__startswith="call-off:")
        assert Delivery.objects.filter(message=told).count() == len(hall.invitees)
        refused("assembly-called-off", lambda: hall.vote(officer))
        refused("assembly-called-off", lambda: note_presence(actor=officer, assembly=hall.assembly, present=3))
    for page in (
        reverse("assembly:assembly_detail", args=[hall.assembly.pk]),
        reverse("assembly:public_assembly_detail", args=[municipality.slug, hall.assembly.pk]),
    ):
        assert WHY in clerk.get(page).content.decode()
    assert "งดจัด" in client.get(reverse("assembly:public_assembly_list", args=[municipality.slug])).content.decode()


def test_the_agenda_is_written_anew(officer: Actor, meeting: Meeting, browser_of: Callable[[Role], Client]) -> None:
    clerk = browser_of(Role.OFFICER)
    address = reverse("assembly:assembly_agenda", args=[meeting.assembly.pk])
    assert "รับฟังปัญหา" in clerk.get(address).content.decode()
    clerk.post(address, {"agenda": "1. แจ้งเพื่อทราบ\n2. รับฟังปัญหา\n\n3. ลงคะแนน"})
    with acting(officer):
        found = [item.title for item in queries.agenda(officer, meeting.assembly)]
    assert found == ["แจ้งเพื่อทราบ", "รับฟังปัญหา", "ลงคะแนน"]


def test_a_name_is_taken_out_of_a_sentence_everywhere(
    officer: Actor, meeting: Meeting, municipality: Municipality, browser_of: Callable[[Role], Client], client: Client
) -> None:
    named, plain = "ลูกยายมาบ้านเลขที่ 9 ติดยา", "อยากให้ช่วยเยาวชนที่ติดยาในหมู่บ้าน"
    with acting(officer):
        Problem.objects.filter(pk=meeting.heard.pk).update(sentence=named)
    clerk = browser_of(Role.OFFICER)
    clerk.post(
        reverse("assembly:problem_wording", args=[meeting.heard.pk]),
        {"sentence": plain, "reason": "ระบุตัวบุคคลได้จากบ้านเลขที่"},
    )
    with acting(officer):
        heard = Problem.objects.get(pk=meeting.heard.pk)
        assert heard.sentence == plain
        # What stood there is kept, but not for whoever reads the table.
        assert named.encode() not in bytes(heard.rewordings.get().before_sealed)
        assert not Entry.objects.filter(facts__icontains="ยายมา").exists()
        answer_problem(actor=officer, problem=heard, state="studying", reason="กำลังประสานโรงพยาบาลส่งเสริมสุขภาพ")
        assert not Message.objects.filter(text__icontains="ยายมา").exists()
        assert reword_problem(actor=officer, problem=heard, sentence=plain, reason="ไม่มีอะไรเปลี่ยน") is None
    own = reverse("assembly:problem_detail", args=[meeting.heard.pk])
    # Nobody reads the first words in passing, and whoever does is written down.
    assert named not in clerk.get(own).content.decode()
    assert not Entry.objects.filter(verb="looked-at").exists()
    assert named in clerk.get(f"{own}?first-words=1").content.decode()
    assert Entry.objects.filter(verb="looked-at").count() == 1
    volunteer = browser_of(Role.VOLUNTEER).get(f"{own}?first-words=1").content.decode()
    assert plain in volunteer
    assert named not in volunteer
    assert "ระบุตัวบุคคลได้จากบ้านเลขที่" not in volunteer
    for name in ("public_problem_list", "public_assembly_list"):
        assert "ยายมา" not in client.get(reverse(f"assembly:{name}", args=[municipality.slug])).content.decode()
    public = client.get(reverse("assembly:public_assembly_detail", args=[municipality.slug, meeting.assembly.pk]))
    assert plain in public.content.decode()
    assert "ยายมา" not in public.content.decode()


def test_a_proposal_loses_the_name_too_and_so_do_the_published_ballots(officer: Actor, hall: Hall) -> None:
    named, plain = "หนี้ของบ้านตาสม; 12/3", "หนี้นอกระบบในหมู่บ้าน"
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=9)
        problem = raise_problem(actor=officer, assembly=hall.assembly, sentence=named, category="livelihood")
        vote = open_vote(
            actor=officer, assembly=hall.assembly, question="?", budget=Decimal(1), with_money=False,
            proposals=[ProposalFacts(named, problem=problem), ProposalFacts("ไฟทาง")],
        )  # fmt: skip
        cast_ballots(actor=officer, vote=vote, ballots=[[1], [1], [2]])
        count_vote(actor=officer, vote=vote)
        assert "ตาสม" in queries.published_ballots(officer, vote.pk)
        reword_problem(actor=officer, problem=problem, sentence=plain, reason="ระบุตัวบุคคลจากชื่อ")
        ballots = queries.published_ballots(officer, vote.pk)
        assert "ตาสม" not in ballots
        assert plain in ballots
        assert Proposal.objects.get(vote=vote, number=1).name == plain


def test_most_votes_alone_is_compared_as_it_would_have_been_counted(officer: Actor, hall: Hall) -> None:
    three = [ProposalFacts(name) for name in ("ไฟ", "น้ำ", "ถนน")]
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=9)
        vote = open_vote(
            actor=officer, assembly=hall.assembly, question="?", budget=Decimal(1), with_money=False,
            kind=Vote.Kind.RANKING, proposals=three,
        )  # fmt: skip
        cast_ballots(actor=officer, vote=vote, ballots=[[1], [1], [1], [2, 3, 1]])
        counted = count_vote(actor=officer, vote=vote)
        assert counted.winners == [1]
        assert counted.represented == counted.represented_by_greedy == 1


def test_a_tie_is_told_once_and_only_where_it_decided(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=9)
        three = open_vote(
            actor=officer, assembly=hall.assembly, question="สามข้อเท่ากัน", budget=Decimal(2), with_money=False,
            proposals=[ProposalFacts(name) for name in ("ไฟ", "น้ำ", "ถนน")],
        )  # fmt: skip
        cast_ballots(actor=officer, vote=three, ballots=[[1, 2, 3]])
        assert count_vote(actor=officer, vote=three).ties == [{"proposals": [1, 2, 3], "taken": [1, 2]}]
        dear = open_vote(
            actor=officer, assembly=hall.assembly, question="ข้อหนึ่งแพงเกินเงินที่เหลือ", budget=Decimal(100_000), rule="greedy",
            proposals=[
                ProposalFacts("สนาม", Decimal(90_000)), ProposalFacts("สวน", Decimal(10_000)),
                ProposalFacts("สะพาน", Decimal(80_000)),
            ],
        )  # fmt: skip
        cast_ballots(actor=officer, vote=dear, ballots=[[1, 2, 3], [3]])
        assert count_vote(actor=officer, vote=dear).ties == []


def test_open_votes_end_with_an_assembly_that_is_not_held(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        Assembly.objects.filter(pk=hall.assembly.pk).update(starts_at=timezone.now() + dt.timedelta(days=9))
        vote = hall.vote(officer)
        call_off_assembly(actor=officer, assembly=hall.assembly, reason=WHY)
        assert queries.open_votes(officer, hall.assembly) == []
        refused("vote-withdrawn", lambda: cast_ballots(actor=officer, vote=vote, ballots=[[1]]))
        refused(
            "assembly-called-off",
            lambda: check_in(actor=officer, assembly=hall.assembly, person=hall.people[0]),
        )


def test_only_those_who_hold_assemblies_change_them(actor_of: Callable[[Role], Actor], meeting: Meeting) -> None:
    partner = actor_of(Role.PARTNER)
    with acting(partner):
        for attempt in (
            lambda: withdraw_vote(actor=partner, vote=meeting.vote, reason=WHY),
            lambda: call_off_assembly(actor=partner, assembly=meeting.assembly, reason=WHY),
            lambda: move_assembly(
                actor=partner, assembly=meeting.assembly, starts_at=timezone.now(), venue="บ้าน", reason=WHY
            ),
            lambda: reword_problem(actor=partner, problem=meeting.heard, sentence="อย่างอื่น", reason=WHY),
        ):
            with pytest.raises(NotAllowed):
                attempt()


def test_codes_for_everybody_are_printed_at_once_and_end_the_earlier_ones(
    officer: Actor, hall: Hall, browser_of: Callable[[Role], Client]
) -> None:
    with acting(officer):
        here = [check_in(actor=officer, assembly=hall.assembly, person=person) for person in hall.people[:3]]
        early = issue_voting_code(actor=officer, attendance=here[0])
        vote = hall.vote(officer)
    slips = browser_of(Role.OFFICER).post(reverse("assembly:vote_code_slips", args=[vote.pk]))
    assert slips.content.startswith(b"%PDF")
    assert "no-store" in slips["Cache-Control"]
    phone = Actor.public(officer.municipality_id)
    with acting(officer):
        assert VotingCode.objects.filter(ended_at__isnull=True).count() == 3
        refused("voting-code-unknown", lambda: cast_own_ballot(actor=phone, vote=vote, code=early, mark=Mark((1,))))
        codes = issue_voting_codes(actor=officer, vote=vote)
        for _attendance, code in codes:
            cast_own_ballot(actor=phone, vote=vote, code=code, mark=Mark((1,)))
        assert Ballot.objects.filter(vote=vote).count() == 3
        # Nothing that is kept tells a code.
        told = str(list(Entry.objects.values_list("facts", flat=True))) + str(list(VotingCode.objects.values_list()))
        assert not any(code in told for _attendance, code in codes)
    volunteer = browser_of(Role.VOLUNTEER).post(reverse("assembly:vote_code_slips", args=[vote.pk]))
    assert volunteer.status_code == 403

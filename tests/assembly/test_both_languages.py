from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests.assembly.conftest import Meeting

from huangyai.assembly.actions import answer_problem, count_vote
from huangyai.assembly.models import Count
from huangyai.kernel import Actor, Words
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting

IN_PLAN = Words(th="อยู่ในแผนพัฒนา 2566–2570", en="It is in the development plan 2566–2570.")
TYPED = "กองช่างจะสำรวจภายในเดือนนี้"


def _page(language: str, name: str, *args: object) -> str:
    browser = Client()
    browser.cookies["django_language"] = language
    return browser.get(reverse(name, args=args)).text


def test_an_answer_made_by_the_machine_is_said_in_both_languages_and_a_typed_one_as_typed(
    municipality: Municipality, officer: Actor, meeting: Meeting
) -> None:
    with acting(officer):
        answer_problem(actor=officer, problem=meeting.heard, state="in_plan", reason=IN_PLAN)
    for language, other in (("th", "en"), ("en", "th")):
        page = _page(language, "assembly:public_problem_list", municipality.slug)
        assert IN_PLAN.say(language) in page
        assert IN_PLAN.say(other) not in page
    with acting(officer):
        answer_problem(actor=officer, problem=meeting.heard, state="studying", reason=TYPED)
    for language in ("th", "en"):
        assert TYPED in _page(language, "assembly:public_problem_list", municipality.slug)


def test_why_a_proposal_won_is_said_in_the_language_of_the_page(
    municipality: Municipality, officer: Actor, meeting: Meeting
) -> None:
    with acting(officer):
        count_vote(actor=officer, vote=meeting.vote)
        reasons = Count.objects.get(vote=meeting.vote).reasons
        assert len(reasons) == meeting.vote.proposals.count()
    for language, other in (("th", "en"), ("en", "th")):
        page = _page(language, "assembly:public_assembly_detail", municipality.slug, meeting.assembly.pk)
        for reason in reasons.values():
            assert reason[language] in page
            assert reason[other] not in page

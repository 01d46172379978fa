"""How much need each project meets: people on confirmed lists, and voices in assemblies."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count

from huangyai.assembly.queries import meant_by, winning_proposals
from huangyai.kernel import Actor, Words
from huangyai.plan.models import Project, ProjectProblem
from huangyai.plan.rules.funding import GROUP_OF_CATEGORY, Need
from huangyai.targets.models import Candidate, Outcome, TargetList

EVERYONE = "everyone"


def needs_of(projects: Iterable[Project]) -> dict[uuid.UUID, Need]:
    """The need that each project meets in a year. A project of which nobody said anything meets none. Three queries."""
    found = list(projects)
    lists = {project.target_list_id for project in found if project.target_list_id}
    people: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    if lists:
        counted = (
            Candidate.objects.filter(target_list__in=lists, decision__outcome=Outcome.CONFIRMED)
            .order_by()
            .values_list("target_list_id", "person__household__village_id")
            .annotate(n=Count("pk"))
        )
        for list_id, village, number in counted:
            people[list_id][str(village or "")] += number
    groups = dict(TargetList.objects.filter(pk__in=lists).values_list("pk", "criterion__group"))
    said: dict[uuid.UUID, list[tuple[str, str, int]]] = defaultdict(list)
    links = ProjectProblem.objects.filter(project__in=[project.pk for project in found])
    for project_id, category, village, voices in links.values_list(
        "project_id", "problem__category", "problem__village_id", "problem__voices"
    ):
        said[project_id].append((GROUP_OF_CATEGORY.get(category, EVERYONE), str(village or ""), voices))
    return {
        project.pk: _need(
            groups.get(project.target_list_id, "") or EVERYONE if project.target_list_id else EVERYONE,
            people[project.target_list_id] if project.target_list_id else Counter(),
            said[project.pk],
        )
        for project in found
    }


def voted_for(actor: Actor) -> dict[uuid.UUID, Words]:
    """The projects that answer what an assembly voted for, each with the sentence that says so."""
    winners = {proposal.problem_id: proposal for proposal in winning_proposals(actor) if proposal.problem_id}
    read_as = meant_by(winners)
    # A project may answer the sentence as it was said, or the one within which it is read since.
    won = {read_as[said]: proposal for said, proposal in winners.items()} | winners
    links = ProjectProblem.objects.filter(problem__in=won).values_list("project_id", "problem_id")
    return {
        project_id: Words(
            th=f"ประชาคมลงมติให้ทำ “{won[problem_id].name}”", en=f"the assembly voted for “{won[problem_id].name}”"
        )
        for project_id, problem_id in links
    }


def _need(group: str, people: Counter[str], said: list[tuple[str, str, int]]) -> Need:
    groups: Counter[str] = Counter()
    villages: Counter[str] = Counter(people)
    if people:
        groups[group] += people.total()
    for heard, village, voices in said:
        groups[heard] += voices
        villages[village] += voices
    del villages[""]
    homes = {village: number for village, number in people.items() if village}
    return Need(groups, villages, homes, people.total(), sum(voices for _, _, voices in said))

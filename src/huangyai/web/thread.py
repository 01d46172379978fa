"""The golden thread as a picture: nodes by step, and which leads to which."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.evaluation.queries import Thread, for_everybody
from huangyai.evaluation.rules import FEWEST_PEOPLE, may_publish
from huangyai.kernel import BuddhistDate, Money

Node = dict[str, Any]
Link = tuple[str, str]


def draw(thread: Thread, *, slug: str = "", current: str = "", public: bool = False) -> tuple[list[Node], list[Link]]:
    """Nodes and links of one project's thread. With `slug`, links lead to public pages; without, to the staff's."""
    nodes: list[Node] = []

    def told(count: int, words: str, *, of: int | None = None) -> str:
        """A count of people; for the public only where neither it nor the rest of those it is a part of points at somebody."""
        rest = 0 if of is None else max(of - count, 0)
        return words if not public or (may_publish(count) and may_publish(rest)) else ""

    links: list[Link] = []
    project_url = (
        reverse("web:public_project_thread", args=[slug, thread.project.pk])
        if slug
        else reverse("plan:project_detail", args=[thread.project.pk])
    )
    for index, problem in enumerate(thread.problems):
        day = BuddhistDate(problem.assembly.starts_at.date()).short(get_language() or "th") if problem.assembly else ""
        url = "" if slug else reverse("assembly:problem_detail", args=[problem.pk])
        nodes.append(
            _node(
                f"said-{index}",
                1,
                _("Assembly %(day)s") % {"day": day},
                f"“{problem.sentence}”",
                _voices(problem.voices),
                url,
            )
        )
        links.append((f"said-{index}", "people" if thread.project.target_list else "project"))
    for index, won in enumerate(thread.voted):
        text = _("Residents voted for it: %(name)s") % {"name": won.name}
        nodes.append(_node(f"voted-{index}", 1, _("Vote"), text, "", ""))
        links += [
            (f"said-{at}", f"voted-{index}") for at, problem in enumerate(thread.problems) if problem == won.problem
        ]
        links.append((f"voted-{index}", "people" if thread.project.target_list else "project"))
    if thread.project.target_list:
        url = "" if slug else reverse("targets:target_list_detail", args=[thread.project.target_list.pk])
        text = told(thread.confirmed, _("%(n)d people confirmed") % {"n": thread.confirmed})
        nodes.append(_node("people", 2, _("Who it is for"), text, thread.project.target_list.criterion.name, url))
        links.append(("people", "project"))
    plan = thread.project.plan
    nodes.append(
        _node(
            "project",
            3,
            _("Plan %(first)s–%(last)s") % {"first": plan.first_year, "last": plan.last_year},
            thread.project.name,
            "",
            project_url,
        )
    )
    if thread.allocated_baht:
        text = _("%(baht)s baht") % {"baht": Money.baht(thread.allocated_baht)}
        nodes.append(_node("money", 3, _("Money"), text, ", ".join(thread.sources), ""))
        links.append(("project", "money"))
    before = "money" if thread.allocated_baht else "project"
    if thread.sessions:
        spent = _("%(baht)s baht spent") % {"baht": Money.baht(thread.spent_baht)}
        nodes.append(_node("sessions", 4, _("Sessions"), _("%(n)d times") % {"n": thread.sessions}, spent, ""))
        links.append((before, "sessions"))
        if thread.fetched:
            ride = _("%(km)d km, %(chairs)d in wheelchairs") % {
                "km": round(thread.kilometres),
                "chairs": thread.wheelchairs,
            }
            people = _("%(n)d people") % {"n": thread.fetched}
            nodes.append(
                _node(
                    "rides",
                    4,
                    _("Fetched by car"),
                    told(thread.fetched, people),
                    told(thread.wheelchairs, ride, of=thread.fetched),
                    "",
                )
            )
            links += [("sessions", "rides"), ("rides", "came")]
        else:
            links.append(("sessions", "came"))
        came = _("%(came)d of %(expected)d") % {"came": thread.came, "expected": thread.expected}
        different = _("%(n)d different people") % {"n": thread.different_people}
        different = told(thread.different_people, different, of=thread.confirmed)
        text = told(thread.came, came, of=thread.expected)
        if not text and may_publish(thread.came) and thread.came:
            # Neither number: from the one and the list of those expected, whoever stayed away could be told.
            text, different = _("Fewer than %(n)d were missing") % {"n": FEWEST_PEOPLE}, ""
        nodes.append(_node("came", 4, _("Came"), text, different, ""))
    if thread.visits:
        text = _("%(n)d visits") % {"n": thread.visits}
        helped = _("%(n)d were helped") % {"n": thread.help_given}
        nodes.append(_node("visits", 5, _("Visited at home"), text, told(thread.help_given, helped), ""))
        links.append((before, "visits"))
    for index, line in enumerate(thread.indicators):
        if line.before and line.after:
            key = f"change-{index}"
            url = "" if slug else reverse("evaluation:indicator_detail", args=[line.indicator.pk])
            values = f"{line.before.value:,.0f} → {line.after.value:,.0f} {line.indicator.unit}"
            nodes.append(_node(key, 5, _("What changed"), values, line.indicator.name, url))
            links += [
                (source, key) for source, there in (("came", thread.sessions), ("visits", thread.visits)) if there
            ]
    for report in {figure.report for figure in thread.figures}:
        url = "" if slug else reverse("evaluation:report_detail", args=[report.pk])
        nodes.append(_node("report", 6, _("Report"), report.title, "", url))
        links += [(node["key"], "report") for node in nodes if str(node["key"]).startswith("change-")]
        break
    for node in nodes:
        node["current"] = node["key"] == current
    return nodes, links


def simple(thread: Thread) -> list[Node]:
    """Six nodes in a row, one for each step, for the public home."""
    nodes, _links = draw(for_everybody(thread), public=True)
    wanted = []
    for prefix in ("said-0", "project", "money", "rides", "came", "change-0"):
        found = next((node for node in nodes if node["key"] == prefix), None)
        if found:
            wanted.append({**found, "url": ""})
    return wanted


def _node(key: str, step: int, kind: str, text: str, sub: str, url: str) -> Node:
    return {"key": key, "step": step, "kind": kind, "text": text, "sub": sub, "url": url, "current": False}


def _voices(voices: int) -> str:
    return _("said by %(n)d people") % {"n": voices}

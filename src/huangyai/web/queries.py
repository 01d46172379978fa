"""Reads that cross rooms. Counts for the public name nobody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.activities import queries as activity_queries
from huangyai.assembly import queries as assembly_queries
from huangyai.cases import queries as case_queries
from huangyai.evaluation import queries as evaluation_queries
from huangyai.kernel import Actor, BuddhistDate, Money, Role
from huangyai.outbox import queries as outbox_queries
from huangyai.people import queries as people_queries
from huangyai.people.models import Person
from huangyai.places.queries import villages
from huangyai.plan import queries as plan_queries
from huangyai.plan.models import Plan, YearMoney
from huangyai.plan.queries.approval import waiting_for_signature
from huangyai.plan.queries.implementation import waiting_clocks
from huangyai.plan.rules.clocks import ClockState
from huangyai.playbook import queries as playbook_queries
from huangyai.targets import queries as target_queries
from huangyai.targets.queries import review as pair_queries
from huangyai.targets.queries.appeals import own_places
from huangyai.transport import queries as transport_queries
from huangyai.volunteers.queries import volunteer_of_account
from huangyai.watch import queries as watch_queries


@dataclass(frozen=True, slots=True)
class CycleFigures:
    """The live numbers of the six steps."""

    problems: int
    answered: int
    confirmed: int
    projects: int
    sessions: int
    attendances: int
    fetched: int
    homes_visited: int
    models: int


@dataclass(frozen=True, slots=True)
class VillageCoverage:
    """How many of a village's confirmed people have been reached by a session or a visit."""

    name: str
    village_id: object
    people: int
    known: int
    reached: int

    @property
    def not_reached(self) -> int:
        """Confirmed, but neither came nor was found at home."""
        return self.known - self.reached


@dataclass(frozen=True, slots=True)
class MoneyState:
    """A year's money: found, spent, left."""

    year: int
    planned: Decimal
    allocated: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """Allocated and not spent."""
        return self.allocated - self.spent


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that needs somebody now."""

    risk: str
    clock: str
    title: str
    sub: str
    url: str
    verb: str
    primary: bool = False
    order: float = 0.0


@dataclass(slots=True)
class TodayPage:
    """What waits for one person, the most pressing first."""

    waiting: list[Waiting] = field(default_factory=list)

    def add(self, waiting: Waiting) -> None:
        """Put one more thing on the page."""
        self.waiting.append(waiting)

    def sorted(self) -> list[Waiting]:
        """Danger first, then by clock."""
        weight = {"red": 0, "gold": 1, "green": 2}
        return sorted(self.waiting, key=lambda found: (weight[found.risk], found.order))


def cycle_figures(actor: Actor) -> CycleFigures:
    """The wheel's numbers."""
    problems, answered = assembly_queries.count_problems(actor)
    sessions, attendances = activity_queries.count_attendance()
    return CycleFigures(
        problems=problems,
        answered=answered,
        confirmed=target_queries.count_confirmed(),
        projects=plan_queries.count_projects(actor),
        sessions=sessions,
        attendances=attendances,
        fetched=transport_queries.count_fetched(),
        homes_visited=watch_queries.count_visits(),
        models=len(playbook_queries.adoptions(actor)) + (1 if playbook_queries.published_model(actor) else 0),
    )


def coverage(actor: Actor) -> list[VillageCoverage]:
    """Who is known and who is reached, village by village; five queries whatever the number of people."""
    reached_people = watch_queries.visited_people() | set(
        activity_queries.people_who_came().values_list("pk", flat=True)
    )
    confirmed = target_queries.confirmed_person_ids()
    homes = dict(Person.objects.filter(pk__in=confirmed).values_list("pk", "household__village_id"))
    known: dict[object, int] = defaultdict(int)
    reached: dict[object, int] = defaultdict(int)
    for person_id, village_id in homes.items():
        known[village_id] += 1
        reached[village_id] += person_id in reached_people
    inhabitants: dict[object, int] = dict(Person.objects.values_list("household__village_id").annotate(n=Sum(1)))
    return [
        VillageCoverage(
            str(village), village.pk, inhabitants.get(village.pk, 0), known[village.pk], reached[village.pk]
        )
        for village in villages()
    ]


def money_state(actor: Actor) -> MoneyState | None:
    """Money of the year that was last allocated."""
    row = YearMoney.objects.filter(allocated__isnull=False).order_by("-year").values("year").first()
    if row is None:
        return None
    sums = YearMoney.objects.filter(year=row["year"], project__imported_key="").aggregate(
        planned=Sum("baht"), allocated=Sum("allocated")
    )
    return MoneyState(
        row["year"], sums["planned"] or Decimal(0), sums["allocated"] or Decimal(0), activity_queries.spent_in_all()
    )


def shown_thread(actor: Actor) -> evaluation_queries.Thread | None:
    """The thread that the public home shows; one thread is followed, however many projects were measured."""
    project = evaluation_queries.most_telling_project()
    return evaluation_queries.thread(actor, project) if project else None


def today_page(actor: Actor) -> list[Waiting]:
    """What needs this person now, by urgency, with its clock."""
    page, now = TodayPage(), timezone.now()
    if actor.is_any(Role.CASE_WORKER):
        _add_protection(page, actor, now)
    if actor.is_any(Role.OFFICER, Role.PLANNER, Role.LEADER):
        _add_answers(page, actor)
    if actor.is_staff:
        _add_signatures(page, actor)
    if actor.is_any(Role.OFFICER, Role.PLANNER, Role.LEADER):
        _add_plan_clocks(page, actor)
    if actor.is_any(Role.OFFICER, Role.PARTNER):
        _add_names(page, actor)
    if actor.is_any(Role.OFFICER):
        _add_appeals(page, actor)
        _add_told_otherwise(page, actor)
    if actor.is_any(Role.OFFICER, Role.PLANNER):
        _add_late_minutes(page, actor)
        _add_not_told(page, actor)
    if actor.is_any(Role.RESIDENT):
        _add_own_lists(page, actor)
        _add_own_messages(page, actor)
    if actor.is_any(Role.OFFICER):
        _add_rides(page, now)
        _add_follow_ups(page, actor)
    if actor.is_any(Role.OFFICER, Role.ADMINISTRATOR):
        _add_pairs(page, actor)
        _add_first_register(page, actor)
    if actor.is_any(Role.VOLUNTEER):
        _add_visits(page, actor)
    if actor.is_any(Role.DRIVER):
        _add_routes(page, actor)
    return page.sorted()


def plan_now(actor: Actor) -> Plan | None:
    """The plan in force today."""
    return plan_queries.current_plan(actor, BuddhistDate(timezone.localdate()).be)


def _add_protection(page: TodayPage, actor: Actor, now: dt.datetime) -> None:
    for waiting in watch_queries.waiting_signals(actor):
        signal = waiting.signal
        page.add(
            Waiting(
                risk="red" if signal.urgency == "danger" or waiting.late else "gold",
                clock=_elapsed(now - signal.made_at),
                title=_("Danger reported") if signal.urgency == "danger" else _("Something worrying was reported"),
                sub=_("Nobody has taken it up yet"),
                url=reverse("cases:signal_triage", args=[signal.pk]),
                verb=_("Take it up"),
                primary=True,
                order=-(now - signal.made_at).total_seconds(),
            )
        )
    for case in case_queries.cases(actor).filter(closure__isnull=True)[:20]:
        page.add(
            Waiting(
                risk="red" if case.due_at < now else "gold",
                clock=_left(case.due_at - now),
                title=_("Case %(number)s") % {"number": case.number},
                sub=_("The clock to safety is running"),
                url=reverse("cases:case_detail", args=[case.pk]),
                verb=_("Open"),
                order=(case.due_at - now).total_seconds(),
            )
        )


def _add_answers(page: TodayPage, actor: Actor) -> None:
    waiting = assembly_queries.problems(actor, waiting=True)
    for problem in waiting[:8]:
        page.add(
            Waiting(
                risk="gold",
                clock=_("%(n)d voices") % {"n": problem.voices},
                title=_("Answer to the assembly: %(sentence)s") % {"sentence": problem.sentence},
                sub=str(problem.village or ""),
                url=reverse("assembly:problem_detail", args=[problem.pk]),
                verb=_("Write the answer"),
                order=-problem.voices,
            )
        )


def _add_signatures(page: TodayPage, actor: Actor) -> None:
    """Money that waits for this person's signature."""
    for line in waiting_for_signature(actor, timezone.localdate())[:10]:
        request = line.request
        page.add(
            Waiting(
                risk="gold",
                clock=_("%(baht)s baht") % {"baht": Money.baht(request.baht)},
                title=_("Waits for your signature: %(project)s") % {"project": request.project.name},
                sub=str(request.number),
                url=reverse("plan:approval_detail", args=[request.pk]),
                verb=_("Read and sign"),
                order=request.made_at.timestamp(),
            )
        )


def _add_plan_clocks(page: TodayPage, actor: Actor) -> None:
    """Deadlines of the plan in force that still run: soon ones before far ones."""
    today, language = timezone.localdate(), get_language() or "th"
    for plan, standing in waiting_clocks(actor, today):
        left = standing.clock.days_left(today)
        page.add(
            Waiting(
                risk="red" if left < 0 else "gold" if standing.state is ClockState.SOON else "green",
                clock=standing.words.say(language),
                title=standing.clock.what.say(language),
                sub=f"{standing.clock.clause} · {BuddhistDate(standing.clock.due).short(language)}",
                url=reverse("plan:plan_year", args=[plan.pk]),
                verb=_("Open"),
                order=left * 86_400.0,
            )
        )


def _add_names(page: TodayPage, actor: Actor) -> None:
    for drawn in target_queries.target_lists(actor)[:10]:
        waiting = target_queries.waiting_names(drawn)
        if waiting:
            page.add(
                Waiting(
                    risk="green",
                    clock=_("%(n)d names") % {"n": waiting},
                    title=_("Names wait for the joint meeting"),
                    sub=drawn.name,
                    url=reverse("targets:target_list_detail", args=[drawn.pk]),
                    verb=_("Open the list"),
                    order=-waiting,
                )
            )


def _add_told_otherwise(page: TodayPage, actor: Actor) -> None:
    """Decided names of whom a register says otherwise since."""
    for told in target_queries.lists_told_otherwise(actor)[:10]:
        page.add(
            Waiting(
                risk="gold",
                clock=_("%(n)d names") % {"n": told.names},
                title=_("Registers say otherwise since the meeting"),
                sub=told.target_list.name,
                url=reverse("targets:target_list_detail", args=[told.target_list.pk]) + "?outcome=told",
                verb=_("See what changed"),
                order=-told.names,
            )
        )


def _add_appeals(page: TodayPage, actor: Actor) -> None:
    for appeal in target_queries.appeals(actor, waiting=True)[:10]:
        page.add(
            Waiting(
                risk="gold",
                clock=BuddhistDate(timezone.localtime(appeal.made_at).date()).short(get_language() or "th"),
                title=_("An appeal waits for an answer"),
                sub=appeal.target_list.name,
                url=reverse("targets:appeal_detail", args=[appeal.pk]),
                verb=_("Answer the appeal"),
                order=appeal.made_at.timestamp(),
            )
        )


def _add_late_minutes(page: TodayPage, actor: Actor) -> None:
    """Minutes are published on the day of the assembly."""
    for late in assembly_queries.late_assemblies(actor)[:5]:
        day = BuddhistDate(timezone.localtime(late.starts_at).date())
        page.add(
            Waiting(
                risk="gold",
                clock=day.short(get_language() or "th"),
                title=_("The minutes are late"),
                sub=late.title,
                url=reverse("assembly:assembly_detail", args=[late.pk]),
                verb=_("Close the assembly"),
                order=late.starts_at.timestamp(),
            )
        )


def _add_own_lists(page: TodayPage, actor: Actor) -> None:
    for place in own_places(actor)[:10]:
        page.add(
            Waiting(
                risk="green",
                clock="",
                title=_("Something is planned for you"),
                sub=place.candidate.target_list.name,
                url=reverse("targets:own_list_list"),
                verb=_("See what was decided"),
            )
        )


def _add_not_told(page: TodayPage, actor: Actor) -> None:
    """Who has to hear something and has not been reached yet, by telephone, at home, or by no way that was left."""
    waiting = outbox_queries.count_waiting(actor)
    if waiting.people:
        page.add(
            Waiting(
                risk="gold" if waiting.out_of_ways else "green",
                clock=_("%(n)d people") % {"n": waiting.people},
                title=_("%(n)d people have not been told yet") % {"n": waiting.people},
                sub=_("%(phone)d to telephone · %(home)d to tell at home · %(none)d where every way was tried")
                % {"phone": waiting.by_telephone, "home": waiting.by_letter, "none": waiting.out_of_ways},
                url=reverse("outbox:message_list"),
                verb=_("Open the messages"),
            )
        )


def _add_own_messages(page: TodayPage, actor: Actor) -> None:
    for step in outbox_queries.unread_messages(actor)[:5]:
        page.add(
            Waiting(
                risk="green",
                clock=BuddhistDate(timezone.localtime(step.delivery.made_at).date()).short(get_language() or "th"),
                title=_("The municipality tells you something"),
                sub=step.delivery.message.occasion.say(get_language() or "th"),
                url=reverse("outbox:own_message_list"),
                verb=_("Read it"),
            )
        )


def _add_pairs(page: TodayPage, actor: Actor) -> None:
    """Records that may be one person: first those on which a colleague wants a second word."""
    asked, waiting = pair_queries.asked_of_others(actor).count(), pair_queries.waiting_pairs(actor).count()
    if asked:
        page.add(
            Waiting(
                risk="gold",
                clock=_("%(n)d pairs") % {"n": asked},
                title=_("A colleague asks for your word: one person or two?"),
                sub=_("Two entries become one only when a second person says so too"),
                url=reverse("targets:pair_list") + "?show=asked",
                verb=_("Look at them"),
                order=-asked,
            )
        )
    if waiting - asked > 0:
        page.add(
            Waiting(
                risk="green",
                clock=_("%(n)d pairs") % {"n": waiting - asked},
                title=_("The computer is not sure who these are"),
                sub=_("Two records side by side, answered by keyboard"),
                url=reverse("targets:pair_list"),
                verb=_("Begin"),
                order=-waiting,
            )
        )


def _add_first_register(page: TodayPage, actor: Actor) -> None:
    """On the first day nothing waits, because nobody is known yet: the way begins here."""
    if people_queries.is_empty(actor):
        page.add(
            Waiting(
                risk="gold",
                clock=_("first step"),
                title=_("Nobody is in the register yet"),
                sub=_("Begin with the civil register; every other list is joined to it"),
                url=reverse("targets:register_new"),
                verb=_("Bring it in"),
            )
        )


def _add_follow_ups(page: TodayPage, actor: Actor) -> None:
    for activity, count in activity_queries.follow_ups_due(actor, timezone.localdate()).items():
        page.add(
            Waiting(
                risk="green",
                clock=_("%(n)d people") % {"n": count},
                title=_("Ask how the new occupation is going"),
                sub=activity.name,
                url=reverse("activities:activity_detail", args=[activity.pk]),
                verb=_("See who"),
            )
        )


def _add_rides(page: TodayPage, now: dt.datetime) -> None:
    for session in transport_queries.sessions_without_rides().filter(starts_at__gte=now)[:10]:
        page.add(
            Waiting(
                risk="gold",
                clock=BuddhistDate(timezone.localtime(session.starts_at).date()).short(get_language() or "th"),
                title=_("%(n)d people need a ride") % {"n": session.riding},
                sub=session.activity.name,
                url=reverse("transport:session_rides", args=[session.pk]),
                verb=_("Plan the rides"),
                order=(session.starts_at - now).total_seconds(),
            )
        )


def _add_visits(page: TodayPage, actor: Actor) -> None:
    if volunteer_of_account(actor) is None:
        return
    for visit_round in watch_queries.rounds(actor)[:10]:
        left = visit_round.homes - visit_round.done
        if left:
            page.add(
                Waiting(
                    risk="gold",
                    clock=_("%(n)d homes") % {"n": left},
                    title=_("Homes to visit"),
                    sub=str(visit_round.volunteer.village),
                    url=reverse("watch:visit_round_detail", args=[visit_round.pk]),
                    verb=_("Start"),
                    primary=True,
                )
            )


def _add_routes(page: TodayPage, actor: Actor) -> None:
    for route in transport_queries.driver_routes(actor, timezone.localdate()):
        page.add(
            Waiting(
                risk="gold",
                clock=timezone.localtime(route.plan.session.starts_at).strftime("%H.%M"),
                title=_("Fetch people today"),
                sub=f"{route.vehicle.name} · {route.plan.session.activity.name}",
                url=reverse("transport:route_detail", args=[route.pk]),
                verb=_("Open the route"),
                primary=True,
            )
        )


def _elapsed(passed: dt.timedelta) -> str:
    seconds = int(passed.total_seconds())
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def _left(left: dt.timedelta) -> str:
    hours = int(left.total_seconds() // 3600)
    if hours < 0:
        return _("late")
    return _("%(n)d hours left") % {"n": hours} if hours < 48 else _("%(n)d days left") % {"n": hours // 24}

"""One year of the example municipality, step by step, through the same actions that the pages call."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from zoneinfo import ZoneInfo

from huangyai.activities import actions as activities
from huangyai.activities import queries as activity_queries
from huangyai.activities.models import Activity, Expense, Session
from huangyai.assembly import actions as assembly
from huangyai.assembly.models import Assembly, Problem
from huangyai.cases import actions as cases
from huangyai.demo import families, finding, hall, telling
from huangyai.demo.books import leave_book_waiting
from huangyai.demo.cast import Cast, gather
from huangyai.demo.plan_year import live_with_the_plan
from huangyai.demo.registers import REGISTER_KINDS, VILLAGES, Register, SubDistrict, generate
from huangyai.demo.reviewing import join_and_review
from huangyai.demo.story import FINDINGS, OTHER_PROPOSALS, SAID, STORIES, Story
from huangyai.demo.town_hall import approve_projects, furnish_town_hall, pay_for_project, write_papers
from huangyai.evaluation import actions as evaluation
from huangyai.evaluation.models import Report
from huangyai.kernel import Actor, Chance, FiscalYear, Role, Words
from huangyai.people.actions import PersonFacts, approve_merge, propose_merge, register_person, tie_account
from huangyai.people.models import Person
from huangyai.places.actions import VillageFacts, found_municipality
from huangyai.places.models import Municipality, Village
from huangyai.plan import actions as plan
from huangyai.plan.models import FundingSource, Project
from huangyai.playbook import actions as playbook
from huangyai.playbook.models import Model
from huangyai.targets import actions as targets
from huangyai.targets import queries as target_queries
from huangyai.targets.actions.bringing.drafts import keep_draft
from huangyai.targets.actions.bringing.runs import ask_for_run
from huangyai.targets.models import RegisterRun, TargetList
from huangyai.targets.rules.left_behind import rule_called
from huangyai.transport import actions as transport
from huangyai.transport import queries as transport_queries
from huangyai.transport.models import Stop
from huangyai.volunteers import actions as volunteers
from huangyai.volunteers.models import Volunteer
from huangyai.walls.entry import acting
from huangyai.watch import actions as watch
from huangyai.watch import queries as watch_queries
from huangyai.watch.rules import ON_THE_VISIT_LIST

SLUG, NEIGHBOUR_SLUG = "tuayang", "phueanban"
# Names on which the parties of the meeting that goes on have not all spoken.
STILL_OPEN = 2
_ZONE = ZoneInfo("Asia/Bangkok")
Tell = Callable[[float], None]


@dataclass(slots=True)
class Year:
    """What the year has made so far; each step reads what the steps before it left."""

    today: dt.date
    seed: int
    people: int
    # How long the cars' routes may be improved, for each session.
    ride_seconds: float = 1.0
    sub_district: SubDistrict | None = None
    municipality: Municipality | None = None
    cast: Cast = field(default_factory=Cast)
    neighbour_cast: Cast = field(default_factory=Cast)
    volunteers: list[Volunteer] = field(default_factory=list)
    assemblies: dict[int, Assembly] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    lists: dict[str, TargetList] = field(default_factory=dict)
    # Whom the work list of forgotten people wants visited.
    unvisited: list[Person] = field(default_factory=list)
    projects: dict[str, Project] = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    report: Report | None = None
    model: Model | None = None
    neighbour: Municipality | None = None

    def ago(self, days: int, hour: int = 9) -> dt.datetime:
        """A moment so many days before today."""
        return dt.datetime.combine(self.today - dt.timedelta(days=days), dt.time(hour), _ZONE)

    @property
    def fiscal_year(self) -> FiscalYear:
        """The year in which the sessions were held."""
        return FiscalYear.of(self.today - dt.timedelta(days=75))

    def day_ago(self, days: int) -> dt.date:
        """The day so many days before today."""
        return self.today - dt.timedelta(days=days)

    def act(self, role: Role) -> Actor:
        """The cast's member in a role."""
        return self.cast.act(role)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the year: its name, the step of the cycle that it belongs to, and what it does."""

    key: str
    cycle_step: str
    words: Words
    do: Callable[[Year, Tell], Words]


def run_year(
    year: Year, *, steps: Sequence[Step] | None = None, told: Callable[[Step], Tell] | None = None
) -> dict[str, Words]:
    """Run the steps in order and return what each produced; only some of them, as the thread's test does, if told so."""
    produced = {}
    for step in STEPS if steps is None else steps:
        tell = told(step) if told else lambda part: None
        if year.municipality is None:
            produced[step.key] = step.do(year, tell)
        else:
            with acting(Actor.machine(year.municipality.pk, "demo")):
                produced[step.key] = step.do(year, tell)
        tell(1.0)
    return produced


def _begin(year: Year, tell: Tell) -> Words:
    year.sub_district = generate(year.people, year.seed)
    tell(0.4)
    year.municipality = found_municipality(
        slug=SLUG,
        name_th="เทศบาลตำบลตัวอย่าง",
        name_en="Tua Yang Subdistrict Municipality",
        district_th="เมืองจันทบุรี",
        province_th="จันทบุรี",
        tambon_code="220108",
        latitude=12.5630,
        longitude=102.0560,
        demonstration=True,
        villages=[VillageFacts(v.code, v.moo, v.name, v.latitude, v.longitude) for v in VILLAGES],
    )
    with acting(Actor.machine(year.municipality.pk, "demo")):
        year.cast = gather(year.municipality, volunteers=len(VILLAGES))
        villages = {village.number: village for village in Village.objects.all()}
        for member in year.cast.members:
            if member.role is Role.VOLUNTEER:
                number = int(member.username.removeprefix("volunteer"))
                year.volunteers.append(
                    volunteers.welcome_volunteer(
                        actor=year.act(Role.OFFICER), user=member.user, village=villages[number]
                    )
                )
        _furnish(year)
        furnish_town_hall(year.cast, year.day_ago)
    return Words(
        th=f"{len(VILLAGES)} หมู่บ้าน · {len(year.cast.members)} บัญชี",
        en=f"{len(VILLAGES)} villages · {len(year.cast.members)} accounts",
    )


def _furnish(year: Year) -> None:
    officer = year.act(Role.OFFICER)
    activities.add_venue(actor=officer, name="ศาลาประชาคมเทศบาล", capacity=60, latitude=12.5622, longitude=102.0588)
    activities.add_venue(actor=officer, name="ศาลาวัดพลับ (ตัวอย่าง)", capacity=40, latitude=12.5704, longitude=102.0701)
    drivers = [member.user for member in year.cast.members if member.role is Role.DRIVER]
    cars = (("รถตู้เทศบาล", 10, 0), ("รถตู้ติดลิฟต์รถเข็น", 5, 3), ("รถกระบะสี่ประตู", 4, 0))
    for number, ((name, seats, wheelchair_places), driver) in enumerate(zip(cars, drivers, strict=True), start=1):
        transport.add_vehicle(
            actor=officer,
            name=name,
            plate=f"กข {number:04} ตัวอย่าง",
            seats=seats,
            wheelchair_places=wheelchair_places,
            driver=driver,
            latitude=12.5625,
            longitude=102.0592,
        )
    planner = year.act(Role.PLANNER)
    for code in ("ordinance", "health-fund", "child-protection-fund", "older-persons-fund", "welfare-fund"):
        plan.copy_source(actor=planner, code=code, valid_from=year.ago(400).date())


def _bring_registers(year: Year, tell: Tell) -> Words:
    if year.sub_district is None:
        raise RuntimeError("the registers come after the beginning")
    officer = year.act(Role.OFFICER)
    places = {home.house_code: (home.latitude, home.longitude) for home in year.sub_district.households}
    rows = 0
    for at, register in enumerate(year.sub_district.registers, start=1):
        brought = targets.bring_register(
            actor=officer,
            kind=register.kind,
            file_name=REGISTER_KINDS[register.kind].file_name,
            content=_as_file(register),
            columns=REGISTER_KINDS[register.kind].columns,
            house_places=places,
        )
        rows += brought.register.rows
        tell(at / len(year.sub_district.registers))
    resident = (
        Person.objects.filter(birth_date__lt=dt.date(year.today.year - 30, 1, 1)).order_by("sort_key", "pk").first()
    )
    if resident:
        tie_account(actor=officer, person=resident, user=year.cast.one(Role.RESIDENT).user)
    administrator = year.act(Role.ADMINISTRATOR)
    _enter_somebody_twice(officer, administrator)
    families.note_families(officer, year.sub_district)
    families.found_communities(officer)
    families.change_the_register(officer, administrator, year.today.isoformat())
    _send_next_months_list(officer, year.sub_district)
    return Words(th=f"6 ทะเบียน · {rows:,} รายการ", en=f"6 registers · {rows:,} rows")


def _enter_somebody_twice(officer: Actor, administrator: Actor) -> None:
    """As happens at the counter: somebody is typed in again, seen, and the two entries become one."""
    there = Person.objects.filter(national_id_hash__gt="").order_by("-sort_key", "pk")[0]
    again = register_person(
        actor=officer,
        household=there.household,
        facts=PersonFacts(given_name=there.given_name, family_name=there.family_name, title=there.title),
    )
    seen = propose_merge(actor=officer, alias=again, canonical=there, reason="คนเดียวกัน พิมพ์ซ้ำที่เคาน์เตอร์ ตรวจกับบัตรแล้ว")
    approve_merge(actor=administrator, request=seen)


def _send_next_months_list(officer: Actor, sub_district: SubDistrict) -> None:
    """The allowance list of next month has arrived and waits for somebody's yes: some are gone, some get more."""
    elderly = next(register for register in sub_district.registers if register.kind == "elderly")
    at = list(REGISTER_KINDS["elderly"].columns).index("จำนวนเงิน")
    rows = [list(row.cells) for number, row in enumerate(elderly.rows) if number % 40]
    for row in rows[::25]:
        row[at] = "1000"
    draft = keep_draft(
        actor=officer,
        kind="elderly",
        file_name="elderly-next-month.csv",
        content=_written("elderly", rows),
    )
    ask_for_run(actor=officer, draft=draft, purpose=RegisterRun.Purpose.CHECK)


def _as_file(register: Register) -> bytes:
    """The list as its office would send it."""
    return _written(register.kind, [list(row.cells) for row in register.rows])


def _written(kind: str, rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(REGISTER_KINDS[kind].columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _hold_assemblies(year: Year, tell: Tell) -> Words:
    officer = year.act(Role.OFFICER)
    dice = Chance(year.seed)
    hall.announce_composition(officer)
    for at, village in enumerate(Village.objects.all(), start=1):
        called = assembly.call_assembly(
            actor=officer,
            title=f"ประชาคมหมู่บ้าน {village}",
            starts_at=year.ago(310 - village.number),
            venue=f"ศาลาประชาคม {village.name}",
            village=village,
            agenda="- รับฟังปัญหาและความต้องการ\n- เตรียมแผนพัฒนาห้าปี",
        )
        assembly.note_presence(actor=officer, assembly=called, present=dice.randint(38, 96))
        year.assemblies[village.number] = called
        # One village shows every way through the door; ten would only take longer.
        came = hall.come_to(officer, called, village) if at == 1 else []
        for said in (said for said in SAID if said.village == village.number):
            problem = assembly.raise_problem(
                actor=officer,
                assembly=called,
                sentence=said.sentence,
                category=said.category,
                kind=said.kind,
                voices=said.voices,
            )
            year.problems.setdefault(said.project or "other", []).append(problem)
            if came and came[0].person:
                hall.say_again(officer, called, problem, came[0].person)
                came = []
            if said.answer:
                state, reason = said.answer
                assembly.answer_problem(actor=officer, problem=problem, state=state, reason=reason)
        assembly.note_resolution(actor=officer, assembly=called, text="ให้เสนอปัญหาและความต้องการทุกเรื่องเข้าแผนพัฒนา")
        minutes = f"ที่ประชุมรับฟังปัญหาและความต้องการของ {village} และมีมติให้เสนอเข้าแผนพัฒนา"
        assembly.close_assembly(actor=officer, assembly=called, minutes=minutes)
        tell(at / len(VILLAGES))
    return Words(
        th=f"{len(year.assemblies)} ประชาคม · {len(SAID)} เรื่อง",
        en=f"{len(year.assemblies)} assemblies · {len(SAID)} problems",
    )


def _vote(year: Year, tell: Tell) -> Words:
    officer = year.act(Role.OFFICER)
    dice = Chance(year.seed + 1)
    called = assembly.call_assembly(
        actor=officer,
        title="ประชาคมระดับตำบล ลงคะแนนเรื่องที่จะทำก่อน",
        starts_at=year.ago(290),
        venue="ศาลาประชาคมเทศบาล",
        agenda="- รายงานปัญหาจากสิบหมู่บ้าน\n- ลงคะแนนลำดับความสำคัญ",
    )
    proposals = [
        assembly.ProposalFacts(story.proposal, Decimal(story.money), year.problems.get(story.key, [None])[0])
        for story in STORIES
    ]
    proposals += [assembly.ProposalFacts(name, Decimal(cost)) for name, cost in OTHER_PROPOSALS]
    vote = assembly.open_vote(
        actor=officer, assembly=called, question="ปีแรกของแผนควรทำอะไรก่อน", budget=Decimal(240_000), proposals=proposals
    )
    tell(0.3)
    leanings = [0.55, 0.62, 0.48, 0.37, 0.30, 0.34]
    ballots: list[list[int]] = []
    while len(ballots) < 312:
        marked = [number for number, leaning in enumerate(leanings, start=1) if dice.random() < leaning]
        if marked:
            ballots.append(marked)
    assembly.note_presence(actor=officer, assembly=called, present=len(ballots))
    hall.vote_on_phones_and_paper(officer, vote, year.assemblies[1].village or Village.objects.all()[0], ballots[:12])
    assembly.cast_ballots(actor=officer, vote=vote, ballots=ballots[12:])
    counted = assembly.count_vote(actor=officer, vote=vote)
    assembly.close_assembly(actor=officer, assembly=called, minutes="ที่ประชุมลงคะแนนและรับรองผลตามวิธีนับที่ประกาศไว้")
    return Words(
        th=f"{len(ballots)} บัตร · ได้ทำ {len(counted.winners)} จาก {len(proposals)} ข้อเสนอ",
        en=f"{len(ballots)} ballots · {len(counted.winners)} of {len(proposals)} proposals won",
    )


def _join_registers(year: Year, tell: Tell) -> Words:
    joined, decided, waiting = join_and_review(year.act(Role.OFFICER), lambda _stage, part: tell(part))
    return Words(
        th=f"พบตัวคน {joined:,} รายการ · ตรวจแล้ว {decided} คู่ · รอตรวจ {waiting} คู่",
        en=f"{joined:,} rows found their person · {decided} pairs reviewed · {waiting} wait",
    )


def _confirm_targets(year: Year, tell: Tell) -> Words:
    planner, officer = year.act(Role.PLANNER), year.act(Role.OFFICER)
    if year.sub_district:
        surveyed_on = year.ago(270).date()
        finding.survey_households(officer=officer, truth=year.sub_district, day=surveyed_on, seed=year.seed)
    finding.take_ready_cards(planner)
    tell(0.2)
    confirmed = 0
    for at, story in enumerate(STORIES, start=1):
        card = targets.write_criterion(
            actor=planner, name=story.criterion, sentence=story.sentence, definition=story.definition, group=story.group
        )
        targets.adopt_criterion(actor=planner, criterion=card)
        problems = year.problems.get(story.key, [])
        drawn = targets.draw_target_list(
            actor=planner,
            name=f"{story.criterion} ปี {year.fiscal_year}",
            criterion=card,
            fiscal_year=year.fiscal_year.be,
            problem=problems[0] if problems else None,
        )
        year.lists[story.key] = drawn
        confirmed += _meet(year, drawn, story)
        tell(0.2 + 0.7 * at / len(STORIES))
    confirmed += finding.appeal_and_decide_again(
        officer=officer,
        planner=planner,
        cast=year.cast,
        target_list=year.lists["work"],
        held_on=year.ago(236).date(),
    )
    finding.appeal_that_waits(officer=officer, target_list=year.lists["care"])
    year.unvisited = finding.follow_up_left_behind(officer=officer, target_list=year.lists["care"])
    return Words(
        th=f"{len(STORIES)} เกณฑ์ · ยืนยัน {confirmed} คน",
        en=f"{len(STORIES)} criteria · {confirmed} people confirmed",
    )


def _meet(year: Year, drawn: TargetList, story: Story) -> int:
    """Four agencies at the table. The meeting on the first list still goes on; the others are closed."""
    officer = year.act(Role.OFFICER)
    meeting = targets.hold_joint_meeting(
        actor=year.act(Role.PLANNER),
        target_list=drawn,
        held_on=year.ago(250).date(),
        venue="ห้องประชุมเทศบาล",
        parties=finding.four_agencies(year.cast),
        rule="majority",
    )
    confirmed = finding.hear_parties(
        officer=officer,
        meeting=meeting,
        takes=story.meeting_takes,
        still_open=STILL_OPEN if story is STORIES[0] else 0,
    )
    targets.ask_question(actor=officer, meeting=meeting, question="ใครพามาได้ในวันที่รถเทศบาลไม่ว่าง", falls_to="ประธานชุมชน")
    if story is not STORIES[0]:
        targets.close_meeting(actor=officer, meeting=meeting, resolution="นัดประชุมครั้งถัดไปหลังทราบผลอุทธรณ์")
    return confirmed


def _make_plan(year: Year, tell: Tell) -> Words:
    planner = year.act(Role.PLANNER)
    first = year.fiscal_year.be - (year.fiscal_year.be - 2566) % 5
    made = plan.begin_plan(
        actor=planner, first_year=first, last_year=first + 4, vision="ตำบลห่วงใย ไม่ทอดทิ้งกัน คนทุกวัยอยู่ดีมีสุข"
    )
    strategy = plan.add_strategy(actor=planner, plan=made, number="1", name="ด้านสังคมและคุณภาพชีวิต")
    for at, story in enumerate(STORIES, start=1):
        year.projects[story.key] = plan.design_project(
            actor=planner,
            plan=made,
            strategy=strategy,
            facts=plan.ProjectFacts(
                name=story.name,
                objective=story.objective,
                target_output=story.target_output,
                indicator=story.indicator,
                expected_result=story.expected_result,
                responsible_unit=story.unit,
                programme=story.programme,
                money=story.yearly(made.years),
            ),
            problems=year.problems.get(story.key, []),
            target_list=year.lists.get(story.key),
        )
        tell(at / (len(STORIES) + 2))
    leave_book_waiting(actor=planner, first_year=first + 5)
    plan.approve_plan(actor=year.act(Role.LEADER), plan=made, announced_on=year.ago(230).date())
    sources = {source.code: source for source in FundingSource.objects.all()}
    money = plan.allocate_money(
        actor=planner,
        plan=made,
        year=year.fiscal_year.be,
        ceilings={sources["ordinance"]: Decimal(100_000), sources["health-fund"]: Decimal(110_000)},
    )
    approve_projects(year.cast, year.day_ago, list(year.projects.values()), year.fiscal_year.be)
    live_with_the_plan(
        planner=planner,
        leader=year.act(Role.LEADER),
        plan=made,
        strategy=strategy,
        projects=list(year.projects.values()),
        year=year.fiscal_year.be,
        day_ago=lambda days: year.ago(days).date(),
    )
    granted = sum((row.allocated or Decimal(0) for row in money), Decimal(0))
    return Words(
        th=f"{len(year.projects)} โครงการ · จัดสรร {granted:,.0f} บาท",
        en=f"{len(year.projects)} projects · {granted:,.0f} baht allocated",
    )


def _hold_sessions(year: Year, tell: Tell) -> Words:
    officer = year.act(Role.OFFICER)
    designed: list[Activity] = [
        activities.design_activity(
            actor=officer, project=year.projects[story.key], kind=kind, name=name, capacity=capacity
        )
        for story in STORIES
        if story.key in year.projects
        for kind, name, capacity in story.activities
    ]
    first = (year.ago(90)).date()
    placed = activities.place_sessions(
        actor=officer,
        activities=designed,
        venues=activity_queries.venues(),
        first_day=first,
        last_day=first + dt.timedelta(days=20),
    )
    year.sessions = list(placed.sessions)
    tell(1.0)
    return Words(
        th=f"{len(placed.sessions)} ครั้ง · มาได้ {placed.served} จาก {placed.total} คน",
        en=f"{len(placed.sessions)} sessions · {placed.served} of {placed.total} people can come",
    )


def _fetch_people(year: Year, tell: Tell) -> Words:
    officer, driver = year.act(Role.OFFICER), year.act(Role.DRIVER)
    riding, kilometres = 0, 0.0
    fetched_sessions = [session for session in year.sessions if session.enrolments.filter(needs_ride=True).exists()]
    for at, session in enumerate(fetched_sessions, start=1):
        made = transport.plan_rides(actor=officer, session=session, seconds=year.ride_seconds)
        kilometres += made.kilometres
        for route in transport_queries.routes(officer, made):
            who = driver if route.vehicle.driver_id == driver.user_id else officer
            for index, stop in enumerate(route.stops.all()):
                if stop.kind == Stop.Kind.FETCH:
                    came = index % 11 != 10
                    transport.record_boarding(actor=who, stop=stop, on_board=came)
                    riding += came
        tell(at / len(fetched_sessions))
    return Words(th=f"รับส่ง {riding} คน · {kilometres:,.0f} กม.", en=f"{riding} people fetched · {kilometres:,.0f} km")


def _record_attendance(year: Year, tell: Tell) -> Words:
    officer = year.act(Role.OFFICER)
    stayed = set(
        Stop.objects.filter(kind=Stop.Kind.FETCH, boarding__on_board=False).values_list(
            "route__plan__session_id", "person_id"
        )
    )
    came = 0
    for at, session in enumerate(year.sessions, start=1):
        there = [
            enrolment
            for index, enrolment in enumerate(activity_queries.enrolments(officer, session))
            if (session.pk, enrolment.person_id) not in stayed and (enrolment.needs_ride or index % 8 != 7)
        ]
        came += activities.record_attendance(actor=officer, session=session, enrolments=there)
        paid_on = session.starts_at.date()
        activities.pay_expense(
            actor=officer, session=session, baht=Decimal(6_500), what="ค่าวิทยากรและวัสดุ", paid_on=paid_on
        )
        activities.pay_expense(
            actor=officer, session=session, baht=Decimal(45 * len(there)), what="ค่าอาหารกลางวัน", paid_on=paid_on
        )
        tell(at / len(year.sessions))
    for project in list(year.projects.values())[:1]:
        held = activity_queries.held_sessions([project.pk]).get(project.pk, [])
        pay_for_project(year.cast, project, year.fiscal_year.be, held)
        _settle_expenses(officer, project)
    return Words(th=f"มาร่วม {came} คน-ครั้ง", en=f"{came} attendances")


def _settle_expenses(officer: Actor, project: Project) -> None:
    """Each payment covers the expenses of its session, which it paid two days later."""
    for payment in activity_queries.payments_with_room(project):
        paid = Expense.objects.filter(
            session__activity__project=project, payment__isnull=True, paid_on=payment.step.day - dt.timedelta(2)
        )
        by_session: dict[object, list[Expense]] = {}
        for expense in paid:
            by_session.setdefault(expense.session_id, []).append(expense)
        for expenses in by_session.values():
            if sum(expense.baht for expense in expenses) == payment.left:
                activities.settle_expenses(actor=officer, step=payment.step, expenses=expenses)
                break


def _visit_homes(year: Year, tell: Tell) -> Words:
    officer = year.act(Role.OFFICER)
    dice = Chance(year.seed + 2)
    visited = 0
    _send_to_the_forgotten(year, officer)
    for at, volunteer in enumerate(year.volunteers, start=1):
        member = next(m for m in year.cast.members if m.user.pk == volunteer.user_id)
        people = list(watch_queries.unvisited_people(volunteer.village_id, year.ago(365).date())[:8])
        if not people:
            continue
        watch.watch_over(actor=officer, volunteer=volunteer, households=[p.household for p in people if p.household])
        made = watch.arrange_round(
            actor=officer,
            volunteer=volunteer,
            day=year.ago(40 - at).date(),
            people=people,
            project=year.projects.get("care"),
            reason=ON_THE_VISIT_LIST,
        )
        # The last village's round is still going on today.
        planned = watch_queries.planned_visits(member.actor, made)
        for visit in planned if at < len(year.volunteers) else planned[:2]:
            outcome = dice.choices(["well", "needs_help", "nobody_home"], weights=[7, 2, 1])[0]
            done = watch.record_visit(
                actor=member.actor,
                planned=visit,
                outcome=outcome,
                adl=dice.randint(6, 20),
                note="คุยเรื่องยาและนัดหมอ ตรวจความดันแล้ว" if outcome != "nobody_home" else "",
                visited_at=year.ago(40 - at, hour=10),
            )
            visited += 1
            if outcome == "needs_help":
                watch.give_help(
                    actor=officer,
                    person=visit.person,
                    what="ชุดดูแลสุขภาพและแผ่นกันลื่นห้องน้ำ",
                    given_on=year.ago(35 - at).date(),
                    baht=Decimal(450),
                    visit=done,
                )
        volunteers.give_hours(
            actor=member.actor,
            volunteer=volunteer,
            day=year.ago(40 - at).date(),
            hours=Decimal("3.5"),
            purpose="เยี่ยมบ้านผู้สูงอายุ",
        )
        tell(at / len(year.volunteers))
    return Words(
        th=f"{len(year.volunteers)} รอบ · {visited} บ้าน",
        en=f"{len(year.volunteers)} rounds · {visited} homes",
    )


def _send_to_the_forgotten(year: Year, officer: Actor) -> None:
    """Volunteers are asked to visit some of those whom nobody had on a list; they go in the coming days."""
    for person in year.unvisited:
        volunteer = next(
            (v for v in year.volunteers if person.household and v.village_id == person.household.village_id), None
        )
        if volunteer is None:
            continue
        why = rule_called("old-alone-unvisited").words
        watch.arrange_round(actor=officer, volunteer=volunteer, day=year.ago(-2).date(), people=[person], reason=why)
        targets.note_left_behind(actor=officer, person=person, rule="old-alone-unvisited", kind="visit")


def _protect(year: Year, tell: Tell) -> Words:
    volunteer = next(m for m in year.cast.members if m.role is Role.VOLUNTEER)
    worker = year.act(Role.CASE_WORKER)
    about = Person.objects.filter(birth_date__lt=dt.date(year.today.year - 70, 1, 1)).order_by("sort_key", "pk").first()
    signal = watch.send_signal(
        actor=volunteer.actor,
        kind="neglect",
        urgency="urgent",
        words="ผู้สูงอายุอยู่คนเดียว ผอมลงมาก มีแผลที่ขา และไม่มีข้าวกินมาสองวัน",
        about=about,
    ).signal
    tell(0.3)
    case = cases.open_case_from_signal(actor=worker, signal=signal)
    supervisor = next(m for m in year.cast.members if m.username == "supervisor")
    cases.share_case(actor=worker, case=case, user=supervisor.user, part="supervisor")
    for kind, words in (
        ("assessment", "เยี่ยมพร้อมพยาบาล รพ.สต. พบแผลกดทับระดับ 1 และขาดอาหาร ไม่มีการทำร้ายร่างกาย"),
        ("plan", "ทำแผลวันเว้นวัน ส่งอาหารกลางวันทุกวัน และติดต่อญาติให้มาดูแล"),
        ("help", "ส่งอาหารและยาแล้ว ญาติย้ายกลับมาอยู่ด้วย"),
        ("safe", "แผลหาย น้ำหนักเพิ่ม มีคนดูแลทุกวัน ถือว่าปลอดภัย"),
    ):
        cases.write_step(actor=worker, case=case, kind=kind, words=words)
    cases.close_case(actor=worker, case=case, outcome="safe", summary="ปลอดภัย มีญาติดูแล อสม. เยี่ยมต่อทุกสองสัปดาห์")
    # One that waits, so that the page of today has something to do.
    watch.send_signal(
        actor=Actor.public(worker.municipality_id),
        kind="violence",
        urgency="danger",
        words="ได้ยินเสียงทะเลาะและเด็กร้องไห้ทุกคืน บ้านท้ายซอย",
    )
    return Words(th="เหตุ 2 เรื่อง · ปิดกรณีแล้ว 1", en="2 signals · 1 case closed")


def _evaluate(year: Year, tell: Tell) -> Words:
    officer = year.act(Role.OFFICER)
    measured = 0
    for story in STORIES:
        for name, unit, method, dimension, before, after in story.measures:
            indicator = evaluation.set_indicator(
                actor=officer,
                project=year.projects[story.key],
                facts=evaluation.IndicatorFacts(
                    name=name,
                    unit=unit,
                    method=method,
                    dimension=dimension,
                    more_is_better=Decimal(after) > Decimal(before),
                ),
            )
            people = target_queries.confirmed_people(year.lists[story.key]).count()
            for when, value, days in (("before", before, 120), ("after", after, 10)):
                evaluation.measure(
                    actor=officer,
                    indicator=indicator,
                    when=when,
                    value=Decimal(value),
                    measured_on=year.ago(days).date(),
                    people=people,
                )
            measured += 1
    tell(0.5)
    year.report = evaluation.make_report(
        actor=officer,
        title=f"รายงานผลการคุ้มครองชุมชน ปีงบประมาณ {year.fiscal_year}",
        fiscal_year=year.fiscal_year.be,
        projects=list(year.projects.values()),
        findings=FINDINGS,
    )
    called = evaluation.open_next_assembly(
        actor=officer,
        report=year.report,
        title="ประชาคมระดับตำบล รับฟังผลและเริ่มรอบใหม่",
        starts_at=year.ago(-6),
        venue="ศาลาประชาคมเทศบาล",
    )
    telling.invite_to_next(officer, year.act(Role.RESIDENT), called, year.ago(3).date())
    write_papers(year.cast, year.day_ago)
    return Words(th=f"{measured} ตัวชี้วัด · 1 รายงาน", en=f"{measured} indicators · 1 report")


def _publish(year: Year, tell: Tell) -> Words:
    officer = year.act(Role.OFFICER)
    year.model = playbook.compose_model(
        actor=officer,
        title="ตำบลห่วงใย ไม่ทอดทิ้งกัน",
        projects=list(year.projects.values()),
        report=year.report,
        coordinator_unit="สำนักปลัดเทศบาล งานพัฒนาชุมชน",
    )
    playbook.publish_model(actor=year.act(Role.LEADER), model=year.model)
    return Words(th="เผยแพร่ต้นแบบ 1 ฉบับ", en="1 model published")


def _adopt(year: Year, tell: Tell) -> Words:
    if year.model is None:
        raise RuntimeError("a model is adopted after it is published")
    document = year.model.document
    year.neighbour = found_municipality(
        slug=NEIGHBOUR_SLUG,
        name_th="เทศบาลตำบลเพื่อนบ้าน",
        name_en="Phuean Ban Subdistrict Municipality",
        province_th="จันทบุรี",
        demonstration=True,
    )
    with acting(Actor.machine(year.neighbour.pk, "demo")):
        year.neighbour_cast = gather(year.neighbour, volunteers=1, prefix="nb-")
        playbook.adopt_model(
            actor=year.neighbour_cast.act(Role.PLANNER),
            source_slug=SLUG,
            document=document,
            first_year=2571,
            changes=["ปรับจำนวนคนตามประชากรของเรา"],
        )
    return Words(th="เทศบาลเพื่อนบ้านนำไปใช้แล้ว", en="the municipality next door has adopted it")


STEPS: tuple[Step, ...] = (
    Step("begin", "", Words(th="เริ่มต้นเทศบาล", en="A municipality begins"), _begin),
    Step("registers", "2", Words(th="นำเข้าทะเบียน", en="Registers come in"), _bring_registers),
    Step("assembly", "1", Words(th="ประชาคมสิบหมู่บ้าน", en="Ten village assemblies"), _hold_assemblies),
    Step("vote", "1", Words(th="ลงคะแนนและนับ", en="The vote is counted"), _vote),
    Step("join", "2", Words(th="เชื่อมทะเบียน", en="Registers are joined"), _join_registers),
    Step("targets", "2", Words(th="ประชุมร่วมยืนยันรายชื่อ", en="The joint meeting confirms names"), _confirm_targets),
    Step("plan", "3", Words(th="แผนห้าปีและงบประมาณ", en="Five-year plan and money"), _make_plan),
    Step("sessions", "4", Words(th="จัดเวลากิจกรรม", en="Sessions are placed"), _hold_sessions),
    Step("rides", "4", Words(th="รถรับส่ง", en="Cars fetch the people"), _fetch_people),
    Step("attendance", "4", Words(th="บันทึกผู้มาร่วม", en="Who came"), _record_attendance),
    Step("visits", "5", Words(th="เยี่ยมบ้าน", en="Home visits"), _visit_homes),
    Step("protection", "5", Words(th="แจ้งเหตุและช่วยเหลือ", en="A signal, a case, safety"), _protect),
    Step("evaluation", "4", Words(th="ประเมินผลและรายงาน", en="Evaluation and report"), _evaluate),
    Step("model", "6", Words(th="เผยแพร่ต้นแบบ", en="The model is published"), _publish),
    Step("adoption", "6", Words(th="ชุมชนอื่นนำไปใช้", en="Another community adopts it"), _adopt),
)

__all__ = ["NEIGHBOUR_SLUG", "SLUG", "STEPS", "Step", "Year", "run_year"]

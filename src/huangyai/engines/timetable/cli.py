"""`huangyai timetable`: places the activities of a JSON problem."""

from __future__ import annotations

import sys

import click

from huangyai.cli.contract import Voice, opened_text, speaks
from huangyai.engines.timetable.document import read_problem
from huangyai.engines.timetable.promises import Broken, keep_promises, read_promises
from huangyai.engines.timetable.solve import solve
from huangyai.engines.timetable.solvers import SolverName
from huangyai.engines.timetable.timetable import Level, Timetable
from huangyai.kernel import Words

_NAMES = {
    "left_with_nothing": Words(th="คนที่ไม่มีกิจกรรมใดเลย", en="people left with nothing"),
    "worst_served_group": Words(th="สัดส่วนของกลุ่มที่ได้น้อยที่สุด", en="share of the worst-served group"),
    "total_reach": Words(th="จำนวนครั้งที่มีผู้ร่วม", en="attendances in all"),
    "staff_hours": Words(th="ชั่วโมงวิทยากร", en="staff hours"),
}


@click.command("timetable")
@click.argument("problem", metavar="PROBLEM.json")
@click.option("--seconds", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Time for all levels.")
@click.option("--seed", type=int, default=1, show_default=True, help="Makes a run repeatable.")
@click.option(
    "--solver",
    type=click.Choice(["highs", "cp-sat"]),
    default="highs",
    show_default=True,
    help="Which solver.",
)
@click.option(
    "--keep", metavar="ANSWER.json", help="An earlier answer that people have been told: what can stay stays."
)
@speaks
def timetable(*, voice: Voice, problem: str, seconds: float, seed: int, solver: SolverName, keep: str | None) -> None:
    """When can people come: places activities so that nobody who could attend something is left with
    nothing."""
    with opened_text(problem) as stream:
        asked = read_problem(stream.read())
    changed: tuple[Broken, ...] = ()
    if keep is not None:
        with opened_text(keep) as stream:
            asked, changed = keep_promises(asked, read_promises(stream.read()))

    def tell_level(level: Level) -> None:
        if sys.stderr.isatty():
            line = _level(level)
            voice.tell(th=line.th, en=line.en)

    answer = solve(asked, seconds=seconds, seed=seed, solver=solver, progress=tell_level)
    _show(answer, voice)
    document = answer.as_document()
    if keep is not None:
        document["changed"] = [{"activity": it.activity, "why": it.why.as_dict()} for it in changed]
    voice.result(document)
    for it in changed:
        voice.tell(th=f"{it.activity}: {it.why.th}", en=f"{it.activity}: {it.why.en}")
    left, unplaced = answer.reach.left, len(answer.unplaced)
    if left:
        voice.tell(
            th=f"มี {left:,} คนที่น่าจะร่วมได้แต่ยังไม่มีกิจกรรมใดเลย",
            en=f"{left:,} people who could attend something are left with nothing.",
        )
    for gap in answer.unplaced:
        voice.tell(th=f"ยังไม่ได้จัด {gap.activity}: {gap.why.th}", en=f"{gap.activity} is not held: {gap.why.en}")
    voice.finish(differences=bool(left or unplaced))


def _level(level: Level) -> Words:
    name = _NAMES[level.name]
    value, bound = f"{level.value:,.4g}", f"{level.bound:,.4g}"
    if level.value >= 1000:
        value, bound = f"{level.value:,.0f}", f"{level.bound:,.0f}"
    return Words(
        th=f"{name.th}: {value} (ดีที่สุดที่เป็นไปได้ {bound}) ใช้ {level.seconds:.1f} วินาที",
        en=f"{name.en}: {value} (proven bound {bound}) in {level.seconds:.1f} s",
    )


def _show(answer: Timetable, voice: Voice) -> None:
    for level in answer.levels:
        voice.data(_level(level).say(voice.language))
    voice.data()
    for it in answer.placed:
        voice.data(f"{it.slot}\t{it.room}\t{it.activity}\t{', '.join(it.staff)}\t{it.why.say(voice.language)}")

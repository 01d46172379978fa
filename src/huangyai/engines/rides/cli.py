"""`huangyai rides`: plan an instance file."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType

import click

from huangyai.cli.contract import Voice, opened_text, speaks
from huangyai.engines.rides.plan import Progress, RidePlan
from huangyai.engines.rides.problem import RideProblem
from huangyai.engines.rides.read_darp import read_darp
from huangyai.engines.rides.read_json import read_json
from huangyai.engines.rides.read_pdptw import read_pdptw
from huangyai.engines.rides.read_vrptw import read_vrptw
from huangyai.engines.rides.solving import solve
from huangyai.engines.rides.warming import prepare

READERS: dict[str, Callable[[str], RideProblem]] = {
    "darp": read_darp,
    "pdptw": read_pdptw,
    "vrptw": read_vrptw,
    "json": read_json,
}


class _Watch:
    """Shows the best so far on a terminal, and ends the run with a valid plan when asked to stop."""

    def __init__(self, voice: Voice) -> None:
        self.stopped = False
        self.shows = sys.stderr.isatty()
        self.voice = voice

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopped = True

    def hear(self, progress: Progress) -> bool:
        if self.shows:
            line = f"\r{progress.seconds:6.1f} s  {progress.cost:12.2f}  −{progress.unserved}  ×{progress.vehicles}  "
            click.echo(line, err=True, nl=False)
        return not self.stopped


@click.command("rides")
@click.argument("instance")
@click.option("--format", "layout", type=click.Choice(list(READERS)), required=True, help="Layout of the file.")
@click.option("--seconds", type=click.FloatRange(min=0, max=86_400), default=10.0, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True)
@speaks
def rides(*, voice: Voice, instance: str, layout: str, seconds: float, threads: int, seed: int) -> None:
    """Plan who fetches whom: shortest routes that keep every promise."""
    with opened_text(instance) as file:
        problem = READERS[layout](file.read())
    prepare(
        lambda: voice.tell(
            th="กำลังเตรียมตัวคำนวณ (ครั้งแรกใช้เวลาราวหนึ่งนาที)",
            en="Preparing (about a minute, the first time only)",
        )
    )
    watch = _Watch(voice)
    earlier = {number: signal.signal(number, watch.stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        plan = solve(problem, seconds=seconds, seed=seed, threads=threads, progress=watch.hear)
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
    if watch.shows:
        click.echo("", err=True)
    voice.result(plan.as_dict())
    _print(plan, voice)
    voice.finish(differences=bool(plan.unserved))


def _print(plan: RidePlan, voice: Voice) -> None:
    for route in plan.routes:
        nodes = " ".join(str(stop.node) for stop in route.stops)
        voice.data(f"{route.vehicle}: {nodes}")
        voice.data(f"    {route.why.say(voice.language)}")
    for request, words in plan.unserved.items():
        voice.data(f"{request}: {words.say(voice.language)}")
    voice.tell(
        th=f"ระยะทางรวม {plan.cost:,.2f} กม. ใช้รถ {len(plan.routes)} คัน จัดไม่ได้ {len(plan.unserved)} ราย ใน {plan.seconds:.1f} วินาที",
        en=f"Total {plan.cost:,.2f} km, {len(plan.routes)} cars, {len(plan.unserved)} not taken, in {plan.seconds:.1f} s",
    )

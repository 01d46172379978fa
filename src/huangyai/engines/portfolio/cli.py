"""`huangyai allocate`: allocates the money of a JSON problem."""

from __future__ import annotations

import sys

import click

from huangyai.cli.contract import Voice, opened_text, speaks
from huangyai.engines.portfolio.allocation import Allocation
from huangyai.engines.portfolio.document import read_problem
from huangyai.engines.portfolio.solve import allocate as allocate_money
from huangyai.kernel import Words


@click.command("allocate")
@click.argument("problem", metavar="PROBLEM.json")
@click.option("--seconds", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Time in all.")
@click.option("--seed", type=int, default=1, show_default=True, help="Makes a run repeatable.")
@speaks
def allocate(*, voice: Voice, problem: str, seconds: float, seed: int) -> None:
    """Which projects get money: the most need met under every ceiling, nobody below their floor."""
    with opened_text(problem) as stream:
        asked = read_problem(stream.read())

    def tell_better(objective: float, bound: float, spent: float) -> None:
        if sys.stderr.isatty():
            voice.tell(
                th=f"{spent:.1f} วินาที: ตอบความต้องการ {objective:,.6g} (ไม่เกิน {bound:,.6g})",
                en=f"{spent:.1f} s: need met {objective:,.6g} (bound {bound:,.6g})",
            )

    answer = allocate_money(asked, seconds=seconds, seed=seed, progress=tell_better)
    _show(answer, voice)
    voice.result(answer.as_document())
    _tell_broken(answer, voice)
    voice.finish(differences=bool(answer.unmet_floors or answer.broken_pins))


def _show(answer: Allocation, voice: Voice) -> None:
    met, bound, gap = f"{answer.objective:,.6g}", f"{answer.bound:,.6g}", f"{answer.gap:.2%}"
    head = Words(
        th=f"ตอบความต้องการ {met} จากที่เป็นไปได้ไม่เกิน {bound} (ห่าง {gap})",
        en=f"Need met {met}, proven bound {bound} (gap {gap})",
    )
    voice.data(head.say(voice.language))
    for grant in answer.chosen:
        voice.data(f"{grant.year}\t{grant.source}\t{grant.project}\t{grant.money}")
    voice.data()
    for project, words in answer.reasons.items():
        voice.data(f"{project}\t{words.say(voice.language)}")
    voice.data()
    note = Words(
        th="เงินอีก 100,000 บาทจะตอบความต้องการเพิ่มได้ประมาณ (คิดแบบแบ่งเงินได้ละเอียด)",
        en="What 100,000 baht more would meet, roughly (as if money could be cut finely: linear relaxation)",
    )
    voice.data(note.say(voice.language))
    for source, years in answer.shadow_prices.items():
        for year, price in years.items():
            voice.data(f"{year}\t{source}\t{price * 100_000:,.4g}")


def _tell_broken(answer: Allocation, voice: Voice) -> None:
    for floor in answer.unmet_floors:
        th_who, en_who = {"groups": ("กลุ่ม", "group"), "villages": ("หมู่บ้าน", "village")}[floor.kind]
        short, want = f"{float(floor.short):,.6g}", f"{float(floor.floor):,.6g}"
        voice.tell(
            th=f"{th_who} {floor.id} ยังขาด {short} จากขั้นต่ำ {want} ภายใต้เพดานเงินและสิ่งที่ตรึงไว้",
            en=f"The {en_who} {floor.id} stays {short} below its floor of {want} under these ceilings and pins.",
        )
    for pin in answer.broken_pins:
        voice.tell(
            th=f"ตรึงโครงการ {pin.project} ไม่ได้: {pin.why.th}",
            en=f"Project {pin.project} can't be pinned: {pin.why.en}",
        )

"""`huangyai tally`: count a Pabulib election and say why each project won or did not."""

from __future__ import annotations

from typing import Any

import click

from huangyai.cli.contract import Voice, opened_bytes, speaks
from huangyai.engines.ballot import (
    COMPLETIONS,
    RULES,
    UTILITIES,
    Completion,
    Election,
    Rule,
    Tally,
    Utility,
    count_votes,
    read_pabulib,
)
from huangyai.engines.ballot.numbers import plain_number, say_number


@click.command("tally")
@click.argument("file", metavar="FILE.pb")
@click.option("--rule", type=click.Choice(RULES), default="equal-shares", show_default=True, help="วิธีนับ · how to count")
@click.option("--utility", type=click.Choice(UTILITIES), default=None, help="ผู้ลงคะแนนได้อะไร · what a voter gains")
@click.option(
    "--completion",
    type=click.Choice(COMPLETIONS),
    default="none",
    show_default=True,
    help="เงินที่เหลือ · money left over",
)
@click.option("--comparison", is_flag=True, help="เทียบกับวิธีเรียงคะแนน · let voters' preference for greedy decide")
@click.option("--seed", type=int, default=0, help="ไม่มีผล: การนับไม่สุ่ม · no effect: counting draws no lots")
@speaks
def tally(
    *,
    voice: Voice,
    file: str,
    rule: Rule,
    utility: Utility | None,
    completion: Completion,
    comparison: bool,
    seed: int,
) -> None:
    """นับคะแนนจากไฟล์ Pabulib พร้อมเหตุผลของทุกโครงการ · Count a Pabulib election, with a reason for
    every project.
    """
    if rule != "equal-shares" and (completion != "none" or comparison):
        raise click.UsageError("--completion / --comparison: --rule equal-shares")
    election = read_pabulib(opened_bytes(file))
    for remark in election.remarks:
        voice.tell(th=remark.say("th"), en=remark.say("en"))
    counted = count_votes(election, rule, utility=utility, completion=completion, comparison=comparison)
    _show(voice, election, counted)
    voice.result(_document(counted))


def _document(counted: Tally) -> dict[str, Any]:
    compared = counted.comparison
    return {
        "rule": counted.rule,
        "utility": counted.utility,
        "completion": counted.completion,
        "budget": plain_number(counted.budget),
        "spent": plain_number(counted.spent),
        "winners": list(counted.winners),
        "order": list(counted.order),
        "payments": {project: plain_number(paid) for project, paid in counted.payments.items()},
        "reasons": {project: words.as_dict() for project, words in counted.reasons.items()},
        "ties": [{"projects": list(tie.projects), "taken": tie.taken} for tie in counted.ties],
        "share": None if counted.share is None else plain_number(counted.share),
        "represented": float(counted.represented),
        "represented_by_greedy": float(counted.represented_by_greedy),
        "comparison": None
        if compared is None
        else {
            "prefer_equal_shares": compared.prefer_shares,
            "prefer_greedy": compared.prefer_greedy,
            "stands": "greedy" if compared.greedy_stands else "equal-shares",
        },
        "seconds": round(counted.seconds, 6),
    }


def _show(voice: Voice, election: Election, counted: Tally) -> None:
    thai = voice.language == "th"
    names = {project.id: project.name for project in election.projects}
    winners = set(counted.winners)
    for project_id in [*counted.order, *(p.id for p in election.projects if p.id not in winners)]:
        mark = "✓" if project_id in winners else "–"
        voice.data(f"{mark} {project_id}  {names[project_id]}".rstrip())
        voice.data(f"    {counted.reasons[project_id].say(voice.language)}")
    for tie in counted.ties:
        equal = ", ".join(tie.projects)
        voice.data(
            f"เสมอกัน: {equal} → เลือก {tie.taken} (รหัสมาก่อนตามลำดับอักษร)"
            if thai
            else f"Equal: {equal} → {tie.taken} taken (its id comes first as text)"
        )
    compared = counted.comparison
    if compared:
        voice.data(
            f"ชอบผลแบบแบ่งเท่ากันมากกว่า {compared.prefer_shares:,} คน ชอบผลเรียงคะแนนมากกว่า {compared.prefer_greedy:,} คน"
            if thai
            else f"{compared.prefer_shares:,} voters prefer Equal Shares, {compared.prefer_greedy:,} prefer greedy"
        )
    spent, budget = say_number(counted.spent), say_number(counted.budget)
    here, greedy = float(counted.represented) * 100, float(counted.represented_by_greedy) * 100
    if thai:
        voice.data(f"ใช้ {spent} จากงบ {budget}")
        voice.data(f"ผู้ลงคะแนนที่ได้อย่างน้อยหนึ่งโครงการ: {here:.1f} % (ถ้าเรียงตามคะแนน: {greedy:.1f} %)")
    else:
        voice.data(f"{spent} of {budget} spent")
        voice.data(f"Voters with at least one project they voted for: {here:.1f} % (counted greedily: {greedy:.1f} %)")

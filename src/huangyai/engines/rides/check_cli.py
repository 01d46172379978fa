"""`huangyai rides-check`: judge a solution against the raw file."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from huangyai.cli.contract import Voice, opened_text, speaks
from huangyai.engines.rides.check import Rules, judge
from huangyai.engines.rides.check_files import rules_of_darp, rules_of_pdptw, rules_of_vrptw
from huangyai.engines.rides.check_json import rules_of_json
from huangyai.kernel import BadInput

RULES: dict[str, Callable[[str], Rules]] = {
    "darp": rules_of_darp,
    "pdptw": rules_of_pdptw,
    "vrptw": rules_of_vrptw,
    "json": rules_of_json,
}


@click.command("rides-check")
@click.argument("instance")
@click.argument("solution")
@click.option("--format", "layout", type=click.Choice(list(RULES)), required=True, help="Layout of the file.")
@speaks
def rides_check(*, voice: Voice, instance: str, solution: str, layout: str) -> None:
    """Recompute whether a plan keeps every rule, and what it costs."""
    with opened_text(instance) as file:
        rules = RULES[layout](file.read())
    with opened_text(solution) as file:
        try:
            document = json.load(file)
        except (json.JSONDecodeError, RecursionError):
            document = None
    if not isinstance(document, dict):
        raise BadInput.of(
            th="ไฟล์คำตอบไม่ใช่ JSON จากคำสั่ง rides --json",
            en="The solution is not the JSON that rides --json prints.",
        )
    verdict = judge(rules, document)
    voice.result(verdict.as_dict())
    for fault in verdict.faults:
        voice.data(fault.say(voice.language))
    for name in verdict.unserved:
        voice.data(f"− {name}")
    if verdict.faults:
        voice.tell(th=f"ผิดกฎ {len(verdict.faults)} ข้อ", en=f"{len(verdict.faults)} rules are broken.")
    else:
        voice.tell(
            th=f"ถูกต้องทุกกฎ ค่าใช้จ่าย {verdict.cost:.4f}",
            en=f"Every rule is kept; the cost is {verdict.cost:.4f}.",
        )
    voice.finish(differences=bool(verdict.faults or verdict.unserved))

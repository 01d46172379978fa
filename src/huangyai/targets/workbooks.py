"""Lists to take along or to work on in a spreadsheet. Whoever makes one records it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from huangyai.kernel import Words
from huangyai.kernel.tables.writing import write_workbook
from huangyai.targets.models import TargetList
from huangyai.targets.queries import CandidateLine
from huangyai.targets.queries.left_behind import ForgottenLine


def left_behind_workbook(lines: Iterable[ForgottenLine], language: str) -> bytes:
    """Who may have been left behind, the most pressing first, with room for what was found at the door."""
    headings = [
        (_("Name"), 26), (_("Age"), 6), (_("House number"), 12), (_("Village"), 22), (_("Why"), 46),
        (_("What is known"), 40), (_("Next step"), 24), (_("What was found"), 30),
    ]  # fmt: skip
    rows: Iterable[Sequence[str | int | None]] = (
        [
            line.resident.person.full_name,
            line.resident.age,
            line.resident.house_no,
            line.resident.village,
            "\n".join(rule.words.say(language) for rule in line.rules),
            " · ".join(words.say(language) for words in line.known),
            line.first.next_step.say(language),
            "",
        ]
        for line in lines
    )
    return write_workbook(_("No one left behind"), headings, rows, landscape=True)


def target_list_workbook(target_list: TargetList, lines: Iterable[CandidateLine]) -> bytes:
    """Every name of a list with its reasons and the joint meeting's word."""
    headings = [
        (_("Name"), 26), (_("Age"), 6), (_("House number"), 12), (_("Village"), 22), (_("Why"), 46),
        (_("The meeting's word"), 16), (_("The meeting's reason"), 40),
    ]  # fmt: skip
    return write_workbook(target_list.name, headings, map(_name_row, lines), landscape=True)


def survey_workbook(houses: Iterable[tuple[str, str, str]], wants: Mapping[str, Words], language: str) -> bytes:
    """A household survey to be filled in with 1 (lacks it), 0, or nothing where nobody knows."""
    headings = [
        (_("Village code"), 12), (_("Village"), 22), (_("House number"), 12),
        *((words.say(language), 14) for words in wants.values()),
    ]  # fmt: skip
    return write_workbook(_("Household survey"), headings, houses, landscape=True)


def _name_row(line: CandidateLine) -> Sequence[str | int | None]:
    person, said = line.candidate.person, line.decision
    home = person.household
    return [
        person.full_name,
        line.age,
        home.house_no if home else "",
        str(home.village) if home else "",
        "\n".join(line.reasons),
        _("waits") if said is None or line.again else str(said.get_outcome_display()),
        "" if said is None or line.again else said.reason,
    ]

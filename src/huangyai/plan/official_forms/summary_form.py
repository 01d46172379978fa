"""แบบ ผ.01: the summary as a form."""

from __future__ import annotations

from dataclasses import dataclass

from huangyai.plan.rules.summary import Summary


@dataclass(frozen=True, slots=True)
class SummaryForm:
    """The summary of a municipality's plan, ready to be proved and printed."""

    municipality: str
    province: str
    summary: Summary
    edition: str = ""

    @property
    def form(self) -> str:
        """Its name among the forms."""
        return "ผ.01"

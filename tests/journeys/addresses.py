"""Every address of the product, with an example of what it names and somebody who may open it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Pages of allauth that the product offers; the others are not linked to.
SIGN_IN_PAGES = ("account_login", "account_logout", "account_change_password", "account_reauthenticate", "mfa_index")
ROLE_ACCOUNTS = {
    "administrator": "admin",
    "officer": "officer",
    "planner": "planner",
    "leader": "mayor",
    "case_worker": "caseworker",
    "partner": "partner",
    "volunteer": "volunteer10",
    "driver": "driver",
    "resident": "resident",
    "member": "officer",
}
# Addresses that hand out a file, and those that only take what a form sends.
FILE = re.compile(r"(official_form|evidence_file|project_application|\.pb|\.pdf|\.xlsx|\.json|\.docx|\.ics)")
TAKES_ONLY_FORMS = re.compile(
    r"(set_language|theme|transport:(addition|arrival|attendance|breakdown|cancellation)|(enrolment|waiting)_end|enrolment_new|sign_up_(answer|sheet_new)|session_(reminder|sign_up|sign_off)|feedback_(new|own)|certificate_new|placement_rule_|livelihood_new|days_(new|end)|school_year_new|boarding|publication_new|register_joins|register_proposals|settlement|agenda_new|adoption$|ready_card|draft_bringing|draft_removal|run_stop|(kinship|contact|address|seat|line_link|line_account)_end|name_removal|unit_new|position_new|tenure_new|(paper|approval)_(signature|correction|refusal|withdrawal)|approval_(rule_)?new|money_step_new|payment_paper_new|member_part|community_leaving|(edition|implementation)_(meeting|approval|announcement|withdrawal)|(item|undertaking)_removal|evaluation_report|plan:posting|need_floor|project_ruling)"
)
# Pieces that a page asks for by itself, to stay up to date.
PIECE = re.compile(r"(door_figures|wall_news|criterion_preview|indicator_reading|route_worker|route_news|live_state)")
# Pages of the municipality next door, which adopted the model.
NEXT_DOOR = {"playbook:adoption_detail": "nb-planner"}


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name, its pattern, and the account that may open it (empty: everybody)."""

    name: str
    pattern: str
    account: str

    def path(self, examples: dict[str, str]) -> str | None:
        """The pattern with examples in place; None where the example year has none."""
        room = self.name.split(":")[0]

        def fill(match: re.Match[str]) -> str:
            key = match.group(1).split(":")[-1]
            for known in (f"{self.name}:{key}", f"{room}:{key}", key):
                if known in examples:
                    return examples[known]
            return "\x00"

        filled = "/" + re.sub(r"<([^>]+)>", fill, self.pattern)
        return None if "\x00" in filled else filled


def every_address() -> list[Address]:
    """The URL map, walked."""
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda address: address.name)


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[Address]:
    for one in patterns:
        pattern = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one.url_patterns, pattern, inner)
            continue
        name = f"{namespace}{one.name}"
        if "huangyai" in str(getattr(one.callback, "__module__", "")):
            audience = getattr(one.callback, "audience", ("public",))
            account = "" if audience == ("public",) else ROLE_ACCOUNTS[audience[0]]
            yield Address(name, pattern, NEXT_DOOR.get(name, account))
        elif one.name in SIGN_IN_PAGES:
            yield Address(name, pattern, "" if one.name == "account_login" else "officer")

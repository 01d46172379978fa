"""What stands around every page: where am I, who am I, where can I go. Fills the slots that the rooms' pages offer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from huangyai.accounts.models import User
from huangyai.doors.waiting import remembered_waiting
from huangyai.kernel import Actor, BuddhistDate, Role
from huangyai.places.models import Municipality


@dataclass(frozen=True, slots=True)
class Item:
    """One place to go."""

    key: str
    label: str
    url: str
    step: int | None = None
    count: int | None = None
    count_words: str = ""
    current: bool = False
    children: list[Item] = field(default_factory=list)


# key, step, view, who may go there (empty: every member)
_STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
# Other addresses that belong to a place.
_ALSO = {
    "assembly": ("/problems/", "/votes/"),
    "targets": ("/registers/", "/criteria/"),
    "plan": ("/projects/", "/approvals/"),
    "cases": ("/signals/",),
    "people": ("/households/", "/places/", "/merges/"),
}
_PLACES: tuple[tuple[str, int | None, str, tuple[Role, ...]], ...] = (
    ("today", None, "web:today", ()),
    ("assembly", 1, "assembly:assembly_list", (*_STAFF, Role.VOLUNTEER, Role.PARTNER)),
    ("targets", 2, "targets:target_list_list", (*_STAFF, Role.PARTNER)),
    ("people", 2, "people:person_list", _STAFF),
    ("plan", 3, "plan:plan_list", (*_STAFF, Role.PARTNER)),
    ("activities", 4, "activities:session_list", (*_STAFF, Role.VOLUNTEER, Role.PARTNER)),
    ("transport", 4, "transport:ride_plan_list", (Role.OFFICER, Role.LEADER, Role.DRIVER)),
    ("evaluation", 4, "evaluation:indicator_list", _STAFF),
    ("watch", 5, "watch:visit_round_list", (*_STAFF, Role.VOLUNTEER)),
    ("cases", 5, "cases:case_list", (Role.CASE_WORKER,)),
    ("volunteers", 5, "volunteers:volunteer_list", _STAFF),
    ("playbook", 6, "playbook:model_list", _STAFF),
    ("outbox", None, "outbox:message_list", (Role.OFFICER, Role.PLANNER)),
    ("own_messages", None, "outbox:own_message_list", (Role.RESIDENT,)),
    ("line", None, "outbox:line_account", (Role.ADMINISTRATOR,)),
    ("office", None, "office:desk", _STAFF),
    ("leaders", None, "web:leaders", (Role.LEADER, Role.OFFICER, Role.PLANNER)),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    municipality: Municipality | None = getattr(request, "municipality", None)
    actor: Actor | None = getattr(request, "actor", None)
    user = getattr(request, "user", None)
    signed_in = isinstance(user, User)
    language = get_language() or "th"
    return {
        "shell": {
            "municipality": municipality,
            "navigation": _navigation(request, actor) if signed_in and actor else [],
            "public_links": _public_links(request, municipality) if municipality else [],
            "user_label": str(user) if signed_in else "",
            "role_label": ", ".join(sorted(_role_labels()[role] for role in actor.roles)) if actor else "",
            "today": BuddhistDate(timezone.localdate()).with_weekday(language),
            "sign_in_url": reverse("account_login"),
            "sign_out_url": reverse("account_logout"),
            "search_url": _maybe("web:search"),
            "work_url": reverse("web:today") if signed_in and actor and actor.roles else "",
            "home_url": reverse("web:home", args=[municipality.slug]) if municipality else reverse("web:front"),
            "now": dt.datetime.now(dt.UTC),
        }
    }


def _navigation(request: HttpRequest, actor: Actor) -> list[Item]:
    found = []
    waiting = remembered_waiting(request, str(actor.municipality_id))
    counts = {"today": waiting} if waiting else {}
    for key, step, view, roles in _PLACES:
        url = _maybe(view)
        if url and (not roles or actor.is_any(*roles)):
            found.append(
                Item(
                    key,
                    str(_labels()[key]),
                    url,
                    step=step,
                    count=counts.get(key),
                    count_words=_waiting_words(counts[key]) if key in counts else "",
                    current=request.path.startswith((url, *_ALSO.get(key, ()))),
                )
            )
    return found


def _waiting_words(count: int) -> str:
    return ngettext("%(n)d matter waits for you", "%(n)d matters wait for you", count) % {"n": count}


def _public_links(request: HttpRequest, municipality: Municipality) -> list[Item]:
    wanted = (
        ("assemblies", _("Assemblies"), "assembly:public_assembly_list"),
        ("plan", _("Plan and projects"), "plan:public_project_list"),
        ("sessions", _("Activities"), "activities:public_session_list"),
        ("results", _("Results"), "evaluation:public_results"),
        ("model", _("Model"), "playbook:public_model"),
    )
    found = []
    for key, label, view in wanted:
        url = _maybe(view, municipality.slug)
        if url:
            found.append(Item(key, label, url, current=request.path.startswith(url)))
    return found


def _maybe(view: str, *arguments: str) -> str:
    try:
        return reverse(view, args=arguments)
    except NoReverseMatch:
        return ""


def _labels() -> dict[str, str]:
    return {
        "today": _("Today"),
        "assembly": _("Assemblies"),
        "targets": _("Target groups"),
        "people": _("People and households"),
        "plan": _("Plan and money"),
        "activities": _("Activities"),
        "transport": _("Rides"),
        "watch": _("Watch and visits"),
        "cases": _("Cases"),
        "volunteers": _("Volunteers"),
        "evaluation": _("Results and reports"),
        "playbook": _("Model"),
        "outbox": _("Messages to people"),
        "own_messages": _("From your municipality"),
        "line": _("LINE Official Account"),
        "office": _("Letters and positions"),
        "leaders": _("Leaders' page"),
    }


def _role_labels() -> dict[Role, str]:
    from huangyai.accounts.models import Membership

    return {Role(value): str(label) for value, label in Membership.RoleChoice.choices}

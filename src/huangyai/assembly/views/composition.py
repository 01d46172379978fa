from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.actions import invite_group, set_composition
from huangyai.assembly.forms import CompositionForm, InvitationForm
from huangyai.assembly.models import Assembly
from huangyai.assembly.queries.people import asked_by_name
from huangyai.assembly.views.assemblies import HOLDERS
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest


@member_page(*HOLDERS)
def composition(request: RoomRequest) -> HttpResponse:
    """Who makes up an assembly, as the municipality announced it, with the clause and whether anybody compared it."""
    asked = request.POST.get("level") or request.GET.get("level") or ""
    level = asked if asked in Assembly.Level.values else Assembly.Level.VILLAGE.value
    rule = queries.rule_of(level)
    initial: dict[str, object] = {"level": level}
    if rule:
        initial |= {
            name: getattr(rule, name)
            for name in ("quorum", "youngest_voter", "own_village_votes", "clause", "verified_on", "verified_by")
        }
    form = CompositionForm(request.POST or None, rule=rule, initial=initial)
    here = f"{reverse('assembly:composition')}?level={level}"
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return carry_out(
            request,
            lambda: set_composition(
                actor=request.actor,
                level=said["level"],
                quorum=said["quorum"],
                youngest_voter=said["youngest_voter"],
                own_village_votes=said["own_village_votes"],
                clause=said["clause"],
                verified_on=said["verified_on"],
                verified_by=said["verified_by"],
                groups=form.groups,
            ),
            then=lambda _rule: here,
            done=_("From now on this composition holds."),
        )
    context = {"form": form, "rule": rule, "level": level, "levels": Assembly.Level.choices}
    return form_page(request, "assembly/composition.html", context)


@member_page(*HOLDERS)
def invitation_list(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Which groups are asked to come, and who of them stands on the sign-in sheet."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = InvitationForm(request.POST or None)
    here = reverse("assembly:invitation_list", args=[assembly.pk])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return carry_out(
            request,
            lambda: invite_group(
                actor=request.actor,
                assembly=assembly,
                group=said["group"],
                name=said["name"],
                seats=said["seats"] or 0,
                people=asked_by_name(request.actor, assembly, said["whom"]),
            ),
            then=lambda _made: here,
            done=_("The group is invited."),
        )
    context = {
        "assembly": assembly,
        "closed": queries.is_closed(assembly),
        "invitations": queries.invitations(request.actor, assembly),
        "told": queries.invited_told(request.actor, assembly),
        "form": form,
    }
    return form_page(request, "assembly/invitation_list.html", context)

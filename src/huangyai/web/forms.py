from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.kernel import Actor, Role
from huangyai.people.models import Person
from huangyai.targets.models import LeftBehindStep
from huangyai.targets.queries import target_lists
from huangyai.targets.rules.left_behind import ForgottenRule
from huangyai.volunteers.queries import volunteers

MOST_LISTS = 20


class StepForm(forms.Form):
    """The next step for somebody whom the work list of forgotten people names."""

    rule = forms.ChoiceField(label=_("About which reason"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("What is done"), widget=forms.RadioSelect)
    volunteer = forms.ChoiceField(label=_("Who visits"), required=False)
    day = ThaiDateField(label=_("On which day"), required=False)
    target_list = forms.ChoiceField(label=_("Before which list’s next meeting"), required=False)
    note = forms.CharField(label=_("Note, or why it is right as it is"), required=False, max_length=300)

    def __init__(self, *args: Any, actor: Actor, person: Person, rules: Sequence[ForgottenRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "th"
        village = person.household.village_id if person.household else None
        # Whoever looks after this village comes first.
        lines = sorted(volunteers(actor), key=lambda line: line.volunteer.village_id != village)
        self.volunteers = {str(line.volunteer.pk): line.volunteer for line in lines}
        self.lists = {str(found.pk): found for found in target_lists(actor)[:MOST_LISTS]}
        kinds = LeftBehindStep.Kind.choices
        if not actor.is_any(Role.OFFICER):
            kinds = [choice for choice in kinds if choice[0] != LeftBehindStep.Kind.VISIT]
        choices: dict[str, list[tuple[str, Any]]] = {
            "rule": [(rule.key, rule.words.say(language)) for rule in rules],
            "kind": kinds,
            "volunteer": [(key, f"{one.user} · {one.village}") for key, one in self.volunteers.items()],
            "target_list": [("", "—"), *((key, one.name) for key, one in self.lists.items())],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered
        self.initial.setdefault("rule", rules[0].key if rules else "")
        self.initial.setdefault("kind", kinds[0][0])
        self.initial.setdefault("day", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """What each kind of step needs."""
        found = super().clean() or self.cleaned_data
        kind = found.get("kind")
        found["volunteer"] = self.volunteers.get(found.get("volunteer") or "")
        found["target_list"] = self.lists.get(found.get("target_list") or "")
        needed = {
            LeftBehindStep.Kind.VISIT: ("volunteer", "day"),
            LeftBehindStep.Kind.MEETING: ("target_list",),
            LeftBehindStep.Kind.AS_IT_IS: ("note",),
        }
        for name in needed.get(LeftBehindStep.Kind(kind), ()) if kind else ():
            if not found.get(name):
                self.add_error(name, _("This step needs it."))
        return found

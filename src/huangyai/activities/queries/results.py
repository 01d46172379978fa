"""What a session gave its people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Avg, Count, Q
from django.utils import timezone

from huangyai.activities.access import require_activity_work
from huangyai.activities.models import Certificate, Enrolment, FeedbackSheet, Session
from huangyai.activities.rules.enrolling import FEWEST_SHEETS, earns_certificate
from huangyai.kernel import Actor


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the sheets of a session say together, 1 to 5; None where nobody answered that question."""

    sheets: int
    satisfaction: float | None
    before: float | None
    after: float | None

    @property
    def speaks(self) -> bool:
        """There are enough sheets that nobody can be told by theirs."""
        return self.sheets >= FEWEST_SHEETS


def feedback(session: Session) -> Feedback:
    """The sheets of a session, together."""
    found = FeedbackSheet.objects.filter(session=session).aggregate(
        sheets=Count("pk"), satisfaction=Avg("satisfaction"), before=Avg("before"), after=Avg("after")
    )
    return Feedback(**found)


def those_who_earned(session: Session) -> list[Enrolment]:
    """Who came to this session (of a course: to enough of its meetings) and has no certificate of it yet."""
    came = Enrolment.objects.filter(session=session, attendance__isnull=False)
    if session.activity.meetings < 2:
        return list(came.filter(certificate__isnull=True).order_by("person__sort_key", "pk"))
    there = Enrolment.objects.filter(session__activity=session.activity)
    # Meetings still to come count too: nobody has passed a course that goes on.
    held = (
        Session.objects.filter(activity=session.activity)
        .filter(Q(enrolments__attendance__isnull=False) | Q(starts_at__gt=timezone.now(), call_off__isnull=True))
        .distinct()
        .count()
    )
    visits = dict(
        there.filter(attendance__isnull=False)
        .order_by()
        .values_list("person_id")
        .annotate(n=Count("session_id", distinct=True))
    )
    have = set(there.filter(certificate__isnull=False).values_list("person_id", flat=True))
    return [
        one
        for one in came.order_by("person__sort_key", "pk")
        if one.person_id not in have and earns_certificate(visits.get(one.person_id, 0), held)
    ]


def certificates(actor: Actor, session: Session) -> list[Certificate]:
    """The certificates of a session, in the order of their numbers."""
    require_activity_work(actor)
    found = Certificate.objects.filter(enrolment__session=session)
    return list(found.select_related("enrolment__person", "enrolment__session__activity__project"))

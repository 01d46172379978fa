"""Prints, as JSON, one example of everything that addresses name (run with the example's HUANGYAI_DATA)."""

from __future__ import annotations

import json
import sys

from django.apps import apps

from huangyai.config import boot
from huangyai.kernel import Actor

# Argument of an address → model, and what its example must satisfy.
WANTED: dict[str, tuple[str, dict[str, object]]] = {
    "allocation_id": ("plan.AllocationRun", {}),
    "appeal_id": ("targets.Appeal", {}),
    "approval_id": ("plan.ApprovalRequest", {}),
    "file_id": ("office.KeptFile", {}),
    "paper_id": ("office.Paper", {"signature__isnull": False}),
    "plan:step_id": ("plan.MoneyStep", {}),
    "tenure_id": ("office.Tenure", {}),
    "activity_id": ("activities.Activity", {}),
    "assembly_id": ("assembly.Assembly", {"votes__isnull": False}),
    "attendance_id": ("assembly.Attendance", {"taken_back_at__isnull": True}),
    "assembly:joining_id": ("assembly.ProblemMerge", {}),
    "candidate_id": ("targets.Candidate", {"decision__isnull": True}),
    "book_id": ("plan.BookDraft", {}),
    "case_id": ("cases.Case", {}),
    "criterion_id": ("targets.Criterion", {}),
    "draft_id": ("targets.RegisterDraft", {}),
    "edition_id": ("plan.Edition", {"approval__isnull": True, "withdrawal__isnull": True}),
    "announced_id": ("plan.Edition", {"approval__isnull": False}),
    "plan:public_year_official_form:implementation_id": ("plan.ImplementationPlan", {"announcement__isnull": False}),
    "implementation_id": ("plan.ImplementationPlan", {"announcement__isnull": True}),
    "undertaking_id": ("plan.Undertaking", {"implementation__announcement__isnull": True}),
    "figure_id": ("evaluation.ReportFigure", {}),
    "community_id": ("places.Community", {}),
    "household_id": ("people.Household", {"members__isnull": False}),
    "indicator_id": ("evaluation.Indicator", {}),
    "link_id": ("outbox.LineLink", {"ended_at__isnull": True}),
    "message_id": (
        "outbox.Message",
        {"deliveries__steps__channel": "telephone", "deliveries__steps__kind": "prepared"},
    ),
    "list_id": ("targets.TargetList", {"appeals__answer__isnull": False}),
    "target_list_id": ("targets.TargetList", {}),
    "meeting_id": ("targets.JointMeeting", {"rule": "majority"}),
    "request_id": ("people.ChangeRequest", {"decision__isnull": True}),
    "village_id": ("places.Village", {}),
    "merge_id": ("people.Merge", {}),
    "model_id": ("playbook.Model", {}),
    "decision_id": ("targets.PairDecision", {"taken_back__isnull": True}),
    "joining_id": ("targets.Joining", {}),
    "pair_id": ("targets.Pair", {"row__person__isnull": True, "decisions__isnull": True}),
    "joined_row_id": ("targets.RegisterRow", {"register__kind": "elderly", "probability__isnull": False}),
    "person_id": ("people.Person", {"household__isnull": False}),
    "plan_id": ("plan.Plan", {}),
    "planned_id": ("watch.PlannedVisit", {"visit__isnull": True}),
    "problem_id": ("assembly.Problem", {"answers__isnull": False}),
    "question_id": ("targets.OpenQuestion", {}),
    "project_id": ("plan.Project", {"target_list__isnull": False}),
    "register_id": ("targets.Register", {"kind": "elderly"}),
    "report_id": ("evaluation.Report", {}),
    "ride_plan_id": ("transport.RidePlan", {}),
    "round_id": ("watch.VisitRound", {}),
    "run_id": ("targets.RegisterRun", {}),
    "row_id": ("targets.RegisterRow", {"person__isnull": True}),
    "route_id": ("transport.Route", {}),
    "session_id": ("activities.Session", {}),
    "signal_id": ("watch.Signal", {"handling__isnull": True}),
    "source_id": ("plan.FundingSource", {"code": "health-fund"}),
    "stop_id": ("transport.Stop", {}),
    "vehicle_id": ("transport.Vehicle", {}),
    "volunteer_id": ("volunteers.Volunteer", {}),
    "venue_id": ("activities.Venue", {}),
    "vote_id": ("assembly.Vote", {}),
}


def main() -> None:
    # The rooms' tables can be imported when the house is awake, and not before.
    boot.django()
    from huangyai.places.queries import all_municipalities
    from huangyai.walls.entry import acting

    municipality = all_municipalities("tuayang").get()
    found = {"slug": municipality.slug}
    with acting(Actor.machine(municipality.pk, "examples")):
        for name, (model, conditions) in WANTED.items():
            row = apps.get_model(model)._default_manager.filter(**conditions).order_by("made_at", "pk").first()
            if row is not None:
                found[name] = str(row.pk)
        # Codes that stand on paper.
        for name, model in (("sheet_code", "assembly.Invitee"), ("paper_code", "assembly.BallotPaper")):
            found[name] = apps.get_model(model)._default_manager.order_by("code").values_list("code", flat=True)[0]
        expected = apps.get_model("activities.Enrolment")._default_manager.filter(code__isnull=False, ended_at=None)
        found["card_code"] = expected.order_by("made_at", "pk").values_list("code", flat=True)[0]
        # In the transport room a plan is a ride plan.
        found["transport:plan_id"] = found.pop("ride_plan_id")
    with acting(Actor.machine(all_municipalities("phueanban").get().pk, "examples")):
        found["adoption_id"] = str(apps.get_model("playbook.Adoption")._default_manager.get().pk)
    found |= {
        "form": "p02",
        "file_type": "pdf",
        "side": "missed",
        "key": "family",
        "people:kind": "move",
        "outbox:way": "telephone",
        "car_form": "log",
        "targets:kind": "elderly",
    }
    sys.stdout.write(json.dumps(found))


main()

from __future__ import annotations

from django.urls import path

from huangyai.assembly.views import assemblies, composition, door, problems, public, votes, wall

app_name = "assembly"

_ONE = "assemblies/<uuid:assembly_id>"
_PUBLIC = f"m/<slug:slug>/{_ONE}"
_VOTE = "votes/<uuid:vote_id>"

urlpatterns = [
    path("assemblies/", assemblies.assembly_list, name="assembly_list"),
    path("assemblies/new/", assemblies.assembly_new, name="assembly_new"),
    path("assemblies/composition/", composition.composition, name="composition"),
    path(f"{_ONE}/", assemblies.assembly_detail, name="assembly_detail"),
    path(f"{_ONE}/move/", assemblies.assembly_move, name="assembly_move"),
    path(f"{_ONE}/call-off/", assemblies.assembly_call_off, name="assembly_call_off"),
    path(f"{_ONE}/agenda/", assemblies.assembly_agenda, name="assembly_agenda"),
    path(f"{_ONE}/presence/", assemblies.assembly_presence, name="assembly_presence"),
    path(f"{_ONE}/invitations/", composition.invitation_list, name="invitation_list"),
    path(f"{_ONE}/sign-in-sheet.pdf", door.sign_in_sheet, name="sign_in_sheet"),
    path(f"{_ONE}/door/", door.assembly_door, name="assembly_door"),
    path(f"{_ONE}/door/figures/", door.door_figures, name="door_figures"),
    path(f"{_ONE}/door/people/<uuid:person_id>/", door.person_check_in, name="person_check_in"),
    path(f"{_ONE}/door/walk-ins/new/", door.walk_in_new, name="walk_in_new"),
    path(f"{_ONE}/tablet/", door.assembly_tablet, name="assembly_tablet"),
    path(f"{_ONE}/sheet/", door.assembly_sheet, name="assembly_sheet"),
    path(f"{_ONE}/wall/", wall.assembly_wall, name="assembly_wall"),
    path(f"{_ONE}/wall/news/", wall.wall_news, name="wall_news"),
    path(f"{_ONE}/problems/new/", assemblies.assembly_problem_new, name="assembly_problem_new"),
    path(f"{_ONE}/resolutions/new/", assemblies.resolution_new, name="resolution_new"),
    path(f"{_ONE}/closure/", assemblies.assembly_closure, name="assembly_closure"),
    path(f"{_ONE}/minutes.pdf", assemblies.assembly_minutes_file, {"minutes_type": "pdf"}, name="minutes_pdf"),
    path(f"{_ONE}/minutes.docx", assemblies.assembly_minutes_file, {"minutes_type": "docx"}, name="minutes_docx"),
    path(f"{_ONE}/votes/new/", votes.vote_new, name="vote_new"),
    path("check-in/<str:sheet_code>/", door.code_check_in, name="code_check_in"),
    path("attendances/<uuid:attendance_id>/", door.attendance_detail, name="attendance_detail"),
    path("attendances/<uuid:attendance_id>/voting-code/", door.attendance_voting_code, name="attendance_voting_code"),
    path("attendances/<uuid:attendance_id>/end/", door.attendance_end, name="attendance_end"),
    path(f"{_VOTE}/roll/", votes.vote_roll, name="vote_roll"),
    path(f"{_VOTE}/roll/<uuid:attendance_id>/paper/", votes.vote_paper_given, name="vote_paper_given"),
    path(f"{_VOTE}/roll/slips/", votes.vote_code_slips, name="vote_code_slips"),
    path(f"{_VOTE}/hands/", votes.vote_hands, name="vote_hands"),
    path(f"{_VOTE}/papers/", votes.vote_papers, name="vote_papers"),
    path(f"{_VOTE}/papers.pdf", votes.vote_papers_file, name="vote_papers_file"),
    path(f"{_VOTE}/ballots/", votes.vote_ballot_entry, name="vote_ballot_entry"),
    path(f"{_VOTE}/withdrawal/", votes.vote_withdrawal, name="vote_withdrawal"),
    path(f"{_VOTE}/count/", votes.vote_count, name="vote_count"),
    path("ballot-papers/<str:paper_code>/", votes.paper_entry, name="paper_entry"),
    path("problems/", problems.problem_list, name="problem_list"),
    path("problems/<uuid:problem_id>/", problems.problem_detail, name="problem_detail"),
    path("problems/<uuid:problem_id>/wording/", problems.problem_wording, name="problem_wording"),
    path("problems/<uuid:problem_id>/joining/", problems.problem_joining, name="problem_joining"),
    path("joinings/<uuid:joining_id>/end/", problems.joining_end, name="joining_end"),
    path("m/<slug:slug>/assemblies/", public.public_assembly_list, name="public_assembly_list"),
    path(f"{_PUBLIC}/", public.public_assembly_detail, name="public_assembly_detail"),
    path(f"{_PUBLIC}/minutes.pdf", public.public_minutes, {"minutes_type": "pdf"}, name="public_minutes_pdf"),
    path(f"{_PUBLIC}/minutes.docx", public.public_minutes, {"minutes_type": "docx"}, name="public_minutes_docx"),
    path("m/<slug:slug>/problems/", public.public_problem_list, name="public_problem_list"),
    path("m/<slug:slug>/problems/new/", public.public_problem_new, name="public_problem_new"),
    path(f"m/<slug:slug>/{_VOTE}/ballot/", votes.vote_booth, name="vote_booth"),
    path(f"m/<slug:slug>/{_VOTE}/ballots.pb", public.vote_ballots, name="vote_ballots"),
]

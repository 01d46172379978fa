from __future__ import annotations

from django.urls import path

from huangyai.assembly.views import assemblies, problems, public, votes

app_name = "assembly"

urlpatterns = [
    path("assemblies/", assemblies.assembly_list, name="assembly_list"),
    path("assemblies/new/", assemblies.assembly_new, name="assembly_new"),
    path("assemblies/<uuid:assembly_id>/", assemblies.assembly_detail, name="assembly_detail"),
    path("assemblies/<uuid:assembly_id>/presence/", assemblies.assembly_presence, name="assembly_presence"),
    path("assemblies/<uuid:assembly_id>/problems/new/", assemblies.assembly_problem_new, name="assembly_problem_new"),
    path("assemblies/<uuid:assembly_id>/closure/", assemblies.assembly_closure, name="assembly_closure"),
    path("assemblies/<uuid:assembly_id>/votes/new/", votes.vote_new, name="vote_new"),
    path("votes/<uuid:vote_id>/ballots/", votes.vote_ballot_entry, name="vote_ballot_entry"),
    path("votes/<uuid:vote_id>/count/", votes.vote_count, name="vote_count"),
    path("problems/", problems.problem_list, name="problem_list"),
    path("problems/<uuid:problem_id>/", problems.problem_detail, name="problem_detail"),
    path("m/<slug:slug>/assemblies/", public.public_assembly_list, name="public_assembly_list"),
    path("m/<slug:slug>/assemblies/<uuid:assembly_id>/", public.public_assembly_detail, name="public_assembly_detail"),
    path("m/<slug:slug>/problems/", public.public_problem_list, name="public_problem_list"),
    path("m/<slug:slug>/problems/new/", public.public_problem_new, name="public_problem_new"),
    path("m/<slug:slug>/votes/<uuid:vote_id>/ballots.pb", public.vote_ballots, name="vote_ballots"),
]

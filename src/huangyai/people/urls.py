from __future__ import annotations

from django.urls import path

from huangyai.people.views import changes, communities, households, knowing, residents

app_name = "people"

urlpatterns = [
    path("people/", residents.person_list, name="person_list"),
    path("people/new/", residents.person_new, name="person_new"),
    path("people/changes/", changes.change_list, name="change_list"),
    path("people/changes/<uuid:request_id>/", changes.change_detail, name="change_detail"),
    path("people/changes/<uuid:request_id>/decision/", changes.change_decision, name="change_decision"),
    path("people/changes/<uuid:request_id>/undoing/", changes.change_undoing, name="change_undoing"),
    path("people/<uuid:person_id>/", residents.person_detail, name="person_detail"),
    path("people/<uuid:person_id>/circumstances/", residents.person_circumstances, name="person_circumstances"),
    path("people/<uuid:person_id>/merges/", residents.person_merges, name="person_merges"),
    path("people/<uuid:person_id>/changes/<str:kind>/", changes.person_change_new, name="person_change_new"),
    path("people/<uuid:person_id>/kin/", knowing.person_kin, name="person_kin"),
    path("people/<uuid:person_id>/kin/<uuid:kinship_id>/end/", knowing.kinship_end, name="kinship_end"),
    path("people/<uuid:person_id>/contacts/", knowing.person_contacts, name="person_contacts"),
    path("people/<uuid:person_id>/contacts/<uuid:contact_id>/end/", knowing.contact_end, name="contact_end"),
    path("people/<uuid:person_id>/names/", knowing.person_names, name="person_names"),
    path("people/<uuid:person_id>/names/<uuid:name_id>/removal/", knowing.name_removal, name="name_removal"),
    path("people/<uuid:person_id>/addresses/", knowing.person_addresses, name="person_addresses"),
    path("people/<uuid:person_id>/addresses/<uuid:address_id>/end/", knowing.address_end, name="address_end"),
    path("people/<uuid:person_id>/consents/", knowing.person_consents, name="person_consents"),
    path("merges/<uuid:merge_id>/removal/", residents.merge_removal, name="merge_removal"),
    path("households/", households.household_list, name="household_list"),
    path("households/<uuid:household_id>/", households.household_detail, name="household_detail"),
    path("households/<uuid:household_id>/place/", households.household_place, name="household_place"),
    path("households/<uuid:household_id>/members/<uuid:member_id>/part/", households.member_part, name="member_part"),
    path(
        "households/<uuid:household_id>/changes/<str:kind>/", changes.household_change_new, name="household_change_new"
    ),
    path("places/", communities.place_list, name="place_list"),
    path("places/villages/new/", communities.village_new, name="village_new"),
    path("places/villages/<uuid:village_id>/", communities.village_detail, name="village_detail"),
    path("places/communities/new/", communities.community_new, name="community_new"),
    path("places/communities/<uuid:community_id>/", communities.community_detail, name="community_detail"),
    path(
        "places/communities/<uuid:community_id>/correction/",
        communities.community_correction,
        name="community_correction",
    ),
    path(
        "places/communities/<uuid:community_id>/households/",
        communities.community_households,
        name="community_households",
    ),
    path(
        "places/communities/<uuid:community_id>/households/<uuid:membership_id>/leaving/",
        communities.community_leaving,
        name="community_leaving",
    ),
    path("places/communities/<uuid:community_id>/seats/", communities.community_seats, name="community_seats"),
    path("places/communities/<uuid:community_id>/seats/<uuid:seat_id>/end/", communities.seat_end, name="seat_end"),
]

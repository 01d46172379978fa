from __future__ import annotations

from django.urls import path

from huangyai.transport.views import board, driving, needs, planning, vehicles

app_name = "transport"

urlpatterns = [
    path("rides/", planning.ride_plan_list, name="ride_plan_list"),
    path("rides/new/", planning.ride_plan_new, name="ride_plan_new"),
    path("rides/cars/new/", vehicles.vehicle_new, name="vehicle_new"),
    path("rides/people/<uuid:person_id>/", needs.riding_needs, name="riding_needs"),
    path("rides/sessions/<uuid:session_id>/", planning.session_rides, name="session_rides"),
    path("rides/cars/<uuid:vehicle_id>/change/", vehicles.vehicle_change, name="vehicle_change"),
    path("rides/cars/<uuid:vehicle_id>/", vehicles.vehicle_detail, name="vehicle_detail"),
    path("rides/<uuid:plan_id>/", board.ride_plan_detail, name="ride_plan_detail"),
    path("rides/<uuid:plan_id>/live/", board.live_state, name="live_state"),
    path("rides/<uuid:plan_id>/cancellations/", board.cancellation, name="cancellation"),
    path("rides/<uuid:plan_id>/additions/", board.addition, name="addition"),
    path("rides/<uuid:plan_id>/breakdowns/", board.breakdown, name="breakdown"),
    path("rides/<uuid:plan_id>/moves/", board.move, name="move"),
    path("rides/<uuid:plan_id>/attendance/", board.attendance, name="attendance"),
    path("rides/routes/worker.js", driving.route_worker, name="route_worker"),
    path("rides/routes/<uuid:route_id>/", driving.route_detail, name="route_detail"),
    path("rides/routes/<uuid:route_id>/news/", driving.route_news, name="route_news"),
    path("rides/routes/<uuid:route_id>/sheet/", driving.route_sheet, name="route_sheet"),
    path("rides/routes/<uuid:route_id>/<slug:car_form>.pdf", vehicles.car_form, name="car_form"),
    path("rides/stops/<uuid:stop_id>/boarding/", driving.boarding, name="boarding"),
    path("rides/stops/<uuid:stop_id>/arrival/", driving.arrival, name="arrival"),
]

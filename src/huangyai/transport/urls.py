from __future__ import annotations

from django.urls import path

from huangyai.transport import views

app_name = "transport"

urlpatterns = [
    path("rides/", views.ride_plan_list, name="ride_plan_list"),
    path("rides/new/", views.ride_plan_new, name="ride_plan_new"),
    path("rides/cars/new/", views.vehicle_new, name="vehicle_new"),
    path("rides/<uuid:plan_id>/", views.ride_plan_detail, name="ride_plan_detail"),
    path("rides/routes/<uuid:route_id>/", views.route_detail, name="route_detail"),
    path("rides/routes/<uuid:route_id>/sheet/", views.route_sheet, name="route_sheet"),
    path("rides/stops/<uuid:stop_id>/boarding/", views.boarding, name="boarding"),
]

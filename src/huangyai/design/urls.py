"""/design/: the theme switch and the component page."""

from django.urls import path

from huangyai.design import views

app_name = "design"

urlpatterns = [
    path("", views.styleguide, name="styleguide"),
    path("public/", views.styleguide, {"layout": "public"}, name="styleguide-public"),
    path("phone/", views.styleguide, {"layout": "phone"}, name="styleguide-phone"),
    path("projector/", views.styleguide, {"layout": "projector"}, name="styleguide-projector"),
    path("sheet/", views.styleguide, {"layout": "sheet"}, name="styleguide-sheet"),
    path("theme/", views.theme, name="theme"),
]

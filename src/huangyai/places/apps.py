from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "huangyai.places"
    label = "places"

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "huangyai.doors"
    label = "doors"

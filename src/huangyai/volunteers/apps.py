from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "huangyai.volunteers"
    label = "volunteers"

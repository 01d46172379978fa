from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "huangyai.people"
    label = "people"

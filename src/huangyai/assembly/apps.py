from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "huangyai.assembly"
    label = "assembly"

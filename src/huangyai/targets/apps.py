from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "huangyai.targets"
    label = "targets"

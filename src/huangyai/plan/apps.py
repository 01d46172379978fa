from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "huangyai.plan"
    label = "plan"

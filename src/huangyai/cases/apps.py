from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "huangyai.cases"
    label = "cases"

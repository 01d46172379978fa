from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "huangyai.office"
    label = "office"

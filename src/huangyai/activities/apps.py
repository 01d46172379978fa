from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "huangyai.activities"
    label = "activities"

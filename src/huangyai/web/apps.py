from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "huangyai.web"
    label = "web"

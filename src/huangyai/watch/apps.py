from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "huangyai.watch"
    label = "watch"

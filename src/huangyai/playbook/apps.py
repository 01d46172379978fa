from django.apps import AppConfig


class PlaybookConfig(AppConfig):
    name = "huangyai.playbook"
    label = "playbook"

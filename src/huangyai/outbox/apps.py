from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "huangyai.outbox"
    label = "outbox"

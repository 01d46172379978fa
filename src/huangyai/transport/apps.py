from django.apps import AppConfig


class TransportConfig(AppConfig):
    name = "huangyai.transport"
    label = "transport"

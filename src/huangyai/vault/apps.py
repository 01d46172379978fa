from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "huangyai.vault"
    label = "vault"

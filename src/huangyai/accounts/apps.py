from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huangyai.accounts"
    label = "accounts"

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "huangyai.evaluation"
    label = "evaluation"

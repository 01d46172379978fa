"""The design room as Django knows it."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Base pages, components, styles and scripts; no tables."""

    name = "huangyai.design"
    label = "design"
    verbose_name = "Design"

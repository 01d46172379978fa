from __future__ import annotations

from django.db import models

from huangyai.evaluation.models import Report
from huangyai.walls.models import MunicipalRow


class Model(MunicipalRow):
    """ต้นแบบ: the way of working of one cycle, without anybody's personal data."""

    title = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="+")
    coordinator_unit = models.CharField(max_length=200)


class Publication(MunicipalRow):
    """The model was published: everyone may read and take it."""

    model = models.OneToOneField(Model, on_delete=models.PROTECT, related_name="publication")


class Adoption(MunicipalRow):
    """A municipality took a model and made it its own; `source_digest` says exactly which one."""

    source_slug = models.CharField(max_length=60)
    source_name = models.CharField(max_length=200)
    source_digest = models.CharField(max_length=64)
    document = models.JSONField()
    changes = models.JSONField(default=list)

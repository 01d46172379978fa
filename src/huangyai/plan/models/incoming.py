"""Plan books on their way in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from huangyai.walls.models import MunicipalRow


class BookSource(MunicipalRow):
    """ที่มาของเล่มแผน: a program or a unit that sends plan books; what its headings mean is remembered here."""

    name = models.CharField(max_length=120)
    # Heading → field of a plan row, as somebody last confirmed it; an empty field says that the column is not used.
    columns = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="plan_book_source_once")]

    def __str__(self) -> str:
        return self.name


class BookDraft(MunicipalRow):
    """A plan book on its way in: the file as it was sent, until it is brought in whole or dropped. Holds no project yet."""

    source = models.ForeignKey(BookSource, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    first_year = models.PositiveSmallIntegerField()
    # Headings and their fields, the worksheets to read, the row of the headings, whether rows go on in the next.
    layout = models.JSONField(default=dict)
    # Somebody has looked at the columns.
    mapped_at = models.DateTimeField(null=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    @property
    def last_year(self) -> int:
        """Plans have five years."""
        return self.first_year + 4

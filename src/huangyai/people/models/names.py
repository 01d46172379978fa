from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.walls.models import MunicipalRow

if TYPE_CHECKING:
    _Lookup = models.Lookup[Any]
else:
    _Lookup = models.Lookup


@models.CharField.register_lookup
class IsOneOf(_Lookup):
    """Equal to one of a thousand texts, given as one text with commas: a parameter each would cost more than the search."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """As the database asks it; a plain `=`, which keeps its index under row security."""
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(string_to_array(%s, ','))", (*values, ",".join(self.rhs))


class OtherName(MunicipalRow):
    """A name besides the registered one by which somebody is called or was called."""

    class Kind(models.TextChoices):
        NICKNAME = "nickname", _("nickname")
        FORMER_GIVEN = "given", _("former given name")
        FORMER_FAMILY = "family", _("former family name")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="other_names", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NICKNAME)
    name = models.CharField(max_length=80)
    # As the search folds it; bytewise, since the database has no Thai collation.
    fold = models.CharField(max_length=80, db_collation="C")
    source = models.CharField(max_length=60)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "fold"], name="people_by_other_name"),
            models.Index(fields=["municipality", "person"], name="people_other_names_of"),
        ]


class KnownName(MunicipalRow):
    """A name that somebody here bears, once however many bear it: where the search looks up what was misspelt.

    The database's own search for similar text can't use an index under row security; `=` and ranges can.
    """

    class Place(models.TextChoices):
        GIVEN = "g", _("given name")
        FAMILY = "f", _("family name")
        OTHER = "o", _("other name")

    place = models.CharField(max_length=1, choices=Place.choices)
    fold = models.CharField(max_length=80, db_collation="C")
    # Consonants only: what is left of a name when its vowels are misheard.
    skeleton = models.CharField(max_length=80, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["municipality", "skeleton"], name="people_name_skeletons")]
        constraints = [models.UniqueConstraint(fields=["municipality", "fold", "place"], name="people_name_known_once")]

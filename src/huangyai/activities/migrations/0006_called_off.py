import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import huangyai.kernel.identity
import huangyai.walls.operations


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0005_signing_up"),
        ("places", "0002_communities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="enrolment",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[
                    ("themselves", "they called off"),
                    ("office", "taken off by the office"),
                    ("not_held", "the session is not held then"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="waiting",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[
                    ("moved_up", "moved up"),
                    ("withdrawn", "no longer waits"),
                    ("not_held", "the session is not held then"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="SessionCallOff",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.CharField(max_length=300)),
                (
                    "called_off_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_instead",
                        to="activities.session",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="call_off", to="activities.session"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        huangyai.walls.operations.BuildWalls(),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import huangyai.kernel.identity
import huangyai.walls.operations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_houses_corrected"),
        ("places", "0002_communities"),
        ("transport", "0003_promised_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="vehicle",
            name="rest_from",
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name="vehicle",
            name="rest_minutes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="vehicle",
            name="rest_until",
            field=models.TimeField(null=True),
        ),
        migrations.CreateModel(
            name="RidingNeeds",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("companions", models.PositiveSmallIntegerField(default=0)),
                ("boarding_minutes", models.PositiveSmallIntegerField(null=True)),
                ("longest_minutes", models.PositiveSmallIntegerField(null=True)),
                ("comes_first", models.BooleanField(default=False)),
                ("apart_sealed", models.BinaryField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        huangyai.walls.operations.BuildWalls(),
    ]

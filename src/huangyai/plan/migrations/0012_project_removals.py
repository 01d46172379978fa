import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import huangyai.kernel.identity
import huangyai.walls.operations


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_communities"),
        ("plan", "0011_alignment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectRemoval",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.TextField()),
                ("reason", models.TextField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="removals", to="plan.plan"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        huangyai.walls.operations.BuildWalls(),
    ]

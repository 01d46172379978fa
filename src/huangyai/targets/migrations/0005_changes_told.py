import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import huangyai.kernel.identity
import huangyai.walls.operations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_households_in_order"),
        ("places", "0002_communities"),
        ("targets", "0004_cards_and_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CivilProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("field", models.CharField(blank=True, max_length=20)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="targets.rowchange"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.changerequest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "change", "field"), name="targets_proposed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptDecision",
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
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="targets.candidate"
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={"ordering": ["-made_at"]},
        ),
        migrations.AddConstraint(
            model_name="targetlist",
            constraint=models.UniqueConstraint(
                fields=("municipality", "fiscal_year", "name"), name="targets_list_name_once_a_year"
            ),
        ),
        huangyai.walls.operations.BuildWalls(),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import huangyai.kernel.identity
import huangyai.walls.words
from huangyai.walls.operations import BuildWalls


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_reasons_in_both_languages"),
        ("people", "0002_households_over_time"),
        ("places", "0001_initial"),
        ("plan", "0008_approval_and_payment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="baht_a_session",
            field=models.DecimalField(decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(model_name="activity", name="staff", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(model_name="activity", name="room_kind", field=models.CharField(blank=True, max_length=40)),
        migrations.AddField(model_name="activity", name="materials", field=models.TextField(blank=True)),
        migrations.AddField(model_name="activity", name="youngest", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(model_name="activity", name="oldest", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(model_name="activity", name="life", field=models.CharField(blank=True, max_length=10)),
        migrations.AddField(model_name="activity", name="meetings", field=models.PositiveSmallIntegerField(default=1)),
        migrations.CreateModel(
            name="ComingTimes",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("life", models.CharField(max_length=10)),
                ("cells", models.JSONField(null=True)),
                ("off_parts", models.JSONField(default=list)),
                ("caring", models.JSONField(default=list)),
                ("harvest", models.JSONField(default=list)),
                ("furthest_km", models.FloatField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "person", "made_at"], name="activities_coming_times")]
            },
        ),
        migrations.CreateModel(
            name="CalendarSpan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("term", "school term"),
                            ("school_break", "school break"),
                            ("holiday", "local holiday"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("verified_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["begins_on", "kind"]},
        ),
        migrations.CreateModel(
            name="PlacementRule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pin", "only so"),
                            ("ban", "never so"),
                        ],
                        max_length=4,
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(null=True)),
                ("part", models.CharField(blank=True, max_length=10)),
                ("why", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement_rules",
                        to="activities.activity",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activities.venue"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["made_at"]},
        ),
        migrations.CreateModel(
            name="Unplaced",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("why", huangyai.walls.words.WordsField()),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="unplaced", to="activities.activity"
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
        migrations.CreateModel(
            name="Livelihood",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("skill", "has learnt the skill"),
                            ("practice", "practises it"),
                            ("first_income", "first income from it"),
                            ("after_3_months", "asked after 3 months"),
                            ("after_6_months", "asked after 6 months"),
                            ("after_12_months", "asked after 12 months"),
                        ],
                        max_length=16,
                    ),
                ),
                ("day", models.DateField()),
                ("baht_a_month", models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="livelihoods",
                        to="activities.activity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["day", "made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "activity", "person", "step"), name="activities_livelihood_step_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpensePayment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "expense",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payment", to="activities.expense"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plan.moneystep"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        BuildWalls(),
    ]

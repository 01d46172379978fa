import django.db.models.deletion
from django.db import migrations, models

import huangyai.kernel.identity
import huangyai.walls.operations


class Migration(migrations.Migration):
    dependencies = [
        ("doors", "0002_remove_done_request_path"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="VisitorCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huangyai.kernel.identity.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("door", models.CharField(max_length=20)),
                ("visitor", models.CharField(blank=True, max_length=64)),
                ("ends_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "door", "visitor", "ends_at"), name="doors_visitors_counted_once"
                    )
                ],
            },
        ),
        # Who was at the door is written into no log and no base backup.
        migrations.RunSQL(
            "ALTER TABLE doors_visitorcount SET UNLOGGED", reverse_sql="ALTER TABLE doors_visitorcount SET LOGGED"
        ),
        huangyai.walls.operations.BuildWalls(),
    ]

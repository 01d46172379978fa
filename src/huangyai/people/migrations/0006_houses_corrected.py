from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_households_in_order"),
    ]

    operations = [
        migrations.AlterField(
            model_name="changerequest",
            name="kind",
            field=models.CharField(
                choices=[
                    ("correction", "correct a value"),
                    ("move", "move"),
                    ("birth", "birth"),
                    ("death", "death"),
                    ("head", "another head of the household"),
                    ("split", "split a household"),
                    ("house", "correct a house's number or village"),
                    ("merge", "two entries are one person"),
                ],
                max_length=12,
            ),
        ),
    ]

from django.db import migrations, models

from huangyai.walls.operations import BuildWalls
from huangyai.walls.text_to_words import TextToWords


class Migration(migrations.Migration):
    dependencies = [("plan", "0002_initial")]

    operations = [
        TextToWords("yearmoney", "reason"),
        migrations.AlterField(
            model_name="project",
            name="programme",
            field=models.CharField(blank=True, max_length=200, verbose_name="programme"),
        ),
        BuildWalls(),
    ]

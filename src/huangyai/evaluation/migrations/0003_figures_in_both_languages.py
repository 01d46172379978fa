from django.db import migrations

from huangyai.walls.operations import BuildWalls
from huangyai.walls.text_to_words import TextToWords


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0002_initial")]

    operations = [
        TextToWords("reportfigure", "label", null=False),
        TextToWords("reportfigure", "value", null=False),
        BuildWalls(),
    ]

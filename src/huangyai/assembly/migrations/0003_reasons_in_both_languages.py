from django.db import migrations

from huangyai.walls.operations import BuildWalls
from huangyai.walls.text_to_words import TextToWords


class Migration(migrations.Migration):
    dependencies = [("assembly", "0002_initial")]

    operations = [TextToWords("answer", "reason", null=False), BuildWalls()]

from django.db import migrations

from huangyai.walls.operations import BuildWalls
from huangyai.walls.text_to_words import TextToWords


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_initial")]

    operations = [TextToWords("session", "placement_reason"), BuildWalls()]

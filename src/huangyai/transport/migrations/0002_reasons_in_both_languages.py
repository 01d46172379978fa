from django.db import migrations

from huangyai.walls.operations import BuildWalls
from huangyai.walls.text_to_words import TextToWords


class Migration(migrations.Migration):
    dependencies = [("transport", "0001_initial")]

    operations = [TextToWords("route", "reason"), BuildWalls()]

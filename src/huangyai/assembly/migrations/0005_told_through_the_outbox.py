from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("assembly", "0004_the_door_and_the_room"),
    ]

    operations = [
        migrations.DeleteModel(name="AnswerTold"),
    ]

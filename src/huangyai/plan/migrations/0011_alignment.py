from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0010_withdrawn_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="strategy",
            name="alignment",
            field=models.TextField(blank=True),
        ),
    ]

"""The mark of each form that has booked something, once."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("funding", "0009_harden")]
    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                (
                    "mark",
                    models.UUIDField(
                        editable=False, primary_key=True, serialize=False, verbose_name="märke"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(db_default=Now(), editable=False, verbose_name="skickat"),
                ),
            ],
            options={
                "verbose_name": "skickat formulär",
                "verbose_name_plural": "skickade formulär",
            },
        ),
    ]

"""What was used without an activity is found by itself: the overview asks for it every time."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0006_chain_guard'),
        ('initiatives', '0012_history_fence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(condition=models.Q(('activity__isnull', True), ('kind', 'USE')), fields=['source'], name='transfer_without_activity'),
        ),
    ]

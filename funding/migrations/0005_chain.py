"""The whole chain as tables: terms, keys, pots, rounds, applications, decisions, returns."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0006_mention_mail'),
        ('funding', '0004_reallocate'),
        ('initiatives', '0012_history_fence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Together([
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreement',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreement',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreement',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='concurrence',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='concurrence',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='concurrence',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='frame',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='frame',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='frame',
            name='delete_delete',
        ),
        migrations.CreateModel(
            name='AllocationFocusesLinkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lock', models.PositiveIntegerField(default=0, editable=False, verbose_name='sparad gång')),
                ('title', models.CharField(db_collation='sv-x-icu', max_length=200, verbose_name='ändamål')),
                ('need', models.TextField(blank=True, max_length=3000, verbose_name='behov')),
                ('work', models.TextField(blank=True, max_length=3000, verbose_name='vad som ska göras')),
                ('result', models.TextField(blank=True, max_length=3000, verbose_name='vad som ska bli bättre')),
                ('participation', models.TextField(blank=True, max_length=2000, verbose_name='hur patienter, brukare och anhöriga är med')),
                ('own_effort', models.TextField(blank=True, max_length=1000, verbose_name='egen insats')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='funktion att fråga')),
                ('main_b', models.CharField(blank=True, choices=[('BEMOT', 'Bemöt'), ('BEHANDLA', 'Behandla'), ('BYGG', 'Bygg'), ('BEGRANSA', 'Begränsa')], max_length=8, verbose_name='främsta B')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='börjar')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='slutar')),
                ('state', models.CharField(choices=[('DRAFT', 'Utkast'), ('SUBMITTED', 'Inskickad, bereds'), ('RETURNED', 'Åter för komplettering'), ('PREPARED', 'Beredd, väntar på beslut'), ('GRANTED', 'Beviljad'), ('DECLINED', 'Avslagen'), ('WITHDRAWN', 'Återtagen')], default='DRAFT', max_length=10, verbose_name='läge')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='inskickad')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='påbörjad')),
            ],
            options={
                'verbose_name': 'ansökan',
                'verbose_name_plural': 'ansökningar',
                'ordering': ['-submitted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ApplicationActivitiesLinkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(db_collation='sv-x-icu', max_length=200, verbose_name='ändamål')),
                ('need', models.TextField(blank=True, max_length=3000, verbose_name='behov')),
                ('work', models.TextField(blank=True, max_length=3000, verbose_name='vad som ska göras')),
                ('result', models.TextField(blank=True, max_length=3000, verbose_name='vad som ska bli bättre')),
                ('participation', models.TextField(blank=True, max_length=2000, verbose_name='hur patienter, brukare och anhöriga är med')),
                ('own_effort', models.TextField(blank=True, max_length=1000, verbose_name='egen insats')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='funktion att fråga')),
                ('main_b', models.CharField(blank=True, choices=[('BEMOT', 'Bemöt'), ('BEHANDLA', 'Behandla'), ('BYGG', 'Bygg'), ('BEGRANSA', 'Begränsa')], max_length=8, verbose_name='främsta B')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='börjar')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='slutar')),
                ('state', models.CharField(choices=[('DRAFT', 'Utkast'), ('SUBMITTED', 'Inskickad, bereds'), ('RETURNED', 'Åter för komplettering'), ('PREPARED', 'Beredd, väntar på beslut'), ('GRANTED', 'Beviljad'), ('DECLINED', 'Avslagen'), ('WITHDRAWN', 'Återtagen')], default='DRAFT', max_length=10, verbose_name='läge')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='inskickad')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='påbörjad')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationCoApplicantsLinkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationFocusesLinkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationTargetGroupsLinkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='till vad')),
                ('amount', models.BigIntegerField(verbose_name='belopp, kronor')),
            ],
            options={
                'verbose_name': 'budgetrad',
                'verbose_name_plural': 'budgetrader',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='BudgetLineChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=200, verbose_name='till vad')),
                ('amount', models.BigIntegerField(verbose_name='belopp, kronor')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=250, verbose_name='skäl')),
                ('declared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='anmält')),
            ],
            options={
                'verbose_name': 'jäv',
                'verbose_name_plural': 'jäv',
                'ordering': ['declared_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ConflictChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('reason', models.CharField(max_length=250, verbose_name='skäl')),
                ('declared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='anmält')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DecisionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('GRANT', 'Bevilja'), ('DECLINE', 'Avslå'), ('CHANGE', 'Ändra beviljat belopp'), ('CARRY_OVER', 'Föra över till nästa år'), ('REPAY', 'Betala tillbaka'), ('OTHER', 'Annat')], max_length=10, verbose_name='vad som beslutas')),
                ('purpose', models.CharField(blank=True, db_collation='sv-x-icu', max_length=250, verbose_name='ändamål')),
                ('amount', models.BigIntegerField(default=0, verbose_name='belopp, kronor')),
                ('conditions', models.CharField(blank=True, max_length=500, verbose_name='villkor')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='skäl')),
                ('usable_until', models.DateField(blank=True, null=True, verbose_name='får användas till och med')),
                ('override_reason', models.CharField(blank=True, max_length=300, verbose_name='skäl att gå ifrån öronmärkningen')),
            ],
            options={
                'verbose_name': 'beslutspunkt',
                'verbose_name_plural': 'beslutspunkter',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='DecisionItemChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('act', models.CharField(choices=[('GRANT', 'Bevilja'), ('DECLINE', 'Avslå'), ('CHANGE', 'Ändra beviljat belopp'), ('CARRY_OVER', 'Föra över till nästa år'), ('REPAY', 'Betala tillbaka'), ('OTHER', 'Annat')], max_length=10, verbose_name='vad som beslutas')),
                ('purpose', models.CharField(blank=True, db_collation='sv-x-icu', max_length=250, verbose_name='ändamål')),
                ('amount', models.BigIntegerField(default=0, verbose_name='belopp, kronor')),
                ('conditions', models.CharField(blank=True, max_length=500, verbose_name='villkor')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='skäl')),
                ('usable_until', models.DateField(blank=True, null=True, verbose_name='får användas till och med')),
                ('override_reason', models.CharField(blank=True, max_length=300, verbose_name='skäl att gå ifrån öronmärkningen')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DecisionItemFocusesLinkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DecisionOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='beslutsorgan')),
                ('kommuner', models.CharField(choices=[('EACH', 'Varje kommun för sig'), ('BODY', 'Genom ett gemensamt organ')], max_length=4, verbose_name='kommunerna svarar')),
            ],
            options={
                'verbose_name': 'beslutsordning',
                'verbose_name_plural': 'beslutsordningar',
            },
        ),
        migrations.CreateModel(
            name='DecisionOrderChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('body', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='beslutsorgan')),
                ('kommuner', models.CharField(choices=[('EACH', 'Varje kommun för sig'), ('BODY', 'Genom ett gemensamt organ')], max_length=4, verbose_name='kommunerna svarar')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DistributionKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='namn')),
                ('basis', models.CharField(choices=[('POPULATION', 'Folkmängd'), ('TABLE', 'Given tabell')], max_length=10, verbose_name='bygger på')),
                ('reference_date', models.DateField(blank=True, null=True, verbose_name='gäller per')),
                ('source', models.CharField(max_length=250, verbose_name='källa')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='skapad')),
            ],
            options={
                'verbose_name': 'fördelningsnyckel',
                'verbose_name_plural': 'fördelningsnycklar',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DistributionKeyChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='namn')),
                ('basis', models.CharField(choices=[('POPULATION', 'Folkmängd'), ('TABLE', 'Given tabell')], max_length=10, verbose_name='bygger på')),
                ('reference_date', models.DateField(blank=True, null=True, verbose_name='gäller per')),
                ('source', models.CharField(max_length=250, verbose_name='källa')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='skapad')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Earmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('allows', models.CharField(choices=[('USER_MOVEMENT', 'Bara de som räknas som brukarrörelse'), ('ASSOCIATIONS', 'Bara föreningar och andra i civilsamhället'), ('KOMMUN', 'Bara kommuner'), ('REGION', 'Bara regionen')], max_length=14, verbose_name='vilka som kan få medel')),
                ('text', models.CharField(max_length=300, verbose_name='regelns text')),
                ('source', models.CharField(max_length=250, verbose_name='källa')),
                ('since', models.DateField(verbose_name='gäller från')),
                ('until', models.DateField(blank=True, null=True, verbose_name='gäller till och med')),
            ],
            options={
                'verbose_name': 'öronmärkning',
                'verbose_name_plural': 'öronmärkningar',
                'ordering': ['category__number', '-since'],
            },
        ),
        migrations.CreateModel(
            name='EarmarkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('allows', models.CharField(choices=[('USER_MOVEMENT', 'Bara de som räknas som brukarrörelse'), ('ASSOCIATIONS', 'Bara föreningar och andra i civilsamhället'), ('KOMMUN', 'Bara kommuner'), ('REGION', 'Bara regionen')], max_length=14, verbose_name='vilka som kan få medel')),
                ('text', models.CharField(max_length=300, verbose_name='regelns text')),
                ('source', models.CharField(max_length=250, verbose_name='källa')),
                ('since', models.DateField(verbose_name='gäller från')),
                ('until', models.DateField(blank=True, null=True, verbose_name='gäller till och med')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KeyShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.BigIntegerField(verbose_name='vikt')),
            ],
            options={
                'verbose_name': 'andel',
                'verbose_name_plural': 'andelar',
                'ordering': ['actor__code', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlannedPayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='betalas')),
                ('amount', models.BigIntegerField(verbose_name='belopp, kronor')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='anteckning')),
            ],
            options={
                'verbose_name': 'planerad utbetalning',
                'verbose_name_plural': 'planerade utbetalningar',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlannedPaymentChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('due_on', models.DateField(verbose_name='betalas')),
                ('amount', models.BigIntegerField(verbose_name='belopp, kronor')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='anteckning')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lock', models.PositiveIntegerField(default=0, editable=False, verbose_name='sparad gång')),
                ('checks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('PURPOSE', 'Ändamålet ryms i kategorin och dess inriktningar'), ('RECEIVER', 'Sökanden kan få medel enligt länets regler'), ('BUDGET', 'Budgeten är rimlig och bara för det som ska göras'), ('NEED', 'Behovet är beskrivet och hör ihop med en plan'), ('PARTICIPATION', 'Patienter, brukare eller anhöriga är med'), ('REPORTED', 'Tidigare medel är redovisade')], max_length=13), blank=True, default=list, size=None, verbose_name='granskat och i ordning')),
                ('recommended', models.BigIntegerField(blank=True, null=True, verbose_name='föreslaget belopp, kronor')),
                ('reason', models.TextField(blank=True, max_length=3000, verbose_name='skäl')),
                ('prepared_at', models.DateTimeField(editable=False, null=True, verbose_name='beredd')),
            ],
            options={
                'verbose_name': 'beredning',
                'verbose_name_plural': 'beredningar',
            },
        ),
        migrations.CreateModel(
            name='PreparationChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('checks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('PURPOSE', 'Ändamålet ryms i kategorin och dess inriktningar'), ('RECEIVER', 'Sökanden kan få medel enligt länets regler'), ('BUDGET', 'Budgeten är rimlig och bara för det som ska göras'), ('NEED', 'Behovet är beskrivet och hör ihop med en plan'), ('PARTICIPATION', 'Patienter, brukare eller anhöriga är med'), ('REPORTED', 'Tidigare medel är redovisade')], max_length=13), blank=True, default=list, size=None, verbose_name='granskat och i ordning')),
                ('recommended', models.BigIntegerField(blank=True, null=True, verbose_name='föreslaget belopp, kronor')),
                ('reason', models.TextField(blank=True, max_length=3000, verbose_name='skäl')),
                ('prepared_at', models.DateTimeField(editable=False, null=True, verbose_name='beredd')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='fråga')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='ställd')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='svar')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='besvarad')),
            ],
            options={
                'verbose_name': 'fråga om en ansökan',
                'verbose_name_plural': 'frågor om ansökningar',
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(max_length=2000, verbose_name='fråga')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='ställd')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='svar')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='besvarad')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Requisition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(verbose_name='belopp, kronor')),
                ('text', models.CharField(max_length=250, verbose_name='till mottagarens bankuppgifter eller referens')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='begärd')),
                ('refusal', models.CharField(blank=True, max_length=250, verbose_name='skäl att inte betala')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='besvarad')),
            ],
            options={
                'verbose_name': 'rekvisition',
                'verbose_name_plural': 'rekvisitioner',
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RequisitionChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('amount', models.BigIntegerField(verbose_name='belopp, kronor')),
                ('text', models.CharField(max_length=250, verbose_name='till mottagarens bankuppgifter eller referens')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='begärd')),
                ('refusal', models.CharField(blank=True, max_length=250, verbose_name='skäl att inte betala')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='besvarad')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lock', models.PositiveIntegerField(default=0, editable=False, verbose_name='sparad gång')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('state', models.CharField(choices=[('DRAFT', 'Fylls i'), ('FILLED', 'Väntar på intygande'), ('CERTIFIED', 'Intygad och inskickad'), ('SENT_BACK', 'Åter för komplettering'), ('ACCEPTED', 'Godkänd')], default='DRAFT', editable=False, max_length=9, verbose_name='läge')),
                ('as_of', models.DateField(verbose_name='till och med')),
                ('paid', models.BigIntegerField(editable=False, verbose_name='utbetalt, kronor')),
                ('booked', models.BigIntegerField(editable=False, verbose_name='bokfört i portalen, kronor')),
                ('used', models.BigIntegerField(default=0, verbose_name='använt, kronor')),
                ('committed', models.BigIntegerField(default=0, verbose_name='bundet men inte betalt, kronor')),
                ('carry_over', models.BigIntegerField(default=0, verbose_name='vill föra över till nästa år, kronor')),
                ('to_repay', models.BigIntegerField(default=0, verbose_name='ska betalas tillbaka, kronor')),
                ('forecast', models.BigIntegerField(default=0, verbose_name='väntas bli använt i allt, kronor')),
                ('variance', models.TextField(blank=True, max_length=2000, verbose_name='varför det avviker')),
                ('reopened_because', models.CharField(blank=True, max_length=500, verbose_name='varför den öppnades igen')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='påbörjad')),
                ('filled_at', models.DateTimeField(editable=False, null=True, verbose_name='ifylld')),
                ('certified_at', models.DateTimeField(editable=False, null=True, verbose_name='intygad')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='svar från den som ger medlen')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='besvarad')),
            ],
            options={
                'verbose_name': 'redovisning',
                'verbose_name_plural': 'redovisningar',
                'ordering': ['allocation', '-number'],
            },
        ),
        migrations.CreateModel(
            name='ReturnChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('state', models.CharField(choices=[('DRAFT', 'Fylls i'), ('FILLED', 'Väntar på intygande'), ('CERTIFIED', 'Intygad och inskickad'), ('SENT_BACK', 'Åter för komplettering'), ('ACCEPTED', 'Godkänd')], default='DRAFT', editable=False, max_length=9, verbose_name='läge')),
                ('as_of', models.DateField(verbose_name='till och med')),
                ('paid', models.BigIntegerField(editable=False, verbose_name='utbetalt, kronor')),
                ('booked', models.BigIntegerField(editable=False, verbose_name='bokfört i portalen, kronor')),
                ('used', models.BigIntegerField(default=0, verbose_name='använt, kronor')),
                ('committed', models.BigIntegerField(default=0, verbose_name='bundet men inte betalt, kronor')),
                ('carry_over', models.BigIntegerField(default=0, verbose_name='vill föra över till nästa år, kronor')),
                ('to_repay', models.BigIntegerField(default=0, verbose_name='ska betalas tillbaka, kronor')),
                ('forecast', models.BigIntegerField(default=0, verbose_name='väntas bli använt i allt, kronor')),
                ('variance', models.TextField(blank=True, max_length=2000, verbose_name='varför det avviker')),
                ('reopened_because', models.CharField(blank=True, max_length=500, verbose_name='varför den öppnades igen')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='påbörjad')),
                ('filled_at', models.DateTimeField(editable=False, null=True, verbose_name='ifylld')),
                ('certified_at', models.DateTimeField(editable=False, null=True, verbose_name='intygad')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='svar från den som ger medlen')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='besvarad')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='namn')),
                ('instructions', models.TextField(blank=True, max_length=2000, verbose_name='till den som söker')),
                ('opens_on', models.DateField(verbose_name='öppnar')),
                ('closes_on', models.DateField(verbose_name='sista ansökningsdag')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='skapad')),
            ],
            options={
                'verbose_name': 'ansökningsomgång',
                'verbose_name_plural': 'ansökningsomgångar',
                'ordering': ['-closes_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RoundChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='namn')),
                ('instructions', models.TextField(blank=True, max_length=2000, verbose_name='till den som söker')),
                ('opens_on', models.DateField(verbose_name='öppnar')),
                ('closes_on', models.DateField(verbose_name='sista ansökningsdag')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='skapad')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoundFramesLinkChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Scenario',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lock', models.PositiveIntegerField(default=0, editable=False, verbose_name='sparad gång')),
                ('name', models.CharField(db_collation='sv-x-icu', max_length=80, verbose_name='namn')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='skapat')),
            ],
            options={
                'verbose_name': 'alternativ',
                'verbose_name_plural': 'alternativ',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ScenarioAmount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(default=0, verbose_name='belopp, kronor')),
            ],
            options={
                'verbose_name': 'belopp i ett alternativ',
                'verbose_name_plural': 'belopp i alternativ',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ScenarioAmountChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('amount', models.BigIntegerField(default=0, verbose_name='belopp, kronor')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ScenarioChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(db_collation='sv-x-icu', max_length=80, verbose_name='namn')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='skapat')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='vad uppgiften gäller')),
                ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='belopp, kronor')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='uppgift i ord')),
                ('source', models.CharField(max_length=250, verbose_name='källa')),
                ('source_url', models.URLField(blank=True, verbose_name='länk till källan')),
            ],
            options={
                'verbose_name': 'uppgift ur en källa',
                'verbose_name_plural': 'uppgifter ur källor',
                'ordering': ['about', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StatementChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('about', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='vad uppgiften gäller')),
                ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='belopp, kronor')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='uppgift i ord')),
                ('source', models.CharField(max_length=250, verbose_name='källa')),
                ('source_url', models.URLField(blank=True, verbose_name='länk till källan')),
            ],
            options={
                'verbose_name': 'ändring',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='allocation',
            name='focuses',
            field=models.ManyToManyField(blank=True, related_name='allocations', to='initiatives.term', verbose_name='inriktningar'),
        ),
        migrations.AlterModelOptions(
            name='agreement',
            options={'ordering': ['-first_year', 'pk'], 'verbose_name': 'överenskommelse', 'verbose_name_plural': 'överenskommelser'},
        ),
        migrations.AlterModelOptions(
            name='frame',
            options={'ordering': ['component__category__number', 'pk'], 'verbose_name': 'pott', 'verbose_name_plural': 'potter'},
        ),
        migrations.RemoveConstraint(
            model_name='account',
            name='account_owned_as_its_kind',
        ),
        migrations.RemoveConstraint(
            model_name='account',
            name='account_once_an_agreement',
        ),
        migrations.RemoveConstraint(
            model_name='frame',
            name='frame_once_a_county',
        ),
        migrations.AddField(
            model_name='account',
            name='closed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='stängt'),
        ),
        migrations.AddField(
            model_name='account',
            name='closed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='stängt av'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='carry_over',
            field=models.CharField(choices=[('ALLOWED', 'Får föras över'), ('NEEDS_DECISION', 'Kräver beslut'), ('NOT_ALLOWED', 'Får inte föras över')], default='NEEDS_DECISION', max_length=14, verbose_name='överföring till nästa år'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='predecessor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='funding.agreement', verbose_name='bygger på'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='repay_due',
            field=models.DateField(blank=True, null=True, verbose_name='återbetalas senast'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='report_due',
            field=models.DateField(blank=True, null=True, verbose_name='redovisas senast'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='report_to',
            field=models.CharField(blank=True, max_length=120, verbose_name='redovisas till'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='source_url',
            field=models.URLField(blank=True, verbose_name='länk till källan'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='usable_until',
            field=models.DateField(blank=True, null=True, verbose_name='får användas till och med'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='carry_over',
            field=models.CharField(choices=[('ALLOWED', 'Får föras över'), ('NEEDS_DECISION', 'Kräver beslut'), ('NOT_ALLOWED', 'Får inte föras över')], default='NEEDS_DECISION', max_length=14, verbose_name='överföring till nästa år'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='predecessor',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.agreement', verbose_name='bygger på'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='repay_due',
            field=models.DateField(blank=True, null=True, verbose_name='återbetalas senast'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='report_due',
            field=models.DateField(blank=True, null=True, verbose_name='redovisas senast'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='report_to',
            field=models.CharField(blank=True, max_length=120, verbose_name='redovisas till'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='source_url',
            field=models.URLField(blank=True, verbose_name='länk till källan'),
        ),
        migrations.AddField(
            model_name='agreementchange',
            name='usable_until',
            field=models.DateField(blank=True, null=True, verbose_name='får användas till och med'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='carried_until',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='överförda medel får användas till och med'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='committed',
            field=models.BigIntegerField(default=1, editable=False, verbose_name='ursprungligt belopp, kronor'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='allocation',
            name='conditions',
            field=models.CharField(blank=True, max_length=500, verbose_name='villkor'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='override_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='den som gick ifrån öronmärkningen'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='override_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='skäl att gå ifrån öronmärkningen'),
        ),
        migrations.AddField(
            model_name='allocationchange',
            name='carried_until',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='överförda medel får användas till och med'),
        ),
        migrations.AddField(
            model_name='allocationchange',
            name='committed',
            field=models.BigIntegerField(default=1, editable=False, verbose_name='ursprungligt belopp, kronor'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='allocationchange',
            name='conditions',
            field=models.CharField(blank=True, max_length=500, verbose_name='villkor'),
        ),
        migrations.AddField(
            model_name='allocationchange',
            name='override_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='den som gick ifrån öronmärkningen'),
        ),
        migrations.AddField(
            model_name='allocationchange',
            name='override_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='skäl att gå ifrån öronmärkningen'),
        ),
        migrations.AddField(
            model_name='concurrence',
            name='comment',
            field=models.TextField(blank=True, max_length=1000, verbose_name='kommentar'),
        ),
        migrations.AddField(
            model_name='concurrencechange',
            name='comment',
            field=models.TextField(blank=True, max_length=1000, verbose_name='kommentar'),
        ),
        migrations.AddField(
            model_name='decision',
            name='created_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='påbörjat'),
        ),
        migrations.AddField(
            model_name='decision',
            name='ended_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='avgjort'),
        ),
        migrations.AddField(
            model_name='decision',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='funding.decision', verbose_name='bygger på eller ersätter'),
        ),
        migrations.AddField(
            model_name='decision',
            name='minutes_name',
            field=models.CharField(blank=True, editable=False, max_length=150, verbose_name='protokoll'),
        ),
        migrations.AddField(
            model_name='decision',
            name='minutes_sha256',
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='protokollets kontrollsumma'),
        ),
        migrations.AddField(
            model_name='decision',
            name='minutes_size',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='protokollets storlek'),
        ),
        migrations.AddField(
            model_name='decision',
            name='proposed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='framlagt'),
        ),
        migrations.AddField(
            model_name='decision',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'Skrivs'), ('PROPOSED', 'Väntar på parterna'), ('DECIDED', 'Alla parter står bakom'), ('RETURNED', 'Åter till beredning'), ('DECLINED', 'En part har sagt nej')], default='DRAFT', editable=False, max_length=8, verbose_name='läge'),
        ),
        migrations.AddField(
            model_name='decision',
            name='text',
            field=models.TextField(blank=True, max_length=5000, verbose_name='bakgrund och skäl'),
        ),
        migrations.AddField(
            model_name='decision',
            name='title',
            field=models.CharField(blank=True, db_collation='sv-x-icu', max_length=200, verbose_name='rubrik'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='created_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='påbörjat'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='ended_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='avgjort'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='follows',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decision', verbose_name='bygger på eller ersätter'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='minutes_name',
            field=models.CharField(blank=True, editable=False, max_length=150, verbose_name='protokoll'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='minutes_sha256',
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='protokollets kontrollsumma'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='minutes_size',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='protokollets storlek'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='proposed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='framlagt'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'Skrivs'), ('PROPOSED', 'Väntar på parterna'), ('DECIDED', 'Alla parter står bakom'), ('RETURNED', 'Åter till beredning'), ('DECLINED', 'En part har sagt nej')], default='DRAFT', editable=False, max_length=8, verbose_name='läge'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='text',
            field=models.TextField(blank=True, max_length=5000, verbose_name='bakgrund och skäl'),
        ),
        migrations.AddField(
            model_name='decisionchange',
            name='title',
            field=models.CharField(blank=True, db_collation='sv-x-icu', max_length=200, verbose_name='rubrik'),
        ),
        migrations.AddField(
            model_name='frame',
            name='actor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='frames', to='actors.actor', verbose_name='för'),
        ),
        migrations.AddField(
            model_name='framechange',
            name='actor',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor', verbose_name='för'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='voucher',
            field=models.CharField(blank=True, max_length=60, verbose_name='verifikation'),
        ),
        migrations.AlterField(
            model_name='account',
            name='kind',
            field=models.CharField(choices=[('STATE', 'Staten'), ('AGREEMENT', 'Överenskommelse'), ('COMPONENT', 'Bidragsdel'), ('FRAME', 'Pott'), ('LAPSED', 'Återbetalt ur potter'), ('GRANTED', 'Beviljat, ej utbetalt'), ('OWED', 'Använt, ej utbetalt'), ('PAID', 'Utbetalt, ej använt'), ('CARRIED', 'Överfört, ej använt'), ('USED', 'Använt'), ('TO_REPAY', 'Ska betalas tillbaka'), ('REPAID', 'Återbetalt')], max_length=10, verbose_name='slag'),
        ),
        migrations.AlterField(
            model_name='concurrence',
            name='answer',
            field=models.CharField(choices=[('WAITING', 'Väntar'), ('YES', 'Har ställt sig bakom'), ('NO', 'Har sagt nej'), ('BACK', 'Har skickat tillbaka')], default='WAITING', max_length=8, verbose_name='svar'),
        ),
        migrations.AlterField(
            model_name='concurrencechange',
            name='answer',
            field=models.CharField(choices=[('WAITING', 'Väntar'), ('YES', 'Har ställt sig bakom'), ('NO', 'Har sagt nej'), ('BACK', 'Har skickat tillbaka')], default='WAITING', max_length=8, verbose_name='svar'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='decided_on',
            field=models.DateField(verbose_name='sammanträdesdag'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='prepared_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berett av'),
        ),
        migrations.AlterField(
            model_name='decisionchange',
            name='decided_on',
            field=models.DateField(verbose_name='sammanträdesdag'),
        ),
        migrations.AlterField(
            model_name='decisionchange',
            name='prepared_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berett av'),
        ),
        migrations.AlterField(
            model_name='transfer',
            name='kind',
            field=models.CharField(choices=[('GRANT', 'Anslag'), ('REDUCE', 'Sänkt anslag'), ('SPLIT', 'Uppdelning'), ('DISTRIBUTE', 'Fördelning'), ('TOP_SLICE', 'Avsättning till länets pott'), ('ALLOCATE', 'Tilldelning'), ('RELEASE', 'Återförd till potten'), ('PAY', 'Utbetalning'), ('USE', 'Förbrukning'), ('REALLOCATE', 'Omfördelning'), ('CARRY_OVER', 'Överföring till nästa år'), ('DEMAND', 'Återkrav'), ('REPAY', 'Återbetalning'), ('CORRECT', 'Rättelse')], max_length=10, verbose_name='slag'),
        ),
        migrations.AddIndex(
            model_name='concurrence',
            index=models.Index(fields=['party', 'answer'], name='concurrence_awaits'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['county', 'state', '-decided_on'], name='decision_list'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('allocation__isnull', True), ('component__isnull', True), ('frame__isnull', True), ('kind', 'STATE')), models.Q(('allocation__isnull', True), ('component__isnull', True), ('frame__isnull', True), ('kind', 'AGREEMENT')), models.Q(('allocation__isnull', True), ('component__isnull', False), ('frame__isnull', True), ('kind', 'COMPONENT')), models.Q(('allocation__isnull', True), ('component__isnull', True), ('frame__isnull', False), ('kind', 'FRAME')), models.Q(('allocation__isnull', True), ('component__isnull', True), ('frame__isnull', True), ('kind', 'LAPSED')), models.Q(('allocation__isnull', False), ('component__isnull', True), ('frame__isnull', True), ('kind', 'GRANTED')), models.Q(('allocation__isnull', False), ('component__isnull', True), ('frame__isnull', True), ('kind', 'OWED')), models.Q(('allocation__isnull', False), ('component__isnull', True), ('frame__isnull', True), ('kind', 'PAID')), models.Q(('allocation__isnull', False), ('component__isnull', True), ('frame__isnull', True), ('kind', 'CARRIED')), models.Q(('allocation__isnull', False), ('component__isnull', True), ('frame__isnull', True), ('kind', 'USED')), models.Q(('allocation__isnull', False), ('component__isnull', True), ('frame__isnull', True), ('kind', 'TO_REPAY')), models.Q(('allocation__isnull', False), ('component__isnull', True), ('frame__isnull', True), ('kind', 'REPAID')), _connector='OR'), name='account_owned_as_its_kind', violation_error_message='Ett konto hör till precis en sak av sitt slag.'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('balance', 0), _connector='OR'), name='account_closed_is_empty', violation_error_message='Nivån är stängd. Delarna ska bli precis det hela.'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='account_closed_when_and_by', violation_error_message='En stängd nivå har både tid och person.'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['STATE', 'AGREEMENT', 'LAPSED'])), fields=('agreement', 'kind'), name='account_once_an_agreement', violation_error_message='Överenskommelsen har redan ett sådant konto.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor', None), models.Q(('predecessor', models.F('pk')), _negated=True), _connector='OR'), name='agreement_not_its_own_predecessor', violation_error_message='En överenskommelse kan inte bygga på sig själv.'),
        ),
        migrations.AddConstraint(
            model_name='concurrence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__in', ['NO', 'BACK']), _negated=True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='concurrence_no_says_why', violation_error_message='Skriv varför ni inte ställer er bakom beslutet.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('proposed_at', None), ('state', 'DRAFT')), models.Q(('ended_at', None), ('proposed_at__isnull', False), ('state', 'PROPOSED')), models.Q(('ended_at__isnull', False), ('proposed_at__isnull', False), ('state__in', ['DECIDED', 'RETURNED', 'DECLINED'])), _connector='OR'), name='decision_state_and_times_agree', violation_error_message='Läget och tiderna stämmer inte överens.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes_name', ''), ('minutes_sha256', ''), ('minutes_size', 0)), models.Q(('minutes_sha256__regex', '^[0-9a-f]{64}$'), ('minutes_size__gt', 0), models.Q(('minutes_name', ''), _negated=True)), _connector='OR'), name='decision_minutes_whole', violation_error_message='Protokollet är tomt. Välj en annan fil.'),
        ),
        migrations.AddField(
            model_name='allocationfocuseslinkchange',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation'),
        ),
        migrations.AddField(
            model_name='allocationfocuseslinkchange',
            name='term',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.term'),
        ),
        migrations.AddField(
            model_name='application',
            name='activities',
            field=models.ManyToManyField(blank=True, related_name='applications', to='initiatives.activity', verbose_name='aktiviteter'),
        ),
        migrations.AddField(
            model_name='application',
            name='applicant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='actors.actor', verbose_name='sökande'),
        ),
        migrations.AddField(
            model_name='application',
            name='co_applicants',
            field=models.ManyToManyField(blank=True, related_name='co_applications', to='actors.actor', verbose_name='medsökande'),
        ),
        migrations.AddField(
            model_name='application',
            name='created_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='påbörjad av'),
        ),
        migrations.AddField(
            model_name='application',
            name='focuses',
            field=models.ManyToManyField(blank=True, related_name='+', to='initiatives.term', verbose_name='inriktningar'),
        ),
        migrations.AddField(
            model_name='application',
            name='frame',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='funding.frame', verbose_name='pott'),
        ),
        migrations.AddField(
            model_name='application',
            name='plan',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='initiatives.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='application',
            name='submitted_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inskickad av'),
        ),
        migrations.AddField(
            model_name='application',
            name='target_groups',
            field=models.ManyToManyField(blank=True, related_name='+', to='initiatives.term', verbose_name='målgrupper'),
        ),
        migrations.AddField(
            model_name='applicationactivitieslinkchange',
            name='activity',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.activity'),
        ),
        migrations.AddField(
            model_name='applicationactivitieslinkchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application'),
        ),
        migrations.AddField(
            model_name='applicationchange',
            name='applicant',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor', verbose_name='sökande'),
        ),
        migrations.AddField(
            model_name='applicationchange',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='påbörjad av'),
        ),
        migrations.AddField(
            model_name='applicationchange',
            name='frame',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.frame', verbose_name='pott'),
        ),
        migrations.AddField(
            model_name='applicationchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application'),
        ),
        migrations.AddField(
            model_name='applicationchange',
            name='plan',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='applicationchange',
            name='submitted_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inskickad av'),
        ),
        migrations.AddField(
            model_name='applicationcoapplicantslinkchange',
            name='actor',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='applicationcoapplicantslinkchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application'),
        ),
        migrations.AddField(
            model_name='applicationfocuseslinkchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application'),
        ),
        migrations.AddField(
            model_name='applicationfocuseslinkchange',
            name='term',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.term'),
        ),
        migrations.AddField(
            model_name='applicationtargetgroupslinkchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application'),
        ),
        migrations.AddField(
            model_name='applicationtargetgroupslinkchange',
            name='term',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.term'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='budgetlinechange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='budgetlinechange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.budgetline'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='declared_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='anmält av'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to=settings.AUTH_USER_MODEL, verbose_name='vem'),
        ),
        migrations.AddField(
            model_name='conflictchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='conflictchange',
            name='declared_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='anmält av'),
        ),
        migrations.AddField(
            model_name='conflictchange',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vem'),
        ),
        migrations.AddField(
            model_name='conflictchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.conflict'),
        ),
        migrations.AddField(
            model_name='decisionitem',
            name='allocation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decided_items', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='decisionitem',
            name='application',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='decisionitem',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='funding.decision', verbose_name='beslut'),
        ),
        migrations.AddField(
            model_name='decisionitem',
            name='focuses',
            field=models.ManyToManyField(blank=True, related_name='+', to='initiatives.term', verbose_name='inriktningar'),
        ),
        migrations.AddField(
            model_name='decisionitem',
            name='frame',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.frame', verbose_name='pott'),
        ),
        migrations.AddField(
            model_name='decisionitem',
            name='override_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='den som går ifrån öronmärkningen'),
        ),
        migrations.AddField(
            model_name='decisionitem',
            name='receiver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.actor', verbose_name='mottagare'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='item',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made', to='funding.decisionitem', verbose_name='beslutspunkt'),
        ),
        migrations.AddField(
            model_name='allocationchange',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decisionitem', verbose_name='beslutspunkt'),
        ),
        migrations.AddConstraint(
            model_name='allocation',
            constraint=models.CheckConstraint(condition=models.Q(('committed__gt', 0)), name='allocation_commits_something', violation_error_message='Beloppet måste vara minst 1 krona.'),
        ),
        migrations.AddConstraint(
            model_name='allocation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('override_by', None), ('override_reason', '')), models.Q(models.Q(('override_reason', ''), _negated=True), ('override_by__isnull', False)), _connector='OR'), name='allocation_override_by_and_why', violation_error_message='Den som går ifrån öronmärkningen anger skäl och namn.'),
        ),
        migrations.AddField(
            model_name='decisionitemchange',
            name='allocation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='decisionitemchange',
            name='application',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='decisionitemchange',
            name='decision',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decision', verbose_name='beslut'),
        ),
        migrations.AddField(
            model_name='decisionitemchange',
            name='frame',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.frame', verbose_name='pott'),
        ),
        migrations.AddField(
            model_name='decisionitemchange',
            name='override_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='den som går ifrån öronmärkningen'),
        ),
        migrations.AddField(
            model_name='decisionitemchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decisionitem'),
        ),
        migrations.AddField(
            model_name='decisionitemchange',
            name='receiver',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor', verbose_name='mottagare'),
        ),
        migrations.AddField(
            model_name='decisionitemfocuseslinkchange',
            name='decisionitem',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decisionitem'),
        ),
        migrations.AddField(
            model_name='decisionitemfocuseslinkchange',
            name='term',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.term'),
        ),
        migrations.AddField(
            model_name='decisionorder',
            name='county',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision_order', to='actors.county', verbose_name='län'),
        ),
        migrations.AddField(
            model_name='decisionorder',
            name='kommun_body',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.actor', verbose_name='kommunernas gemensamma organ'),
        ),
        migrations.AddField(
            model_name='decisionorderchange',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.county', verbose_name='län'),
        ),
        migrations.AddField(
            model_name='decisionorderchange',
            name='kommun_body',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor', verbose_name='kommunernas gemensamma organ'),
        ),
        migrations.AddField(
            model_name='decisionorderchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decisionorder'),
        ),
        migrations.AddField(
            model_name='distributionkey',
            name='created_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av'),
        ),
        migrations.AddField(
            model_name='frame',
            name='key',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='frames', to='funding.distributionkey', verbose_name='fördelad efter'),
        ),
        migrations.AddField(
            model_name='framechange',
            name='key',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.distributionkey', verbose_name='fördelad efter'),
        ),
        migrations.AddConstraint(
            model_name='frame',
            constraint=models.UniqueConstraint(condition=models.Q(('actor', None)), fields=('component', 'county'), name='frame_once_a_county', violation_error_message='Länet har redan en pott för den bidragsdelen.'),
        ),
        migrations.AddConstraint(
            model_name='frame',
            constraint=models.UniqueConstraint(condition=models.Q(('actor__isnull', False)), fields=('component', 'actor'), name='frame_once_an_actor', violation_error_message='Aktören har redan en pott för den bidragsdelen.'),
        ),
        migrations.AddField(
            model_name='distributionkeychange',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av'),
        ),
        migrations.AddField(
            model_name='distributionkeychange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.distributionkey'),
        ),
        migrations.AddField(
            model_name='earmark',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earmarks', to='initiatives.category', verbose_name='kategori'),
        ),
        migrations.AddField(
            model_name='earmark',
            name='county',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earmarks', to='actors.county', verbose_name='län'),
        ),
        migrations.AddField(
            model_name='earmarkchange',
            name='category',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='initiatives.category', verbose_name='kategori'),
        ),
        migrations.AddField(
            model_name='earmarkchange',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.county', verbose_name='län'),
        ),
        migrations.AddField(
            model_name='earmarkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.earmark'),
        ),
        migrations.AddField(
            model_name='keyshare',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.actor', verbose_name='aktör'),
        ),
        migrations.AddField(
            model_name='keyshare',
            name='key',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='funding.distributionkey', verbose_name='nyckel'),
        ),
        migrations.AddField(
            model_name='plannedpayment',
            name='allocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned_payments', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='plannedpaymentchange',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='plannedpaymentchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.plannedpayment'),
        ),
        migrations.AddField(
            model_name='preparation',
            name='application',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preparation', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='preparation',
            name='prepared_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beredd av'),
        ),
        migrations.AddField(
            model_name='preparationchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='preparationchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.preparation'),
        ),
        migrations.AddField(
            model_name='preparationchange',
            name='prepared_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beredd av'),
        ),
        migrations.AddField(
            model_name='question',
            name='answered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av'),
        ),
        migrations.AddField(
            model_name='question',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='question',
            name='asked_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ställd av'),
        ),
        migrations.AddField(
            model_name='questionchange',
            name='answered_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av'),
        ),
        migrations.AddField(
            model_name='questionchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='questionchange',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ställd av'),
        ),
        migrations.AddField(
            model_name='questionchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.question'),
        ),
        migrations.AddField(
            model_name='requisition',
            name='allocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requisitions', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='requisition',
            name='answered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av'),
        ),
        migrations.AddField(
            model_name='requisition',
            name='asked_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärd av'),
        ),
        migrations.AddField(
            model_name='requisition',
            name='payment',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requisition', to='funding.transfer', verbose_name='utbetalning'),
        ),
        migrations.AddField(
            model_name='requisitionchange',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='requisitionchange',
            name='answered_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av'),
        ),
        migrations.AddField(
            model_name='requisitionchange',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärd av'),
        ),
        migrations.AddField(
            model_name='requisitionchange',
            name='payment',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.transfer', verbose_name='utbetalning'),
        ),
        migrations.AddField(
            model_name='requisitionchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.requisition'),
        ),
        migrations.AddField(
            model_name='return',
            name='allocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='return',
            name='answered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av'),
        ),
        migrations.AddField(
            model_name='return',
            name='certified_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='intygad av'),
        ),
        migrations.AddField(
            model_name='return',
            name='filled_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ifylld av'),
        ),
        migrations.AddField(
            model_name='returnchange',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='tilldelning'),
        ),
        migrations.AddField(
            model_name='returnchange',
            name='answered_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av'),
        ),
        migrations.AddField(
            model_name='returnchange',
            name='certified_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='intygad av'),
        ),
        migrations.AddField(
            model_name='returnchange',
            name='filled_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ifylld av'),
        ),
        migrations.AddField(
            model_name='returnchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.return'),
        ),
        migrations.AddField(
            model_name='round',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='funding.agreement', verbose_name='överenskommelse'),
        ),
        migrations.AddField(
            model_name='round',
            name='county',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='actors.county', verbose_name='län'),
        ),
        migrations.AddField(
            model_name='round',
            name='created_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av'),
        ),
        migrations.AddField(
            model_name='round',
            name='frames',
            field=models.ManyToManyField(related_name='rounds', to='funding.frame', verbose_name='potter'),
        ),
        migrations.AddField(
            model_name='applicationchange',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.round', verbose_name='ansökningsomgång'),
        ),
        migrations.AddField(
            model_name='application',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='funding.round', verbose_name='ansökningsomgång'),
        ),
        migrations.AddField(
            model_name='roundchange',
            name='agreement',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.agreement', verbose_name='överenskommelse'),
        ),
        migrations.AddField(
            model_name='roundchange',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.county', verbose_name='län'),
        ),
        migrations.AddField(
            model_name='roundchange',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av'),
        ),
        migrations.AddField(
            model_name='roundchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.round'),
        ),
        migrations.AddField(
            model_name='roundframeslinkchange',
            name='frame',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.frame'),
        ),
        migrations.AddField(
            model_name='roundframeslinkchange',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.round'),
        ),
        migrations.AddField(
            model_name='scenario',
            name='created_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapat av'),
        ),
        migrations.AddField(
            model_name='scenario',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scenarios', to='funding.round', verbose_name='ansökningsomgång'),
        ),
        migrations.AddField(
            model_name='scenarioamount',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='scenarioamount',
            name='scenario',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amounts', to='funding.scenario', verbose_name='alternativ'),
        ),
        migrations.AddField(
            model_name='scenarioamountchange',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.application', verbose_name='ansökan'),
        ),
        migrations.AddField(
            model_name='scenarioamountchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.scenarioamount'),
        ),
        migrations.AddField(
            model_name='scenarioamountchange',
            name='scenario',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.scenario', verbose_name='alternativ'),
        ),
        migrations.AddField(
            model_name='scenariochange',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapat av'),
        ),
        migrations.AddField(
            model_name='scenariochange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.scenario'),
        ),
        migrations.AddField(
            model_name='scenariochange',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.round', verbose_name='ansökningsomgång'),
        ),
        migrations.AddField(
            model_name='statement',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='funding.agreement', verbose_name='överenskommelse'),
        ),
        migrations.AddField(
            model_name='statementchange',
            name='agreement',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.agreement', verbose_name='överenskommelse'),
        ),
        migrations.AddField(
            model_name='statementchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.statement'),
        ),
        migrations.CreateModel(
            name='AllocationFocusesLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.allocation_focuses',),
        ),
        migrations.CreateModel(
            name='ApplicationActivitiesLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.application_activities',),
        ),
        migrations.CreateModel(
            name='ApplicationCoApplicantsLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.application_co_applicants',),
        ),
        migrations.CreateModel(
            name='ApplicationFocusesLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.application_focuses',),
        ),
        migrations.CreateModel(
            name='ApplicationTargetGroupsLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.application_target_groups',),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', 999999999999999)), name='budgetline_amount_possible', violation_error_message='Beloppet måste vara minst 1 krona.'),
        ),
        migrations.AddIndex(
            model_name='budgetlinechange',
            index=models.Index(fields=['application'], name='budgetline_change'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('application', 'person'), name='conflict_once_a_person', violation_error_message='Jävet är redan anmält.'),
        ),
        migrations.CreateModel(
            name='DecisionItemFocusesLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.decisionitem_focuses',),
        ),
        migrations.AddConstraint(
            model_name='decisionitem',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('amount__lte', 999999999999999)), name='item_amount_possible', violation_error_message='Beloppet måste vara noll eller mer.'),
        ),
        migrations.AddConstraint(
            model_name='decisionitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'GRANT'), ('amount__gt', 0), ('frame__isnull', False), ('receiver__isnull', False), ('allocation', None), models.Q(('purpose', ''), _negated=True)), models.Q(('act', 'DECLINE'), ('amount', 0), ('application__isnull', False), models.Q(('reason', ''), _negated=True)), models.Q(('act', 'CHANGE'), ('allocation__isnull', False), models.Q(('reason', ''), _negated=True)), models.Q(('act', 'CARRY_OVER'), ('allocation__isnull', False), ('amount__gt', 0), ('usable_until__isnull', False)), models.Q(('act', 'REPAY'), ('allocation__isnull', False), ('amount__gt', 0), ('frame', None)), models.Q(('act', 'REPAY'), ('allocation', None), ('amount__gt', 0), ('frame__isnull', False)), models.Q(('act', 'OTHER'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='item_whole_for_its_act', violation_error_message='Punkten saknar något. Fyll i allt som hör till det som beslutas, och skäl när något avslås eller ändras.'),
        ),
        migrations.AddConstraint(
            model_name='decisionitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('override_by', None), ('override_reason', '')), models.Q(models.Q(('override_reason', ''), _negated=True), ('override_by__isnull', False)), _connector='OR'), name='item_override_by_and_why', violation_error_message='Den som går ifrån öronmärkningen anger skäl och namn.'),
        ),
        migrations.AddConstraint(
            model_name='decisionitem',
            constraint=models.UniqueConstraint(condition=models.Q(('application__isnull', False)), fields=('decision', 'application'), name='item_once_an_application', violation_error_message='Ansökan står redan i beslutet.'),
        ),
        migrations.AddIndex(
            model_name='decisionitemchange',
            index=models.Index(fields=['decision'], name='decisionitem_change'),
        ),
        migrations.AddConstraint(
            model_name='decisionorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kommun_body', None), ('kommuner', 'EACH')), models.Q(('kommun_body__isnull', False), ('kommuner', 'BODY')), _connector='OR'), name='order_names_the_body', violation_error_message='Välj vilket organ kommunerna svarar genom.'),
        ),
        migrations.AddIndex(
            model_name='decisionorderchange',
            index=models.Index(fields=['county'], name='decisionorder_change'),
        ),
        migrations.AddConstraint(
            model_name='distributionkey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'POPULATION'), _negated=True), ('reference_date__isnull', False), _connector='OR'), name='key_of_population_has_a_day', violation_error_message='Välj vilken dag folkmängden gäller.'),
        ),
        migrations.AddConstraint(
            model_name='earmark',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('county', 'category'), name='earmark_one_in_force', violation_error_message='Länet har redan en regel för den kategorin.'),
        ),
        migrations.AddConstraint(
            model_name='earmark',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='earmark_days_in_order', violation_error_message='Sista dagen kan inte ligga före den första.'),
        ),
        migrations.AddIndex(
            model_name='earmarkchange',
            index=models.Index(fields=['county'], name='earmark_change'),
        ),
        migrations.AddConstraint(
            model_name='keyshare',
            constraint=models.UniqueConstraint(fields=('key', 'actor'), name='keyshare_once_an_actor', violation_error_message='Aktören står redan i nyckeln.'),
        ),
        migrations.AddConstraint(
            model_name='keyshare',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 0), ('weight__lte', 1000000000000)), name='keyshare_weight_possible', violation_error_message='Vikten måste vara noll eller mer.'),
        ),
        migrations.AddConstraint(
            model_name='plannedpayment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', 999999999999999)), name='plannedpayment_amount_possible', violation_error_message='Beloppet måste vara minst 1 krona.'),
        ),
        migrations.AddIndex(
            model_name='plannedpaymentchange',
            index=models.Index(fields=['allocation'], name='plannedpayment_change'),
        ),
        migrations.AddConstraint(
            model_name='preparation',
            constraint=models.CheckConstraint(condition=models.Q(('recommended', None), models.Q(('recommended__gte', 0), ('recommended__lte', 999999999999999)), _connector='OR'), name='preparation_amount_possible', violation_error_message='Beloppet måste vara noll eller mer.'),
        ),
        migrations.AddConstraint(
            model_name='preparation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('prepared_at', None), ('prepared_by', None)), models.Q(('prepared_at__isnull', False), ('prepared_by__isnull', False), ('recommended__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='preparation_done_when_and_by', violation_error_message='En färdig beredning har ett belopp och skäl.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='question_answer_when_and_by', violation_error_message='Ett svar har text, tid och person.'),
        ),
        migrations.AddIndex(
            model_name='questionchange',
            index=models.Index(fields=['application'], name='question_change'),
        ),
        migrations.AddConstraint(
            model_name='requisition',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', 999999999999999)), name='requisition_amount_possible', violation_error_message='Beloppet måste vara minst 1 krona.'),
        ),
        migrations.AddConstraint(
            model_name='requisition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('payment', None), ('refusal', '')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(models.Q(('payment__isnull', False), ('refusal', '')), models.Q(('payment', None), models.Q(('refusal', ''), _negated=True)), _connector='OR')), _connector='OR'), name='requisition_answered_one_way', violation_error_message='Svara på rekvisitionen med en utbetalning eller ett skäl.'),
        ),
        migrations.AddConstraint(
            model_name='requisition',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('allocation',), name='requisition_one_waits', violation_error_message='Det finns redan en rekvisition som väntar på svar.'),
        ),
        migrations.AddIndex(
            model_name='requisitionchange',
            index=models.Index(fields=['allocation'], name='requisition_change'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.UniqueConstraint(fields=('allocation', 'number'), name='return_number_once', violation_error_message='Den versionen finns redan.'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['DRAFT', 'FILLED'])), fields=('allocation',), name='return_one_open', violation_error_message='Det finns redan en redovisning som inte är inskickad.'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('booked__gte', 0), ('carry_over__gte', 0), ('committed__gte', 0), ('forecast__gte', 0), ('paid__gte', 0), ('to_repay__gte', 0), ('used__gte', 0)), name='return_amounts_possible', violation_error_message='Beloppen måste vara noll eller mer.'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), models.Q(('carry_over', 0), ('committed', 0), ('to_repay', 0), ('used__gt', models.F('paid'))), ('paid', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('used'), '+', models.F('committed')), '+', models.F('carry_over')), '+', models.F('to_repay'))), _connector='OR'), name='return_adds_up', violation_error_message='Använt, bundet, det som förs över och det som betalas tillbaka ska tillsammans bli det som är utbetalt.'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), models.Q(('forecast', models.F('paid')), ('used', models.F('booked'))), models.Q(('variance', ''), _negated=True), _connector='OR'), name='return_variance_explained', violation_error_message='Skriv varför det avviker: från det som är bokfört, eller från det som är utbetalt.'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('certified_at', None), ('certified_by', None), ('state', 'DRAFT')), models.Q(('certified_at', None), ('certified_by', None), ('filled_at__isnull', False), ('filled_by__isnull', False), ('state', 'FILLED')), models.Q(('certified_at__isnull', False), ('certified_by__isnull', False), ('filled_by__isnull', False), ('state__in', ['CERTIFIED', 'SENT_BACK', 'ACCEPTED'])), _connector='OR'), name='return_filled_when_and_by', violation_error_message='Läget, tiderna och personerna stämmer inte överens.'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('certified_by', None), models.Q(('certified_by', models.F('filled_by')), _negated=True), _connector='OR'), name='return_certified_by_another', violation_error_message='Den som har fyllt i en redovisning kan inte intyga den.'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'SENT_BACK'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='return_sent_back_says_why', violation_error_message='Skriv vad som ska kompletteras.'),
        ),
        migrations.AddIndex(
            model_name='returnchange',
            index=models.Index(fields=['allocation'], name='return_change'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='round_days_in_order', violation_error_message='Sista ansökningsdag kan inte ligga före öppningsdagen.'),
        ),
        migrations.CreateModel(
            name='RoundFramesLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.round_frames',),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['round', 'state', '-submitted_at'], name='application_queue'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['applicant', '-submitted_at'], name='application_own'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), ('state', 'WITHDRAWN'), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='application_sent_when_and_by', violation_error_message='En inskickad ansökan har både tid och person.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='application_days_in_order', violation_error_message='Slutdagen kan inte ligga före startdagen.'),
        ),
        migrations.AddConstraint(
            model_name='scenario',
            constraint=models.UniqueConstraint(fields=('round', 'name'), name='scenario_name_once', violation_error_message='Det finns redan ett alternativ med det namnet.'),
        ),
        migrations.AddConstraint(
            model_name='scenarioamount',
            constraint=models.UniqueConstraint(fields=('scenario', 'application'), name='scenarioamount_once_an_application', violation_error_message='Ansökan står redan i alternativet.'),
        ),
        migrations.AddConstraint(
            model_name='scenarioamount',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('amount__lte', 999999999999999)), name='scenarioamount_possible', violation_error_message='Beloppet måste vara noll eller mer.'),
        ),
        migrations.AddIndex(
            model_name='scenarioamountchange',
            index=models.Index(fields=['scenario'], name='scenarioamount_change'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('amount__isnull', False), models.Q(('text', ''), _negated=True), _connector='OR'), name='statement_says_something', violation_error_message='Skriv ett belopp eller en uppgift i ord.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), models.Q(('amount__gte', 0), ('amount__lte', 999999999999999)), _connector='OR'), name='statement_amount_is_possible', violation_error_message='Beloppet är orimligt. Kontrollera det.'),
        ),
        migrations.AddIndex(
            model_name='statementchange',
            index=models.Index(fields=['agreement'], name='statement_change'),
        ),
        migrations.AddField(
            model_name='allocationfocuseslinkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocationfocuseslink'),
        ),
        migrations.AddField(
            model_name='applicationactivitieslinkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.applicationactivitieslink'),
        ),
        migrations.AddField(
            model_name='applicationcoapplicantslinkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.applicationcoapplicantslink'),
        ),
        migrations.AddField(
            model_name='applicationfocuseslinkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.applicationfocuseslink'),
        ),
        migrations.AddField(
            model_name='applicationtargetgroupslinkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.applicationtargetgroupslink'),
        ),
        migrations.AddField(
            model_name='decisionitemfocuseslinkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decisionitemfocuseslink'),
        ),
        migrations.AddField(
            model_name='roundframeslinkchange',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.roundframeslink'),
        ),
        migrations.AddIndex(
            model_name='allocationfocuseslinkchange',
            index=models.Index(fields=['allocation'], name='allocationfocuseslink_change'),
        ),
        migrations.AddIndex(
            model_name='applicationactivitieslinkchange',
            index=models.Index(fields=['application'], name='applicationactivitieslink_chan'),
        ),
        migrations.AddIndex(
            model_name='applicationcoapplicantslinkchange',
            index=models.Index(fields=['application'], name='applicationcoapplicantslink_ch'),
        ),
        migrations.AddIndex(
            model_name='applicationfocuseslinkchange',
            index=models.Index(fields=['application'], name='applicationfocuseslink_change'),
        ),
        migrations.AddIndex(
            model_name='applicationtargetgroupslinkchange',
            index=models.Index(fields=['application'], name='applicationtargetgroupslink_ch'),
        ),
        migrations.AddIndex(
            model_name='decisionitemfocuseslinkchange',
            index=models.Index(fields=['decisionitem'], name='decisionitemfocuseslink_change'),
        ),
        migrations.AddIndex(
            model_name='roundframeslinkchange',
            index=models.Index(fields=['round'], name='roundframeslink_change'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_agreementchange" ("carry_over", "decided_on", "diary_number", "first_year", "id", "last_year", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "repay_due", "report_due", "report_to", "source", "source_url", "usable_until") VALUES (NEW."carry_over", NEW."decided_on", NEW."diary_number", NEW."first_year", NEW."id", NEW."last_year", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."repay_due", NEW."report_due", NEW."report_to", NEW."source", NEW."source_url", NEW."usable_until"); RETURN NULL;', hash='c70e87ea4d8b379f8b281fde2df1910cb6f798a1', operation='INSERT', pgid='pgtrigger_insert_insert_e2810', table='funding_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_agreementchange" ("carry_over", "decided_on", "diary_number", "first_year", "id", "last_year", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "repay_due", "report_due", "report_to", "source", "source_url", "usable_until") VALUES (OLD."carry_over", OLD."decided_on", OLD."diary_number", OLD."first_year", OLD."id", OLD."last_year", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."predecessor_id", OLD."repay_due", OLD."report_due", OLD."report_to", OLD."source", OLD."source_url", OLD."usable_until"); RETURN NULL;', hash='bca3b40fef3a4308b497ded5798fe80bbb099f43', operation='UPDATE', pgid='pgtrigger_update_update_352a3', table='funding_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_agreementchange" ("carry_over", "decided_on", "diary_number", "first_year", "id", "last_year", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "repay_due", "report_due", "report_to", "source", "source_url", "usable_until") VALUES (OLD."carry_over", OLD."decided_on", OLD."diary_number", OLD."first_year", OLD."id", OLD."last_year", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."predecessor_id", OLD."repay_due", OLD."report_due", OLD."report_to", OLD."source", OLD."source_url", OLD."usable_until"); RETURN NULL;', hash='fc21d72b4313c96304a361344ca1140f185455a0', operation='DELETE', pgid='pgtrigger_delete_delete_3e422', table='funding_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_allocationchange" ("carried_until", "committed", "conditions", "decision_id", "frame_id", "id", "item_id", "override_by_id", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "receiver_id") VALUES (NEW."carried_until", NEW."committed", NEW."conditions", NEW."decision_id", NEW."frame_id", NEW."id", NEW."item_id", NEW."override_by_id", NEW."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."receiver_id"); RETURN NULL;', hash='c60f998c1af4c8cb0deecb729d7c528ba18ded25', operation='INSERT', pgid='pgtrigger_insert_insert_3fa25', table='funding_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_allocationchange" ("carried_until", "committed", "conditions", "decision_id", "frame_id", "id", "item_id", "override_by_id", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "receiver_id") VALUES (OLD."carried_until", OLD."committed", OLD."conditions", OLD."decision_id", OLD."frame_id", OLD."id", OLD."item_id", OLD."override_by_id", OLD."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."purpose", OLD."receiver_id"); RETURN NULL;', hash='49aec0791d7736b203a41a59bd9b43b2867bccb4', operation='UPDATE', pgid='pgtrigger_update_update_3f5cf', table='funding_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_allocationchange" ("carried_until", "committed", "conditions", "decision_id", "frame_id", "id", "item_id", "override_by_id", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "receiver_id") VALUES (OLD."carried_until", OLD."committed", OLD."conditions", OLD."decision_id", OLD."frame_id", OLD."id", OLD."item_id", OLD."override_by_id", OLD."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."receiver_id"); RETURN NULL;', hash='3c2c19df7c62a5d3368477621f6e23e5e08beba7', operation='DELETE', pgid='pgtrigger_delete_delete_62e47', table='funding_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_concurrencechange" ("answer", "answered_at", "answered_by_id", "comment", "decision_id", "id", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."comment", NEW."decision_id", NEW."id", NEW."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='fd4c3fff5f3eda97c2dab369f9f0698eb77b4ba4', operation='INSERT', pgid='pgtrigger_insert_insert_29753', table='funding_concurrence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_concurrencechange" ("answer", "answered_at", "answered_by_id", "comment", "decision_id", "id", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."comment", OLD."decision_id", OLD."id", OLD."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;', hash='c7067235a19ce7d6761e19b51dda2ccb28850f85', operation='UPDATE', pgid='pgtrigger_update_update_6891e', table='funding_concurrence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_concurrencechange" ("answer", "answered_at", "answered_by_id", "comment", "decision_id", "id", "party_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."comment", OLD."decision_id", OLD."id", OLD."party_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='fd8a5bade2d82ad8366ff71ac485ea3b0e85d69a', operation='DELETE', pgid='pgtrigger_delete_delete_19bdc', table='funding_concurrence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionchange" ("body", "county_id", "created_at", "decided_on", "diary_number", "ended_at", "follows_id", "id", "kind", "minutes_name", "minutes_sha256", "minutes_size", "paragraph", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "proposed_at", "state", "text", "title") VALUES (NEW."body", NEW."county_id", NEW."created_at", NEW."decided_on", NEW."diary_number", NEW."ended_at", NEW."follows_id", NEW."id", NEW."kind", NEW."minutes_name", NEW."minutes_sha256", NEW."minutes_size", NEW."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared_by_id", NEW."proposed_at", NEW."state", NEW."text", NEW."title"); RETURN NULL;', hash='1439259e492b60e926331c65e1a2a2b2556b8186', operation='INSERT', pgid='pgtrigger_insert_insert_b4060', table='funding_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_decisionchange" ("body", "county_id", "created_at", "decided_on", "diary_number", "ended_at", "follows_id", "id", "kind", "minutes_name", "minutes_sha256", "minutes_size", "paragraph", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "proposed_at", "state", "text", "title") VALUES (OLD."body", OLD."county_id", OLD."created_at", OLD."decided_on", OLD."diary_number", OLD."ended_at", OLD."follows_id", OLD."id", OLD."kind", OLD."minutes_name", OLD."minutes_sha256", OLD."minutes_size", OLD."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."prepared_by_id", OLD."proposed_at", OLD."state", OLD."text", OLD."title"); RETURN NULL;', hash='9f766d73168bff90c0590601f185734205f3f4e8', operation='UPDATE', pgid='pgtrigger_update_update_37057', table='funding_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionchange" ("body", "county_id", "created_at", "decided_on", "diary_number", "ended_at", "follows_id", "id", "kind", "minutes_name", "minutes_sha256", "minutes_size", "paragraph", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "proposed_at", "state", "text", "title") VALUES (OLD."body", OLD."county_id", OLD."created_at", OLD."decided_on", OLD."diary_number", OLD."ended_at", OLD."follows_id", OLD."id", OLD."kind", OLD."minutes_name", OLD."minutes_sha256", OLD."minutes_size", OLD."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared_by_id", OLD."proposed_at", OLD."state", OLD."text", OLD."title"); RETURN NULL;', hash='de809ba96cdcd5ea2641131452d258e373b287e1', operation='DELETE', pgid='pgtrigger_delete_delete_60af8', table='funding_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frame',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_framechange" ("actor_id", "component_id", "county_id", "id", "key_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actor_id", NEW."component_id", NEW."county_id", NEW."id", NEW."key_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='b2519b6029b6b5b1cb192b02ae4a6675517fb0ec', operation='INSERT', pgid='pgtrigger_insert_insert_bb75d', table='funding_frame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frame',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_framechange" ("actor_id", "component_id", "county_id", "id", "key_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."actor_id", OLD."component_id", OLD."county_id", OLD."id", OLD."key_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;', hash='0dbe4f4330b16c27ec5fd9a4d2ce61f86dad012b', operation='UPDATE', pgid='pgtrigger_update_update_57231', table='funding_frame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frame',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_framechange" ("actor_id", "component_id", "county_id", "id", "key_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."actor_id", OLD."component_id", OLD."county_id", OLD."id", OLD."key_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='f7ba5fe25965896ea328eca530a0b26dfb277ecd', operation='DELETE', pgid='pgtrigger_delete_delete_8d307', table='funding_frame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_budgetlinechange" ("amount", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."amount", NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='9e4a990240a2e5fdfb44dd0c9faa097b68bdf3f9', operation='INSERT', pgid='pgtrigger_insert_insert_c094a', table='funding_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_budgetlinechange" ("amount", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."amount", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."text"); RETURN NULL;', hash='4bdd4b43ed078d76238ef429284654124091441e', operation='UPDATE', pgid='pgtrigger_update_update_179cb', table='funding_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_budgetlinechange" ("amount", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."amount", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='d25407464924947861f060ca1ec94efb21375609', operation='DELETE', pgid='pgtrigger_delete_delete_364a2', table='funding_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetlinechange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='e98f48c1c05dfc674d2a93bf9d5698abe8f432e3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_74bc4', table='funding_budgetlinechange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetlinechange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='96b1d21d6aa15cfbe92f409d68886ab430f8d5d1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_0755e', table='funding_budgetlinechange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_conflictchange" ("application_id", "declared_at", "declared_by_id", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."application_id", NEW."declared_at", NEW."declared_by_id", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='099dcc775454e943221aa4c8b89cf5169f65da9b', operation='INSERT', pgid='pgtrigger_insert_insert_5c95d', table='funding_conflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_conflictchange" ("application_id", "declared_at", "declared_by_id", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."application_id", OLD."declared_at", OLD."declared_by_id", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."reason"); RETURN NULL;', hash='2c2e46da6778cef66e16a84cff267cfbf43340a8', operation='UPDATE', pgid='pgtrigger_update_update_9effe', table='funding_conflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_conflictchange" ("application_id", "declared_at", "declared_by_id", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."application_id", OLD."declared_at", OLD."declared_by_id", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='90903f2328f83693da55286212bedfb2a867e57a', operation='DELETE', pgid='pgtrigger_delete_delete_e5c3b', table='funding_conflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflictchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='79dbca7de9b21a06ed37a18778403254f6a7bb97', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_55646', table='funding_conflictchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflictchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='53bef1b7d7362bc3b84e882eb8965bef8e53013c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_352a3', table='funding_conflictchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionitemchange" ("act", "allocation_id", "amount", "application_id", "conditions", "decision_id", "frame_id", "id", "override_by_id", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reason", "receiver_id", "usable_until") VALUES (NEW."act", NEW."allocation_id", NEW."amount", NEW."application_id", NEW."conditions", NEW."decision_id", NEW."frame_id", NEW."id", NEW."override_by_id", NEW."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."reason", NEW."receiver_id", NEW."usable_until"); RETURN NULL;', hash='f8605d1200ac2dd026b8593dc0289a8048301e95', operation='INSERT', pgid='pgtrigger_insert_insert_554c3', table='funding_decisionitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_decisionitemchange" ("act", "allocation_id", "amount", "application_id", "conditions", "decision_id", "frame_id", "id", "override_by_id", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reason", "receiver_id", "usable_until") VALUES (OLD."act", OLD."allocation_id", OLD."amount", OLD."application_id", OLD."conditions", OLD."decision_id", OLD."frame_id", OLD."id", OLD."override_by_id", OLD."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."purpose", OLD."reason", OLD."receiver_id", OLD."usable_until"); RETURN NULL;', hash='3e2e047de8515eb981ce4683c20892e9f5949a0e', operation='UPDATE', pgid='pgtrigger_update_update_2160f', table='funding_decisionitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionitemchange" ("act", "allocation_id", "amount", "application_id", "conditions", "decision_id", "frame_id", "id", "override_by_id", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reason", "receiver_id", "usable_until") VALUES (OLD."act", OLD."allocation_id", OLD."amount", OLD."application_id", OLD."conditions", OLD."decision_id", OLD."frame_id", OLD."id", OLD."override_by_id", OLD."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."reason", OLD."receiver_id", OLD."usable_until"); RETURN NULL;', hash='ac3804517c3df3424d81ac19a985b65b78e7c38e', operation='DELETE', pgid='pgtrigger_delete_delete_34516', table='funding_decisionitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitemchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='658910385072906b0faed34b3c49c36545b2c17e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ef988', table='funding_decisionitemchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitemchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='154a54862bf230e77a9670396afe7884771d903e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_1413a', table='funding_decisionitemchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionorder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionorderchange" ("body", "county_id", "id", "kommun_body_id", "kommuner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body", NEW."county_id", NEW."id", NEW."kommun_body_id", NEW."kommuner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='4d536321b0d675a1d0d2e6e8cd7718c4a8faaa82', operation='INSERT', pgid='pgtrigger_insert_insert_2b3a1', table='funding_decisionorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionorder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_decisionorderchange" ("body", "county_id", "id", "kommun_body_id", "kommuner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body", OLD."county_id", OLD."id", OLD."kommun_body_id", OLD."kommuner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;', hash='545067d6dfe7570ebb79f8270f3fdb09a695f5dd', operation='UPDATE', pgid='pgtrigger_update_update_ac652', table='funding_decisionorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionorder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionorderchange" ("body", "county_id", "id", "kommun_body_id", "kommuner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body", OLD."county_id", OLD."id", OLD."kommun_body_id", OLD."kommuner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='0ebd53a76be6485139b2fadcc0086befeb8e0f20', operation='DELETE', pgid='pgtrigger_delete_delete_483b4', table='funding_decisionorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionorderchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='7e7c9e4b6d966852df5e6a8678634b6a5fa85676', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c8579', table='funding_decisionorderchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionorderchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='6df9aa8e07ee44d723512f1c2705b541aded0f31', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_a6f35', table='funding_decisionorderchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkey',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_distributionkeychange" ("basis", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_date", "source") VALUES (NEW."basis", NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference_date", NEW."source"); RETURN NULL;', hash='17775cf8bcec6ac1e079d10218950e3d2d7d077c', operation='INSERT', pgid='pgtrigger_insert_insert_36f41', table='funding_distributionkey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkey',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_distributionkeychange" ("basis", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_date", "source") VALUES (OLD."basis", OLD."created_at", OLD."created_by_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."reference_date", OLD."source"); RETURN NULL;', hash='6ba04a895f118629f855c47b2998897988a5e0aa', operation='UPDATE', pgid='pgtrigger_update_update_52be9', table='funding_distributionkey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkey',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_distributionkeychange" ("basis", "created_at", "created_by_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_date", "source") VALUES (OLD."basis", OLD."created_at", OLD."created_by_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference_date", OLD."source"); RETURN NULL;', hash='8a6d998dfe74d1d732991ae6f9b6102b5e0fbd77', operation='DELETE', pgid='pgtrigger_delete_delete_0fc2b', table='funding_distributionkey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkeychange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='0c6975f1fc40ca24a710262c426933bbb01337ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_697fd', table='funding_distributionkeychange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='distributionkeychange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='b4bbae650c14ea7d8ed62ca8952d2025adfcddd5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_59c30', table='funding_distributionkeychange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earmark',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_earmarkchange" ("allows", "category_id", "county_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "source", "text", "until") VALUES (NEW."allows", NEW."category_id", NEW."county_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."source", NEW."text", NEW."until"); RETURN NULL;', hash='d930bf09fe82c4e81ae2b961fe1970d225f07bd1', operation='INSERT', pgid='pgtrigger_insert_insert_dce08', table='funding_earmark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earmark',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_earmarkchange" ("allows", "category_id", "county_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "source", "text", "until") VALUES (OLD."allows", OLD."category_id", OLD."county_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."since", OLD."source", OLD."text", OLD."until"); RETURN NULL;', hash='1fbcf86b756a28827c95200b2b939e59618f81fa', operation='UPDATE', pgid='pgtrigger_update_update_17783', table='funding_earmark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earmark',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_earmarkchange" ("allows", "category_id", "county_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "source", "text", "until") VALUES (OLD."allows", OLD."category_id", OLD."county_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."source", OLD."text", OLD."until"); RETURN NULL;', hash='f2ef4094ba9e6b77978df79b17a4de5d95a9b59d', operation='DELETE', pgid='pgtrigger_delete_delete_7a5df', table='funding_earmark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earmarkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='f77ebe9f783daeaee286d6f8ae143293259e0d15', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_05261', table='funding_earmarkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earmarkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='41a464c0b1fa247effb59788df9bc63397dcd3de', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_5760b', table='funding_earmarkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedpayment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_plannedpaymentchange" ("allocation_id", "amount", "due_on", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."allocation_id", NEW."amount", NEW."due_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='887c49dd19ff9c9b3ae82797714ad3f671418683', operation='INSERT', pgid='pgtrigger_insert_insert_55ce2', table='funding_plannedpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedpayment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_plannedpaymentchange" ("allocation_id", "amount", "due_on", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."allocation_id", OLD."amount", OLD."due_on", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;', hash='a7c9615197584e7dce006ec66af4d3567565177a', operation='UPDATE', pgid='pgtrigger_update_update_98707', table='funding_plannedpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedpayment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_plannedpaymentchange" ("allocation_id", "amount", "due_on", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."allocation_id", OLD."amount", OLD."due_on", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='442fdcfec0cd6c107a1f96f12c8d0269d62a5c17', operation='DELETE', pgid='pgtrigger_delete_delete_ded3c', table='funding_plannedpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedpaymentchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='ed0b79422cf61cf441e0ae9c5b7c39faed93d095', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3f6a6', table='funding_plannedpaymentchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedpaymentchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='1f5713cc8357cd4550ecb139b0ad31b06bb0705f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_633a2', table='funding_plannedpaymentchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_preparationchange" ("application_id", "checks", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "recommended") VALUES (NEW."application_id", NEW."checks", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reason", NEW."recommended"); RETURN NULL;', hash='2603785888b48d1945acd0f24552e0f4d03c94da', operation='INSERT', pgid='pgtrigger_insert_insert_12d86', table='funding_preparation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."checks" IS DISTINCT FROM (NEW."checks") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."prepared_at" IS DISTINCT FROM (NEW."prepared_at") OR OLD."prepared_by_id" IS DISTINCT FROM (NEW."prepared_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recommended" IS DISTINCT FROM (NEW."recommended"))', func='INSERT INTO "funding_preparationchange" ("application_id", "checks", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "recommended") VALUES (OLD."application_id", OLD."checks", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."reason", OLD."recommended"); RETURN NULL;', hash='891f1e7b615bf7be3d59902949ac7e4c410ca0dc', operation='UPDATE', pgid='pgtrigger_update_update_3926e', table='funding_preparation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_preparationchange" ("application_id", "checks", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "recommended") VALUES (OLD."application_id", OLD."checks", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."reason", OLD."recommended"); RETURN NULL;', hash='2c5ee4bde5ad9cfb37809c7edea785e4f83619f2', operation='DELETE', pgid='pgtrigger_delete_delete_ea209', table='funding_preparation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparationchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='5099f2e8e6c5ed8fe0a1988fbd18a987ab1654f3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_69f04', table='funding_preparationchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparationchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='4e26bda49f9abf922ea9dc310cb804b27e4299d0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_992a3', table='funding_preparationchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='question',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_questionchange" ("answer", "answered_at", "answered_by_id", "application_id", "asked_at", "asked_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."application_id", NEW."asked_at", NEW."asked_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='8a843ba1964069e8ea8fb042ce749615fe607731', operation='INSERT', pgid='pgtrigger_insert_insert_bac73', table='funding_question', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='question',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_questionchange" ("answer", "answered_at", "answered_by_id", "application_id", "asked_at", "asked_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."application_id", OLD."asked_at", OLD."asked_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."text"); RETURN NULL;', hash='0962dc4e0288d3b1051bb1a8eaa10015e0aaa6f4', operation='UPDATE', pgid='pgtrigger_update_update_3a1d9', table='funding_question', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='question',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_questionchange" ("answer", "answered_at", "answered_by_id", "application_id", "asked_at", "asked_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."application_id", OLD."asked_at", OLD."asked_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='4fde3a419e2041310972c21759933de92a517dbe', operation='DELETE', pgid='pgtrigger_delete_delete_5669b', table='funding_question', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questionchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='b1aa5e31d5c7dff681115c7d1ca37c3010815dbd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_79019', table='funding_questionchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questionchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='c12eb563913166330c2500384a20f6485a6ce087', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_ca1fd', table='funding_questionchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requisition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_requisitionchange" ("allocation_id", "amount", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "payment_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusal", "text") VALUES (NEW."allocation_id", NEW."amount", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."payment_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."refusal", NEW."text"); RETURN NULL;', hash='00af2fe63d4b165906e2eefafd803295369d3047', operation='INSERT', pgid='pgtrigger_insert_insert_d3572', table='funding_requisition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requisition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_requisitionchange" ("allocation_id", "amount", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "payment_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusal", "text") VALUES (OLD."allocation_id", OLD."amount", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."id", OLD."payment_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."refusal", OLD."text"); RETURN NULL;', hash='01aefb91f068494850c76d5ac66b38b9df6eff5e', operation='UPDATE', pgid='pgtrigger_update_update_a9f91', table='funding_requisition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requisition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_requisitionchange" ("allocation_id", "amount", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "payment_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refusal", "text") VALUES (OLD."allocation_id", OLD."amount", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."id", OLD."payment_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."refusal", OLD."text"); RETURN NULL;', hash='6ae8e69dfa69654cc64bde7157c32ce1ebb8c686', operation='DELETE', pgid='pgtrigger_delete_delete_0fab2', table='funding_requisition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requisitionchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='125061248ef1e1b8e8633abf1777f508c223632c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1ecef', table='funding_requisitionchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requisitionchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='fc99c31bd228e5d4625d1324b57074158b76d67d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_577bd', table='funding_requisitionchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='return',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_returnchange" ("allocation_id", "answer", "answered_at", "answered_by_id", "as_of", "booked", "carry_over", "certified_at", "certified_by_id", "committed", "created_at", "filled_at", "filled_by_id", "forecast", "id", "number", "paid", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopened_because", "state", "to_repay", "used", "variance") VALUES (NEW."allocation_id", NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."as_of", NEW."booked", NEW."carry_over", NEW."certified_at", NEW."certified_by_id", NEW."committed", NEW."created_at", NEW."filled_at", NEW."filled_by_id", NEW."forecast", NEW."id", NEW."number", NEW."paid", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reopened_because", NEW."state", NEW."to_repay", NEW."used", NEW."variance"); RETURN NULL;', hash='e2f0aa5019d56f754374053aa433c07f3fe5b461', operation='INSERT', pgid='pgtrigger_insert_insert_e32d6', table='funding_return', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='return',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."allocation_id" IS DISTINCT FROM (NEW."allocation_id") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."booked" IS DISTINCT FROM (NEW."booked") OR OLD."carry_over" IS DISTINCT FROM (NEW."carry_over") OR OLD."certified_at" IS DISTINCT FROM (NEW."certified_at") OR OLD."certified_by_id" IS DISTINCT FROM (NEW."certified_by_id") OR OLD."committed" IS DISTINCT FROM (NEW."committed") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."filled_at" IS DISTINCT FROM (NEW."filled_at") OR OLD."filled_by_id" IS DISTINCT FROM (NEW."filled_by_id") OR OLD."forecast" IS DISTINCT FROM (NEW."forecast") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."paid" IS DISTINCT FROM (NEW."paid") OR OLD."reopened_because" IS DISTINCT FROM (NEW."reopened_because") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."to_repay" IS DISTINCT FROM (NEW."to_repay") OR OLD."used" IS DISTINCT FROM (NEW."used") OR OLD."variance" IS DISTINCT FROM (NEW."variance"))', func='INSERT INTO "funding_returnchange" ("allocation_id", "answer", "answered_at", "answered_by_id", "as_of", "booked", "carry_over", "certified_at", "certified_by_id", "committed", "created_at", "filled_at", "filled_by_id", "forecast", "id", "number", "paid", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopened_because", "state", "to_repay", "used", "variance") VALUES (OLD."allocation_id", OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."as_of", OLD."booked", OLD."carry_over", OLD."certified_at", OLD."certified_by_id", OLD."committed", OLD."created_at", OLD."filled_at", OLD."filled_by_id", OLD."forecast", OLD."id", OLD."number", OLD."paid", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."reopened_because", OLD."state", OLD."to_repay", OLD."used", OLD."variance"); RETURN NULL;', hash='704e9348a96bc6276f48a185023cc0b0d24143a0', operation='UPDATE', pgid='pgtrigger_update_update_a770b', table='funding_return', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='return',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_returnchange" ("allocation_id", "answer", "answered_at", "answered_by_id", "as_of", "booked", "carry_over", "certified_at", "certified_by_id", "committed", "created_at", "filled_at", "filled_by_id", "forecast", "id", "number", "paid", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopened_because", "state", "to_repay", "used", "variance") VALUES (OLD."allocation_id", OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."as_of", OLD."booked", OLD."carry_over", OLD."certified_at", OLD."certified_by_id", OLD."committed", OLD."created_at", OLD."filled_at", OLD."filled_by_id", OLD."forecast", OLD."id", OLD."number", OLD."paid", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reopened_because", OLD."state", OLD."to_repay", OLD."used", OLD."variance"); RETURN NULL;', hash='14e583f0c7f224b3807d31b83db3bc2b7462987d', operation='DELETE', pgid='pgtrigger_delete_delete_49603', table='funding_return', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='1ae49c45627590312568903e25b1f1541e356b30', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_93e43', table='funding_returnchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='1e0a52fc895e0321599bb9120d955211777bec59', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_60445', table='funding_returnchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_roundchange" ("agreement_id", "closes_on", "county_id", "created_at", "created_by_id", "id", "instructions", "name", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."closes_on", NEW."county_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."instructions", NEW."name", NEW."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='4738054864678048207c5ca12edf4556bd615e28', operation='INSERT', pgid='pgtrigger_insert_insert_2bb37', table='funding_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_roundchange" ("agreement_id", "closes_on", "county_id", "created_at", "created_by_id", "id", "instructions", "name", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agreement_id", OLD."closes_on", OLD."county_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."instructions", OLD."name", OLD."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;', hash='f2d9d12665bfd1f8e06dcae22690d1532a472dd1', operation='UPDATE', pgid='pgtrigger_update_update_f6087', table='funding_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_roundchange" ("agreement_id", "closes_on", "county_id", "created_at", "created_by_id", "id", "instructions", "name", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agreement_id", OLD."closes_on", OLD."county_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."instructions", OLD."name", OLD."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='86cb976b3b8e45b1264e4837aecb10289bf96f71', operation='DELETE', pgid='pgtrigger_delete_delete_7ba78', table='funding_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='c3e1474d4df8143f4d0bcff4ff19339b9481b974', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc6e4', table='funding_applicationchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='72a2d6dd090cd1410ccf8df741ad3a1e279bda8c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_ca4ef', table='funding_applicationchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationchange" ("applicant_id", "contact", "created_at", "created_by_id", "ends_on", "frame_id", "id", "main_b", "need", "own_effort", "participation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "result", "round_id", "starts_on", "state", "submitted_at", "submitted_by_id", "title", "work") VALUES (NEW."applicant_id", NEW."contact", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."frame_id", NEW."id", NEW."main_b", NEW."need", NEW."own_effort", NEW."participation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."result", NEW."round_id", NEW."starts_on", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."title", NEW."work"); RETURN NULL;', hash='d1b0b983893aa548ea3f16368fcba950de790c3f', operation='INSERT', pgid='pgtrigger_insert_insert_c52d1', table='funding_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."applicant_id" IS DISTINCT FROM (NEW."applicant_id") OR OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."frame_id" IS DISTINCT FROM (NEW."frame_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."main_b" IS DISTINCT FROM (NEW."main_b") OR OLD."need" IS DISTINCT FROM (NEW."need") OR OLD."own_effort" IS DISTINCT FROM (NEW."own_effort") OR OLD."participation" IS DISTINCT FROM (NEW."participation") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."work" IS DISTINCT FROM (NEW."work"))', func='INSERT INTO "funding_applicationchange" ("applicant_id", "contact", "created_at", "created_by_id", "ends_on", "frame_id", "id", "main_b", "need", "own_effort", "participation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "result", "round_id", "starts_on", "state", "submitted_at", "submitted_by_id", "title", "work") VALUES (OLD."applicant_id", OLD."contact", OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."frame_id", OLD."id", OLD."main_b", OLD."need", OLD."own_effort", OLD."participation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."plan_id", OLD."result", OLD."round_id", OLD."starts_on", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."title", OLD."work"); RETURN NULL;', hash='38ccbe58d2e65837ca49f0de43087c378610dbdc', operation='UPDATE', pgid='pgtrigger_update_update_9f346', table='funding_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationchange" ("applicant_id", "contact", "created_at", "created_by_id", "ends_on", "frame_id", "id", "main_b", "need", "own_effort", "participation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "result", "round_id", "starts_on", "state", "submitted_at", "submitted_by_id", "title", "work") VALUES (OLD."applicant_id", OLD."contact", OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."frame_id", OLD."id", OLD."main_b", OLD."need", OLD."own_effort", OLD."participation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."result", OLD."round_id", OLD."starts_on", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."title", OLD."work"); RETURN NULL;', hash='775ba37a28dd2021395abcea8ab1bd004e50651e', operation='DELETE', pgid='pgtrigger_delete_delete_81329', table='funding_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='19d344fdef66158ffa21b251d1ad63f4272c17fb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2d447', table='funding_roundchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='018d28072e393caf9ce7987a16b59b480296c019', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_8f4da', table='funding_roundchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenario',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_scenariochange" ("created_at", "created_by_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round_id"); RETURN NULL;', hash='a634609d47a2773478a8480eeded51e57810a1bf', operation='INSERT', pgid='pgtrigger_insert_insert_f6dbb', table='funding_scenario', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenario',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id"))', func='INSERT INTO "funding_scenariochange" ("created_at", "created_by_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."round_id"); RETURN NULL;', hash='f2b0f8a9a2172c653216135b2752770db3a62b12', operation='UPDATE', pgid='pgtrigger_update_update_7e47e', table='funding_scenario', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenario',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_scenariochange" ("created_at", "created_by_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round_id"); RETURN NULL;', hash='80de53b2828d38efd2f24605af59954f15f0c1f7', operation='DELETE', pgid='pgtrigger_delete_delete_a2e6e', table='funding_scenario', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenarioamount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_scenarioamountchange" ("amount", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scenario_id") VALUES (NEW."amount", NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."scenario_id"); RETURN NULL;', hash='7fd0c09aabd8e86aa0834b47b5963174640bbada', operation='INSERT', pgid='pgtrigger_insert_insert_0a762', table='funding_scenarioamount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenarioamount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_scenarioamountchange" ("amount", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scenario_id") VALUES (OLD."amount", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."scenario_id"); RETURN NULL;', hash='a973461cea0ae3101ef3f1720db32dc2836fe4c2', operation='UPDATE', pgid='pgtrigger_update_update_bfbcd', table='funding_scenarioamount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenarioamount',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_scenarioamountchange" ("amount", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scenario_id") VALUES (OLD."amount", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."scenario_id"); RETURN NULL;', hash='e6eb9bfebd0b0f49769fdcaccd3fbe92d3579651', operation='DELETE', pgid='pgtrigger_delete_delete_5e8ae', table='funding_scenarioamount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenarioamountchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='fd4f6c5f9e72f8ba2e8af8c491216ee1f4fdc76e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9a58e', table='funding_scenarioamountchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenarioamountchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='c3c34aa97a36a82d69fb8148ab0faf1adfa599bc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_10b68', table='funding_scenarioamountchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenariochange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='e230ed1fa37d0e5d500970e5339499bd4f61550d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6c038', table='funding_scenariochange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scenariochange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='f69892285b882766e96d9ef1b9d49ae6ee8a0b7a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_4b868', table='funding_scenariochange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_statementchange" ("about", "agreement_id", "amount", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "text") VALUES (NEW."about", NEW."agreement_id", NEW."amount", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source", NEW."source_url", NEW."text"); RETURN NULL;', hash='ae8bf8ae9e1b75c3c06ad61e31013df98bac32a0', operation='INSERT', pgid='pgtrigger_insert_insert_21e6d', table='funding_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_statementchange" ("about", "agreement_id", "amount", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "text") VALUES (OLD."about", OLD."agreement_id", OLD."amount", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."source", OLD."source_url", OLD."text"); RETURN NULL;', hash='f147e14018c698f0cb7b74c606ae232dc50dc322', operation='UPDATE', pgid='pgtrigger_update_update_4f0a6', table='funding_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_statementchange" ("about", "agreement_id", "amount", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "text") VALUES (OLD."about", OLD."agreement_id", OLD."amount", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source", OLD."source_url", OLD."text"); RETURN NULL;', hash='b2b471ba0330aaf24172cc9b6521b8907ee05bbe', operation='DELETE', pgid='pgtrigger_delete_delete_832cd', table='funding_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statementchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='d30afb11b9d99fba71efb5b5f4bf3a0eee5321ae', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6f13b', table='funding_statementchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statementchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='04cb18d3c5ae18e5724119b68c092bdc8034cf37', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_4e079', table='funding_statementchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_allocationfocuseslinkchange" ("allocation_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (NEW."allocation_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."term_id"); RETURN NULL;', hash='54a33d2ff3eaf3a7967ce135632aa2a1745ee9e6', operation='INSERT', pgid='pgtrigger_insert_insert_d30ae', table='funding_allocation_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_allocationfocuseslinkchange" ("allocation_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."allocation_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."term_id"); RETURN NULL;', hash='86a59978eaac09e81248f300c70e05d37b1ae039', operation='UPDATE', pgid='pgtrigger_update_update_3d736', table='funding_allocation_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_allocationfocuseslinkchange" ("allocation_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."allocation_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."term_id"); RETURN NULL;', hash='fa21206ec1a67207bb9ac8e1fd66d3be07b11653', operation='DELETE', pgid='pgtrigger_delete_delete_a2615', table='funding_allocation_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationactivitieslink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationactivitieslinkchange" ("activity_id", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='9d46b2079a0ae89f63ddc33b43edf37cf1158ae1', operation='INSERT', pgid='pgtrigger_insert_insert_fa0f1', table='funding_application_activities', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationactivitieslink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_applicationactivitieslinkchange" ("activity_id", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;', hash='ef8bd3c7192a418b110788c4bc48dd8f0d73dada', operation='UPDATE', pgid='pgtrigger_update_update_96103', table='funding_application_activities', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationactivitieslink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationactivitieslinkchange" ("activity_id", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='e4ca5fd37a88f276b0d664f0d588f5b1690fc8ab', operation='DELETE', pgid='pgtrigger_delete_delete_6cc76', table='funding_application_activities', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationcoapplicantslink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationcoapplicantslinkchange" ("actor_id", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actor_id", NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='f4303881ee6f2d98e0aecd11580e84d0647d5412', operation='INSERT', pgid='pgtrigger_insert_insert_b5af5', table='funding_application_co_applicants', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationcoapplicantslink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_applicationcoapplicantslinkchange" ("actor_id", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."actor_id", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;', hash='fa3e3a19c639a699607673b0859ec8c108e2673b', operation='UPDATE', pgid='pgtrigger_update_update_5478e', table='funding_application_co_applicants', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationcoapplicantslink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationcoapplicantslinkchange" ("actor_id", "application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."actor_id", OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='175372efa452e2bf1b02acaa2ae765f6a573a5e0', operation='DELETE', pgid='pgtrigger_delete_delete_e19a8', table='funding_application_co_applicants', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationfocuseslinkchange" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."term_id"); RETURN NULL;', hash='edd5852da70b15ded14e94bb42ecb90547b16771', operation='INSERT', pgid='pgtrigger_insert_insert_2463b', table='funding_application_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_applicationfocuseslinkchange" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."term_id"); RETURN NULL;', hash='f1b858a8a3463cc8215d7d16b66d1d33475109a7', operation='UPDATE', pgid='pgtrigger_update_update_5c87e', table='funding_application_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationfocuseslinkchange" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."term_id"); RETURN NULL;', hash='431b30826ab8686f72b2b125958902b15c525bbd', operation='DELETE', pgid='pgtrigger_delete_delete_52c3a', table='funding_application_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationtargetgroupslink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationtargetgroupslinkchange" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."term_id"); RETURN NULL;', hash='01f8e41530a3789bfc1c98c18a494d74ecd4ad8c', operation='INSERT', pgid='pgtrigger_insert_insert_06e8e', table='funding_application_target_groups', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationtargetgroupslink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_applicationtargetgroupslinkchange" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."term_id"); RETURN NULL;', hash='c808aa827df2d8fb507bf1b864bad1d7c312d61d', operation='UPDATE', pgid='pgtrigger_update_update_f4596', table='funding_application_target_groups', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationtargetgroupslink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_applicationtargetgroupslinkchange" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."term_id"); RETURN NULL;', hash='5c201f9759225cc4e02cc29c0c091f482721f411', operation='DELETE', pgid='pgtrigger_delete_delete_8bd6f', table='funding_application_target_groups', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitemfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionitemfocuseslinkchange" ("decisionitem_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (NEW."decisionitem_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."term_id"); RETURN NULL;', hash='077920cb2313409619fddbbd6e1eec33e23c68bb', operation='INSERT', pgid='pgtrigger_insert_insert_12813', table='funding_decisionitem_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitemfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_decisionitemfocuseslinkchange" ("decisionitem_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."decisionitem_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."term_id"); RETURN NULL;', hash='e0e8fcf372dd74ee4517f76aee8b0cdd23f45a64', operation='UPDATE', pgid='pgtrigger_update_update_91b92', table='funding_decisionitem_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitemfocuseslink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_decisionitemfocuseslinkchange" ("decisionitem_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "term_id") VALUES (OLD."decisionitem_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."term_id"); RETURN NULL;', hash='7072fbd7d0a3e24fb5929c2bba9b6663d6486fd8', operation='DELETE', pgid='pgtrigger_delete_delete_52439', table='funding_decisionitem_focuses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundframeslink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_roundframeslinkchange" ("frame_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."frame_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round_id"); RETURN NULL;', hash='739bc7210535b7d875e40a06314dfcb5ec80f0be', operation='INSERT', pgid='pgtrigger_insert_insert_5625c', table='funding_round_frames', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundframeslink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_roundframeslinkchange" ("frame_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."frame_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."round_id"); RETURN NULL;', hash='d36d8da111096c24fc2f04278c22ce964113675b', operation='UPDATE', pgid='pgtrigger_update_update_5c716', table='funding_round_frames', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundframeslink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_roundframeslinkchange" ("frame_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."frame_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round_id"); RETURN NULL;', hash='ff198fe153a8878dcf39d033574a69af4c4182ee', operation='DELETE', pgid='pgtrigger_delete_delete_4b6a9', table='funding_round_frames', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationfocuseslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='ebee2af3ec611c212a64b8e83bc14e364ac07426', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b3f33', table='funding_allocationfocuseslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationfocuseslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='0a1ce71454b02aede5595bd76d04a2adbcbf5612', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_9a38b', table='funding_allocationfocuseslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationactivitieslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='f11f0a2746b280fd0f384262307eb7e534c1839e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b2d05', table='funding_applicationactivitieslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationactivitieslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='305d064e8f4950fd6b329b6160dc42e3e574c0ef', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_dca56', table='funding_applicationactivitieslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationcoapplicantslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='7302d12e12bdf9a110f15e91352a8ef93ca9ae06', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_247c8', table='funding_applicationcoapplicantslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationcoapplicantslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='057aabe0d973e4ea1e75431925c8b6f714080c18', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_bffe3', table='funding_applicationcoapplicantslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationfocuseslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='5dcf4734043e04e6599370aaf60bdcbf8a339e6b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ee57', table='funding_applicationfocuseslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationfocuseslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='06ebef4576d57c6777d77a52fbbab3743e92d749', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_bd393', table='funding_applicationfocuseslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationtargetgroupslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='caa12b7dac4e15f3a5b5f54fdf21ef6a55474e16', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_908c3', table='funding_applicationtargetgroupslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationtargetgroupslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='c165c2f3ad5baca3d86ad11b39a0c076727d3f85', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_407e3', table='funding_applicationtargetgroupslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitemfocuseslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='5e868554b42cf0029554b48cb8fa553d62356029', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_73f0f', table='funding_decisionitemfocuseslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionitemfocuseslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='f9384efba016b618782d67f64a68abab989f9960', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_e328d', table='funding_decisionitemfocuseslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundframeslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='72381762ca48e9b910e377f8bd6311c43632db97', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_96e4a', table='funding_roundframeslinkchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundframeslinkchange',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',\n        TG_TABLE_NAME USING ERRCODE = '23514';\n", hash='a02ba749386b19566c24f4723302c48a0a307ed8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_989d5', table='funding_roundframeslinkchange', when='BEFORE')),
        ),
    ])]

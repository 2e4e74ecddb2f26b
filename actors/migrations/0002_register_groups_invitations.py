"""The whole register, groups that meet, and invitations."""

import actors.models.register
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_collation='sv-x-icu', max_length=200, verbose_name='namn')),
            ],
            options={
                'verbose_name': 'alias',
                'verbose_name_plural': 'alias',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(db_collation='sv-x-icu', max_length=120, verbose_name='funktion')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-post')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('is_regional_coordinator', models.BooleanField(default=False, help_text='Visas på länets sida.', verbose_name='regional suicidpreventiv samordnare')),
            ],
            options={
                'verbose_name': 'kontakt',
                'verbose_name_plural': 'kontakter',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=250, verbose_name='vad')),
                ('due_on', models.DateField(verbose_name='senast')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='klart')),
            ],
            options={
                'verbose_name': 'uppföljningspunkt',
                'verbose_name_plural': 'uppföljningspunkter',
                'ordering': [models.OrderBy(models.F('done_on'), nulls_first=True), 'due_on'],
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('profession', models.CharField(blank=True, db_collation='sv-x-icu', max_length=120, verbose_name='profession')),
            ],
            options={
                'verbose_name': 'plats i gruppen',
                'verbose_name_plural': 'platser i gruppen',
                'ordering': ['actor__name', 'profession'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-postadress')),
                ('role', models.CharField(choices=[('READER', 'Läsare'), ('COORDINATOR', 'Samordnare'), ('APPROVER', 'Godkännare'), ('OFFICER', 'Handläggare'), ('ADMIN', 'Administratör')], max_length=12, verbose_name='roll')),
                ('token_sha256', models.CharField(max_length=64, unique=True, verbose_name='länkens kontrollsumma')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='inbjuden')),
                ('expires_at', models.DateTimeField(verbose_name='gäller till')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='accepterad')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='återtagen')),
            ],
            options={
                'verbose_name': 'inbjudan',
                'verbose_name_plural': 'inbjudningar',
                'ordering': ['-invited_at'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='datum')),
                ('theme', models.CharField(blank=True, db_collation='sv-x-icu', max_length=160, verbose_name='tema')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='anteckningar')),
                ('decisions', models.TextField(blank=True, max_length=4000, verbose_name='beslut')),
            ],
            options={
                'verbose_name': 'möte',
                'verbose_name_plural': 'möten',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='UserMovementStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counts', models.BooleanField(verbose_name='räknas som brukarrörelse')),
                ('decided_on', models.DateField(verbose_name='beslutat')),
                ('decided_by', models.CharField(max_length=120, verbose_name='beslutat av')),
                ('reason', models.CharField(max_length=250, verbose_name='skäl')),
            ],
            options={
                'verbose_name': 'ställning som brukarrörelse',
                'verbose_name_plural': 'ställningar som brukarrörelse',
                'ordering': ['-decided_on', '-pk'],
            },
        ),
        migrations.RemoveField(
            model_name='group',
            name='professions',
        ),
        migrations.AddField(
            model_name='actor',
            name='associations',
            field=models.ManyToManyField(blank=True, related_name='collectives', to='actors.actor', verbose_name='medlemsorganisationer'),
        ),
        migrations.AddField(
            model_name='actor',
            name='operator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='operates', to='actors.actor', verbose_name='drivs av'),
        ),
        migrations.AddField(
            model_name='actor',
            name='organisation_number',
            field=models.CharField(blank=True, max_length=13, validators=[actors.models.register.clean_organisation_number], verbose_name='organisationsnummer'),
        ),
        migrations.AddField(
            model_name='actor',
            name='principals',
            field=models.ManyToManyField(blank=True, related_name='principal_of', to='actors.actor', verbose_name='huvudmän'),
        ),
        migrations.AddField(
            model_name='actor',
            name='requires_mfa',
            field=models.BooleanField(default=False, help_text='Alla som arbetar för aktören loggar in med två steg.', verbose_name='kräver tvåfaktor'),
        ),
        migrations.AddField(
            model_name='actor',
            name='started_on',
            field=models.DateField(blank=True, null=True, verbose_name='började'),
        ),
        migrations.AddField(
            model_name='group',
            name='county',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='actors.county', verbose_name='län'),
        ),
        migrations.AddField(
            model_name='group',
            name='form',
            field=models.CharField(choices=[('GROUP', 'Samverkansgrupp'), ('NETWORK', 'Nätverk')], default='GROUP', max_length=8, verbose_name='form'),
        ),
        migrations.AddField(
            model_name='group',
            name='meetings_per_term',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Lämna tomt om ingen takt är bestämd.', null=True, verbose_name='möten per termin'),
        ),
        migrations.AddField(
            model_name='user',
            name='anonymised_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='avidentifierad'),
        ),
        migrations.AddIndex(
            model_name='actor',
            index=models.Index(fields=['kind', 'name'], name='actor_kind_name'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation_number', ''), _negated=True), fields=('organisation_number',), name='actor_organisation_number_unique', violation_error_message='Det finns redan en aktör med det organisationsnumret.'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('started_on', None), ('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='actor_dates_in_order', violation_error_message='En aktör kan inte upphöra innan den började.'),
        ),
        migrations.AddField(
            model_name='alias',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='actors.actor', verbose_name='aktör'),
        ),
        migrations.AddField(
            model_name='contact',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='actors.actor', verbose_name='aktör'),
        ),
        migrations.AddField(
            model_name='followup',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='actors.actor', verbose_name='ansvarig'),
        ),
        migrations.AddField(
            model_name='groupmember',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='actors.actor', verbose_name='aktör'),
        ),
        migrations.AddField(
            model_name='groupmember',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='actors.group', verbose_name='grupp'),
        ),
        # Django cannot give a relation a table of its own in place: move the rows over.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "INSERT INTO actors_groupmember (group_id, actor_id, profession) "
                    "SELECT group_id, actor_id, '' FROM actors_group_members; "
                    "DROP TABLE actors_group_members;",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='group',
                    name='members',
                    field=models.ManyToManyField(related_name='member_of', through='actors.GroupMember', to='actors.actor', verbose_name='medlemmar'),
                ),
            ],
        ),
        migrations.AddField(
            model_name='invitation',
            name='accepted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepterad av'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='actors.actor', verbose_name='aktör'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inbjuden av'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='återtagen av'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='created_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skrivet av'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='actors.group', verbose_name='grupp'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='present',
            field=models.ManyToManyField(blank=True, related_name='meetings', to='actors.actor', verbose_name='närvarande'),
        ),
        migrations.AddField(
            model_name='followup',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='actors.meeting', verbose_name='möte'),
        ),
        migrations.AddField(
            model_name='usermovementstatus',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='user_movement_statuses', to='actors.actor', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='usermovementstatus',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='infört av'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(fields=('actor', 'name'), name='alias_once_an_actor', violation_error_message='Aktören har redan det namnet.'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), models.Q(('phone', ''), _negated=True), _connector='OR'), name='contact_can_be_reached', violation_error_message='Fyll i en e-postadress eller ett telefonnummer.'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.UniqueConstraint(fields=('group', 'actor', 'profession'), name='group_member_once', violation_error_message='Aktören är redan med i gruppen med den professionen.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('actor'), models.F('role'), condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), name='invitation_open_once', violation_error_message='Personen är redan inbjuden till den rollen. Ta tillbaka den inbjudan först om du vill skicka en ny.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('withdrawn_at', None)), _connector='OR'), name='invitation_accepted_when_and_by', violation_error_message='En accepterad inbjudan har tid och person.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='invitation_withdrawn_when_and_by', violation_error_message='En återtagen inbjudan har tid och person.'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['group', '-on'], name='meeting_latest'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('done_on', None)), fields=['due_on'], name='follow_up_open'),
        ),
        migrations.AddIndex(
            model_name='usermovementstatus',
            index=models.Index(fields=['actor', '-decided_on'], name='user_movement_latest'),
        ),
    ]

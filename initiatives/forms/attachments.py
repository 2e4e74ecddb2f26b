"""The upload of a file beside an activity."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from initiatives import file_types
from initiatives.forms.guard import NO_IDENTITY_NUMBERS
from initiatives.identity_numbers import has_identity_number
from initiatives.models import LogEntry
from portal.swedish import datum

CHOOSE = "Välj den fil som ska bifogas."
ACCEPTED = [*file_types.TYPES, "jpeg"]


def _size(count):
    return filesizeformat(count).replace(",0", "")


class EntryChoice(forms.ModelChoiceField):
    def label_from_instance(self, entry):
        return datum(entry.on)


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label="Fil",
        help_text=(
            f"{file_types.ALLOWED}. Högst {_size(settings.ATTACHMENT_MAX_BYTES)}. "
            "Bilder sparas utan uppgifter om var och när de togs. I PDF och kontorsdokument står "
            "författare och ändringar kvar: ta bort dem först om de inte ska synas. "
            "Ladda inte upp något om enskilda personer."
        ),
        widget=forms.FileInput({"accept": ",".join(f".{ending}" for ending in ACCEPTED)}),
        max_length=250,
        error_messages={
            "required": CHOOSE,
            "missing": CHOOSE,
            "invalid": CHOOSE,
            "empty": "Filen är tom. Välj en annan.",
            "max_length": "Filens namn är för långt. Ge den ett kortare namn.",
        },
    )
    entry = EntryChoice(
        label="Hör till",
        queryset=LogEntry.objects.none(),
        required=False,
        empty_label="Hela aktiviteten",
        error_messages={"invalid_choice": "Loggposten finns inte längre. Välj en annan."},
    )

    def __init__(self, *args, activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = activity.entries.all()

    def clean_file(self):
        """Read the file; `content` is then what will be kept."""
        upload = self.cleaned_data["file"]
        most = settings.ATTACHMENT_MAX_BYTES
        if upload.size > most:
            raise ValidationError(f"Filen är större än {_size(most)}. Välj en mindre fil.")
        if has_identity_number(upload.name):
            raise ValidationError(f"Filens namn: {NO_IDENTITY_NUMBERS}")
        self.content = file_types.read(upload.name, upload.read())
        return upload

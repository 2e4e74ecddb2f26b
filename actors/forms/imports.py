"""The upload of a spreadsheet with actors."""

from django import forms

from actors import spreadsheet


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Kalkylark",
        help_text="Formatet är xlsx, ods eller csv. Högst 5 MB och 5 000 rader.",
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
        max_length=200,
        error_messages={
            "required": "Välj den fil som ska importeras.",
            "missing": "Välj den fil som ska importeras.",
            "empty": "Filen är tom. Fyll i mallen och ladda upp den igen.",
            "max_length": "Filens namn är för långt. Ge den ett kortare namn.",
        },
    )

    def clean_file(self):
        """Read the file; `sheet` and `content` are then at hand."""
        upload = self.cleaned_data["file"]
        if upload.size > spreadsheet.MAX_BYTES:
            raise forms.ValidationError(spreadsheet.TOO_LARGE)
        self.content = upload.read()
        try:
            self.sheet = spreadsheet.read(self.content)
        except spreadsheet.Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return upload

"""What somebody has typed and not saved yet."""

from django.conf import settings
from django.db import models


class FormDraft(models.Model):
    """One person's unsaved text in one form: kept while they type, deleted when they save.

    `form` names the form and its object ("log", "activity:12", "plan:3"); `lock` is the number
    that the object had when the typing began, and `version` counts what the page has sent.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="person",
        on_delete=models.CASCADE,
        related_name="form_drafts",
    )
    form = models.CharField("formulär", max_length=40)
    data = models.JSONField("innehåll", default=dict)
    lock = models.PositiveIntegerField("sparad gång", default=0)
    version = models.PositiveIntegerField("version", default=0)
    updated_at = models.DateTimeField("ändrat", auto_now=True)

    class Meta:
        verbose_name = "osparad text"
        verbose_name_plural = "osparade texter"
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form"],
                name="formdraft_one_a_form",
                violation_error_message="Det finns redan en osparad text i det formuläret.",
            )
        ]

    def __str__(self):
        return self.form

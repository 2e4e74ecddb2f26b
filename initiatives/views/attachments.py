"""Files beside an activity: attach, fetch and take away."""

from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may, require
from initiatives import files
from initiatives.actions import attachments as actions
from initiatives.forms.attachments import AttachmentForm
from initiatives.models import Activity, Attachment
from initiatives.views.bin import tell_removed


def _attached(form, activity, user):
    """What was attached, or None with the reason in the form."""
    try:
        return actions.attach(
            form.content, activity=activity, entry=form.cleaned_data["entry"], by=user
        )
    except ValidationError as error:
        form.add_error("file", error)


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request, pk):
    """Attach a file to an activity; ?post= names the log entry that it belongs to."""
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).select_related("lead"), pk=pk
    )
    require(may(request.user, Act.CHANGE_ACTIVITY, activity.lead))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttachmentForm(*sent, activity=activity, initial={"entry": request.GET.get("post")})
    if form.is_valid() and (attachment := _attached(form, activity, request.user)):
        messages.success(request, f"Filen {attachment.name} är bifogad.")
        return redirect(activity)
    return render(
        request,
        "initiatives/attachment_form.html",
        {"form": form, "activity": activity},
        status=422 if form.is_bound else 200,
    )


@require_safe
@csp_replace({"sandbox": True, "script-src": None, "style-src": None, "img-src": None})
def attachment(request, pk):
    """The file itself. It is saved and never shown as a page of ours, whatever it holds."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    path = files.path_of(attachment.sha256)
    if not path.exists():
        raise Http404
    response = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _own(request, pk):
    """An attachment, removed or not, that the person may take away."""
    attachment = get_object_or_404(
        Attachment.with_removed.visible_to(request.user).select_related("activity__lead"), pk=pk
    )
    require(may(request.user, Act.CHANGE_ACTIVITY, attachment.activity.lead))
    return attachment


@require_POST
def remove(request, pk):
    """Take a file away for 30 days."""
    attachment = _own(request, pk)
    if not attachment.removed_at:
        actions.remove_attachment(attachment, by=request.user)
        tell_removed(request, attachment, "Bilagan är borttagen.")
    return redirect(f"{attachment.activity.get_absolute_url()}#bilagor")

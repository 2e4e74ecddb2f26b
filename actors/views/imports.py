"""Import of actors from a spreadsheet: upload, preview, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actors import import_files, spreadsheet, spreadsheet_template
from actors.access import may_administer, require
from actors.actions.imports import NotAsShown, import_actors
from actors.forms.imports import ImportForm
from actors.import_plan import plan_import
from actors.models import County, Kind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GONE = (
    "Filen finns inte kvar här. Den sparas i en timme och tas bort när importen är gjord. "
    "Ladda upp den igen."
)
CHANGED = (
    "Ingenting är importerat. Registret har ändrats sedan du granskade filen. "
    "Granska en gång till och genomför sedan importen."
)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """Upload a file and see what it would do. Nothing in the register changes."""
    require(may_administer(request.user))
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        name = form.cleaned_data["file"].name
        return _preview(request, form.content, name, plan_import(form.sheet))
    status = 422 if form.is_bound else 200
    return render(request, "actors/import.html", {"form": form}, status=status)


@require_http_methods(["POST"])
def confirm(request):
    """Carry out the import that was shown."""
    require(may_administer(request.user))
    kept = import_files.fetch(request.POST.get("fil", ""), owner=request.user)
    if kept is None:
        messages.error(request, GONE)
        return redirect("actors:import")
    content, name, shown = kept
    try:
        sheet = spreadsheet.read(content)
        done = import_actors(sheet, shown=shown, file_name=name, by=request.user)
    except spreadsheet.Unreadable as error:
        messages.error(request, str(error))
        return redirect("actors:import")
    except NotAsShown as error:
        messages.error(request, CHANGED)
        return _preview(request, content, name, error.plan, status=409)
    import_files.drop(content, owner=request.user)
    messages.success(
        request,
        f"Importen är klar. Nya aktörer: {len(done.new)}. Ändrade: {len(done.changed)}.",
    )
    return redirect("actors:list")


def _preview(request, content, name, plan, status=200):
    """What the file would do; a faulty one is not kept, as it cannot be imported."""
    context = {"plan": plan, "file_name": name, "token": ""}
    if plan.faults:
        status = 422
    elif plan.new or plan.changed:
        context["token"] = import_files.keep(
            content, name=name, plan=plan.fingerprint, owner=request.user
        )
    return render(request, "actors/import_preview.html", context, status=status)


@require_safe
def template(request):
    """The spreadsheet to fill in."""
    require(may_administer(request.user))
    content = spreadsheet_template.write(
        kinds=Kind.labels, counties=[county.short_name for county in County.objects.all()]
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="aktorer-mall.xlsx"'
    return response

"""Tests about the code base: the arrows, and the rules that a reader relies on."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from portal.history import is_bookkeeping

ROOT = Path(settings.BASE_DIR)
APPS = ["portal", "actors", "initiatives", "funding", "reports"]  # each imports only leftwards
# Wiring and commands of the frame name the apps above it; nothing else there may.
WIRING = {"portal/urls.py", "portal/seed", "portal/management"}
SAME_WORD = {
    "status",
    "version",
    "form",
    "plan",
    "profession",
    "alias",
}  # in English and in Swedish
FORBIDDEN_FOLDERS = {"services", "selectors", "utils", "core", "common", "helpers"}


def sources(app):
    """Every Python file of an app, but for migrations and tests."""
    return [
        path
        for path in sorted((ROOT / app).rglob("*.py"))
        if not {"migrations", "tests"} & set(path.relative_to(ROOT).parts)
    ]


def imports(path):
    """Names of the modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_wiring(path):
    relative = path.relative_to(ROOT).as_posix()
    return any(relative == part or relative.startswith(f"{part}/") for part in WIRING)


@pytest.mark.parametrize("app", APPS)
def test_arrows_point_one_way(app):
    above = set(APPS[APPS.index(app) + 1 :])
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(app)
        if not is_wiring(path)
        for name in imports(path)
        if name.split(".")[0] in above
    ]
    assert not wrong


def test_weasyprint_is_imported_in_one_place():
    importers = {
        path.relative_to(ROOT).parts[:2]
        for app in APPS
        for path in sources(app)
        if "weasyprint" in {name.split(".")[0] for name in imports(path)}
    }
    assert importers == {("reports", "pdf")}


def test_there_are_no_layers_by_another_name():
    assert not [
        path
        for app in APPS
        for path in (ROOT / app).rglob("*")
        if path.is_dir() and path.name in FORBIDDEN_FOLDERS
    ]


def test_there_are_no_model_signals():
    wrong = [
        path
        for app in APPS
        for path in sources(app)
        if any(name.startswith("django.db.models.signals") for name in imports(path))
    ]
    assert not wrong


def test_no_source_file_grows_past_a_sitting():
    long = {
        str(path.relative_to(ROOT)): count
        for app in APPS
        for path in sources(app)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 320
    }
    assert not long


def own_models():
    """The things of our apps: neither tables of changes nor what stands in for link tables."""
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not is_bookkeeping(model)
    ]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_names_of_things_are_swedish(model):
    """A verbose name that was left out is the English class or field name."""
    name = model._meta.verbose_name
    assert name != model._meta.model_name or name in SAME_WORD
    left_out = [
        field.name
        for field in model._meta.fields
        if not field.primary_key and field.verbose_name == field.name.replace("_", " ")
        if field.name not in SAME_WORD
    ]
    assert not left_out


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_every_constraint_has_its_own_sentence(model):
    for constraint in model._meta.constraints:
        assert constraint.violation_error_message != constraint.default_violation_error_message, (
            f"{constraint.name} would speak English"
        )


def test_what_people_read_in_lists_is_sorted_in_swedish():
    """Every text that a model is ordered by has the Swedish collation."""
    wrong = []
    for model in own_models():
        for name in model._meta.ordering:
            name = getattr(getattr(name, "expression", None), "name", name)  # F("…").asc()
            *path, last = name.lstrip("-").split("__")
            target = model
            for step in path:
                target = target._meta.get_field(step).related_model
            field = target._meta.pk if last == "pk" else target._meta.get_field(last)
            is_text = isinstance(field, models.CharField) and not field.choices
            if is_text and not field.db_collation and field.name not in ("email", "code"):
                wrong.append(f"{model.__name__}.{name}")
    assert not wrong


def test_nothing_needs_what_lies_outside_the_project():
    outside = "../" + "shared"
    wrong = [
        path.relative_to(ROOT)
        for pattern in ("**/*.py", "**/*.html", "**/*.md", "**/*.css", "Makefile", ".ci/run")
        for path in ROOT.glob(pattern)
        if not {".venv", "node_modules", "staticfiles", ".local"} & set(path.parts)
        and outside in path.read_text(encoding="utf-8")
    ]
    assert not wrong

"""Documents as PDF: `render(figures)` gives the same bytes for the same figures.

The only importer of WeasyPrint. The text of the document stands in `templates/pdf/`, its look in
`static/css/pdf.css`, its limits in `content.py` and `text.py`.
"""

import gc
import mimetypes
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.charts import B4
from reports.pdf import attachments, content, decision
from reports.pdf.finish import Finisher
from reports.pdf.text import FONTS, STATIC

OURS = "https://pdf.invalid/"  # an address nobody can have; only `assets()` answers under it
STANDARD = "pdf/a-3a"  # and PDF/UA-1, which the finisher adds


class Kind(NamedTuple):
    """A kind of document: what it carries, what its template prints, and the template."""

    attach: Callable
    build: Callable
    template: str


YEARLY = Kind(attachments.attach, content.build, "pdf/report.html")
DOCUMENTS = {"decision": Kind(decision.attach, decision.build, decision.TEMPLATE)}


class RenderError(Exception):
    """The document asked for something that it may not have."""


class PackagedFetcher(URLFetcher):
    """Answers for the files that the portal ships and for nothing else: no network, no disk."""

    def __init__(self):
        super().__init__(
            timeout=2, allowed_protocols=set(), allow_redirects=False, fail_on_errors=True
        )

    def fetch(self, url, headers=None):
        if url not in assets():
            raise PermissionError(f"Not one of the portal's own files: {url[:60]}")
        kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
        return URLFetcherResponse(url, assets()[url], {"Content-Type": kind})


@cache
def assets():
    """Address → content of every file that the document may use, read once."""
    files = [STATIC / "css" / "pdf.css", *FONTS.glob("*.ttf")]
    found = {f"{OURS}{file.relative_to(STATIC)}": file.read_bytes() for file in files}
    return found | {f"{OURS}b4/{b['slug']}.svg": shape(b) for b in B4.values()}


def shape(b):
    """The mark of one B, for the style sheet: decoration, for its name always stands beside it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16"'
        f' fill="{b["colour"]}">{b["shape"]}</svg>'
    ).encode()


@cache
def style():
    """Fonts and style sheet, loaded once a process."""
    fonts = FontConfiguration()
    sheet = CSS(url=f"{OURS}css/pdf.css", url_fetcher=PackagedFetcher(), font_config=fonts)
    return fonts, sheet


def render(figures):
    """The finished PDF as bytes."""
    kind = DOCUMENTS.get(figures.get("document"), YEARLY)
    files = kind.attach(figures)
    fingerprint = attachments.fingerprint(figures)
    context = kind.build(figures, fingerprint, files)
    html = render_to_string(kind.template, context)
    was_collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage until the file is written
    try:
        return lay_out(html, context, files, fingerprint)
    except FatalURLFetchingError as error:  # a BaseException: it would end the worker
        raise RenderError(str(error)) from error
    finally:
        if was_collecting:
            gc.enable()
        gc.collect()


def lay_out(html, context, files, fingerprint):
    fonts, sheet = style()
    created = datetime.fromisoformat(context["created"]).astimezone(UTC)
    document = HTML(string=html, base_url=OURS, url_fetcher=PackagedFetcher()).render(
        font_config=fonts, stylesheets=[sheet], pdf_variant=STANDARD
    )
    document.metadata.attachments = [
        Attachment(
            string=file.content,
            name=file.name,
            description=file.description,
            relationship=file.relationship,
            created=created,
            modified=created,
        )
        for file in files
    ]
    with warnings.catch_warnings():
        # WeasyPrint leaves it to Python to close its colour profile.
        warnings.simplefilter("ignore", ResourceWarning)
        return document.write_pdf(
            pdf_variant=STANDARD,
            pdf_identifier=fingerprint[:32].encode(),
            finisher=finisher(context),
        )


def finisher(context):
    """Knows what links lead to and what charts show."""
    targets = [*context["sections"], *context["groups"]]
    return Finisher(
        links={
            target["id"]: f"Gå till {target.get('title') or target['label']}" for target in targets
        },
        alts={chart["title"]: chart["desc"] for chart in context["charts"] if chart},
    )


# A document of no actor, made and thrown away by the warm-up.
SMALLEST = {
    "year": 2024,
    "generated_at": "2024-01-01T00:00:00+00:00",
    "version": 1,
    "is_demo": True,
    "actor": {"name": "B4-portalen", "county": "", "population": None},
    "summary": ["Å"],
    "key_figures": [],
    "plan": None,
    "b4": [
        {"b": b, "label": "B", "meaning": "", "activities": 1, "entries": 1, "participants": "–"}
        | {"latest": None}
        for b in B4
    ],
    "gaps": ["Å"],
    "activities": [],
    "collaborators": [],
    "money": {"rows": [], "sum": dict.fromkeys(("granted", "paid", "used", "left"), 0), "note": ""},
    "method_note": [],
    "sources": [],
}


def warm_up():
    """Load fonts, styles and templates before the first job; no collection looks at them again."""
    render(SMALLEST)
    gc.collect()
    gc.freeze()

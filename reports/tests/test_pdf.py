"""What must be true of every document; a validator at release tests PDF/UA-1 and PDF/A-3a whole."""

import gc
import hashlib
import io
import json
import logging
import os
import subprocess
import sys
from itertools import pairwise

import pikepdf
import pytest
from django.conf import settings

from reports import pdf
from reports.pdf import attachments, content
from reports.tests import sample_figures

ATTACHED = ["aktiviteter.csv", "b4.csv", "medel.csv", "samverkan.csv", "siffror.json"]
HOSTILE = (
    '<script>alert(1)</script><img src="file:///etc/passwd"><link rel=attachment '
    'href="file:///etc/passwd"><style>@import "http://127.0.0.1:9/x.css"</style>'
    "<table><td colspan=10000000>{% now 'Y' %}{{ title }}"
)


def opened(figures):
    return pikepdf.open(io.BytesIO(pdf.render(figures)))


@pytest.fixture(scope="module")
def full():
    return opened(sample_figures.full())


@pytest.fixture(scope="module")
def many():
    return opened(sample_figures.many(90))


@pytest.fixture(scope="module")
def empty():
    return opened(sample_figures.empty())


def html(figures):
    """The document before it is laid out, where its sentences can be read."""
    files = attachments.attach(figures)
    fingerprint = attachments.fingerprint(figures)
    built = content.build(figures, fingerprint, files)
    return pdf.render_to_string("pdf/report.html", built)


def elements(document):
    """Every structure element with its parent, in reading order."""
    waiting = [(kid, None) for kid in reversed(list(document.Root.StructTreeRoot.K))]
    while waiting:
        element, parent = waiting.pop()
        yield element, parent
        kids = [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        waiting += [(kid, element) for kid in reversed(kids)]


def tagged(document, *tags):
    return [element for element, _ in elements(document) if element.S in tags]


# What the document says of itself


def test_title_language_and_both_standards_are_declared(full):
    assert full.Root.Lang == "sv"
    assert full.Root.MarkInfo.Marked
    assert full.Root.ViewerPreferences.DisplayDocTitle
    assert full.docinfo.Title == "Uppföljning 2024 – Storumans kommun"
    with full.open_metadata() as metadata:
        assert metadata["dc:title"] == "Uppföljning 2024 – Storumans kommun"
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_bookmarks_lead_through_the_document(full):
    with full.open_outline() as outline:
        cover = outline.root[0]
    assert cover.title == "Uppföljning 2024 – Storumans kommun"
    assert [entry.title for entry in cover.children] == ["Innehåll", *content.SECTIONS.values()]


def test_nothing_in_the_document_runs_by_itself(full):
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(full.Root.keys())
    assert b"/JavaScript" not in full.Root.unparse(resolved=True)
    actions = [link.get("/A") for page in full.pages for link in page.get("/Annots", [])]
    assert not any(actions)


# Tags


def test_headings_begin_at_one_and_never_skip_a_level(full):
    levels = [int(str(e.S)[2:]) for e in tagged(full, "/H1", "/H2", "/H3", "/H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_heading_holds_another(full):
    parents = [str(parent.S) for e, parent in elements(full) if parent and str(e.S)[:2] == "/H"]
    assert not [tag for tag in parents if tag.startswith("/H")]


def test_every_heading_cell_says_what_it_heads(many):
    scopes = {str(cell.A.Scope) for cell in tagged(many, "/TH")}
    assert scopes == {"/Column", "/Row"}


def test_every_chart_has_its_figures_as_text_and_lies_on_its_page(full):
    charts = tagged(full, "/Figure")
    assert "Bemöt 6, Behandla 3, Bygg 4, Begränsa 1" in str(charts[0].Alt)
    assert "beviljat 780\u00a0000\u00a0kr" in str(charts[1].Alt)
    for chart in charts:
        left, bottom, right, top = (float(value) for value in chart.A.BBox)
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842


def test_lists_and_links_are_described(full):
    assert {str(found.A.ListNumbering) for found in tagged(full, "/L")} <= {"/None", "/Disc"}
    said = [str(link.Contents) for page in full.pages for link in page.get("/Annots", [])]
    assert said[:2] == ["Gå till Sammanfattning", "Gå till Läget i de fyra B:na"]


def test_a_table_over_many_pages_is_one_table_with_one_head(many):
    rows_of = [
        [row for part in table.K if part.S == "/TBody" for row in part.K]
        for table in tagged(many, "/Table")
    ]
    longest = max(rows_of, key=len)
    assert len({row.Pg.objgen for row in longest}) > 2
    assert all([part.S for part in t.K].count("/THead") <= 1 for t in tagged(many, "/Table"))


def test_all_that_is_drawn_has_a_tag_or_is_decoration(many):
    claimed = {
        (element.Pg.objgen, kid)
        for element, _ in elements(many)
        for kid in element.K
        if isinstance(kid, int)
    }
    for page in many.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and "/MCID" in operands[1]:
                assert (page.objgen, operands[1].MCID) in claimed


def test_every_font_is_ours_and_embedded(full):
    fonts = full.pages[0].Resources.Font
    for font in fonts.values():
        assert "Source-Sans-3" in str(font.BaseFont)
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert font.Encoding == "/Identity-H"  # another encoding means that a glyph was missing


def test_nothing_is_warned_about(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        logging.getLogger("weasyprint").propagate = True
        pdf.render(sample_figures.full())
    assert not caplog.records


# Attachments


def test_figures_and_tables_lie_inside(full):
    assert sorted(full.attachments) == ATTACHED
    kinds = {str(file.UF): str(file.AFRelationship) for file in full.Root.AF}
    assert kinds == dict.fromkeys(ATTACHED[:4], "/Data") | {"siffror.json": "/Source"}
    assert len(full.Root.AF) == len(ATTACHED)


def test_the_attached_figures_are_the_frozen_ones_and_their_sum_is_printed(full):
    figures = sample_figures.full()
    attached = full.attachments["siffror.json"].get_file().read_bytes()
    assert json.loads(attached) == figures
    sum_ = hashlib.sha256(attached).hexdigest()
    assert sum_ == attachments.fingerprint(figures)
    assert sum_ in html(figures)


def test_tables_open_right_in_swedish_excel(full):
    table = full.attachments["medel.csv"].get_file().read_bytes()
    assert table.startswith(b"\xef\xbb\xbf\xc3\x96verenskommelse;Del;")
    assert len(table.decode("utf-8-sig").splitlines()) == 1 + 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_somebody_wrote_is_never_a_formula(start):
    assert attachments.cell("title", f"{start}1+1") == f"'{start}1+1"
    assert attachments.cell("granted", -5) == -5


# Same input, same bytes


def test_two_processes_make_the_same_bytes():
    script = (
        "import django; django.setup()\n"
        "from reports import pdf\n"
        "from reports.tests import sample_figures\n"
        "import hashlib, sys\n"
        "sys.stdout.write(hashlib.sha256(pdf.render(sample_figures.full())).hexdigest())\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert other.stdout == hashlib.sha256(pdf.render(sample_figures.full())).hexdigest()


# Much, little, and hostile


def test_no_more_rows_than_the_document_holds_and_the_rest_is_attached():
    figures = sample_figures.many(340)
    page = html(figures)
    assert page.count(", grupp ") == 300
    assert "Dokumentet visar 300 av 340 aktiviteter" in page
    table = next(file for file in attachments.attach(figures) if file.name == "aktiviteter.csv")
    assert len(table.content.splitlines()) == 1 + 340


def test_every_b_keeps_its_first_activities_when_rows_are_cut():
    figures = sample_figures.many(340)
    figures["activities"].sort(key=lambda row: row["b"] == "BEGRANSA")
    assert 'id="activities-begransa"' in html(figures)


def test_an_empty_year_reads_well(empty):
    page = html(sample_figures.empty())
    for sentence in (
        "Ingen handlingsplan finns i portalen för 2024.",
        "Inga aktiviteter är registrerade för 2024.",
        "Inga samarbeten är registrerade för 2024.",
        "Inga medel är registrerade för 2024.",
        "Inget är loggat under Begränsa.",
    ):
        assert sentence in page
    assert not tagged(empty, "/Figure")
    assert len(empty.pages) == 5


def test_activities_that_may_not_be_described_are_counted():
    figures = sample_figures.full() | {"activities": []}
    page = html(figures)
    assert "14 aktiviteter räknas men beskrivs inte" in page
    assert "Inga aktiviteter är registrerade" not in page


def test_a_plan_that_may_not_be_told_has_no_empty_b():
    figures = sample_figures.full()
    figures["plan"] |= {"is_open": False, "vision": "", "group": "", "members": [], "goals": []}
    page = html(figures)
    assert "Planen är bara för dem som deltar" in page
    assert "Inget mål är satt" not in page
    assert "Mål per B" not in page


def test_an_activity_under_no_b_is_listed_last():
    figures = sample_figures.full()
    figures["activities"].append(sample_figures.activity("Fritt stående", ""))
    page = html(figures)
    assert page.index("Aktiviteter under Utan B") > page.index("Aktiviteter under Begränsa")
    assert len(opened(figures).attachments) == len(ATTACHED)


def test_what_people_write_is_text_and_fetches_nothing():
    figures = sample_figures.full()
    for row in figures["activities"]:
        row |= {"title": HOSTILE, "lead": HOSTILE, "latest_text": HOSTILE, "partners": [HOSTILE]}
    figures["plan"]["vision"] = figures["summary"][0] = figures["actor"]["name"] = HOSTILE
    assert "&lt;script&gt;alert(1)" in html(figures)
    assert sorted(opened(figures).attachments) == ATTACHED


def test_endless_text_without_a_space_is_cut_and_broken():
    figures = sample_figures.full()
    figures["activities"][0] |= {"title": "x" * 1_000_000, "latest_text": "å" * 20_000}
    assert len(html(figures)) < 100_000
    opened(figures)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:9/", "data:text/css,a"])
def test_the_fetcher_knows_only_what_is_packaged(url):
    with pytest.raises(PermissionError):
        pdf.PackagedFetcher().fetch(url)


def test_a_template_that_asks_for_a_foreign_file_fails_loudly(monkeypatch):
    page = '<html lang="sv"><title>x</title><img src="file:///etc/passwd" alt="x">'
    monkeypatch.setattr(pdf, "render_to_string", lambda *args: page)
    with pytest.raises(pdf.RenderError):
        pdf.render(sample_figures.empty())
    assert gc.isenabled()


def test_the_warm_up_leaves_collection_on():
    pdf.warm_up()
    assert gc.isenabled()
    gc.unfreeze()

"""Files beside an activity: who may, what may, and what is taken away from it."""

import os
import time
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from initiatives import file_types, files
from initiatives.file_types import OFFICE, OPEN, read, safe_name
from initiatives.models import Attachment
from initiatives.tasks import purge_attachments
from initiatives.tests.factories import make_activity, make_attachment
from initiatives.tests.test_views import queries_for
from portal.models import Event

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
WORD = f"{OFFICE}wordprocessingml.document.main+xml"


def office(parts=None, kind=WORD, **also):
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    return archive({"[Content_Types].xml": types, "word/document.xml": "<x/>"} | (parts or {}))


def archive(parts):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return made.getvalue()


def picture(kind="JPEG", size=(40, 20), mode="RGB", **options):
    made = BytesIO()
    Image.new(mode, size, "#007a72").save(made, kind, **options)
    return made.getvalue()


def with_exif():
    exif = Image.Exif()
    exif[0x010F] = "KameraFabriken"  # make
    exif[0x0112] = 6  # turned a quarter
    exif[0x8825] = {1: "N", 2: (65.0, 5.0, 0.0)}  # where
    return picture(exif=exif, comment=b"Hemlig plats")


# What may


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "kind"),
    [
        ("Rutin.pdf", PDF, "Rutin.pdf", "application/pdf"),
        ("rutin.exe", PDF, "rutin.exe.pdf", "application/pdf"),
        ("bild.JPG", picture(), "bild.jpg", "image/jpeg"),
        ("bild.jpeg", picture("PNG"), "bild.png", "image/png"),
        ("bild.webp", picture("WEBP"), "bild.webp", "image/webp"),
        ("plan.docx", office(), "plan.docx", f"{OFFICE}wordprocessingml.document"),
        (
            "lista.xlsx",
            office(kind=f"{OFFICE}spreadsheetml.sheet.main+xml"),
            "lista.xlsx",
            f"{OFFICE}spreadsheetml.sheet",
        ),
        (
            "bilder.pptx",
            office(kind=f"{OFFICE}presentationml.presentation.main+xml"),
            "bilder.pptx",
            f"{OFFICE}presentationml.presentation",
        ),
        (
            "text.odt",
            archive({"mimetype": f"{OPEN}text", "META-INF/manifest.xml": "<x/>"}),
            "text.odt",
            f"{OPEN}text",
        ),
        ("antal.csv", "år;antal\n2024;34".encode(), "antal.csv", "text/csv; charset=utf-8"),
        ("a.txt", "Åtgärder: 5 < 6".encode("cp1252"), "a.txt", "text/plain; charset=utf-8"),
    ],
)
def test_what_is_allowed_is_told_by_its_content(name, content, kept_as, kind):
    file = read(name, content)
    assert (file.name, file.content_type) == (kept_as, kind)


def encrypted():
    content = bytearray(office())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(sign, at + 4)
    return bytes(content)


def bomb():
    return archive({"[Content_Types].xml": WORD, "word/a": b"0" * (file_types.MOST_UNPACKED + 1)})


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.svg", b"<svg onload='alert(1)'/>", file_types.UNKNOWN),
        ("a.txt", b"<!doctype html><script>alert(1)</script>", file_types.UNKNOWN),
        ("a.txt", b"hej <script>alert(1)</script>", file_types.UNKNOWN),
        ("a.txt", b"#!/bin/sh\nrm", file_types.UNKNOWN),
        ("a.txt", b"MZ\x00\x01", file_types.UNKNOWN),
        ("a.txt", b"  \n", file_types.UNKNOWN),
        ("a.js", b"alert(1)", file_types.TEXT),
        ("a.html", b"hej", file_types.TEXT),
        ("a.gif", b"GIF89a\x01\x00\x01\x00", file_types.UNKNOWN),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", file_types.OLD),
        ("a.docm", office({"word/vbaProject.bin": b"x"}), file_types.MACROS),
        (
            "a.docx",
            office(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
            file_types.MACROS,
        ),
        ("a.docx", office({"word/activeX/activeX1.bin": b"x"}), file_types.MACROS),
        (
            "a.odt",
            archive({"mimetype": f"{OPEN}text", "Basic/Standard/a.xml": b"x"}),
            file_types.MACROS,
        ),
        (
            "a.odt",
            archive({"mimetype": f"{OPEN}text", "META-INF/manifest.xml": "encryption-data"}),
            file_types.LOCKED,
        ),
        ("a.docx", encrypted(), file_types.LOCKED),
        ("a.docx", office()[:-30], file_types.LOCKED),
        ("a.docx", office() + b"<script>", file_types.UNKNOWN),
        ("a.docx", office({"../../a": b"x"}), file_types.UNKNOWN),
        ("a.zip", archive({"a.txt": b"x"}), file_types.UNKNOWN),
        ("a.pdf", PDF + office(), file_types.UNKNOWN),
        ("a.pdf", PDF[:-6], file_types.UNKNOWN),
        ("a.pdf", b"%PDF-1.7\n/OpenAction<</S/JavaScript/JS(x)>>\n%%EOF", file_types.MACROS),
        ("a.jpg", picture()[:200], file_types.PICTURE),
        ("a.png", b"\x89PNG\r\n\x1a\n<script>", file_types.PICTURE),
    ],
)
def test_what_is_not_allowed_is_refused_with_a_sentence(name, content, sentence):
    with pytest.raises(ValidationError) as refused:
        read(name, content)
    assert refused.value.messages == [sentence]


def test_a_bomb_is_refused_unopened():
    with pytest.raises(ValidationError, match="orimligt stor"):
        read("a.docx", bomb())


@pytest.mark.parametrize("side", [8_000, 20_000])
def test_a_picture_with_too_many_points_is_refused_unopened(side):
    head = side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    chunk = b"IHDR" + head
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    with pytest.raises(ValidationError, match="för många bildpunkter"):
        read("a.png", png + b"\x00\x00\x00\x00IDAT")


def test_a_picture_keeps_nothing_but_the_picture_and_stands_upright():
    before = with_exif() + b"PK\x05\x06<script>"
    assert b"KameraFabriken" in before
    file = read("bild.jpg", before)
    for secret in (b"KameraFabriken", b"Hemlig plats", b"Exif", b"<script>"):
        assert secret not in file.content
    kept = Image.open(BytesIO(file.content))
    assert kept.size == (20, 40)
    assert not kept.getexif()


def test_a_see_through_picture_stays_so():
    kept = Image.open(BytesIO(read("a.png", picture("PNG", mode="RGBA")).content))
    assert kept.mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\mina\\Rutin.PDF", "Rutin.pdf"),
        ("rutin\u202efdp.exe", "rutinfdp.exe.pdf"),
        ('a"b<c>\r\nd.pdf', "a b c d.pdf"),
        (".pdf", "bilaga.pdf"),
        ("å" * 300, f"{'å' * 146}.pdf"),
        ("Rutin", "Rutin.pdf"),
    ],
)
def test_names_are_shown_safely(name, kept_as):
    assert safe_name(name, "pdf") == kept_as


# Who may


@pytest.fixture
def activity(cast, media):
    return make_activity(cast.storuman, cast.coordinator, partners=[cast.region])


def upload(client, activity, name="rutin.pdf", content=PDF, **data):
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post(reverse("initiatives:attach", args=[activity.pk]), {"file": file, **data})


def fetched(client, attachment):
    response = client.get(attachment.get_absolute_url())
    for close_file in response._resource_closers:  # response.close() would end the connection too
        close_file()
    return response.status_code


def test_a_file_is_attached_listed_and_fetched(activity, cast, sign_in, media):
    client = sign_in(cast.coordinator)
    entry = activity.entries.get()
    assert upload(client, activity, "Rutin å.pdf", entry=entry.pk).status_code == 302
    attachment = Attachment.objects.get()
    assert (attachment.entry, attachment.size) == (entry, len(PDF))
    assert [path.name for path in media.rglob("*") if path.is_file()] == [attachment.sha256]
    assert Event.about(activity).first().verb == "bifogade en fil till"
    page = client.get(activity.get_absolute_url()).text
    assert "Rutin å.pdf" in page
    assert "Loggposten 2024-03-14" in page
    response = client.get(attachment.get_absolute_url())
    assert response.getvalue() == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Rutin%20%C3%A5.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = response["Content-Security-Policy"].split("; ")
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert not [part for part in policy if part.startswith(("script-src", "style-src"))]
    assert "no-store" in response["Cache-Control"]


def test_others_fetch_what_they_see_and_no_more(activity, cast, sign_in):
    attachment = make_attachment(activity, cast.coordinator)
    assert fetched(sign_in(cast.neighbour), attachment) == 200
    assert fetched(sign_in(cast.stranger), attachment) == 404
    activity.visibility = "ORGANISATION"
    activity.save()
    assert fetched(sign_in(cast.neighbour), attachment) == 404
    assert fetched(sign_in(cast.officer), attachment) == 200


def test_a_reader_is_told_why_not(activity, cast, sign_in):
    response = upload(sign_in(cast.reader), activity)
    assert response.status_code == 403
    assert "Du kan inte ändra aktiviteten för Storumans kommun." in response.text
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.svg", b"<svg/>", file_types.UNKNOWN),
        ("tom.pdf", b"", "Filen är tom. Välj en annan."),
        ("811228-9874.pdf", PDF, "Filens namn: Det ser ut att stå ett personnummer"),
    ],
)
def test_a_wrong_file_gets_a_sentence(activity, cast, sign_in, name, content, sentence):
    response = upload(sign_in(cast.coordinator), activity, name, content)
    assert response.status_code == 422
    assert sentence in response.text
    assert not Attachment.objects.exists()


def test_a_large_file_is_refused(activity, cast, sign_in, settings):
    settings.ATTACHMENT_MAX_BYTES = 40
    response = upload(sign_in(cast.coordinator), activity)
    assert response.status_code == 422
    assert "Filen är större än 40" in response.text


def test_no_more_than_so_many(activity, cast, sign_in, settings):
    settings.ATTACHMENTS_MAX = 1
    make_attachment(activity, cast.coordinator)
    response = upload(sign_in(cast.coordinator), activity)
    assert response.status_code == 422
    assert "Aktiviteten har redan 1 bilagor." in response.text


def test_no_more_than_so_many_by_taking_back_either(activity, cast, sign_in, settings):
    settings.ATTACHMENTS_MAX = 1
    removed = make_attachment(activity, cast.coordinator)
    removed.remove(by=cast.coordinator)
    make_attachment(activity, cast.coordinator)
    restore = reverse("initiatives:restore", args=["bilaga", removed.pk])
    page = sign_in(cast.coordinator).post(restore, follow=True)
    assert "Aktiviteten har redan 1 bilagor." in page.text
    assert activity.attachments.count() == 1


def test_an_entry_of_another_activity_is_refused(activity, cast, sign_in):
    other = make_activity(cast.storuman, cast.coordinator).entries.get()
    assert upload(sign_in(cast.coordinator), activity, entry=other.pk).status_code == 422


# Undo, and what is left


def test_a_file_is_taken_away_and_brought_back(activity, cast, sign_in):
    attachment = make_attachment(activity, cast.coordinator)
    client = sign_in(cast.coordinator)
    url = reverse("initiatives:remove_attachment", args=[attachment.pk])
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert fetched(client, attachment) == 404
    assert "Borttagna bilagor" in client.get(activity.get_absolute_url()).text
    assert "Borttagna bilagor" not in sign_in(cast.neighbour).get(activity.get_absolute_url()).text
    sign_in(cast.coordinator).post(
        reverse("initiatives:restore", args=["bilaga", attachment.pk]), follow=True
    )
    assert fetched(client, attachment) == 200


def test_bytes_go_when_no_row_points_at_them_not_even_a_removed_one(activity, cast):
    shared = make_attachment(activity, cast.coordinator, "Samma")
    twin = make_attachment(activity, cast.coordinator, "Samma")
    gone = make_attachment(activity, cast.coordinator, "Borta")
    hidden = make_attachment(activity, cast.coordinator, "Gömd")
    hidden.remove(by=cast.coordinator)
    assert shared.sha256 == twin.sha256
    twin.delete()
    gone.delete()
    purge_attachments()
    assert files.path_of(shared.sha256).exists()
    assert files.path_of(hidden.sha256).exists()
    assert not files.path_of(gone.sha256).exists()


def test_what_an_upload_left_half_done_goes_after_a_day(activity, cast, media):
    kept = files.path_of(make_attachment(activity, cast.coordinator).sha256)
    half, new = kept.with_name(".half.tmp"), kept.with_name(".new.tmp")
    half.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(half, (time.time() - 90_000,) * 2)
    purge_attachments()
    assert not half.exists()
    assert new.exists()


def test_the_page_asks_as_much_for_many_files_as_for_one(activity, cast, sign_in):
    client = sign_in(cast.coordinator)
    make_attachment(activity, cast.coordinator, "1")
    few = queries_for(client, activity.get_absolute_url())
    for number in range(4):
        make_attachment(activity, cast.colleague, f"fil {number}", entry=activity.entries.get())
    assert queries_for(client, activity.get_absolute_url()) == few

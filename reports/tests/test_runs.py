"""Ordering, claiming, finishing: the row is the truth."""

from datetime import timedelta

import pytest
from celery.schedules import crontab
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from initiatives.tests.factories import make_activity
from portal.celery import app as celery
from portal.models import Event
from reports import files, pdf, tasks
from reports.actions import order_report, retry_report
from reports.models import LEASE, MAX_ATTEMPTS, PUBLISH_AGAIN_AFTER, ReportRun
from reports.tests.factories import make_failed, make_run


@pytest.fixture
def run(cast):
    return make_run(cast.storuman, cast.coordinator)


@pytest.fixture
def no_render(monkeypatch):
    """Stand in for WeasyPrint, where the test is about the row and not the document."""
    monkeypatch.setattr(pdf, "render", lambda figures: b"%PDF-1.7 stand-in")


def state(run):
    run.refresh_from_db()
    return run.state


def test_the_times_are_in_their_order():
    """soft < hard < lease < visibility, or a job is done twice or never."""
    visible = celery.conf.broker_transport_options["visibility_timeout"]
    soft, hard = celery.conf.task_soft_time_limit, celery.conf.task_time_limit
    assert soft < hard < LEASE.total_seconds() < visible


def seconds_between_ticks(schedule):
    if not isinstance(schedule, crontab):
        return schedule
    ticks = [timezone.now()]
    for _ in range(2):
        last, ahead, _ = schedule.remaining_delta(ticks[-1])
        ticks.append(last + ahead)
    return (ticks[2] - ticks[1]).total_seconds()


def test_no_tick_outlives_the_next_one():
    """Otherwise a night without a worker leaves thousands of messages."""
    for tick in celery.conf.beat_schedule.values():
        assert tick["options"]["expires"] <= seconds_between_ticks(tick["schedule"])


def test_ordering_twice_gives_the_run_that_stands(cast):
    first, is_new = order_report(cast.storuman, 2024, by=cast.coordinator)
    second, is_new_again = order_report(cast.storuman, 2024, by=cast.colleague)
    assert (first.pk, is_new, is_new_again) == (second.pk, True, False)


def test_new_figures_make_a_new_version_and_leave_the_old_alone(cast, run):
    frozen = run.figures
    make_activity(cast.storuman, cast.coordinator)
    later, is_new = order_report(cast.storuman, 2024, by=cast.coordinator)
    run.refresh_from_db()
    assert (is_new, run.version, later.version) == (True, 1, 2)
    assert run.figures == frozen != later.figures


def test_ordering_is_noted(cast, run):
    assert Event.about(run).get().by == cast.coordinator.pk


def test_an_order_stands_though_redis_is_away(cast, django_capture_on_commit_callbacks, settings):
    tasks.make_report.app.conf.broker_url, before = (
        "redis://127.0.0.1:1/0",
        tasks.make_report.app.conf.broker_url,
    )
    tasks.make_report.app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    try:
        with django_capture_on_commit_callbacks(execute=True):
            run = make_run(cast.storuman, cast.coordinator)
    finally:
        tasks.make_report.app.conf.broker_url = before
        tasks.make_report.app.conf.broker_write_url = None
    assert state(run) == "QUEUED"


def test_a_run_is_claimed_once(run):
    assert ReportRun.objects.claim(run.pk, "a").lease_owner == "a"
    assert ReportRun.objects.claim(run.pk, "b") is None


def test_a_run_whose_worker_went_silent_is_claimed_again(run):
    ReportRun.objects.claim(run.pk, "a")
    ReportRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert ReportRun.objects.claim(run.pk, "b").attempts == 2


def test_a_late_worker_changes_nothing(run):
    late = ReportRun.objects.claim(run.pk, "late")
    ReportRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    ReportRun.objects.claim(run.pk, "new")
    tasks.tell(late, 90, "Sparar filen")
    tasks.fail(late, RuntimeError("late"))
    assert state(run) == "RUNNING"
    assert (run.lease_owner, run.progress) == ("new", 5)


def test_making_a_run_finishes_it(run, media, no_render):
    tasks.make_report(str(run.pk))
    assert state(run) == "DONE"
    assert (run.progress, run.size) == (100, 17)
    assert files.path_of(run.sha256).read_bytes() == b"%PDF-1.7 stand-in"


def test_making_a_finished_run_again_does_nothing(run, media, no_render, monkeypatch):
    tasks.make_report(str(run.pk))
    monkeypatch.setattr(pdf, "render", lambda figures: pytest.fail("rendered twice"))
    tasks.make_report(str(run.pk))
    assert state(run) == "DONE"


def test_a_document_that_cannot_be_made_fails_in_swedish(run, media, monkeypatch):
    def explode(figures):
        raise pdf.RenderError("internal detail")

    monkeypatch.setattr(pdf, "render", explode)
    tasks.make_report(str(run.pk))
    assert state(run) == "FAILED"
    assert run.error == "Dokumentet kunde inte skapas. Felet är noterat."


def test_a_base_exception_does_not_leave_the_run_running(run, media, monkeypatch):
    class Fatal(BaseException):
        pass

    def explode(figures):
        raise Fatal

    monkeypatch.setattr(pdf, "render", explode)
    with pytest.raises(Fatal):
        tasks.make_report(str(run.pk))
    assert state(run) == "FAILED"


def test_a_full_disk_gives_the_run_back_without_counting(run, media, no_render, monkeypatch):
    def full(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("portal.files.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        tasks.make_report(str(run.pk))
    assert (state(run), run.attempts) == ("QUEUED", 0)
    assert not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("reason", [SystemExit, KeyboardInterrupt, OperationalError])
@pytest.mark.parametrize("step", [(pdf, "render"), (files, "keep")])
def test_an_interruption_gives_the_run_back_without_counting(
    run, media, no_render, monkeypatch, step, reason
):
    def interrupted(*args, **kwargs):
        raise reason

    monkeypatch.setattr(*step, interrupted)
    with pytest.raises(reason):
        tasks.make_report(str(run.pk))
    assert (state(run), run.attempts, run.progress) == ("QUEUED", 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_hangs_up_gets_the_run_back_on_a_new_connection(run, media, monkeypatch):
    def hang_up(figures):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(pdf, "render", hang_up)
    with pytest.raises(OperationalError):
        tasks.make_report(str(run.pk))
    assert (state(run), run.attempts) == ("QUEUED", 0)


def test_a_file_that_the_document_lacks_is_a_failure_and_not_a_full_disk(run, media, monkeypatch):
    def explode(figures):
        raise FileNotFoundError("fonts")

    monkeypatch.setattr(pdf, "render", explode)
    tasks.make_report(str(run.pk))
    assert state(run) == "FAILED"


def test_the_sweeper_finds_what_the_broker_lost(run, monkeypatch):
    published = []
    monkeypatch.setattr(
        tasks.make_report,
        "apply_async",
        lambda args, **options: published.append((args, options["expires"])),
    )
    tasks.sweep()
    assert published == []  # just ordered: the message is still on its way
    ReportRun.objects.update(ordered_at=timezone.now() - timedelta(minutes=1))
    tasks.sweep()
    assert published == [([str(run.pk)], PUBLISH_AGAIN_AFTER.total_seconds())]


def test_the_sweeper_gives_up_what_kills_every_worker(run):
    ReportRun.objects.update(
        state="RUNNING",
        attempts=MAX_ATTEMPTS,
        lease_owner="killed",
        lease_until=timezone.now() - timedelta(seconds=1),
    )
    tasks.sweep()
    assert state(run) == "FAILED"
    assert "flera försök" in run.error


def test_a_failed_run_is_tried_again_from_its_frozen_figures(cast, run):
    make_failed(run)
    again, is_new = order_report(cast.storuman, 2024, by=cast.coordinator)
    assert (again.pk, is_new, state(run), run.error, run.attempts) == (
        run.pk,
        False,
        "QUEUED",
        "",
        0,
    )


def test_of_two_clicks_on_try_again_the_second_does_nothing(cast, run):
    make_failed(run)
    first, second = ReportRun.objects.get(), ReportRun.objects.get()
    retry_report(first, by=cast.coordinator)
    ReportRun.objects.claim(run.pk, "worker")
    assert retry_report(second, by=cast.coordinator).state == "RUNNING"
    assert Event.about(run).filter(verb="försökte igen med").count() == 1


NEXT = {"version": 2, "figures_sha256": "b" * 64}


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"version": 1}, "run_version_once"),
        ({"version": 2}, "run_figures_once"),
        (NEXT | {"state": "DONE"}, "run_done_has_file"),
        (NEXT | {"progress": 101}, "run_progress_in_percent"),
        (NEXT | {"state": "FAILED"}, "run_failed_has_reason"),
        (NEXT | {"state": "FAILED", "error": "Fel"}, "run_failed_has_reason"),
        (NEXT | {"state": "FAILED", "finished_at": timezone.now()}, "run_failed_has_reason"),
        (NEXT | {"state": "RUNNING"}, "run_running_has_lease"),
        (NEXT | {"state": "RUNNING", "lease_owner": "a"}, "run_running_has_lease"),
        (NEXT | {"state": "RUNNING", "lease_until": timezone.now()}, "run_running_has_lease"),
    ],
)
def test_the_database_keeps_versions_apart_and_files_real(cast, run, changes, constraint):
    values = {
        "actor": cast.storuman,
        "year": 2024,
        "figures": {},
        "figures_sha256": run.figures_sha256,
        "ordered_by": cast.coordinator,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ReportRun.objects.create(**(values | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"figures": {}},
        {"figures_sha256": "b" * 64},
        {"sha256": "b" * 64},
        {"size": 1},
        {"year": 2023},
        {"version": 2},
        {"actor": "umea"},
        {"ordered_at": timezone.now()},
        {"state": "QUEUED"},
    ],
)
def test_postgresql_freezes_a_finished_run(cast, run, media, no_render, changes):
    tasks.make_report(str(run.pk))
    changes = {
        key: getattr(cast, value) if key == "actor" else value for key, value in changes.items()
    }
    with pytest.raises(IntegrityError, match="kan inte ändras"), transaction.atomic():
        ReportRun.objects.update(**changes)


def test_a_finished_run_cannot_be_deleted(run, media, no_render):
    tasks.make_report(str(run.pk))
    with pytest.raises(IntegrityError, match="tas bort"), transaction.atomic():
        ReportRun.objects.all().delete()
    assert state(run) == "DONE"


def test_an_unfinished_run_can_be_deleted(run):
    run.delete()
    assert not ReportRun.objects.exists()

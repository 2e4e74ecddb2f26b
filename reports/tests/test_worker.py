"""The whole way with a real Celery worker, a real Redis and a real PDF."""

import io

import pikepdf
import pytest

from conftest import wait_for
from initiatives.tests.factories import make_activity
from portal.models import Heartbeat
from portal.tasks import beat_heart
from reports import files, tasks
from reports.models import ReportRun
from reports.tests.factories import make_run


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_makes_a_real_follow_up(cast, worker, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    make_activity(cast.storuman, cast.coordinator, title="Föräldraträffar i åk 7")
    with tasks.make_report.app.connection_for_write(url=worker.url) as broker:
        run = make_run(cast.storuman, cast.coordinator)
        tasks.make_report.apply_async([str(run.pk)], connection=broker)
        beat_heart.apply_async(connection=broker)
        done = wait_for(lambda: ReportRun.objects.filter(pk=run.pk, state="DONE").first(), 60)
        wait_for(Heartbeat.objects.exists)
        Heartbeat.beat("another")
    content = files.path_of(done.sha256).read_bytes()
    assert len(content) == done.size
    with pikepdf.open(io.BytesIO(content)) as document:
        assert document.Root.Lang == "sv"
        assert "Storumans kommun" in str(document.docinfo.Title)
    worker.process.terminate()
    assert worker.process.wait(timeout=30) == 0
    assert Heartbeat.objects.get().name == "another"  # it took its own away, and no other

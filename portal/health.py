"""Health pages for supervisors and load balancers: alive, and ready."""

from datetime import timedelta

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.models import Heartbeat

WORKER_SILENT_AFTER = timedelta(seconds=60)


@require_safe
@login_not_required
@never_cache
@transaction.non_atomic_requests  # a request's transaction would need the database
def alive(request):
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
@never_cache
@transaction.non_atomic_requests  # so that one failed check does not spoil the next
def ready(request):
    """Everything the portal leans on, part by part. 503 when any part fails; no details leak."""
    parts = {name: _works(check) for name, check in CHECKS.items()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _works(check):
    try:
        return bool(check())
    except (Error, redis.RedisError):
        return False


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _redis():
    with redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
        return client.ping()


def _worker():
    return Heartbeat.objects.filter(at__gte=timezone.now() - WORKER_SILENT_AFTER).exists()


CHECKS = {"database": _database, "migrations": _migrations, "redis": _redis, "worker": _worker}

"""Every route × every role × own and foreign objects × every method.

The matrix says what each role gets when it reads (GET) and when it writes (POST without data).
A route without a line fails, and so does a status that differs. The object always belongs to
Storuman, so for the neighbour, the region and the stranger it is somebody else's.
"""

import re

import pytest
from django.db import connection

from initiatives.models import Activity, LogEntry, Plan
from portal.tests.world import CANARY, address, build, routes

ROLES = [
    "anonymous",
    "coordinator",
    "colleague",
    "reader",
    "approver",
    "neighbour",
    "officer",
    "region_approver",
    "stranger",
    "national",
    "nobody",
]
OPEN = dict.fromkeys(ROLES, 200)
SIGNED_IN = OPEN | {"anonymous": 302}
IN_COUNTY = SIGNED_IN | {"stranger": 404, "national": 404, "nobody": 404}
TAKING_PART = IN_COUNTY | {"neighbour": 404}
MONEY = SIGNED_IN | {"stranger": 404, "nobody": 404}
OWN_DRAFT = dict.fromkeys(ROLES, 404) | {"anonymous": 302, "coordinator": 200, "approver": 200}
OWN_ACTOR = dict.fromkeys(ROLES, 404) | {
    "anonymous": 302,
    "coordinator": 200,
    "colleague": 200,
    "reader": 200,
    "approver": 200,
}
NOT_ALLOWED = dict.fromkeys(ROLES, 405)
LOGIN_FIRST = NOT_ALLOWED | {"anonymous": 302}
# What only the portal's administrators do; none of these roles is one.
PORTAL_ONLY = dict.fromkeys(ROLES, 403) | {"anonymous": 302}

NEEDS_ADMIN = OWN_ACTOR | dict.fromkeys(["coordinator", "colleague", "reader", "approver"], 403)
GONE = dict.fromkeys(ROLES, 410)
ELSEWHERE = dict.fromkeys(ROLES, 302)  # to sign in, or to confirm who one is
NOT_SET_UP = dict.fromkeys(ROLES, 404) | {"anonymous": 302}


def but(row, **changes):
    """A row with other answers for some roles."""
    return row | changes


# Who may log in the name of the actor they act for, who may only read, and who acts for nobody.
MAY_LOG = SIGNED_IN | dict.fromkeys(
    ["reader", "approver", "officer", "region_approver", "national", "nobody"], 403
)
MAY_CHANGE = but(
    IN_COUNTY,
    reader=403,
    approver=403,
    neighbour=403,
    officer=403,
    region_approver=403,
)


def redirected(row):
    return {role: 302 if status == 200 else status for role, status in row.items()}


def unprocessable(row):
    return {role: 422 if status == 200 else status for role, status in row.items()}


# The register is read by all, and changed by an actor's or the portal's administrators.
FORBIDDEN = but(dict.fromkeys(ROLES, 403), anonymous=302)
# Storuman's group with the region.
IN_GROUP = TAKING_PART
MAY_MEET = but(IN_GROUP, reader=403, approver=403, officer=403, region_approver=403)


# route: (which object, answers to GET, answers to an empty POST)
MATRIX = {
    "home": ([], OPEN, NOT_ALLOWED),
    "about": ([], OPEN, NOT_ALLOWED),
    "accessibility": ([], OPEN, NOT_ALLOWED),
    "alive": ([], OPEN, NOT_ALLOWED),
    "ready": ([], dict.fromkeys(ROLES, 503), NOT_ALLOWED),  # no worker runs beside this test
    "actors:list": ([], SIGNED_IN, LOGIN_FIRST),
    "actors:detail": (["actor"], SIGNED_IN, LOGIN_FIRST),
    "actors:import": ([], PORTAL_ONLY, PORTAL_ONLY),
    "actors:import_confirm": ([], LOGIN_FIRST, PORTAL_ONLY),
    "actors:import_template": ([], PORTAL_ONLY, LOGIN_FIRST),
    "actors:add": ([], PORTAL_ONLY, PORTAL_ONLY),
    "actors:change": (["actor"], FORBIDDEN, FORBIDDEN),
    "actors:merge": (["actor"], PORTAL_ONLY, PORTAL_ONLY),
    "actors:add_contact": (["actor"], FORBIDDEN, FORBIDDEN),
    "actors:change_contact": (["contact"], FORBIDDEN, FORBIDDEN),
    "actors:remove_contact": (["contact"], LOGIN_FIRST, FORBIDDEN),
    "actors:decide_user_movement": (["actor"], FORBIDDEN, FORBIDDEN),
    "actors:county": (["county_code"], SIGNED_IN, LOGIN_FIRST),
    "actors:groups": ([], SIGNED_IN, LOGIN_FIRST),
    "actors:group": (["group"], IN_GROUP, LOGIN_FIRST),
    "actors:add_meeting": (["group"], MAY_MEET, unprocessable(MAY_MEET)),
    "actors:change_meeting": (["meeting"], MAY_MEET, unprocessable(MAY_MEET)),
    "actors:finish": (["point"], LOGIN_FIRST, redirected(MAY_MEET)),
    "actors:act_for": ([], LOGIN_FIRST, redirected(SIGNED_IN)),
    "actors:people": (["actor"], OWN_ACTOR, NEEDS_ADMIN),
    "actors:second_step": (["actor"], LOGIN_FIRST, NEEDS_ADMIN),
    "actors:membership": (["membership"], NEEDS_ADMIN, NEEDS_ADMIN),
    "actors:leave": (
        ["membership"],
        but(NEEDS_ADMIN, coordinator=200),
        but(NEEDS_ADMIN, coordinator=422),
    ),
    "actors:withdraw": (["invitation"], LOGIN_FIRST, NEEDS_ADMIN),
    "actors:send_again": (["invitation"], LOGIN_FIRST, NEEDS_ADMIN),
    "actors:accept": (["token"], GONE, GONE),
    "actors:me": ([], SIGNED_IN, unprocessable(SIGNED_IN)),
    "actors:email": ([], ELSEWHERE, ELSEWHERE),
    "actors:confirm_email": (["token"], GONE, GONE),
    "actors:my_data": ([], SIGNED_IN, LOGIN_FIRST),
    "actors:account": (["account"], PORTAL_ONLY, LOGIN_FIRST),
    "actors:close_account": (["account"], LOGIN_FIRST, PORTAL_ONLY),
    "actors:reopen_account": (["account"], LOGIN_FIRST, PORTAL_ONLY),
    "actors:anonymise": (["account"], LOGIN_FIRST, PORTAL_ONLY),
    "initiatives:plans": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:plan": (["plan"], IN_COUNTY, LOGIN_FIRST),
    "initiatives:activities": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:activity": (["activity"], IN_COUNTY, LOGIN_FIRST),
    "initiatives:log": ([], MAY_LOG, unprocessable(MAY_LOG)),
    "initiatives:change": (["activity"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:publish": (["activity"], LOGIN_FIRST, redirected(MAY_CHANGE)),
    "initiatives:add_entry": (["activity"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "funding:overview": ([], SIGNED_IN, LOGIN_FIRST),
    "funding:agreement": (["agreement"], but(SIGNED_IN, nobody=403), LOGIN_FIRST),
    "funding:pot": (["pot"], MONEY, LOGIN_FIRST),
    "funding:allocation": (["allocation"], MONEY, LOGIN_FIRST),
    "reports:list": (
        [],
        SIGNED_IN,
        unprocessable(but(SIGNED_IN, reader=403, national=403, nobody=403)),
    ),
    "reports:run": (["run"], OWN_ACTOR, LOGIN_FIRST),
    "reports:retry": (["run"], LOGIN_FIRST, redirected(but(OWN_ACTOR, reader=403))),
    # The run of this world is not finished, so there is nothing to download yet.
    "reports:download": (
        ["run"],
        dict.fromkeys(ROLES, 404) | {"anonymous": 302},
        LOGIN_FIRST,
    ),
    # allauth's own views: signed-in people are sent on from the pages for those who are not.
    "account_login": ([], dict.fromkeys(ROLES, 302) | {"anonymous": 200}, None),
    "account_logout": ([], SIGNED_IN, None),
    "account_signup": ([], dict.fromkeys(ROLES, 302) | {"anonymous": 200}, None),
    "account_reauthenticate": ([], SIGNED_IN, None),
    "account_inactive": ([], OPEN, None),
    "account_change_password": ([], SIGNED_IN, None),
    "account_set_password": ([], redirected(SIGNED_IN), None),
    "account_reset_password": ([], OPEN, None),
    "account_reset_password_done": ([], OPEN, None),
    "account_reset_password_from_key": (["key"], OPEN, None),
    "account_reset_password_from_key_done": ([], OPEN, None),
    "usersessions_list": ([], SIGNED_IN, None),
    "mfa_index": ([], SIGNED_IN, None),
    "mfa_authenticate": ([], ELSEWHERE, None),
    "mfa_reauthenticate": ([], ELSEWHERE, None),
    "mfa_activate_totp": ([], ELSEWHERE, None),
    "mfa_deactivate_totp": ([], NOT_SET_UP, None),
    "mfa_view_recovery_codes": ([], NOT_SET_UP, None),
    "mfa_generate_recovery_codes": ([], ELSEWHERE, None),
    "mfa_download_recovery_codes": ([], NOT_SET_UP, None),
    "mfa_list_webauthn": ([], SIGNED_IN, None),
    "mfa_add_webauthn": ([], ELSEWHERE, None),
    "mfa_reauthenticate_webauthn": ([], ELSEWHERE, None),
    "mfa_edit_webauthn": (["passkey"], ELSEWHERE, None),
    "mfa_remove_webauthn": (["passkey"], ELSEWHERE, None),
    "socialaccount_login_cancelled": ([], OPEN, None),
    "socialaccount_login_error": ([], dict.fromkeys(ROLES, 401), None),
    # No organisation signs in by itself in this world.
    "openid_connect_login": (["provider"], dict.fromkeys(ROLES, 404), None),
    "openid_connect_callback": (["provider"], dict.fromkeys(ROLES, 404), None),
}
# The drafts are the same routes with other objects.
DRAFTS = [
    ("initiatives:plan", "draft_plan", OWN_DRAFT),
    ("initiatives:activity", "draft", OWN_DRAFT),
    ("initiatives:change", "draft", but(OWN_DRAFT, approver=403)),
    ("initiatives:add_entry", "draft", but(OWN_DRAFT, approver=403)),
]
# Where the neighbour's secret must not be heard, whatever the status says.
HEARS = {
    "coordinator",
    "colleague",
    "reader",
    "approver",
    "officer",
    "region_approver",
    "neighbour",
}
READ_ONLY_METHODS = ["head", "options"]
WRITING_METHODS = ["put", "patch", "delete"]


def test_every_route_has_a_line():
    assert set(routes()) == set(MATRIX)


def everything():
    """A fingerprint of all that a request could change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(sum(balance), 0) FROM funding_account")
        money = cursor.fetchone()
    return (
        list(Plan.objects.values_list()),
        list(Activity.objects.values_list()),
        list(LogEntry.objects.values_list()),
        money,
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_matrix(role, cast, client):
    world = build(cast)
    world.key = None
    if role != "anonymous":
        client.force_login(getattr(cast, role), backend="actors.signin.Backend")
    lines = [(route, *line) for route, line in MATRIX.items()]
    lines += [(route, [thing], answers, None) for route, thing, answers in DRAFTS]
    tried = 0
    before = everything()
    for route, things, reading, writing in lines:
        args = ["0", "abc"] if things == ["key"] else [getattr(world, t).pk for t in things]
        url = address(route, *args)
        response = client.get(url)
        assert response.status_code == reading[role], f"{role} GET {route}"
        tried += 1
        if role not in HEARS and role != "national":
            assert CANARY not in response.text, f"{role} hears {route}"
        if role == "national" and not (route.startswith("funding:") or route == "actors:detail"):
            assert CANARY not in response.text, f"{role} hears {route}"
        for method in READ_ONLY_METHODS + (WRITING_METHODS if writing else []):
            status = getattr(client, method)(url).status_code
            assert status < 500 or route == "ready", f"{role} {method} {route}: {status}"
            tried += 1
        assert everything() == before, f"{role} changed something by {route}"
    for route, things, _, writing in lines:
        if writing is None or route == "initiatives:publish":
            continue
        args = [getattr(world, t).pk for t in things]
        status = client.post(address(route, *args)).status_code
        assert status == writing[role], f"{role} POST {route}"
        assert everything() == before, f"{role} changed something by posting to {route}"
        tried += 1
    assert tried > 100


def test_a_missing_object_answers_like_a_foreign_one(cast, sign_in):
    world = build(cast)
    client = sign_in(cast.stranger)
    foreign = client.get(address("initiatives:activity", world.draft.pk))
    missing = client.get(address("initiatives:activity", 10**9))
    token = re.compile(r'"X-CSRFToken": "\w+"|value="\w{64}"')
    pages = [token.sub("", response.text) for response in (foreign, missing)]
    assert foreign.status_code == missing.status_code == 404
    assert pages[0] == pages[1]


def test_the_admin_is_for_the_portals_administrators(cast, client):
    for user in (None, cast.coordinator, cast.officer):
        if user:
            client.force_login(user, backend="actors.signin.Backend")
        assert client.get("/admin/").status_code in (302, 403)
        assert client.get("/admin/actors/user/").status_code in (302, 403)

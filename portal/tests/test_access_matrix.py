"""Every route × every role × own and foreign objects × every method.

The matrix says what each role gets when it reads (GET) and when it writes (POST without data).
A route without a line fails, and so does a status that differs. The object always belongs to
Storuman, so for the neighbour, the region and the stranger it is somebody else's.
"""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from portal import history
from portal.models import Event
from portal.tests.world import address, build, routes
from portal.tests.world_words import APPLIED, CANARY, DRAFT, INTERNAL, NAMED, OWN, WRITERS

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
    "own_admin",
    "administrator",
]
OPEN = dict.fromkeys(ROLES, 200)
SIGNED_IN = OPEN | {"anonymous": 302}
# Works for no actor; nor does the portal's own administrator, who sees what such a person sees.
OUTSIDE = ["nobody", "administrator"]
IN_COUNTY = SIGNED_IN | dict.fromkeys(["stranger", "national", *OUTSIDE], 404)
TAKING_PART = IN_COUNTY | {"neighbour": 404}
MONEY = SIGNED_IN | dict.fromkeys(["stranger", *OUTSIDE], 404)
OWN_DRAFT = dict.fromkeys(ROLES, 404) | {"anonymous": 302, "coordinator": 200, "approver": 200}
OWN_ACTOR = dict.fromkeys(ROLES, 404) | {
    "anonymous": 302,
    "coordinator": 200,
    "colleague": 200,
    "reader": 200,
    "approver": 200,
    "own_admin": 200,
}
NOT_ALLOWED = dict.fromkeys(ROLES, 405)
LOGIN_FIRST = NOT_ALLOWED | {"anonymous": 302}
# What only the portal's administrators do.
PORTAL_ONLY = dict.fromkeys(ROLES, 403) | {"anonymous": 302, "administrator": 200}
# What only the officer of a region or a county body does.
COUNTYS_OFFICER = dict.fromkeys(ROLES, 403) | {"anonymous": 302, "officer": 200}
NEEDS_ADMIN = (
    OWN_ACTOR
    | dict.fromkeys(["coordinator", "colleague", "reader", "approver"], 403)
    | {"administrator": 200}
)
GONE = dict.fromkeys(ROLES, 410)
ELSEWHERE = dict.fromkeys(ROLES, 302)  # to sign in, or to confirm who one is
NOT_SET_UP = dict.fromkeys(ROLES, 404) | {"anonymous": 302}


def but(row, **changes):
    """A row with other answers for some roles."""
    return row | changes


# Who may log in the name of the actor they act for, who may only read, and who acts for nobody.
MAY_LOG = SIGNED_IN | dict.fromkeys(
    ["reader", "approver", "officer", "region_approver", "national", *OUTSIDE], 403
)
MAY_CHANGE = but(
    IN_COUNTY,
    reader=403,
    approver=403,
    neighbour=403,
    officer=403,
    region_approver=403,
)


MAY_PLAN = MAY_LOG
DRAFT_PLAN = but(OWN_DRAFT, approver=403)
ADOPTS = but(OWN_DRAFT, coordinator=403)


def redirected(row):
    return {role: 302 if status == 200 else status for role, status in row.items()}


def unprocessable(row):
    return {role: 422 if status == 200 else status for role, status in row.items()}


# The register is read by all, and changed by an actor's or the portal's administrators.
MAY_CHANGE_ACTOR = PORTAL_ONLY | {"own_admin": 200}
MAY_DECIDE = PORTAL_ONLY | {"officer": 200}
# Joint money is moved by the officers of the county's region or county body.
MAY_MOVE_MONEY = {
    role: 403 if answer == 200 and role != "officer" else answer for role, answer in MONEY.items()
}
# The funder's desk: those who prepare or decide in the county; its officers prepare.
REVIEWERS = ["officer", "region_approver", "approver"]
DESK = dict.fromkeys(ROLES, 404) | dict.fromkeys(REVIEWERS, 200) | {"anonymous": 302}
QUEUE = {role: 403 if answer == 404 else answer for role, answer in DESK.items()}
PREPARES = but(DESK, region_approver=403, approver=403)
# The receiver's people ask for money, book it and tell of it; the officer books on their word.
MAY_BOOK = MONEY | dict.fromkeys(
    ["reader", "approver", "neighbour", "region_approver", "national"], 403
)
RECEIVES = MAY_BOOK | {"officer": 403}
FILLS = but(OWN_ACTOR, reader=403, approver=403)
CERTIFIES = but(OWN_ACTOR, coordinator=403, colleague=403, reader=403, own_admin=403)
NEEDS_A_DECISION = {role: 403 if answer == 200 else answer for role, answer in MONEY.items()}
# What was sent in is read where it is decided; it is written by the applicant's own.
APPLICATION = TAKING_PART
NOT_WRITERS = ["reader", "approver", "officer", "region_approver"]
MAY_WRITE = APPLICATION | dict.fromkeys(NOT_WRITERS, 403)
OWN_APPLICATION = OWN_ACTOR | {"reader": 404}
MAY_WRITE_OWN = OWN_APPLICATION | {"approver": 403}
MAY_APPLY = IN_COUNTY | dict.fromkeys(["reader", "approver", "region_approver", "national"], 403)
# Storuman's group with the region.
IN_GROUP = TAKING_PART | {"administrator": 200}
MAY_KEEP_GROUP = but(IN_GROUP, reader=403, approver=403, officer=403, region_approver=403)
MAY_MEET = but(MAY_KEEP_GROUP, administrator=403)
MAY_ADD_GROUP = but(MAY_LOG, administrator=200)


# Those who take part talk; whoever else sees the activity may not, and does not see what is said.
MAY_SPEAK = but(IN_COUNTY, reader=403, neighbour=403)
OWN_WORDS = (
    dict.fromkeys(ROLES, 403)
    | dict.fromkeys(["neighbour", "stranger", "national", *OUTSIDE], 404)
    | {"anonymous": 302, "coordinator": 200}
)


# Everybody with a writing role suggests a method; the library's editors answer.
MAY_SUGGEST = SIGNED_IN | dict.fromkeys(["reader", "national", *OUTSIDE], 403)
SUGGESTION = OWN_ACTOR | {"administrator": 200}
ANSWER = {role: 403 if status == 200 else status for role, status in OWN_ACTOR.items()} | {
    "administrator": 422
}


NOBODYS = dict.fromkeys(ROLES, 404) | {"anonymous": 302}
# Joint decisions are written by the county's officer and by nobody else read as drafts, answered by
# the parties' approvers, and until they are decided read by those who decide in the county alone.
WRITES_DECISIONS = PORTAL_ONLY | {"administrator": 403, "officer": 200}
DRAFT_DECISION = NOBODYS | {"officer": 200}
ANSWERS_MANY = dict.fromkeys(ROLES, 403) | {
    "anonymous": 302,
    "approver": 422,
    "region_approver": 422,
}
ANSWERS_ONE = NOBODYS | {"officer": 403, "approver": 422, "region_approver": 422}


# route: (which object, answers to GET, answers to an empty POST)
MATRIX = {
    "home": ([], OPEN, NOT_ALLOWED),
    "favicon": ([], dict.fromkeys(ROLES, 302), NOT_ALLOWED),
    "about": ([], OPEN, NOT_ALLOWED),
    "accessibility": ([], OPEN, NOT_ALLOWED),
    "alive": ([], OPEN, NOT_ALLOWED),
    "ready": ([], dict.fromkeys(ROLES, 503), NOT_ALLOWED),  # no worker runs beside this test
    "actors:list": ([], SIGNED_IN, LOGIN_FIRST),
    "actors:detail": (["actor"], SIGNED_IN, LOGIN_FIRST),
    "actors:import": ([], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "actors:import_confirm": ([], LOGIN_FIRST, redirected(PORTAL_ONLY)),
    "actors:import_template": ([], PORTAL_ONLY, LOGIN_FIRST),
    "actors:add": ([], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "actors:change": (["actor"], MAY_CHANGE_ACTOR, unprocessable(MAY_CHANGE_ACTOR)),
    "actors:merge": (["actor"], PORTAL_ONLY, PORTAL_ONLY),
    "actors:add_contact": (["actor"], MAY_CHANGE_ACTOR, unprocessable(MAY_CHANGE_ACTOR)),
    "actors:change_contact": (["contact"], MAY_CHANGE_ACTOR, unprocessable(MAY_CHANGE_ACTOR)),
    "actors:remove_contact": (["contact"], LOGIN_FIRST, redirected(MAY_CHANGE_ACTOR)),
    "actors:decide_user_movement": (["association"], MAY_DECIDE, unprocessable(MAY_DECIDE)),
    "actors:county": (["county_code"], SIGNED_IN, LOGIN_FIRST),
    "actors:groups": ([], SIGNED_IN, LOGIN_FIRST),
    "actors:group": (["group"], IN_GROUP, LOGIN_FIRST),
    "actors:add_group": ([], MAY_ADD_GROUP, unprocessable(MAY_ADD_GROUP)),
    "actors:change_group": (["group"], MAY_KEEP_GROUP, unprocessable(MAY_KEEP_GROUP)),
    "actors:add_meeting": (["group"], MAY_MEET, unprocessable(MAY_MEET)),
    "actors:change_meeting": (["meeting"], MAY_MEET, unprocessable(MAY_MEET)),
    "actors:finish": (["point"], LOGIN_FIRST, redirected(MAY_MEET)),
    "actors:act_for": ([], LOGIN_FIRST, redirected(SIGNED_IN)),
    "actors:people": (["actor"], but(OWN_ACTOR, administrator=200), unprocessable(NEEDS_ADMIN)),
    "actors:second_step": (["actor"], LOGIN_FIRST, redirected(NEEDS_ADMIN)),
    "actors:membership": (["membership"], NEEDS_ADMIN, unprocessable(NEEDS_ADMIN)),
    "actors:leave": (
        ["membership"],
        but(NEEDS_ADMIN, coordinator=200),
        but(unprocessable(NEEDS_ADMIN), coordinator=422),
    ),
    "actors:withdraw": (["invitation"], LOGIN_FIRST, redirected(NEEDS_ADMIN)),
    "actors:send_again": (["invitation"], LOGIN_FIRST, redirected(NEEDS_ADMIN)),
    "actors:accept": (["token"], GONE, GONE),
    "actors:me": ([], SIGNED_IN, unprocessable(SIGNED_IN)),
    "actors:email": ([], ELSEWHERE, ELSEWHERE),
    "actors:confirm_email": (["token"], GONE, GONE),
    "actors:my_data": ([], SIGNED_IN, LOGIN_FIRST),
    "actors:account": (["account"], PORTAL_ONLY, LOGIN_FIRST),
    "actors:close_account": (["account"], LOGIN_FIRST, redirected(PORTAL_ONLY)),
    "actors:reopen_account": (["account"], LOGIN_FIRST, redirected(PORTAL_ONLY)),
    "actors:anonymise": (["account"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "initiatives:plans": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:plan": (["plan"], IN_COUNTY, LOGIN_FIRST),
    "initiatives:new_plan": ([], MAY_PLAN, LOGIN_FIRST),
    "initiatives:write_plan": ([], MAY_PLAN, unprocessable(MAY_PLAN)),
    "initiatives:spread": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:about_b4": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:change_plan": (["draft_plan"], DRAFT_PLAN, unprocessable(DRAFT_PLAN)),
    "initiatives:remove_plan": (["draft_plan"], LOGIN_FIRST, redirected(DRAFT_PLAN)),
    "initiatives:refer_plan": (["draft_plan"], DRAFT_PLAN, unprocessable(DRAFT_PLAN)),
    "initiatives:answer_plan": (["draft_plan"], redirected(OWN_DRAFT), redirected(OWN_DRAFT)),
    "initiatives:adopt_plan": (["draft_plan"], ADOPTS, unprocessable(ADOPTS)),
    "initiatives:revise_plan": (["plan"], LOGIN_FIRST, redirected(MAY_CHANGE)),
    "initiatives:close_plan": (["plan"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:plan_difference": (["new_version"], OWN_DRAFT, LOGIN_FIRST),
    "initiatives:plan_timeline": (["plan"], IN_COUNTY, LOGIN_FIRST),
    "initiatives:add_goal": (["draft_plan"], DRAFT_PLAN, unprocessable(DRAFT_PLAN)),
    "initiatives:change_goal": (["draft_goal"], DRAFT_PLAN, unprocessable(DRAFT_PLAN)),
    "initiatives:remove_goal": (["draft_goal"], LOGIN_FIRST, redirected(DRAFT_PLAN)),
    "initiatives:add_outcome": (["goal"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:add_measure": (["draft_goal"], DRAFT_PLAN, unprocessable(DRAFT_PLAN)),
    "initiatives:change_measure": (["measure"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:remove_measure": (["draft_measure"], LOGIN_FIRST, redirected(DRAFT_PLAN)),
    "initiatives:activities": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:activity": (["activity"], IN_COUNTY, LOGIN_FIRST),
    "initiatives:log": ([], MAY_LOG, unprocessable(MAY_LOG)),
    "initiatives:change": (["activity"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:add_activity": ([], MAY_LOG, unprocessable(MAY_LOG)),
    "initiatives:publish": (["activity"], LOGIN_FIRST, redirected(MAY_CHANGE)),
    "initiatives:remove": (["activity"], LOGIN_FIRST, redirected(MAY_CHANGE)),
    "initiatives:add_entry": (["activity"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:change_entry": (["entry"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:remove_entry": (["entry"], LOGIN_FIRST, redirected(MAY_CHANGE)),
    "initiatives:bin": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:restore": (["removed_kind", "removed"], LOGIN_FIRST, redirected(MAY_CHANGE)),
    "initiatives:quick": ([], MAY_LOG, unprocessable(MAY_LOG)),
    "initiatives:paste": ([], MAY_LOG, unprocessable(MAY_LOG)),
    "initiatives:quick_shell": ([], OPEN, NOT_ALLOWED),
    "initiatives:quick_worker": ([], OPEN, NOT_ALLOWED),
    "initiatives:drafts": ([], SIGNED_IN, unprocessable(SIGNED_IN)),
    "initiatives:attach": (["activity"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:attachment": (["attachment"], IN_COUNTY, LOGIN_FIRST),
    "initiatives:remove_attachment": (["attachment"], LOGIN_FIRST, redirected(MAY_CHANGE)),
    "initiatives:comment": (["activity"], MAY_SPEAK, unprocessable(MAY_SPEAK)),
    "initiatives:read_comments": (["activity"], LOGIN_FIRST, redirected(IN_COUNTY)),
    "initiatives:remove_comment": (["comment"], LOGIN_FIRST, redirected(OWN_WORDS)),
    "initiatives:move": (["activity"], MAY_CHANGE, unprocessable(MAY_CHANGE)),
    "initiatives:methods": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:method": (["method"], SIGNED_IN, LOGIN_FIRST),
    "initiatives:add_method": ([], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "initiatives:change_method": (["method"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "initiatives:suggest_method": ([], MAY_SUGGEST, unprocessable(MAY_SUGGEST)),
    "initiatives:suggestions": ([], SIGNED_IN, LOGIN_FIRST),
    "initiatives:suggestion": (["suggestion"], SUGGESTION, ANSWER),
    "funding:rules": ([], SIGNED_IN, LOGIN_FIRST),
    "funding:order": (["county_code"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:earmark_new": (["county_code"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:earmark_edit": (["earmark"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:earmark_end": (["earmark"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:round_new": (["county_code"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:round": (["round"], MONEY, LOGIN_FIRST),
    "funding:round_edit": (["round"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:application_new": (["round"], MAY_APPLY, unprocessable(MAY_APPLY)),
    "funding:applications": ([], SIGNED_IN, LOGIN_FIRST),
    "funding:application": (["application"], APPLICATION, LOGIN_FIRST),
    # Sent in: the form leads back to its page.
    "funding:application_edit": (["application"], redirected(MAY_WRITE), unprocessable(MAY_WRITE)),
    "funding:application_submit": (["application"], LOGIN_FIRST, unprocessable(MAY_WRITE)),
    "funding:application_withdraw": (["application"], MAY_WRITE, unprocessable(MAY_WRITE)),
    "funding:application_answer": (["question"], LOGIN_FIRST, unprocessable(MAY_WRITE)),
    "funding:overview": ([], SIGNED_IN, LOGIN_FIRST),
    "funding:follow": ([], SIGNED_IN | dict.fromkeys(OUTSIDE, 403), LOGIN_FIRST),
    "funding:agreements": ([], SIGNED_IN | {"nobody": 403}, LOGIN_FIRST),
    "funding:agreement": (["agreement"], SIGNED_IN | {"nobody": 403}, LOGIN_FIRST),
    "funding:agreement_new": ([], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:agreement_edit": (["agreement"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    # It is decided already, so there is nothing to fill in.
    "funding:agreement_decide": (
        ["agreement"],
        but(PORTAL_ONLY, administrator=302),
        unprocessable(PORTAL_ONLY),
    ),
    "funding:statement_new": (["agreement"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:statement_remove": (["statement"], LOGIN_FIRST, redirected(PORTAL_ONLY)),
    "funding:split": (["agreement"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:split_paste": (["agreement"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:agreement_level": (["agreement"], PORTAL_ONLY, redirected(PORTAL_ONLY)),
    "funding:component": (["component"], SIGNED_IN | {"nobody": 403}, LOGIN_FIRST),
    "funding:component_level": (["component"], PORTAL_ONLY, redirected(PORTAL_ONLY)),
    "funding:take_back": (["component"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:distribute": (["component"], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:keys": ([], SIGNED_IN | {"nobody": 403}, LOGIN_FIRST),
    "funding:key": (["shares_key"], SIGNED_IN | {"nobody": 403}, LOGIN_FIRST),
    "funding:key_new": ([], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:key_paste": ([], PORTAL_ONLY, unprocessable(PORTAL_ONLY)),
    "funding:frames": ([], SIGNED_IN | {"nobody": 403}, LOGIN_FIRST),
    "funding:top_slice": ([], COUNTYS_OFFICER, unprocessable(COUNTYS_OFFICER)),
    "funding:pot": (["pot"], MONEY, LOGIN_FIRST),
    "funding:allocation": (["allocation"], MONEY, LOGIN_FIRST),
    "funding:pay": (["allocation"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:use": (["allocation"], MAY_BOOK, unprocessable(MAY_BOOK)),
    "funding:use_paste": (["allocation"], MAY_BOOK, unprocessable(MAY_BOOK)),
    "funding:repayment": (["allocation"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:carry_over": (["allocation"], NEEDS_A_DECISION, NEEDS_A_DECISION),
    "funding:link_activities": (["allocation"], RECEIVES, redirected(RECEIVES)),
    "funding:plan_payment": (["allocation"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:unplan_payment": (["planned"], LOGIN_FIRST, redirected(MAY_MOVE_MONEY)),
    "funding:requisition": (["allocation"], RECEIVES, unprocessable(RECEIVES)),
    "funding:answer_requisition": (["asked"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:correct": (["moved"], MAY_BOOK, unprocessable(MAY_BOOK)),
    "funding:returns": ([], SIGNED_IN, LOGIN_FIRST),
    "funding:return_begin": (["allocation"], LOGIN_FIRST, redirected(RECEIVES)),
    "funding:return": (["draft_return"], OWN_ACTOR, LOGIN_FIRST),
    "funding:return_fill": (["draft_return"], FILLS, unprocessable(FILLS)),
    "funding:return_certify": (["filled_return"], LOGIN_FIRST, redirected(CERTIFIES)),
    "funding:return_hand_back": (["filled_return"], CERTIFIES, unprocessable(CERTIFIES)),
    "funding:return_answer": (["sent_in"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:return_reopen": (["sent_in"], MAY_BOOK, unprocessable(MAY_BOOK)),
    "reports:matrix": ([], SIGNED_IN, LOGIN_FIRST),
    "reports:county": (["county_code"], but(IN_COUNTY, national=200), LOGIN_FIRST),
    "funding:reallocate": (["allocation"], MAY_MOVE_MONEY, unprocessable(MAY_MOVE_MONEY)),
    "funding:review": ([], QUEUE, LOGIN_FIRST),
    "funding:review_application": (["reviewed"], DESK, redirected(PREPARES)),
    "funding:review_take_up": (["reviewed"], LOGIN_FIRST, redirected(PREPARES)),
    "funding:review_ask": (["reviewed"], PREPARES, unprocessable(PREPARES)),
    "funding:conflict": (["reviewed"], DESK, unprocessable(DESK)),
    "funding:conflict_lift": (["reviewed", "conflict"], PREPARES, unprocessable(PREPARES)),
    # The what-if board is read by those who decide, and written by the county's officer.
    "funding:scenarios": ([], SIGNED_IN, LOGIN_FIRST),
    "funding:scenario_new": (["scenario_round"], DRAFT_DECISION, unprocessable(DRAFT_DECISION)),
    "funding:scenario": (["scenario"], DRAFT_DECISION, unprocessable(DRAFT_DECISION)),
    "funding:scenario_preview": (["scenario"], LOGIN_FIRST, DRAFT_DECISION),
    "funding:scenario_propose": (["scenario"], DRAFT_DECISION, unprocessable(DRAFT_DECISION)),
    "funding:decisions": ([], SIGNED_IN, LOGIN_FIRST),
    "funding:decisions_answer": ([], LOGIN_FIRST, ANSWERS_MANY),
    "funding:decision_new": ([], WRITES_DECISIONS, unprocessable(WRITES_DECISIONS)),
    "funding:decision": (["laid"], DESK, LOGIN_FIRST),
    "funding:decision_answer": (["laid"], LOGIN_FIRST, ANSWERS_ONE),
    "funding:decision_edit": (["draft_decision"], DRAFT_DECISION, unprocessable(DRAFT_DECISION)),
    "funding:decision_remove": (["draft_decision"], LOGIN_FIRST, redirected(DRAFT_DECISION)),
    "funding:decision_lay": (["draft_decision"], LOGIN_FIRST, redirected(DRAFT_DECISION)),
    "funding:decision_withdraw": (["laid"], PREPARES, unprocessable(PREPARES)),
    "funding:decision_write_on": (["laid"], LOGIN_FIRST, redirected(PREPARES)),
    "funding:decision_register": (["laid"], PREPARES, redirected(PREPARES)),
    # No minutes are filed in this world.
    "funding:decision_minutes": (["laid"], NOBODYS, LOGIN_FIRST),
    "funding:item_new": (["draft_decision"], DRAFT_DECISION, unprocessable(DRAFT_DECISION)),
    "funding:items_paste": (["draft_decision"], DRAFT_DECISION, unprocessable(DRAFT_DECISION)),
    "funding:item_edit": (["draft_item"], DRAFT_DECISION, unprocessable(DRAFT_DECISION)),
    "funding:item_remove": (["draft_item"], LOGIN_FIRST, redirected(DRAFT_DECISION)),
    "reports:order_decision": (["laid"], LOGIN_FIRST, redirected(DESK)),
    "reports:list": (
        [],
        SIGNED_IN,
        unprocessable(but(SIGNED_IN, reader=403, national=403, nobody=403, administrator=403)),
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
# The same routes with other objects.
DRAFT_CHANGE = but(OWN_DRAFT, approver=403)
NAMED_ONLY = but(OWN_DRAFT, approver=404, reader=200, officer=200)
CHANGE_NAMED = but(NAMED_ONLY, reader=403, officer=403)
MAY_CHANGE_INTERNAL = but(MAY_CHANGE, neighbour=404)
MAY_SPEAK_INSIDE = but(MAY_SPEAK, neighbour=404)
UNDO_INTERNAL = redirected(MAY_CHANGE_INTERNAL)
RETRY = redirected(but(OWN_ACTOR, reader=403))
OWN_GOAL = but(OWN_ACTOR, reader=403, approver=403)
OTHERS = [
    ("funding:decision", "draft_decision", DRAFT_DECISION, LOGIN_FIRST),
    ("funding:decision", "decided", MONEY, LOGIN_FIRST),
    ("initiatives:plan", "draft_plan", OWN_DRAFT, LOGIN_FIRST),
    ("initiatives:plan_timeline", "draft_plan", OWN_DRAFT, LOGIN_FIRST),
    # The goal that names a place is the owner's alone, for reading and for writing.
    ("initiatives:add_outcome", "secret_goal", OWN_GOAL, unprocessable(OWN_GOAL)),
    ("initiatives:change_goal", "secret_goal", redirected(OWN_GOAL), unprocessable(OWN_GOAL)),
    ("funding:application", "own_draft", OWN_APPLICATION, LOGIN_FIRST),
    ("funding:application_edit", "own_draft", MAY_WRITE_OWN, unprocessable(MAY_WRITE_OWN)),
    ("funding:application_submit", "own_draft", LOGIN_FIRST, unprocessable(MAY_WRITE_OWN)),
    ("initiatives:activity", "draft", OWN_DRAFT, LOGIN_FIRST),
    ("initiatives:change", "draft", DRAFT_CHANGE, unprocessable(DRAFT_CHANGE)),
    ("initiatives:publish", "draft", LOGIN_FIRST, redirected(DRAFT_CHANGE)),
    ("initiatives:add_entry", "draft", DRAFT_CHANGE, unprocessable(DRAFT_CHANGE)),
    ("initiatives:activity", "internal", TAKING_PART, LOGIN_FIRST),
    ("initiatives:change", "internal", MAY_CHANGE_INTERNAL, unprocessable(MAY_CHANGE_INTERNAL)),
    ("initiatives:publish", "internal", LOGIN_FIRST, redirected(MAY_CHANGE_INTERNAL)),
    ("initiatives:move", "draft", DRAFT_CHANGE, unprocessable(DRAFT_CHANGE)),
    ("initiatives:move", "internal", MAY_CHANGE_INTERNAL, unprocessable(MAY_CHANGE_INTERNAL)),
    ("initiatives:add_entry", "internal", MAY_CHANGE_INTERNAL, unprocessable(MAY_CHANGE_INTERNAL)),
    ("initiatives:remove", "internal", LOGIN_FIRST, redirected(MAY_CHANGE_INTERNAL)),
    ("initiatives:attach", "draft", DRAFT_CHANGE, unprocessable(DRAFT_CHANGE)),
    ("initiatives:comment", "draft", OWN_DRAFT, unprocessable(OWN_DRAFT)),
    ("initiatives:comment", "internal", MAY_SPEAK_INSIDE, unprocessable(MAY_SPEAK_INSIDE)),
    ("initiatives:attachment", "internal_file", TAKING_PART, LOGIN_FIRST),
    ("initiatives:remove_attachment", "internal_file", LOGIN_FIRST, UNDO_INTERNAL),
    ("initiatives:activity", "named", NAMED_ONLY, LOGIN_FIRST),
    ("initiatives:change", "named", CHANGE_NAMED, unprocessable(CHANGE_NAMED)),
    ("initiatives:publish", "named", LOGIN_FIRST, redirected(CHANGE_NAMED)),
    ("initiatives:add_entry", "named", CHANGE_NAMED, unprocessable(CHANGE_NAMED)),
    ("funding:return", "filled_return", OWN_ACTOR, LOGIN_FIRST),
    ("funding:return", "sent_in", MONEY, LOGIN_FIRST),
    ("reports:run", "failed", OWN_ACTOR, LOGIN_FIRST),
    ("reports:retry", "failed", LOGIN_FIRST, RETRY),
    ("reports:download", "failed", NOBODYS, LOGIN_FIRST),
    ("reports:run", "done", OWN_ACTOR, LOGIN_FIRST),
    ("reports:retry", "done", LOGIN_FIRST, RETRY),
    ("reports:download", "done", OWN_ACTOR, LOGIN_FIRST),
]
# An empty POST that changes something for whom it is allowed; every other one changes nothing.
CHANGES = {
    ("funding:statement_remove", "statement"),
    ("funding:agreement_level", "agreement"),
    ("funding:component_level", "component"),
    ("funding:review_application", "reviewed"),
    ("funding:decision_remove", "draft_decision"),
    ("funding:item_remove", "draft_item"),
    ("reports:order_decision", "laid"),
    ("initiatives:remove_plan", "draft_plan"),
    ("initiatives:remove_goal", "draft_goal"),
    ("initiatives:remove_measure", "draft_measure"),
    ("initiatives:publish", "draft"),
    ("initiatives:remove", "internal"),
    ("initiatives:remove_entry", "entry"),
    ("initiatives:restore", "removed_kindremoved"),
    ("reports:retry", "failed"),
    ("funding:link_activities", "allocation"),
    ("funding:unplan_payment", "planned"),
    ("funding:return_begin", "allocation"),
    ("funding:return_certify", "filled_return"),
    ("initiatives:remove_attachment", "attachment"),
    ("initiatives:remove_attachment", "internal_file"),
    ("initiatives:remove_comment", "comment"),
    ("actors:finish", "point"),
    ("actors:remove_contact", "contact"),
    ("actors:second_step", "actor"),
    ("actors:withdraw", "invitation"),
    ("actors:send_again", "invitation"),
    ("actors:close_account", "account"),
    ("actors:reopen_account", "account"),
}
# Who may hear what; nobody else, whatever the status says.
STORUMAN = {"coordinator", "colleague", "reader", "approver", "own_admin"}
REGION = {"officer", "region_approver"}
HEARS = {
    CANARY: STORUMAN | REGION | {"neighbour"},
    INTERNAL: STORUMAN | REGION,
    OWN: STORUMAN,
    APPLIED: STORUMAN | REGION,
    WRITERS: STORUMAN - {"reader"},
    DRAFT: {"coordinator", "approver"},
    NAMED: {"coordinator", "reader", "officer"},
}
# The portal's administrators are told what a group is called, never what it said.
NAMES_A_GROUP = ["actors:groups", "actors:group", "actors:change_group", "actors:county"]
WRITING = ["put", "patch", "delete"]
# What a request could change: every thing of ours, and the list of what was done.
KEPT = [
    model
    for app in ("actors", "initiatives", "funding", "reports")
    for model in apps.get_app_config(app).get_models()
    if not history.is_bookkeeping(model)
] + [Event]
COMBINATIONS = 4000  # at least so many are tried, over all roles


def test_every_route_has_a_line():
    assert set(routes()) == set(MATRIX)


def everything():
    """A fingerprint of all that a request could change, in one question to PostgreSQL."""
    tables = [model._meta.db_table for model in KEPT]
    rows = " UNION ALL ".join(
        f"SELECT '{table}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(rows)
        return cursor.fetchall()


def body(response):
    content = response.getvalue() if response.streaming else response.content
    if content.startswith(b"PK"):  # a spreadsheet is a zip of XML
        with ZipFile(BytesIO(content)) as sheet:
            content = b"".join(map(sheet.read, sheet.namelist()))
    return content.decode(errors="replace")


def may_hear(role, word, route):
    if role == "administrator" and word == CANARY and route in [*NAMES_A_GROUP, "actors:detail"]:
        return True
    money_of_all_counties = route.startswith("funding:") or route == "actors:detail"
    return role in HEARS[word] or (word == CANARY and role == "national" and money_of_all_counties)


def lines(world):
    """Every line of the matrix: route, name of the object, address, answers to GET and to POST."""
    for route, (things, reading, writing) in MATRIX.items():
        args = ["0", "abc"] if things == ["key"] else [getattr(world, t).pk for t in things]
        yield route, "".join(things), address(route, *args), reading, writing
    for route, thing, reading, writing in OTHERS:
        yield route, thing, address(route, getattr(world, thing).pk), reading, writing


def undone(client, method, url, before):
    """Send a request, and undo what it did. Returns its status and whether it changed anything."""
    with transaction.atomic():
        status = getattr(client, method)(url).status_code
        changed = everything() != before
        transaction.set_rollback(True)
    return status, changed


@pytest.mark.parametrize("role", ROLES)
def test_the_matrix(role, cast, media, settings, record_property):
    settings.ACCOUNT_RATE_LIMITS = False  # tested by themselves: actors/tests/test_signin.py
    world = build(cast)

    def visitor():
        client = Client()
        if role != "anonymous":
            client.force_login(getattr(cast, role), backend="actors.signin.Backend")
        return client

    client, tried, before = visitor(), 0, everything()
    for route, thing, url, reading, writing in lines(world):
        case = f"{role} {route} {thing}"
        response = client.get(url)
        assert response.status_code == reading[role], f"GET {case}"
        heard = [word for word in HEARS if word in body(response)]
        assert all(may_hear(role, word, route) for word in heard), f"{case} hears {heard}"
        head = client.head(url)
        for close_file in head._resource_closers:  # response.close() would end the connection too
            close_file()
        assert head.status_code == reading[role], f"HEAD {case}"
        assert client.options(url).status_code in (200, 302, 404, 405), f"OPTIONS {case}"
        to_sign_in = role == "anonymous" and writing and writing[role] == 302
        refused = 302 if to_sign_in else 405
        for method in WRITING if writing else []:
            assert getattr(client, method)(url).status_code == refused, f"{method} {case}"
        assert everything() == before, (
            f"reading, or a method that is not for it, changed something: {case}"
        )
        tried += 6 if writing else 3
        if writing:
            status, changed = undone(client, "post", url, before)
            assert status == writing[role], f"POST {case}"
            assert changed == (status == 302 and role != "anonymous" and (route, thing) in CHANGES)
            tried += 1
        else:
            for method in ["post", *WRITING]:  # allauth's own views, each with a fresh session
                status, changed = undone(visitor(), method, url, everything())
                assert status < 500, f"{method} {case}: {status}"
                assert not changed, f"{method} {case}"
                tried += 1
            before = everything()  # that a visitor signed in is written too
    record_property("combinations", tried)  # added up and printed: conftest.py
    assert tried * len(ROLES) >= COMBINATIONS


def test_a_missing_object_answers_like_a_foreign_one(cast, sign_in, media):
    world = build(cast)
    client = sign_in(cast.stranger)
    foreign = client.get(address("initiatives:activity", world.draft.pk))
    missing = client.get(address("initiatives:activity", 10**9))
    token = re.compile(r'"X-CSRFToken": "\w+"|value="\w{64}"')
    pages = [token.sub("", response.text) for response in (foreign, missing)]
    assert foreign.status_code == missing.status_code == 404
    assert pages[0] == pages[1]


ADMIN_PAGES = ["admin:index"] + [
    f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    for model in admin.site._registry
]


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        ("anonymous", {302}),
        ("coordinator", {302, 403}),
        ("officer", {302, 403}),
        ("administrator", {200}),
    ],
)
@pytest.mark.parametrize("route", ADMIN_PAGES)
def test_the_admin_is_for_the_portals_administrators(role, answers, route, cast, client, media):
    build(cast)
    if role != "anonymous":
        client.force_login(getattr(cast, role), backend="actors.signin.Backend")
    response = client.get(reverse(route))
    assert response.status_code in answers
    assert role == "administrator" or CANARY not in response.text

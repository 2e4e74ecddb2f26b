"""Step 6: a stranger from Nacka sees none of Storuman's drafts."""

import pytest
from playwright.sync_api import expect

from e2e.steps import COORDINATOR, STRANGER, expect_heading, follow


@pytest.mark.parametrize(
    ("where", "draft"),
    [
        ("/planer/", "Nästa plan för Storuman"),
        ("/aktiviteter/", "Studiebesök från grannkommunerna"),
    ],
)
def test_a_stranger_finds_no_draft_and_gets_404(enter, look, where, draft):
    hers = enter(COORDINATOR)
    hers.goto(where)
    follow(hers, draft)
    expect_heading(hers, draft)

    page = enter(STRANGER)
    page.goto(where)
    expect(page.get_by_role("link", name=draft)).to_have_count(0)
    answer = page.goto(hers.url)
    assert answer.status == 404
    expect_heading(page, "Sidan finns inte")
    expect(page.get_by_role("main")).not_to_contain_text(draft)
    look(page, "6-framling")

"""The page that shows the API's document."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from careers.api.api import api


def test_operations_are_listed_and_can_be_tried_without_another_host(
    page: Page, foreign_requests: list[str]
) -> None:
    page.goto("/api/careers/v1/docs")
    search = page.locator("#operations-Positions-searchPositions")
    expect(search).to_contain_text("Search the open positions")
    expect(page.locator(".opblock")).to_have_count(len(api.get_openapi_schema()["paths"]))
    teams = page.locator("#operations-Teams-listTeams")
    teams.get_by_role("button").first.click()
    teams.get_by_role("button", name="Try it out").click()
    teams.get_by_role("button", name="Execute").click()
    answer = teams.locator(".live-responses-table .response .highlight-code").first
    expect(answer).to_contain_text('"results": []')
    assert foreign_requests == []

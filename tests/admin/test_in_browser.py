"""Editing in a real browser: with Wagtail's own scripts, and ours beside them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo_server import DemoSite
from tests.servers.databases import ask

pytestmark = [pytest.mark.browser, pytest.mark.demo_server]

KINDS = {
    "a visit": ("site_visits/sitevisitpage", "durham-nc", "cambridge-ma"),
    "a playbook": ("playbooks/playbookpage", "durham-nc", "cambridge-ma"),
}


class Admin:
    """Somebody who is signed in, with what every test does."""

    def __init__(self, page: Page, site: DemoSite, username: str) -> None:
        self.page, self.site = page, site
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(site.url("/admin/login/"))
        page.fill("#id_username", username)
        page.fill("#id_password", site.passwords[username])
        page.click("button[type=submit]")

    def open(self, path: str) -> None:
        self.page.goto(self.site.url(path), wait_until="load")

    def primary_key(self, slug: str) -> int:
        query = "SELECT id FROM wagtailcore_page WHERE slug = %s ORDER BY id DESC"
        [(found,), *_older] = ask(self.site.data_dir, query, slug)
        return int(found)

    def save(self) -> None:
        self.page.click(".action-save")
        self.expect_message("created|updated")

    def publish(self) -> None:
        """Also where it is called scheduling; accepts the gaps if asked."""
        self.page.click("footer .w-dropdown__toggle")
        self.page.click("[name=action-publish]")
        self.page.wait_for_load_state()
        with_gaps = self.page.get_by_role("button", name="Publish with gaps")
        if with_gaps.count():
            with_gaps.click()
        self.expect_message("published|scheduled")

    def expect_message(self, words: str) -> None:
        said = self.page.locator(".messages .success").filter(has_text=re.compile(words))
        expect(said.first).to_be_visible()
        self.page.wait_for_load_state("load")

    def status_of(self, path: str) -> int:
        response = self.page.context.request.get(self.site.url(path), max_redirects=0)
        return response.status


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_lives_its_whole_life(kind: str, page: Page, own_demo_site: DemoSite) -> None:
    model, first_city, second_city = KINDS[kind]
    admin = Admin(page, own_demo_site, "admin")
    first, second = admin.primary_key(first_city), admin.primary_key(second_city)

    # Created
    admin.open(f"/admin/pages/add/{model}/{first}/")
    page.locator("#id_title").press_sequentially("What we tried")
    expect(page.locator("#id_slug")).to_have_value("what-we-tried")
    admin.save()
    own = admin.primary_key("what-we-tried")
    edit = f"/admin/pages/{own}/edit/"
    assert admin.status_of(f"/cities/{first_city}/what-we-tried/") == 404

    # Previewed
    admin.open(edit)
    page.click('[data-side-panel-toggle="preview"]')
    preview = page.frame_locator("[data-preview-iframe], iframe[id*=preview]").first
    expect(preview.locator("h1")).to_contain_text("What we tried")
    page.click('[data-side-panel-toggle="preview"]')

    # Published
    admin.publish()
    assert admin.status_of(f"/cities/{first_city}/what-we-tried/") == 200

    # Renamed: the old address leads to the new one
    admin.open(edit)
    page.get_by_role("tab", name="Upkeep").click()
    page.fill("#id_slug", "what-worked")
    admin.publish()
    assert admin.status_of(f"/cities/{first_city}/what-worked/") == 200
    assert admin.status_of(f"/cities/{first_city}/what-we-tried/") == 301

    # Moved: the same
    admin.open(f"/admin/pages/{own}/move/{second}/confirm/")
    page.get_by_role("button", name="Yes, move this page").click()
    admin.expect_message("moved")
    assert admin.status_of(f"/cities/{second_city}/what-worked/") == 200
    assert admin.status_of(f"/cities/{first_city}/what-worked/") == 301

    # Unpublished
    admin.open(f"/admin/pages/{own}/unpublish/")
    page.get_by_role("button", name="Yes, unpublish it").click()
    admin.expect_message("unpublished")
    assert admin.status_of(f"/cities/{second_city}/what-worked/") == 404

    # Scheduled
    admin.open(edit)
    page.click('[data-side-panel-toggle="status"]')
    page.click('[data-a11y-dialog-show="schedule-publishing-dialog"]')
    page.fill("#id_go_live_at", "2031-01-01 08:00")
    page.keyboard.press("Tab")
    page.locator("#schedule-publishing-dialog").get_by_role("button", name="Save schedule").press(
        "Enter"
    )
    page.wait_for_load_state()
    page.goto(own_demo_site.url(edit))
    admin.publish()
    assert admin.status_of(f"/cities/{second_city}/what-worked/") == 404

    # Deleted
    admin.open(f"/admin/pages/{own}/delete/")
    page.get_by_role("button", name="Yes, delete it").click()
    admin.expect_message("deleted")
    assert not admin.problems


def test_durhams_whole_page_is_edited_and_saved(page: Page, own_demo_site: DemoSite) -> None:
    admin = Admin(page, own_demo_site, "durham")
    own = admin.primary_key("heart")
    edit = f"/admin/pages/{own}/edit/"
    admin.open(edit)
    before = page.locator("[data-citation]:not([hidden])").count()
    rows = page.locator("[data-fact-row]").count()
    assert before > 80

    # What is missing leads to its field, opened and focused.
    page.locator(".overview").get_by_role("link", name="Exclusions").click()
    expect(page.locator("#fact-call_types-excluded")).to_be_visible()

    # A source is chosen and belongs to its fact.
    fact = page.locator("#fact-lead_department")
    fact.locator(":scope > summary").click()
    fact.locator("[data-add-citation]").click()
    added = fact.locator("[data-citation]").last
    added.get_by_role("button", name="Choose a source").click()
    page.fill(".modal [name=q]", "WIKI-DURHAM")
    page.locator(".modal").get_by_role("link", name="Durham, North Carolina, Wikipedia").click()
    expect(added.locator("[data-chooser-title]")).to_contain_text("Durham, North Carolina")
    added.get_by_label("It says").select_option("another")
    added.get_by_label("What it states, in its words").fill("A department of the city")

    # A row of a row, with the key that its citations name.
    page.get_by_role("tab", name="Units and people").click()
    page.locator("#fact-units > summary").click()
    page.locator("#id_units-ADD").click()
    unit = page.locator("#id_units-FORMS > [data-fact-row]").last
    unit.get_by_label("Name", exact=False).first.fill("Night team")
    unit.locator(".fact--nested > summary").first.click()
    unit.get_by_role("button", name="Add: role in the unit").click()
    role = unit.locator("[data-fact-row]").first
    role.get_by_label("In the source's words").fill("night nurse")

    # A kind of gap, and a citation less.
    page.get_by_role("tab", name="Calls").click()
    page.locator("#fact-minors").get_by_label("Not disclosed").check()
    admin.save()

    expect(page.locator("#fact-lead_department")).to_contain_text("A department of the city")
    assert page.locator("[data-fact-row]").count() == rows + 2
    assert page.locator("[data-citation]:not([hidden])").count() == before + 2
    keys = page.eval_on_selector_all(
        "[data-fact-row] [name$='-key']", "inputs => inputs.map(input => input.value)"
    )
    assert all(keys)
    assert len(set(keys)) == len(keys)
    expect(page.locator("#fact-minors [type=radio]:checked")).to_have_value("not_disclosed")

    # Taken away again, with the keyboard alone.
    page.locator("#fact-lead_department [data-remove-citation]").last.focus()
    page.keyboard.press("Enter")
    admin.save()
    assert page.locator("[data-citation]:not([hidden])").count() == before + 1
    assert not admin.problems


def test_saving_in_the_background_doubles_nothing(page: Page, own_demo_site: DemoSite) -> None:
    """Wagtail saves drafts while one types; what it created is known when one saves oneself."""
    admin = Admin(page, own_demo_site, "durham")
    edit = f"/admin/pages/{admin.primary_key('heart')}/edit/"
    admin.open(edit)
    rows = page.locator("[data-fact-row]").count()
    citations = page.locator("[data-citation]:not([hidden])").count()
    page.wait_for_timeout(3_000)  # Wagtail takes what stands in the form until then as saved
    page.get_by_role("tab", name="Learning").click()
    page.locator("#fact-hosts_visits").get_by_label("Looked for, not found").check()
    page.get_by_role("tab", name="Units and people").click()
    page.locator("#fact-partners > summary").click()
    with page.expect_response(lambda answer: edit in answer.url and answer.ok):
        page.locator("#id_partners-ADD").click()
        page.locator("#id_partners-FORMS > [data-fact-row]").last.get_by_label("Name").fill(
            "Shelter"
        )
    with page.expect_response(lambda answer: edit in answer.url and answer.ok):
        page.locator("#id_partners-FORMS > [data-fact-row]").last.get_by_label("Name").fill(
            "Shelters"
        )
    admin.save()
    assert page.locator("[data-fact-row]").count() == rows + 1
    assert page.locator("[data-citation]:not([hidden])").count() == citations + 1
    expect(page.locator("#fact-hosts_visits [type=radio]:checked")).to_have_value("not_found")
    assert not admin.problems

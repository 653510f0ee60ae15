"""An editor sees a block before using it."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.blocks.body import BodyBlock
from portal.pages.models import StandardPage
from site_visits.models import SiteVisitPage

BLOCKS = list(BodyBlock().child_blocks)


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("model", [StandardPage, SiteVisitPage])
def test_every_block_of_a_story_has_a_preview(
    administrator: Client, name: str, model: type[StandardPage]
) -> None:
    block = model._meta.get_field("body").stream_block.child_blocks[name]
    assert block.is_previewable
    assert block.meta.description
    address = reverse("wagtailadmin_block_preview")
    response = administrator.get(address, {"id": block.definition_prefix})
    html = response.content.decode()
    assert response.status_code == 200
    assert "portal.css" in html
    text = {
        "heading": "How calls reach the team",
        "text": "wrote the questions together",
        "picture": "<figcaption>",
        "notice": "Hours change in July",
    }
    assert text[name] in html

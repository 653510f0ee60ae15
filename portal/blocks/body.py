"""The one composing stream: the story round the facts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading that search cuts passages at and readers can link to."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Starts a part of the page. Search links readers straight to it.")
        preview_value = "How calls reach the team"
        template = "blocks/heading.html"


class ProseBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        preview_value = "<p>The team and the 911 center wrote the questions together.</p>"
        template = "blocks/prose.html"

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)


class FigureBlock(blocks.StructBlock):
    """A picture; without a text alternative the image block refuses it."""

    image = ImageBlock()
    caption = blocks.CharBlock(
        required=False, help_text=_("What it shows, and who made it. For example: Photo: DCSD.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a caption and a text alternative.")
        template = "blocks/figure.html"
        preview_template = "blocks/previews/figure.html"


class NoticeBlock(blocks.StructBlock):
    heading = blocks.CharBlock()
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("Something a reader must not miss.")
        preview_value = {
            "heading": "Hours change in July",
            "text": "<p>From July the team also works on Sundays.</p>",
        }
        template = "blocks/notice.html"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = ProseBlock()
    picture = FigureBlock()
    notice = NoticeBlock()

    class Meta:
        required = False

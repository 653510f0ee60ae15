"""Six people publish at the same time on SQLite, and none of them is told to try again."""

import subprocess
import sys

from tests.demo_server import PROJECT, DemoSite, environment

EDITORS = 6
TIMES = 25
# One editor: a process of its own that publishes the same page again and again.
EDITOR = """
import sys
import django
django.setup()
from playbooks.models import PlaybookIndexPage, PlaybookPage
name, times = sys.argv[1], int(sys.argv[2])
index = PlaybookIndexPage.objects.get()
page = index.add_child(instance=PlaybookPage(title=name, slug=name, live=False))
for number in range(times):
    page.in_one_minute = f"{name} {number}"
    page.save_revision().publish()
"""


def test_six_editors_publish_at_once(own_demo_site: DemoSite) -> None:
    editors = [
        subprocess.Popen(
            [sys.executable, "-c", EDITOR, f"editor-{number}", str(TIMES)],
            cwd=PROJECT,
            env=environment(own_demo_site.data_dir),
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(EDITORS)
    ]
    complaints = [editor.communicate(timeout=300)[1] for editor in editors]
    assert [editor.returncode for editor in editors] == [0] * EDITORS, complaints

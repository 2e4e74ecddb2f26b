"""Pictures of the pages, to look at with one's own eyes."""

from io import BytesIO
from pathlib import Path

from PIL import Image

PROJECT = Path(__file__).resolve().parent.parent
SCREENS = PROJECT / "screenshots"
PICTURES = PROJECT / "docs" / "pictures"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}


class Screens:
    def __init__(self, wanted):
        self.wanted = wanted

    def __call__(self, page, name, picture=""):
        """Keep the page on a desktop, in the dark and on a phone; `picture` names README's copy."""
        if not self.wanted:
            return
        SCREENS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}-desktop.png", full_page=True)
        if picture:
            save_small(page.screenshot(), PICTURES / f"{picture}.png")
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=SCREENS / f"{name}-dark.png", full_page=True)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        page.screenshot(path=SCREENS / f"{name}-320.png", full_page=True)
        page.set_viewport_size(DESKTOP)


def save_small(content, path):
    """A palette is enough for a page of text, at a third of the size."""
    path.parent.mkdir(exist_ok=True)
    picture = Image.open(BytesIO(content)).convert("RGB")
    # MAXCOVERAGE keeps the colours that few pixels have, such as those of the mark.
    picture.quantize(256, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)

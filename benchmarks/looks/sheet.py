"""Contact sheets."""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageDraw, ImageFont

_GAP, _LABEL = 6, 18  # pixels


def contact_sheet(pictures: list[tuple[str, Any]], *, columns: int) -> Image.Image:
    """Lay labelled RGB pictures of equal size out in rows."""
    height, width = pictures[0][1].shape[:2]
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * (width + _GAP) + _GAP, rows * (height + _LABEL + _GAP) + _GAP), (16, 16, 18))
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(12)
    for number, (label, picture) in enumerate(pictures):
        x = _GAP + number % columns * (width + _GAP)
        y = _GAP + number // columns * (height + _LABEL + _GAP)
        sheet.paste(Image.fromarray(picture), (x, y))
        draw.text((x + 1, y + height + 2), label, font=font, fill=(215, 215, 215))
    return sheet

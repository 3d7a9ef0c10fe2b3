"""Looks into a reference picture. Runs in the capped child only."""

from __future__ import annotations

import os
import warnings
from typing import Any, TypedDict

from beatreel.core.errors import ReferenceRejectedError
from beatreel.intake.bytesource import ByteSource
from beatreel.media.decode import open_regular

FORMATS = ("JPEG", "PNG", "WEBP")
_HINT = "Save the picture as JPEG, PNG or WebP"


class PictureFacts(TypedDict):
    """What is known of a picture."""

    sha256: str
    width: int
    height: int
    format: str


def inspect_picture(path: str, rules: dict[str, Any]) -> PictureFacts:
    """Return the facts of a picture; all of it is decoded once.

    Raises
    ------
    ReferenceRejectedError
        If it is no such picture, too large, or damaged.
    """
    from PIL import Image, UnidentifiedImageError

    role = rules.get("role", "reference")
    Image.MAX_IMAGE_PIXELS = None  # our own rule is checked before a pixel is decoded
    descriptor = open_regular(path)
    try:
        with warnings.catch_warnings(action="ignore"), os.fdopen(os.dup(descriptor), "rb") as file:
            try:
                picture = Image.open(file, formats=FORMATS)
            except UnidentifiedImageError as error:
                raise ReferenceRejectedError(
                    f"The {role} is not a JPEG, PNG or WebP picture", reason="unsupported_format", hint=_HINT
                ) from error
            width, height = picture.size
            most = rules["reference_max_pixels"]
            if width * height > most:
                raise ReferenceRejectedError(
                    f"The {role} has {width * height / 1e6:.0f} megapixels; at most {most / 1e6:.0f} are allowed",
                    reason="too_large",
                    hint="Save a smaller copy, 2000 pixels on the long side are plenty",
                )
            try:
                picture.load()
            except (OSError, SyntaxError, ValueError) as error:
                raise ReferenceRejectedError(
                    f"The {role} is damaged or cut off", reason="damaged", hint=_HINT
                ) from error
            return PictureFacts(
                sha256=ByteSource(descriptor).sha256(), width=width, height=height, format=str(picture.format)
            )
    finally:
        os.close(descriptor)

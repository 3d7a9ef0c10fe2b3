"""What a film says about itself: title and artist, the recipe, and where its pictures come from.

Title, artist and comment are the tags that every player shows. The recipe is JSON under the free-form key ``com.beatreel:recipe``
beside them. The origin of the pictures is the IPTC digital source type, as XMP in a box at the end of the file, where its readers
look for it.
"""

from __future__ import annotations

import struct
import uuid
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import quoteattr

from beatreel.core.errors import MediaError
from beatreel.core.value import Value
from beatreel.media.boxes import Box, boxes, find

RECIPE_KEY = "recipe"
_RECIPE_OWNER = "com.beatreel"
_XMP_BOX = uuid.UUID("BE7ACFCB-97A9-42E8-9C71-999491E3AFAC").bytes  # XMP specification part 3, ISO base media files
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_PLACEHOLDER = "ldes"  # the long description, which FFmpeg can write; it becomes the recipe
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    " Iptc4xmpExt:DigitalSourceType={source}/></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)


class FilmTags(Value):
    """What is written into a film.

    Attributes
    ----------
    title, artist : str or None
    comment : str or None
        One sentence for people.
    recipe : str or None
        JSON: all that is needed to make the film again.
    digital_source_type : str or None
        IPTC term, such as ``"algorithmicMedia"``.
    """

    title: str | None = None
    artist: str | None = None
    comment: str | None = None
    recipe: str | None = None
    digital_source_type: str | None = None

    def container_metadata(self) -> dict[str, str]:
        """Return the tags in FFmpeg's words; the recipe is a long description until :func:`write_tags`."""
        tags = {"title": self.title, "artist": self.artist, "comment": self.comment}
        if self.recipe:
            tags["synopsis"] = self.recipe + " " * len(_free_form_header())
        return {key: value for key, value in tags.items() if value}


def write_tags(path: Path, tags: FilmTags) -> None:
    """Finish the tags of an MP4 that was written with :meth:`FilmTags.container_metadata`, in place.

    Raises
    ------
    MediaError
        If the file is no such MP4.
    """
    if tags.recipe:
        _name_recipe(path, tags.recipe)
    if tags.digital_source_type:
        xmp = _XMP.format(source=quoteattr(_SOURCE_TYPES + tags.digital_source_type)).encode()
        with path.open("ab") as file:
            file.write(struct.pack(">I4s", 8 + len(_XMP_BOX) + len(xmp), b"uuid") + _XMP_BOX + xmp)


def read_tags(path: Path) -> FilmTags:
    """Read the tags of a film back.

    Raises
    ------
    MediaError
        If the file cannot be read as MP4.
    """
    import av

    try:
        with av.open(str(path), format="mp4", metadata_errors="replace") as container:
            known = dict(container.metadata)
    except (av.error.FFmpegError, ValueError) as error:
        raise MediaError(f"“{path.name}” cannot be read as MP4") from error
    return FilmTags(
        title=known.get("title"),
        artist=known.get("artist"),
        comment=known.get("comment"),
        recipe=known.get(RECIPE_KEY),
        digital_source_type=_read_source_type(path),
    )


def _name_recipe(path: Path, recipe: str) -> None:
    """Turn the long description into a free-form item of the same size, so that nothing behind it moves."""
    with path.open("r+b") as file:
        length = file.seek(0, 2)
        item = find(file, 0, length, f"moov/udta/meta/ilst/{_PLACEHOLDER}")
        new = _free_form_item(recipe)
        if item is None or item.end - item.start != len(new):
            raise MediaError(f"The recipe cannot be written into “{path.name}”")
        file.seek(item.start)
        file.write(new)


def _free_form_item(text: str) -> bytes:
    header, data = _free_form_header(), text.encode()
    value = struct.pack(">I4sII", 16 + len(data), b"data", 1, 0) + data
    return struct.pack(">I4s", 8 + len(header) + len(value), b"----") + header + value


def _free_form_header() -> bytes:
    parts = ((b"mean", _RECIPE_OWNER.encode()), (b"name", RECIPE_KEY.encode()))
    return b"".join(struct.pack(">I4sI", 12 + len(text), kind, 0) + text for kind, text in parts)


def _read_source_type(path: Path) -> str | None:
    with path.open("rb") as file, suppress(struct.error):  # of a film that was cut off the beginning can be read
        length = file.seek(0, 2)
        for box in boxes(file, 0, length):
            if box.kind == "uuid" and (text := _xmp_text(file, box)):
                _, found, rest = text.partition(_SOURCE_TYPES)
                return rest.partition('"')[0] if found else None
    return None


def _xmp_text(file, box: Box) -> str | None:  # type: ignore[no-untyped-def]
    file.seek(box.body)
    if file.read(16) != _XMP_BOX:
        return None
    return file.read(min(box.end - file.tell(), 1_000_000)).decode("utf-8", "replace")

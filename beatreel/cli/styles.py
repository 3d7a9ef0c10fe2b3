"""``beatreel styles``: the presets, and how one's own prompt looks in each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beatreel.cli.options import JSON
from beatreel.core.errors import UserInputError

if TYPE_CHECKING:
    from PIL.Image import Image

_COLUMNS = 5
_WIDTH, _HEIGHT = 216, 384  # of one picture
_GAP, _LABEL = 10, 26  # pixels


@click.command()
@click.option(
    "--preview", type=click.Path(path_type=Path, dir_okay=False), help="Write a sheet of all styles: PNG or JPEG."
)
@click.option("--prompt", "-p", default="", help="What the sheet shows.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--generator", default=None, help="Who paints it.")
@JSON
def command(preview: Path | None, prompt: str, seed: int, generator: str | None, as_json: bool) -> None:
    """List the style presets for --style, or paint a sheet of all of them for a prompt.

    Files of your own in the folders of the setting styles.folders are listed, too.
    """
    from beatreel.core.config import load_settings
    from beatreel.core.styles import all_styles, bad_styles, look_in

    look_in(load_settings().styles.folders)
    for bad in bad_styles():
        click.echo(f"{bad.path} gives no style: {bad.reason}", err=True)
    if prompt and preview is None:
        raise UserInputError("A prompt needs a sheet to be shown on", hint="Name it: --preview sheet.png")
    if preview is not None:
        _sheet(preview, prompt, seed, generator)
        click.echo(f"{len(all_styles())} styles on {preview}", err=True)
        if not as_json:
            return
    if as_json:
        click.echo(json.dumps([style.model_dump(mode="json") for style in all_styles().values()], ensure_ascii=False))
        return
    for style in all_styles().values():
        click.echo(f"{style.name:<16}{style.summary}")


def _sheet(path: Path, prompt: str, seed: int, generator: str | None) -> None:
    from fractions import Fraction

    from beatreel.core.config import load_settings
    from beatreel.core.model import Scene, VideoSpec
    from beatreel.core.styles import all_styles
    from beatreel.hooks.manager import PluginManager

    if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise UserInputError(f"“{path.name}” is neither PNG nor JPEG", hint="Name the sheet something.png")
    settings = load_settings()
    name = generator or settings.render.generator
    painter = PluginManager.load(settings.plugins).generator(name)
    audition: Any = getattr(painter, "audition", None)
    if audition is None:
        raise UserInputError(f"The generator “{name}” cannot show styles", hint="Leave --generator out")
    scene = Scene(index=0, start=0.0, end=4.0, cut_time=0.0, prompt=prompt, shot="medium", seed=seed)
    spec = VideoSpec(width=_WIDTH, height=_HEIGHT, frame_rate=Fraction(30))
    titles = {style.name: style.title for style in all_styles().values()}
    with click.progressbar(length=len(titles), label="Painting", file=sys.stderr) as bar:
        pictures = []
        for style, picture in audition(
            scene,
            spec,
            params=painter.params.model_validate({}),
            styles=list(titles),
            seed=seed,
            progress=lambda done, note="": None,
        ):
            pictures.append((style, picture))
            bar.update(1)
    sheet = _compose(pictures)
    try:
        sheet.save(path)
    except OSError as error:
        raise UserInputError(
            f"{path} cannot be written: {error.strerror or error}", hint="Choose another place"
        ) from error


def _compose(pictures: list[tuple[str, Any]]) -> Image:
    from PIL import Image, ImageDraw, ImageFont

    rows = -(-len(pictures) // _COLUMNS)
    step_x, step_y = _WIDTH + _GAP, _HEIGHT + _LABEL + _GAP
    sheet = Image.new("RGB", (_COLUMNS * step_x + _GAP, rows * step_y + _GAP), (18, 18, 20))
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(16)
    for number, (name, picture) in enumerate(pictures):
        x, y = _GAP + number % _COLUMNS * step_x, _GAP + number // _COLUMNS * step_y
        sheet.paste(Image.fromarray(picture), (x, y))
        draw.text((x + 2, y + _HEIGHT + 4), name, font=font, fill=(225, 225, 225))
    return sheet

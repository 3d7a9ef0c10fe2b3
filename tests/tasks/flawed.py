"""A generator that cannot vouch for what it makes: its first takes have the flaw that is asked for."""

from pydantic import BaseModel

from beatreel import Resources, hookimpl


class FlawedParams(BaseModel):
    still: str = ""  # flaw of first stills: black, blank, blurred, small
    clip: str = ""  # flaw of first clips: black, frozen, blurred
    always: bool = False  # every take has it


class Flawed:
    name = "flawed"
    version = "1"
    params = FlawedParams
    digital_source_type = "trainedAlgorithmicMedia"
    resources = Resources()
    uncertain = True

    def paint(self, scene, spec, *, params, seed, references, folder, progress):
        import numpy as np
        from PIL import Image

        flaw = params.still if params.always or seed == scene.seed else ""
        assert not list(folder.iterdir()), "a rejected take leaves nothing"
        width, height = (spec.width // 4, spec.height // 4) if flaw == "small" else (spec.width, spec.height)
        picture = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
        Image.fromarray(spoiled(picture, flaw)).save(folder / "picture.png")
        (folder / "take.json").write_text('{"said": "by the generator"}')
        progress(1.0)
        return folder / "picture.png"

    def animate(self, still, scene, spec, *, params, music, seed, first_frame, frame_count, progress):
        import numpy as np
        from PIL import Image

        flaw = params.clip if params.always or seed == scene.seed else ""
        picture = spoiled(np.asarray(Image.open(still.picture).convert("RGB")), flaw)
        for number in range(frame_count):
            yield picture if flaw == "frozen" else np.roll(picture, first_frame + number, axis=1)
            progress((number + 1) / frame_count)


def spoiled(picture, flaw):
    import cv2

    if flaw == "black":
        return picture // 32
    if flaw == "blank":
        return picture * 0 + 90
    if flaw == "blurred":
        return cv2.normalize(cv2.GaussianBlur(picture, (0, 0), 6), None, 0, 255, cv2.NORM_MINMAX)
    return picture


@hookimpl
def register_generators():
    return [Flawed()]

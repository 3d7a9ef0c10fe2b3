"""What image-to-video models of one family want: how many frames at which rate, of which size."""

from __future__ import annotations

from typing import NamedTuple

from .files import ModelFiles


class VideoHabits(NamedTuple):
    """How a model is asked for a clip.

    Attributes
    ----------
    step : int
        The number of frames must be a multiple of it, plus one; 0 if it must be ``most``.
    most : int
        Frames at once.
    rate : float
        Frames per second as it was trained.
    side : int
        Of a square of the area that it was trained at, pixels.
    multiple : int
        Of which both sides must be.
    """

    step: int
    most: int
    rate: float
    side: int
    multiple: int

    def frames(self, wanted: int, most: int = 0) -> int:
        """Return the least number of frames that is allowed and at least ``wanted``, or the most that is allowed."""
        if self.step == 0:
            return self.most
        most = (min(most or self.most, self.most) - 1) // self.step * self.step + 1
        fitting = -(-max(wanted - 1, self.step) // self.step) * self.step + 1
        return max(min(fitting, most), self.step + 1)


# By the beginning of the pipeline's class; the first that fits counts. Numbers from the pipelines' own defaults and model cards.
_FAMILIES: dict[str, VideoHabits] = {
    "LTX2": VideoHabits(8, 121, 24, 624, 32),
    "LTX": VideoHabits(8, 161, 25, 600, 32),
    "Wan": VideoHabits(4, 81, 16, 632, 16),
    "CogVideoX": VideoHabits(8, 49, 8, 588, 16),
    "StableVideoDiffusion": VideoHabits(0, 25, 7, 768, 64),
    "HunyuanVideo15": VideoHabits(4, 121, 24, 632, 16),
    "HunyuanVideo": VideoHabits(4, 129, 24, 960, 16),
    "HunyuanSkyreels": VideoHabits(4, 97, 24, 720, 16),
    "SkyReelsV2": VideoHabits(4, 97, 24, 720, 16),
    "I2VGenXL": VideoHabits(0, 16, 8, 948, 64),
    "Kandinsky": VideoHabits(4, 121, 24, 632, 16),
}
_OTHERS = VideoHabits(4, 49, 16, 632, 32)

# Weights that are published for text to video and do image to video as well.
_SAME_WEIGHTS = {"LTXPipeline": "LTXImageToVideoPipeline", "LTX2Pipeline": "LTX2ImageToVideoPipeline"}


def video_habits(files: ModelFiles, pipeline: str) -> VideoHabits:
    """Return how a model is best asked."""
    found = next((habits for name, habits in _FAMILIES.items() if pipeline.startswith(name)), _OTHERS)
    exact = files.config("unet").get("num_frames")
    return found._replace(most=exact) if found.step == 0 and isinstance(exact, int) else found


def video_pipeline(files: ModelFiles) -> str:
    """Return the name of the class that sets pictures in motion with a model."""
    if files.pipeline == "WanPipeline" and files.config("", "model_index.json").get("expand_timesteps"):
        return "WanImageToVideoPipeline"  # the small Wan 2.2 does both
    return _SAME_WEIGHTS.get(files.pipeline, files.pipeline)

"""What can be set about a model and its pictures."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

NEGATIVE = "text, watermark, logo, frame, blurry, low quality"


class ModelParams(BaseModel):
    """Which model, and how it runs.

    Attributes
    ----------
    model : str
        A folder with ``model_index.json``, a single ``.safetensors`` file, or the id of a model on a hub.
    revision : str
        The commit of a hub's model, 40 hex digits.
    download : bool
        Whether a model that is not on this machine may be fetched.
    config : str
        For a single file: a folder with the configuration of its base model.
    device : {"auto", "cpu", "cuda", "mps"}
    dtype : {"auto", "float32", "float16", "bfloat16"}
    offload : {"auto", "none", "model", "sequential"}
        What of a model leaves the graphics card while another part works: nothing, whole parts, or every layer.
    attention : {"auto", "whole", "sliced"}
        Whether attention is reckoned in slices, which is slower and takes less memory on devices where torch's own takes much.
    tiling : {"auto", "on", "off"}
        Whether pictures are decoded in tiles and one by one, which is slower and takes less memory.
    channels_last : bool
        Whether convolutions keep the channels of a pixel side by side, which is quicker on many graphics cards.
    compile : bool
        Whether torch compiles the model's blocks when they first run: minutes at first, quicker from then on.
    memory_limit : float
        GB that the model may take; 0 for what is free.
    threads : int
        Threads on a CPU. Another number may change the last bit of a colour.
    steps : int or None
        Steps of denoising; the model's own number if not given.
    guidance : float or None
        How strictly the prompt is followed; the model's own if not given.
    negative : str
        What the picture should not show, where the model can be told.
    lora : str
        Files to lay over the model, separated by commas, each ``FILE`` or ``FILE=WEIGHT``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str = Field(default="", json_schema_extra={"format": "path"})
    revision: str = ""
    download: bool = False
    config: str = Field(default="", json_schema_extra={"format": "path"})
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    dtype: Literal["auto", "float32", "float16", "bfloat16"] = "auto"
    offload: Literal["auto", "none", "model", "sequential"] = "auto"
    attention: Literal["auto", "whole", "sliced"] = "auto"
    tiling: Literal["auto", "on", "off"] = "auto"
    channels_last: bool = False
    compile: bool = False
    memory_limit: float = Field(default=0.0, ge=0)
    threads: int = Field(default=1, ge=1, le=256)
    steps: int | None = Field(default=None, ge=1, le=500)
    guidance: float | None = Field(default=None, ge=0, le=50)
    negative: str = NEGATIVE
    lora: str = ""


class VideoParams(ModelParams):
    """How stills are set in motion.

    Attributes
    ----------
    side : int
        Pixels of the side of a square with as much area as is drawn; 0 for what suits the model.
    frames : int
        Frames that the model draws at once, at the most; 0 for what it was trained at.
    rate : float
        Frames per second that the model draws; 0 for its own.
    fill : {"chain", "loop"}
        Where a scene is longer than that: go on from the last frame, or run back and forth.
    pulse : float
        How much the motion hurries on beats and rests between them, 0 to 1; beats themselves stay where they are.
    """

    side: int = Field(default=0, ge=0, le=8192)
    frames: int = Field(default=0, ge=0, le=1000)
    rate: float = Field(default=0.0, ge=0, le=120)
    fill: Literal["chain", "loop"] = "chain"
    pulse: float = Field(default=0.35, ge=0, le=1)


LOADED = {
    "model",
    "revision",
    "download",
    "config",
    "device",
    "dtype",
    "offload",
    "attention",
    "tiling",
    "channels_last",
    "compile",
    "memory_limit",
    "threads",
    "lora",
}
"""Parameters that decide how a model is loaded; the others only how it is asked."""


class StillParams(ModelParams):
    """How stills are painted.

    Attributes
    ----------
    side : int
        Pixels of the side of a square with as much area as is painted; 0 for what the model was trained at.
    batch : int
        Stills that are painted in one call of the model; a part of what they are, for its last bits may differ. Characters and
        continuity are painted one by one all the same.
    continuity : float
        How much of the film's first picture the others of the same prompt keep, 0 (nothing) to 0.9.
    refine : float
        How much is painted anew when the picture is enlarged, 0 (nothing, only sharpened) to 0.6.
    character : str
        An IP-Adapter: a folder with its ``.safetensors`` and ``image_encoder``. It makes whoever is in the first reference picture
        appear in the stills.
    character_scale : float
        How strongly.
    similarity : float
        Likeness to the reference, 0 to 1, below which a take is tried again.
    tries : int
        Takes of one still at the most; the most alike is kept.
    """

    side: int = Field(default=0, ge=0, le=8192)
    batch: int = Field(default=1, ge=1, le=32)
    continuity: float = Field(default=0.0, ge=0, le=0.9)
    refine: float = Field(default=0.0, ge=0, le=0.6)
    character: str = Field(default="", json_schema_extra={"format": "path"})
    character_scale: float = Field(default=0.6, ge=0, le=1)
    similarity: float = Field(default=0.0, ge=0, le=1)
    tries: int = Field(default=3, ge=1, le=20)

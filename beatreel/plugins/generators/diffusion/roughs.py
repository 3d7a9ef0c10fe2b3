"""What a picture looks like so far: the noise of a step, decoded small, for people who wait."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from beatreel import Progress

    from .loading import Model

_SIDE = 256  # pixels of the longer side
_EVERY = 1.0  # seconds between two looks
_COST = 0.05  # share of the time that looking may take


class Roughs:
    """Shows a run's pictures from step to step, if anybody wants to see them; what is painted does not change by it.

    Parameters
    ----------
    model : Model
        Nothing is shown where its parts take turns on the card: they would have to change places for it.
    pipeline : diffusers.DiffusionPipeline
    progress : Progress
    seats : sequence of int
        Where in the batch the pictures are that somebody wants.
    size : (int, int)
        Width and height that are painted, pixels.
    """

    def __init__(
        self, model: Model, pipeline: Any, progress: Progress, seats: Sequence[int], size: tuple[int, int]
    ) -> None:
        show = getattr(progress, "show", None) if model.placement.offload == "none" else None
        self._show: Callable[[bytes, int], None] | None = show
        self._pipeline, self._seats, self._size = pipeline, seats, size
        self._next = 0.0

    def step(self, latents: Any) -> None:
        """Look at what a step has left, unless it is too early to look again."""
        begun = time.monotonic()
        if self._show is None or latents is None or begun < self._next:
            return
        try:
            for which, seat in enumerate(self._seats):
                self._show(self._seen(latents[seat : seat + 1]), which)
        except Exception:  # models keep their noise in many ways; not to see one's is no reason to fail
            self._show = None
        now = time.monotonic()
        self._next = now + max(_EVERY, (now - begun) / _COST)

    def _seen(self, one: Any) -> bytes:
        """Return a JPEG of one picture."""
        import torch
        from PIL import Image

        vae, factor = self._pipeline.vae, self._pipeline.vae_scale_factor
        if one.ndim == 3:  # a row of patches
            width, height = self._size
            one = self._pipeline._unpack_latents(one, height, width, factor)
        cells = max(one.shape[-2:])
        small = torch.nn.functional.interpolate(one.float(), scale_factor=min(1.0, _SIDE / factor / cells), mode="area")
        small = small / vae.config.scaling_factor + (getattr(vae.config, "shift_factor", None) or 0.0)
        seen = vae.decode(small.to(dtype=vae.dtype, device=vae.device), return_dict=False)[0][0].float()
        values = torch.nan_to_num(seen / 2 + 0.5).clamp(0, 1).permute(1, 2, 0).cpu().numpy()
        stream = io.BytesIO()
        Image.fromarray((values * 255 + 0.5).astype("uint8")).save(stream, "JPEG", quality=80)
        return stream.getvalue()

"""The temporal convolutional net in torch, with the names under which its weights are shipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

CHANNELS = 32
DILATIONS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
OUTPUTS = 3  # beat, downbeat, section boundary


class BeatNet(nn.Module):
    """Residual dilated convolutions over fifty frames a second; hears twenty seconds on either side."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.entry = nn.Conv1d(inputs, CHANNELS, 3, padding=1)
        self.wide = nn.ModuleList(nn.Conv1d(CHANNELS, CHANNELS, 5, padding=2 * d, dilation=d) for d in DILATIONS)
        self.point = nn.ModuleList(nn.Conv1d(CHANNELS, CHANNELS, 1) for _ in DILATIONS)
        self.exit = nn.Conv1d(CHANNELS, OUTPUTS, 1)
        self.drop = nn.Dropout1d(0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (batch, inputs, frames) to logits (batch, 3, frames)."""
        h = nn.functional.elu(self.drop(self.entry(x)))
        for wide, point in zip(self.wide, self.point, strict=True):
            h = h + point(self.drop(nn.functional.elu(wide(h))))
        return self.exit(nn.functional.elu(h))


def export(weights: dict[str, torch.Tensor], mean: np.ndarray, spread: np.ndarray) -> dict[str, np.ndarray]:
    """Return the weights as half precision arrays with plain names, the input scaling folded into the first layer.

    The runtime subtracts ``mean`` and pads with zeros, as training does.
    """
    arrays = {name.replace(".", "_"): value.detach().numpy().astype(np.float32) for name, value in weights.items()}
    arrays["entry_weight"] = arrays["entry_weight"] / spread[None, :, None]
    arrays["mean"] = mean
    return {name: value.astype(np.float16 if value.ndim == 3 else np.float32) for name, value in arrays.items()}


def restore(net: BeatNet, path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Load exported weights into a net; return the mean and the spread (ones: it is folded in) of the inputs."""
    with np.load(path) as data:
        state = {name: torch.from_numpy(data[name.replace(".", "_")].astype(np.float32)) for name in net.state_dict()}
        mean = data["mean"].astype(np.float32)
    net.load_state_dict(state)
    return mean, np.ones_like(mean)

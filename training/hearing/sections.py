"""Fits the section model: a logistic regression on what changes at bar lines, with the net's opinion beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from beatreel.plugins.analyzers.hearing.listening import net_columns
from beatreel.plugins.analyzers.hearing.net import Weights, activations


def fit(
    folders: list[Path], weights: Weights, held_out: dict[Path, tuple[str, ...]], *, ridge: float = 40.0
) -> Weights:
    """Return the weights with ``section_mean``, ``section_weight`` and ``section_bias`` added.

    Parameters
    ----------
    folders : list of Path
        Folders of stored songs.
    weights : dict of str to ndarray
        The trained net.
    held_out : dict of Path to tuple of str
        For each folder the kinds that are left out.
    """
    inputs, targets = [], []
    for folder in folders:
        for path in sorted(folder.glob("*.npz")):
            if path.name.endswith(".part.npz"):
                continue
            with np.load(path) as data:
                if str(data["kind"]) in held_out[folder] or len(data["section_features"]) < 8:
                    continue
                activation = activations(data["features"].astype(np.float32), weights)
                lines = data["beats"][data["positions"] == 1]
                inputs.append(np.hstack([data["section_features"], net_columns(activation, lines)])[1:])
                targets.append(data["section_truth"][1:])
    x, y = np.concatenate(inputs), np.concatenate(targets).astype(float)
    print(f"section model: {len(x)} bar lines, {int(y.sum())} boundaries")  # noqa: T201
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = (x - mean) / spread

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        score = z @ v[:-1] + v[-1]
        error = 1 / (1 + np.exp(-score)) - y
        value = float((np.logaddexp(0, score) - y * score).mean() + ridge / len(y) * 0.5 * (v[:-1] ** 2).sum())
        return value, np.append(z.T @ error / len(y) + ridge / len(y) * v[:-1], error.mean())

    found = minimize(loss, np.zeros(z.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {
        **weights,
        "section_mean": mean.astype(np.float32),
        "section_weight": (found[:-1] / spread).astype(np.float32),
        "section_bias": np.float32(found[-1]),
    }

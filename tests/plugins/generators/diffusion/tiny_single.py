"""One file with all weights of a Stable Diffusion pipeline, under the names that its first authors gave them: what people share."""

from __future__ import annotations

import re
from pathlib import Path

from safetensors.torch import load_file, save_file

_UNET = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
    "mid_block.attentions.0": "middle_block.1",
    "mid_block.resnets.0": "middle_block.0",
    "mid_block.resnets.1": "middle_block.2",
}
_RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}
_VAE = {
    ".conv_shortcut": ".nin_shortcut",
    ".conv_norm_out": ".norm_out",
    "mid_block.attentions.0.": "mid.attn_1.",
    "mid_block.resnets.0.": "mid.block_1.",
    "mid_block.resnets.1.": "mid.block_2.",
}
_ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}


def single_file(model: Path, file: Path) -> Path:
    """Save the weights of a model made by ``tiny_models.stable_diffusion`` as one file."""

    def part(name: str) -> dict:
        (weights,) = (model / name).glob("*.safetensors")
        return load_file(weights)

    whole = {f"model.diffusion_model.{_unet_name(name)}": tensor for name, tensor in part("unet").items()}
    for name, tensor in part("vae").items():
        attends = "mid_block.attentions" in name and tensor.ndim == 2  # was a convolution once
        whole[f"first_stage_model.{_vae_name(name)}"] = tensor[..., None, None] if attends else tensor
    for name, tensor in part("text_encoder").items():
        whole[f"cond_stage_model.transformer.text_model.{name.removeprefix('text_model.')}"] = tensor
    save_file({name: tensor.contiguous() for name, tensor in whole.items()}, file)
    return file


def _unet_name(name: str) -> str:
    if found := re.match(r"(down|up)_blocks\.(\d)\.(\w+)\.(\d)\.(.*)", name):
        way, block, kind, layer, rest = found[1], int(found[2]), found[3], int(found[4]), found[5]
        if kind == "downsamplers":
            return f"input_blocks.{2 * (block + 1)}.0.op.{rest.removeprefix('conv.')}"
        if kind == "upsamplers":  # the first block attends, so this is its third layer
            return f"output_blocks.{2 * block + 1}.2.{rest}"
        place = f"input_blocks.{2 * block + layer + 1}" if way == "down" else f"output_blocks.{2 * block + layer}"
        return f"{place}.{int(kind == 'attentions')}.{_renamed(rest, _RESNET) if kind == 'resnets' else rest}"
    there = _renamed(name, _UNET)
    return _renamed_within(there, _RESNET) if "mid_block.resnets" in name else there


def _vae_name(name: str) -> str:
    name = re.sub(r"down_blocks\.(\d)\.resnets\.(\d)", r"down.\1.block.\2", name)
    name = re.sub(r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample", name)
    name = re.sub(r"up_blocks\.(\d)\.resnets\.(\d)", lambda at: f"up.{3 - int(at[1])}.block.{at[2]}", name)
    name = re.sub(r"up_blocks\.(\d)\.upsamplers\.0", lambda at: f"up.{3 - int(at[1])}.upsample", name)
    for here, there in _VAE.items():
        name = name.replace(here, there)
    return _renamed_within(name, _ATTENTION) if "attn_1" in name else name


def _renamed(name: str, names: dict[str, str]) -> str:
    return next((there + name[len(here) :] for here, there in names.items() if name.startswith(f"{here}.")), name)


def _renamed_within(name: str, names: dict[str, str]) -> str:
    for here, there in names.items():
        name = name.replace(f".{here}.", f".{there}.")
    return name

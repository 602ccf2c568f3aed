#!/usr/bin/env python3
"""Makes a bundle of a NotaGen checkpoint: ``python3 import_notagen.py checkpoint.pth out/ [--precision q4]``.

The size (small, medium, large, X or any other) is read from the shapes in the file. Optimizer states in it are
left alone. The weights and their licence stay the user's: nothing is fetched.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import torch

from antiphon_training.evaluate import calibrated
from antiphon_training.export import PRECISIONS, write_weights
from antiphon_training.model import HEAD_SIZE, Config, TwoLevelDecoder

NAMES = {(12, 3, 768): "notagen-small", (16, 3, 1024): "notagen-medium", (20, 6, 1280): "notagen-large"}


class CheckpointError(Exception):
    """Says what was found in a file and what was expected."""


def read(path):
    """Returns the weights in a checkpoint as {name: tensor}; newer PyTorch maps the file instead of reading all of it."""
    newer = {"mmap": True, "weights_only": True} if int(torch.__version__.split(".")[0]) >= 2 else {}
    try:
        found = torch.load(path, map_location="cpu", **newer)
    except Exception as error:  # torch raises many kinds
        raise CheckpointError(f"{path}: not a PyTorch checkpoint ({error})") from error
    state = found.get("model", found) if isinstance(found, dict) else {}
    if not isinstance(state, dict) or "patch_level_decoder.base.wpe.weight" not in state:
        raise CheckpointError(f"{path}: no NotaGen weights, expected 'patch_level_decoder.base.wpe.weight' among them")
    return state


def check(state):
    """Returns the sizes; raises CheckpointError naming a weight that is missing, too much or of another shape."""
    config = Config.from_state(state)
    if config.hidden_size % HEAD_SIZE or not config.patch_layers or not config.char_layers:
        raise CheckpointError(f"{config} found, expected blocks on both levels and a width that is a multiple of {HEAD_SIZE}")
    one = TwoLevelDecoder(replace(config, patch_layers=1, char_layers=1)).state_dict()
    expected = {}
    for name, tensor in one.items():
        layers = config.patch_layers if name.startswith("patch") else config.char_layers
        for layer in range(layers if ".h.0." in name else 1):
            expected[name.replace(".h.0.", f".h.{layer}.")] = tuple(tensor.shape)
    found = {name: tuple(tensor.shape) for name, tensor in state.items()}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise CheckpointError(f"{name}: found {found.get(name)}, expected {expected.get(name)}")
    return config


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--precision", choices=PRECISIONS, default="int8")
    parser.add_argument("--name", help="of the bundle; by its size if left out")
    parser.add_argument("--licence", default="MIT", help="of the weights, an SPDX name")
    parser.add_argument("--calibrate", nargs="+", metavar="SCORES", help="what 'antiphon encode' wrote; q8 and q4 are rounded for it")
    args = parser.parse_args(arguments)
    try:
        state = read(args.checkpoint)
        config = check(state)
    except CheckpointError as error:
        sys.exit(f"import_notagen: {error}")
    size = (config.patch_layers, config.char_layers, config.hidden_size)
    facts = {
        "name": args.name or NAMES.get(size, "notagen"),
        "version": "1",
        "licence": args.licence,
        "training-data": "see the model card of the checkpoint",
        "prompts": [],
        "bits-per-character": None,
        "prompt-syntax": "%period, %composer, %instrumentation, %end, each on a line before the score",
    }
    seen = None
    if args.calibrate:
        model = TwoLevelDecoder(config)
        model.load_state_dict(state)
        seen = calibrated(model.eval(), args.calibrate)
    weights = {name: tensor.float().numpy() for name, tensor in state.items()}
    manifest = write_weights(weights, config, args.out, args.precision, facts, seen)
    print(json.dumps(manifest, indent=2))


if __name__ == "__main__":
    main()

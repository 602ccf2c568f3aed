"""Writes a bundle: ``patch.onnx``, ``char.onnx`` and ``manifest.json``, from a checkpoint.

Works on checkpoints of the trainer and on NotaGen's own, which have the same names and shapes.
"""

import argparse
import collections
import hashlib
import json
from pathlib import Path

import onnx

from . import data, graphs
from .evaluate import calibrated, first_variants
from .model import load_model
from .patches import split_lines

EMBEDDED_LIMIT_BYTES = 100_000_000
PRECISIONS = ("fp32", "int8", "q8", "q4")
PROMPT_SYNTAX = "%style, %texture, %end, each on a line before the score; either tag may be left out"
MIN_PIECES_PER_PROMPT = 10


def arrays(model):
    """Returns the parameters as {name: float32 array}."""
    return {name: tensor.detach().float().numpy() for name, tensor in model.state_dict().items()}


def save_graph(graph, path):
    """Writes a graph; weights of large ones go to ``<name>.data`` beside it, so they can be mapped."""
    external = path.with_suffix(".data")
    external.unlink(missing_ok=True)
    # Of the graph's file alone the hash goes into the manifest: it tells models apart whose weights lie beside it.
    weights = hashlib.sha256()
    for tensor in graph.graph.initializer:
        weights.update(tensor.raw_data)
    graph.metadata_props.add(key="weights-sha256", value=weights.hexdigest())
    large = graph.ByteSize() > EMBEDDED_LIMIT_BYTES
    onnx.save(graph, str(path), save_as_external_data=large, location=external.name if large else None)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_bundle(model, folder, precision, facts, moments=None):
    """Writes the bundle of a model; see ``write_weights``."""
    return write_weights(arrays(model), model.config, folder, precision, facts, moments)


def write_weights(state, config, folder, precision, facts, moments=None):
    """Writes the graphs of weights {name: float32 array} and the manifest with ``facts``; returns the manifest.

    ``moments`` are those of ``quantize.moments``, for q8 and q4.

    ``facts`` has the keys name, version, licence, training-data, prompts and bits-per-character, maybe others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    built = {name: make(state, config, precision, moments) for name, make in (("patch", graphs.patch_graph), ("char", graphs.char_graph))}
    manifest = {"format": 1, "prompt-syntax": PROMPT_SYNTAX, **facts, **config.manifest(), "precision": precision}
    for name, graph in built.items():
        path = folder / f"{name}.onnx"
        save_graph(graph, path)
        manifest[f"{name}-graph"] = path.name
        manifest[f"{name}-graph-sha256"] = sha256(path)
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return manifest


def style_tags(paths):
    """Returns the first tags of the training pieces, most frequent first, rare ones left out."""
    counts = collections.Counter()
    for piece in first_variants(data.read_pieces(paths, "train")):
        counts.update([line[1:].strip() for line in split_lines(piece.text)[0] if data.is_tag(line)][:1])
    return [tag for tag, count in counts.most_common() if count >= MIN_PIECES_PER_PROMPT]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", choices=PRECISIONS, default="int8")
    parser.add_argument("--name", default="antiphon-mini")
    parser.add_argument("--version", default="1")
    parser.add_argument("--licence", default="Apache-2.0")
    parser.add_argument("--training-data", default="public-domain and openly licensed scores only")
    parser.add_argument("--data", nargs="*", default=[], help="the training files, to list their style tags")
    parser.add_argument("--prompts", nargs="*", help="style tags, where the training files are not at hand")
    parser.add_argument("--evaluation", help="JSON of the evaluate step")
    parser.add_argument("--calibrate", nargs="+", help="encoded scores that q8 and q4 are rounded for")
    args = parser.parse_args()
    model, _ = load_model(args.checkpoint)
    seen = calibrated(model, args.calibrate) if args.calibrate else None
    bits = None
    if args.evaluation:
        measured = json.loads(Path(args.evaluation).read_text(encoding="utf-8"))["bits-per-character"]
        bits = measured.get(args.precision, measured["fp32"])["without-marks"]
    facts = {
        "name": args.name,
        "version": args.version,
        "licence": args.licence,
        "training-data": args.training_data,
        "prompts": args.prompts if args.prompts is not None else style_tags(args.data),
        "bits-per-character": bits,
    }
    manifest = write_bundle(model, args.out, args.precision, facts, seen)
    print(json.dumps(manifest, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()

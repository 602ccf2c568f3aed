"""Writes MODEL_CARD.md of a bundle from its manifest, the log of the run and the evaluation."""

import argparse
import csv
import json
from pathlib import Path

from . import data
from .evaluate import first_variants

CURVE_ROWS = 16

TEXT = """# {name} {version}

A two-level decoder of music in interleaved ABC, after NotaGen (Wang et al., 2025): {parameters:.1f} M parameters, hidden
size {hidden}, {patch_layers} patch layers, {char_layers} character layers, windows of {positions} patches of 16
characters. Precision of this bundle: {precision}.

* Licence of the weights: {licence}
* Training data: {training}
* Style tags: {prompts}
* Prompt: {syntax}

## Data
{data}

## Training
{minutes:.0f} minutes, {steps} steps, {chars:.1f} M characters.

{curve}

## Evaluation
{pieces} held-out works, none of them in the training data, in windows of {window} patches. Bits per character, all
tokens counted, with and without the `[r:k/n]` bar marks; lower is better.

{scores}

Without quantisation, by corpus:

{corpora}

## Limits
Notated music in the styles above: no drums, no swing, no lyrics. Bars that do not fill their metre occur when it is sampled
without the engine's grammar mask. Near copies of well-known scores are possible.
"""


def table(header, rows):
    """Returns a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def data_table(paths):
    """Returns works, variants and millions of characters of each corpus in the training files."""
    pieces = data.read_pieces(paths, "train")
    rows = []
    for name in sorted({piece.corpus for piece in pieces}):
        of_corpus = [piece for piece in pieces if piece.corpus == name]
        chars = sum(len(piece.text) for piece in of_corpus) / 1e6
        rows.append([name, len(first_variants(of_corpus)), len(of_corpus), f"{chars:.1f}"])
    return table(["corpus", "works", "variants", "M characters"], rows)


def curve_table(log):
    """Returns the validation curve, thinned to about 16 rows, always with the last one."""
    step = max(1, -(-len(log) // CURVE_ROWS))
    kept = log[len(log) - 1 :: -step][::-1]
    columns = ["minutes", "chars", "train", "valid", "valid-without-marks"]
    return table(columns, [[row[c] for c in columns] for row in kept])


def score_table(evaluation):
    scores = {f"this model, {p}": s for p, s in evaluation["bits-per-character"].items()}
    scores.update({k: s for k, s in evaluation.get("baselines", {}).items() if isinstance(s, dict)})
    rows = [[name, s["with-marks"], s["without-marks"]] for name, s in scores.items()]
    return table(["", "with marks", "without marks"], rows)


def card(manifest, parameters, log, evaluation, data_text):
    """Returns the text of the card; ``log`` is the list of rows of log.csv."""
    corpora = [[name, s["without-marks"], s["characters"]] for name, s in evaluation["by-corpus"].items()]
    return TEXT.format(
        name=manifest["name"],
        version=manifest["version"],
        parameters=parameters / 1e6,
        hidden=manifest["hidden-size"],
        patch_layers=manifest["patch-layers"],
        char_layers=manifest["char-layers"],
        positions=manifest["max-patches"],
        precision=manifest["precision"],
        licence=manifest["licence"],
        training=manifest["training-data"],
        prompts=", ".join(manifest["prompts"]),
        syntax=manifest["prompt-syntax"],
        data=data_text,
        minutes=float(log[-1]["minutes"]),
        steps=log[-1]["step"],
        chars=int(log[-1]["chars"]) / 1e6,
        curve=curve_table(log),
        pieces=evaluation["pieces"],
        window=evaluation["window"],
        scores=score_table(evaluation),
        corpora=table(["corpus", "bits per character, without marks", "characters"], corpora),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--evaluation", type=Path, required=True)
    parser.add_argument("--data", nargs="*", default=[], help="the training files, to count the works")
    parser.add_argument("--credits", type=Path, help="Markdown on sources and licences, put under Data")
    args = parser.parse_args()
    manifest = json.loads((args.bundle / "manifest.json").read_text(encoding="utf-8"))
    evaluation = json.loads(args.evaluation.read_text(encoding="utf-8"))
    with open(args.log, newline="", encoding="utf-8") as lines:
        log = list(csv.DictReader(lines))
    parts = [data_table(args.data)] if args.data else []
    parts += [args.credits.read_text(encoding="utf-8").strip()] if args.credits else []
    text = card(manifest, evaluation["parameters"], log, evaluation, "\n\n".join(parts) or manifest["training-data"])
    (args.bundle / "MODEL_CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

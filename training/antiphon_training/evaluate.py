"""Bits per character of a model on held-out pieces, by the exact chain rule.

Every token is counted once: characters, the end id of each patch that has one, and the end patch. Their nats
are divided by the number of characters of the texts. "Without marks" leaves the ``[r:k/n]`` marks out of both.
"""

import argparse
import json
import math
import time

import numpy as np
import torch

from . import baselines, data, patches
from .model import load_model, targets_of
from .quantize import emulate, moments

BRACKET = ord("]")
CALIBRATION_PIECES = 100


def valid_windows(piece, size):
    """Yields (ids [P, 16], first scored patch) so that each patch of the piece is scored exactly once.

    A window after the first repeats the header and, as context, about half of the patches before it.
    """
    header, body = patches.split_lines(piece.text)
    lines = [patches.encode(patches.line_pieces(line)) for line in patches.number_bars(body)]
    head = patches.encode([p for line in header for p in patches.chop(line)])[: size // 2]
    head = np.concatenate([[patches.BOS_PATCH], head])
    lines.append(np.array([patches.EOS_PATCH]))
    room = max(size - len(head), max(map(len, lines)))
    scored, start = 0, 0
    while scored < len(lines):
        stop, used = start, 0
        while stop < len(lines) and used + len(lines[stop]) <= room:
            used += len(lines[stop])
            stop += 1
        ids = np.concatenate([head, *lines[start:stop]]).astype(np.uint8)
        yield ids, 1 if scored == 0 else len(head) + sum(map(len, lines[start:scored]))
        scored, start, used = stop, stop, 0
        while start > 0 and used + len(lines[start - 1]) <= room // 2:
            start -= 1
            used += len(lines[start])
        if stop < len(lines) and used + len(lines[stop]) > room:
            start = stop


def mark_mask(targets):
    """Returns where targets [N, 16] hold characters of ``[r:k/n]`` marks, which begin and end in a patch."""
    opens = (targets[:, 0] == ord("[")) & (targets[:, 1] == ord("r")) & (targets[:, 2] == ord(":"))
    before_close = (targets == BRACKET).cumsum(1) - (targets == BRACKET).long() == 0
    return opens[:, None] & before_close


def score(model, pieces, size, batch_patches=2048, device="cpu"):
    """Returns bits per character over pieces, in windows of ``size`` patches.

    The result has ``with-marks``, ``without-marks``, ``characters`` and ``seconds``. A header of more than
    ``size / 2`` patches is cut; no score of the corpora has one.
    """
    began = time.time()
    windows = sorted((w for piece in pieces for w in valid_windows(piece, size)), key=lambda w: len(w[0]))
    nats = np.zeros(2)
    characters = np.zeros(2)
    while windows:
        batch = [windows.pop()]
        while windows and (len(batch) + 1) * len(batch[0][0]) <= batch_patches:
            batch.append(windows.pop())
        ids = torch.from_numpy(data.pad([w for w, _ in batch])).long().to(device)
        kept = torch.zeros(ids.shape[0], ids.shape[1] - 1, dtype=torch.bool, device=device)
        for row, (_, first) in zip(kept, batch):
            row[first - 1 :] = True
        with torch.no_grad():
            cost = model([ids]) * kept.flatten()[:, None]
        targets = targets_of([ids])
        text = (targets > patches.EOS) & kept.flatten()[:, None]
        outside = ~mark_mask(targets)
        nats += cost.double().sum().item(), (cost.double() * outside).sum().item()
        characters += text.sum().item(), (text & outside).sum().item()
    with_marks, without_marks = nats / characters / math.log(2)
    return {
        "with-marks": round(float(with_marks), 4),
        "without-marks": round(float(without_marks), 4),
        "characters": int(characters[0]),
        "seconds": round(time.time() - began, 1),
    }


def by_corpus(model, pieces, size):
    """Returns {corpus: score} for each corpus among the pieces."""
    names = sorted({piece.corpus for piece in pieces})
    return {name: score(model, [p for p in pieces if p.corpus == name], size) for name in names}


def first_variants(pieces):
    """Returns one piece, the first, of each work."""
    return list({piece.work or piece.id: piece for piece in reversed(pieces)}.values())[::-1]


def evenly(pieces, most):
    """Returns at most so many of the pieces, from all of them."""
    return [pieces[i * len(pieces) // most] for i in range(most)] if len(pieces) > most else pieces


def calibrated(model, paths):
    """Returns what the dense layers of a model see in pieces of the training split; see ``quantize.moments``."""
    pieces = evenly(first_variants(data.read_pieces(paths, "train")), CALIBRATION_PIECES)
    return moments(model, lambda: score(model, pieces, model.config.max_patches))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--data", nargs="+", required=True)
    parser.add_argument("--out", required=True, help="JSON file to write")
    parser.add_argument("--precisions", nargs="*", default=["fp32", "int8"], help="fp32, int8, q8, q4")
    parser.add_argument("--max-pieces", type=int, default=400, help="valid works, evenly taken; 0 for all")
    parser.add_argument("--calibrate", nargs="+", help="encoded scores that q8 and q4 are rounded for")
    parser.add_argument("--baselines", action="store_true", help="also fit the n-gram and PPMd (needs 7z)")
    parser.add_argument("--baseline-chars", type=int, default=40_000_000, help="training text of the baselines")
    args = parser.parse_args()
    pieces = first_variants(data.read_pieces(args.data, "valid"))
    pieces = evenly(pieces, args.max_pieces or len(pieces))
    model, _ = load_model(args.checkpoint)
    seen = calibrated(model, args.calibrate) if args.calibrate else None
    size = model.config.max_patches
    parameters = sum(p.numel() for p in model.parameters())
    result = {"pieces": len(pieces), "window": size, "parameters": parameters, "bits-per-character": {}}
    for precision in args.precisions:
        emulated = model if precision == "fp32" else emulate(load_model(args.checkpoint)[0], precision, seen)
        result["bits-per-character"][precision] = score(emulated, pieces, size)
        print(precision, result["bits-per-character"][precision], flush=True)
    result["by-corpus"] = by_corpus(model, pieces, size)
    if args.baselines:
        train = first_variants(data.read_pieces(args.data, "train"))
        result["baselines"] = baselines.measure(train, pieces, args.baseline_chars)
        print(result["baselines"])
    with open(args.out, "w", encoding="utf-8") as out:
        json.dump(result, out, indent=2)


if __name__ == "__main__":
    main()

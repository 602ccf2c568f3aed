"""Preference stage: ``python3 -m antiphon_training.prefer --pairs F --checkpoint model.pt --out DIR --steps N``.

Pairs of a better and a worse bar after the same page, as ``antiphon pairs`` writes them, train a model with the
DPO-Positive loss (Pal et al., 2024, arXiv:2402.13228) against a frozen copy of itself. Writes ``model.pt``.
"""

import argparse
import copy
import json
import math
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import data, patches
from .evaluate import first_variants, score
from .model import load_model


@dataclass(frozen=True)
class Pair:
    """Two ways to go on after ``page``; the lines carry their ``[r:k/n]`` marks."""

    page: str
    chosen: str
    rejected: str
    weight: float = 1.0


def read_pairs(paths):
    """Returns the pairs of JSON lines; ValueError names file and line of what is none."""
    pairs = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = json.loads(line)
                    pairs.append(Pair(**{k: row[k] for k in Pair.__dataclass_fields__ if k in row}))
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(f"{path}:{number}: {error!r} in a line, a pair expected") from error
    return pairs


def window(page, line, size):
    """Returns (patches [<=size, 16], how many of the last are ``line``): begin, header, newest lines that fit, line."""
    header, body = patches.split_lines(page)
    head = [piece for row in header for piece in patches.chop(row)]
    asked = patches.line_pieces(line)
    room = size - 1 - len(head) - len(asked)
    if room < 0:
        raise ValueError(f"a header and a bar of {len(head) + len(asked)} patches, {size - 1} at most expected")
    past = []
    for row in reversed(body):
        pieces = patches.line_pieces(row)
        room -= len(pieces)
        if room < 0:
            break
        past = pieces + past
    ids = np.concatenate([[patches.BOS_PATCH], patches.encode(head + past + asked)]).astype(np.uint8)
    return ids, len(asked)


def log_probabilities(model, windows):
    """Returns the log probability [len(windows)] of the last line of each window, in nats.

    The character level, which costs most, is run for that line alone.
    """
    ids = torch.from_numpy(data.pad([ids for ids, _ in windows])).long().to(next(model.parameters()).device)
    rows = torch.zeros(ids.shape[0], ids.shape[1] - 1, dtype=torch.bool, device=ids.device)
    for row, (own, asked) in zip(rows, windows):
        row[len(own) - 1 - asked : len(own) - 1] = True
    hidden = model.patch_level_decoder(ids[:, :-1])[rows]
    targets = ids[:, 1:][rows]
    logits = model.char_level_decoder(hidden, targets[:, :-1]).float()
    nats = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=patches.PAD, reduction="none")
    return -torch.stack([part.sum() for part in nats.split([asked * patches.PATCH_SIZE for _, asked in windows])])


def dpo_positive(chosen, rejected, chosen_before, rejected_before, beta, penalty):
    """The loss of each pair; log probabilities of the model and of what it was before.

    ``penalty`` weighs how far the chosen line has become less likely than it was.
    """
    lead = (chosen - rejected) - (chosen_before - rejected_before)
    return -F.logsigmoid(beta * (lead - penalty * (chosen_before - chosen).clamp(min=0)))


def both(model, pairs, size):
    """Returns the log probabilities of the chosen and of the rejected lines."""
    windows = [window(pair.page, line, size) for pair in pairs for line in (pair.chosen, pair.rejected)]
    return log_probabilities(model, windows).view(-1, 2).unbind(1)


def measure(model, reference, pairs, size, args, batch=8):
    """Returns (mean loss, share of pairs whose lead grew, mean change of the chosen line in nats) without learning."""
    losses, wins, changes = [], [], []
    with torch.no_grad():
        for start in range(0, len(pairs), batch):
            part = pairs[start : start + batch]
            now, before = both(model, part, size), both(reference, part, size)
            losses += dpo_positive(*now, *before, args.beta, args.penalty).tolist()
            wins += ((now[0] - now[1]) > (before[0] - before[1])).float().tolist()
            changes += (now[0] - before[0]).tolist()
    return tuple(float(np.mean(values)) for values in (losses, wins, changes))


def train(model, pairs, size, args):
    """Trains ``model`` in place and returns the mean loss of each step."""
    reference = copy.deepcopy(model).eval().requires_grad_(False)
    held = pairs[:: args.hold_out] if args.hold_out else []
    learnt = [pair for i, pair in enumerate(pairs) if not args.hold_out or i % args.hold_out]
    rng = np.random.default_rng(args.seed)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=args.lr, betas=(0.9, 0.95), weight_decay=0.0)
    losses = []
    for step in range(args.steps):
        for group in optimizer.param_groups:
            group["lr"] = args.lr * 0.5 * (1 + math.cos(math.pi * step / args.steps))
        part = [learnt[i] for i in rng.integers(len(learnt), size=args.batch)]
        weights = torch.tensor([pair.weight for pair in part])
        with torch.no_grad():
            before = both(reference, part, size)
        loss = dpo_positive(*both(model, part, size), *before, args.beta, args.penalty)
        ((loss * weights).sum() / weights.sum()).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.mean().item())
        if held and (step + 1) % args.report_every == 0:
            figures = measure(model, reference, held, size, args)
            print("step %d: held-out loss %.4f, lead grew in %.3f, chosen line %+.2f nats" % (step + 1, *figures), flush=True)
    return losses


def arguments(values=None):
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--pairs", nargs="+", required=True)
    add("--checkpoint", type=Path, required=True)
    add("--out", type=Path, required=True)
    add("--steps", type=int, default=400)
    add("--batch", type=int, default=8, help="pairs of a step")
    add("--lr", type=float, default=2e-5)
    add("--beta", type=float, default=0.1)
    add("--penalty", type=float, default=10.0, help="lambda of DPO-Positive")
    add("--hold-out", type=int, default=10, help="one pair in so many is not learnt but measured; 0 for none")
    add("--report-every", type=int, default=50)
    add("--data", nargs="*", default=[], help="encoded scores: bits per character before and after, on the valid split")
    add("--valid-pieces", type=int, default=60)
    add("--threads", type=int, default=1)
    add("--seed", type=int, default=1)
    return parser.parse_args(values)


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    model, checkpoint = load_model(args.checkpoint)
    size = model.config.max_patches
    pairs = read_pairs(args.pairs)
    if not pairs:
        raise SystemExit(f"{args.pairs}: no pair found, at least one expected")
    valid = first_variants(data.read_pieces(args.data, "valid"))
    valid = valid[:: max(1, len(valid) // args.valid_pieces)][: args.valid_pieces]

    def told(when):
        if valid:
            print(f"bits per character {when}:", score(model, valid, size)["without-marks"], flush=True)

    told("before")
    train(model, pairs, size, args)
    told("after")
    args.out.mkdir(parents=True, exist_ok=True)
    part = args.out / "model.pt.part"
    torch.save({"model": model.state_dict(), "config": checkpoint.get("config")}, part)
    os.replace(part, args.out / "model.pt")


if __name__ == "__main__":
    main()

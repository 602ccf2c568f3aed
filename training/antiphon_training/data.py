"""Scores as JSON lines to batches of random windows.

One line is one variant of a piece: ``{"id", "work", "corpus", "style", "split", "weight", "text"}``.
``split`` is "train" or "valid"; ``weight`` is the number of passes relative to other pieces.
"""

import gzip
import json
import lzma
from dataclasses import dataclass

import numpy as np

from . import patches

CHARS_PER_PATCH = 12.0
DROP_PROBABILITY = 0.2
MIN_FILL = 0.7


@dataclass(frozen=True)
class Piece:
    """One variant of a score; ``text`` carries no ``[r:k/n]`` marks."""

    id: str
    text: str
    work: str = ""
    corpus: str = ""
    style: str = ""
    weight: float = 1.0


def read_pieces(paths, split):
    """Returns the pieces of one split from .jsonl, .jsonl.gz or .jsonl.xz files.

    Raises ValueError with file and line if a line is not a piece.
    """
    openers = {".xz": lzma.open, ".gz": gzip.open}
    pieces = []
    for path in map(str, paths):
        with openers.get(path[-3:], open)(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = json.loads(line)
                    if row["split"] == split:
                        fields = {k: row[k] for k in Piece.__dataclass_fields__ if k in row}
                        pieces.append(Piece(**fields))
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(f"{path}:{number}: {error!r} in a line, a piece expected") from error
    return pieces


def is_tag(line):
    """True for ``%style`` and ``%texture`` lines, false for ``%end`` and ``%%score``."""
    return line.startswith("%") and not line.startswith(("%%", "%end"))


def window(header, body, start, size):
    """Returns the first ``size`` patches [<=size, 16] uint8 of begin, header, body[start:], end.

    ``body`` lines carry their marks. The end patch is there only if it fits.
    """
    pieces = [piece for line in header for piece in patches.chop(line)]
    for line in body[start:]:
        if len(pieces) + 1 >= size:
            break
        pieces += patches.line_pieces(line)
    ended = len(pieces) + 2 <= size
    parts = [[patches.BOS_PATCH], patches.encode(pieces[: size - 1])]
    return np.concatenate(parts + ([[patches.EOS_PATCH]] if ended else [])).astype(np.uint8)


def random_window(piece, size, rng):
    """Draws a window of a piece: tags and tempo dropped at random, any bar right after the header.

    A piece that fits is mostly taken whole. A longer one is cut at its head, at its tail, or anywhere.
    """
    header, body = patches.split_lines(piece.text)
    header = [
        line
        for line in header
        if not (is_tag(line) or line.startswith("Q:")) or rng.random() >= DROP_PROBABILITY
    ]
    body = patches.number_bars(body)
    if not body:
        return window(header, body, 0, size)
    room = size - 2 - sum(len(patches.chop(line)) for line in header)
    tail = len(body)
    while tail > 0 and room >= 0:
        tail -= 1
        room -= len(patches.line_pieces(body[tail]))
    tail += room < 0
    tail = min(tail, len(body) - 1)
    if tail == 0:
        start = 0 if rng.random() < 0.75 else int(rng.integers(len(body)))
    else:
        start = (0, tail, int(rng.integers(tail + 1)), int(rng.integers(tail + 1)))[int(rng.integers(4))]
    return window(header, body, start, size)


def group(windows):
    """Returns windows of any length as arrays [B, P, 16] uint8 of similar ones, padded with 0."""
    groups = []
    for ids in sorted(windows, key=len, reverse=True):
        if not groups or len(ids) < MIN_FILL * len(groups[-1][0]):
            groups.append([])
        groups[-1].append(ids)
    return [pad(rows) for rows in groups]


def pad(rows):
    """Returns rows [<=P, 16] as one array [B, P, 16] uint8, padded with 0."""
    batch = np.zeros((len(rows), max(map(len, rows)), patches.PATCH_SIZE), np.uint8)
    for target, ids in zip(batch, rows):
        target[: len(ids)] = ids
    return batch


class RandomBatches:
    """An endless, seeded source: item ``i`` is a batch of random windows, about ``batch_patches`` patches."""

    def __init__(self, pieces, size, batch_patches, seed):
        if not pieces:
            raise ValueError("no training piece found, at least one expected")
        self.pieces, self.size, self.batch_patches, self.seed = pieces, size, batch_patches, seed
        # A draw yields at most one window, so long pieces must be drawn more often to be passed as often.
        draws = [p.weight * max(1.0, len(p.text) / (size * CHARS_PER_PATCH)) for p in pieces]
        self.cumulative = np.cumsum(draws)

    def __getitem__(self, index):
        rng = np.random.default_rng((self.seed, index))
        windows, total = [], 0
        while total < self.batch_patches:
            draw = np.searchsorted(self.cumulative, rng.random() * self.cumulative[-1], side="right")
            windows.append(random_window(self.pieces[min(draw, len(self.pieces) - 1)], self.size, rng))
            total += len(windows[-1])
        return group(windows)

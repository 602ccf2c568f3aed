"""Compressors that a model of music must beat: an interpolated n-gram and PPMd, on the same texts."""

import math
import os
import re
import subprocess
import tempfile

import numpy as np

ORDER = 6
SYMBOLS = 128
PPMD_ORDER = 16
PPMD_MEMORY = "3g"


def _contexts(ids, order):
    """Packs the ``order`` symbols before each position, and the symbol itself, into one int64."""
    keys = np.zeros(len(ids) - ORDER, np.int64)
    for back in range(order, -1, -1):
        keys = keys * SYMBOLS + ids[ORDER - back : len(ids) - back]
    return keys


def _counts(table, counts, keys):
    """Returns the count of each key, 0 where the sorted table lacks it."""
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return np.where(table[at] == keys, counts[at], 0)


def ngram_bits(train, valid):
    """Returns bits per character of an order-6 n-gram interpolated after Witten and Bell (1991).

    ``train`` and ``valid`` are ASCII texts; the first 6 characters of ``valid`` are not scored.
    """
    train, valid = (np.frombuffer(text.encode("ascii"), np.uint8).astype(np.int64) for text in (train, valid))
    probability = np.full(len(valid) - ORDER, 1 / SYMBOLS)
    for order in range(ORDER + 1):
        table, counts = np.unique(_contexts(train, order), return_counts=True)
        heads, first, types = np.unique(table // SYMBOLS, return_index=True, return_counts=True)
        totals = np.add.reduceat(counts, first)
        keys = _contexts(valid, order)
        total, distinct = (_counts(heads, values, keys // SYMBOLS) for values in (totals, types))
        seen = _counts(table, counts, keys)
        mixed = (seen + distinct * probability) / np.maximum(total + distinct, 1)
        probability = np.where(total > 0, mixed, probability)
    return float(-np.log2(probability).mean())


def _packed_size(text, folder):
    archive = os.path.join(folder, "text.7z")
    if os.path.exists(archive):
        os.remove(archive)
    # From a pipe, 7z cannot see how small the text is, and so keeps all the memory: no restart of the model.
    command = ["7z", "a", f"-m0=PPMd:o={PPMD_ORDER}:mem={PPMD_MEMORY}", "-sitext", archive]
    subprocess.run(command, input=text.encode("ascii"), check=True, stdout=subprocess.DEVNULL)
    return os.path.getsize(archive)


def ppmd_bits(train, valid):
    """Returns bits per character of PPMd, order 16: what ``valid`` adds to the archive of ``train``."""
    with tempfile.TemporaryDirectory() as folder:
        both = _packed_size(train + valid, folder)
        return 8 * (both - _packed_size(train, folder)) / len(valid)


def marked(text):
    """Returns the text with its ``[r:k/n]`` marks, as the model reads it."""
    from . import patches

    header, body = patches.split_lines(text)
    return "".join(header + patches.number_bars(body))


def measure(train, valid, max_chars):
    """Returns bits per character of both baselines with and without marks; pieces in, evenly thinned."""
    total = sum(len(piece.text) for piece in train)
    train = train[:: math.ceil(total / max_chars)]
    result = {}
    for name, text_of in (("with-marks", marked), ("without-marks", lambda text: re.sub("\n+", "\n", text))):
        texts = ["".join(text_of(piece.text) for piece in pieces) for pieces in (train, valid)]
        for baseline, bits in (("ngram-6", ngram_bits), ("ppmd-16", ppmd_bits)):
            result.setdefault(baseline, {})[name] = round(bits(*texts), 4)
    return {**result, "training-characters": sum(len(piece.text) for piece in train)}

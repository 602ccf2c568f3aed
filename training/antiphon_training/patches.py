"""Text to patches and back: the tokenisation of the NotaGen family.

A patch is 16 ids. An id is the ASCII code of a character, except 0 (padding), 1 (begin) and 2 (end).
A patch of fewer than 16 characters is closed by one 2 and filled with 0; a full one has no 2.
"""

import re

import numpy as np

PATCH_SIZE = 16
VOCABULARY = 128
PAD, BOS, EOS = 0, 1, 2
BOS_PATCH = (BOS,) * (PATCH_SIZE - 1) + (EOS,)
EOS_PATCH = (BOS,) + (EOS,) * (PATCH_SIZE - 1)

_BARLINE = re.compile(r"(\|:|::|:\||\[\||\|\||\|\]|\|)")
_TEXT_ONLY = re.compile(r"[\x03-\x7f]*")


def split_lines(text):
    """Returns (header, body): two lists of non-empty lines, each with its line feed.

    The body starts at the first line that begins with ``[V:`` or ``[r:``.
    """
    lines = [line + "\n" for line in text.split("\n") if line]
    for index, line in enumerate(lines):
        if line.startswith(("[V:", "[r:")):
            return lines[:index], lines[index:]
    return lines, []


def split_bars(line):
    """Cuts one body line before its barlines, so that a barline opens the unit of the next voice.

    Barlines and texts are paired by position. An unpaired barline at the end stays a unit of its own,
    so no text is lost. A last unit without a ``V`` (the final barline) joins the unit before it.
    """
    pieces = [piece for piece in _BARLINE.split(line) if piece]
    first = 0 if _BARLINE.fullmatch(pieces[0]) else 1
    units = pieces[:first] + ["".join(pieces[i : i + 2]) for i in range(first, len(pieces), 2)]
    if len(units) > 1 and "V" not in units[-1]:
        units[-2:] = ["".join(units[-2:])]
    return units


def chop(unit):
    """Returns the unit in pieces of 16 characters, the last one maybe shorter."""
    return [unit[i : i + PATCH_SIZE] for i in range(0, len(unit), PATCH_SIZE)]


def line_pieces(line):
    """Returns the pieces, 1 to 16 characters each, of one header or body line."""
    if line.startswith(("[V:", "[r:")):
        return [piece for unit in split_bars(line) for piece in chop(unit)]
    return chop(line)


def encode(pieces):
    """Returns the patches [len(pieces), 16] uint8 of pieces of 1 to 16 characters.

    Raises ValueError if a character is not in ASCII 3 to 127.
    """
    text = "".join(pieces)
    if not _TEXT_ONLY.fullmatch(text):
        bad = next(c for c in text if not "\x03" <= c <= "\x7f")
        raise ValueError(f"character {bad!r} found, ASCII 3 to 127 expected")
    closed = (piece if len(piece) == PATCH_SIZE else piece + chr(EOS) for piece in pieces)
    raw = "".join(piece.ljust(PATCH_SIZE, chr(PAD)) for piece in closed).encode("ascii")
    return np.frombuffer(bytearray(raw), np.uint8).reshape(-1, PATCH_SIZE)


def patchilize(text):
    """Returns the patches [P, 16] uint8 of a whole text: begin patch, header, body, end patch."""
    header, body = split_lines(text)
    pieces = [piece for line in header for piece in chop(line)]
    pieces += [piece for line in body for piece in line_pieces(line)]
    return np.concatenate([[BOS_PATCH], encode(pieces), [EOS_PATCH]]).astype(np.uint8)


def decode(patch):
    """Returns the characters of one patch up to its first 2; '' for the begin and end patches."""
    ids = [int(i) for i in patch]
    ids = ids[: ids.index(EOS)] if EOS in ids else ids
    return "".join(chr(i) for i in ids if i > EOS)


def number_bars(body):
    """Prefixes each body line with ``[r:k/n]``: k bars from the start, n bars to go."""
    last = len(body) - 1
    return [f"[r:{k}/{last - k}]{line}" for k, line in enumerate(body)]

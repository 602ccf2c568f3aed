"""NotaGen's public way of inference, written by the book: what fast inference must equal, and is compared with.

No caches at any level: for each character the whole patch so far, for each patch the whole context, 16 characters
always. Nothing here is shared with ``model``: GPT-2 blocks over a plain state dict, patches as one-hot vectors.
``python3 -m antiphon_training.reference --checkpoint F`` times it on one thread.
"""

import argparse
import json
import math
import time

import numpy as np
import torch
import torch.nn.functional as F

from .patches import BOS, BOS_PATCH, EOS, PAD, PATCH_SIZE, VOCABULARY, chop, decode, line_pieces, split_lines

HEAD_SIZE = 64
TOP_K, TOP_P, TEMPERATURE = 9, 0.9, 1.2
MOST_CHARACTERS = 102_400
RESTART = "[r:0/"


def norm(x, state, key):
    return F.layer_norm(x, x.shape[-1:], state[key + ".weight"], state[key + ".bias"], 1e-5)


def gpt2(x, state, base):
    """Runs embeddings [time, hidden] through the blocks named ``base`` and the last norm."""
    x = x + state[base + "wpe.weight"][: len(x)]
    layer = 0
    while f"{base}h.{layer}.ln_1.weight" in state:
        block = f"{base}h.{layer}."
        qkv = norm(x, state, block + "ln_1") @ state[block + "attn.c_attn.weight"] + state[block + "attn.c_attn.bias"]
        q, k, v = (part.view(len(x), -1, HEAD_SIZE).transpose(0, 1) for part in qkv.chunk(3, 1))
        later = torch.ones(len(x), len(x), dtype=torch.bool).triu(1)
        scores = (q @ k.transpose(1, 2) / math.sqrt(HEAD_SIZE)).masked_fill(later, -math.inf)
        mixed = (scores.softmax(-1) @ v).transpose(0, 1).flatten(1)
        x = x + mixed @ state[block + "attn.c_proj.weight"] + state[block + "attn.c_proj.bias"]
        wide = norm(x, state, block + "ln_2") @ state[block + "mlp.c_fc.weight"] + state[block + "mlp.c_fc.bias"]
        wide = 0.5 * wide * (1 + torch.tanh(math.sqrt(2 / math.pi) * (wide + 0.044715 * wide**3)))
        x = x + wide @ state[block + "mlp.c_proj.weight"] + state[block + "mlp.c_proj.bias"]
        layer += 1
    return norm(x, state, base + "ln_f")


def hidden_states(state, patches):
    """Returns the states [P, H] after each of the patches [P, 16]."""
    one_hot = F.one_hot(torch.as_tensor(np.asarray(patches, np.int64)), VOCABULARY).flatten(1)
    base = "patch_level_decoder."
    weight = state[base + "patch_embedding.weight"]
    return gpt2(one_hot.to(weight) @ weight.T + state[base + "patch_embedding.bias"], state, base + "base.")


def char_logits(state, hidden, ids):
    """Returns the logits [128] of the character after ``ids`` in the patch that follows the state [H]."""
    base = "char_level_decoder.base."
    table = state[base + "transformer.wte.weight"]
    x = torch.cat([hidden[None], table[torch.tensor(ids, dtype=torch.long)]])
    return (gpt2(x, state, base + "transformer.") @ state[base + "lm_head.weight"].T)[-1]


def normalised(probabilities):
    return (probabilities + 1e-12) / (probabilities + 1e-12).sum()


def sample(logits, random, top_k=TOP_K, top_p=TOP_P, temperature=TEMPERATURE):
    """Draws an id with one number of ``random``, a numpy RandomState."""
    p = normalised(torch.softmax(logits.float(), -1).numpy().astype(np.float64))
    kept = np.zeros_like(p)
    best = np.argsort(-p, kind="stable")
    kept[best[:top_k]] = p[best[:top_k]]
    p = normalised(kept / kept.sum())
    order = np.argsort(-p, kind="stable")
    beyond = np.cumsum(p[order]) > top_p
    cut = order[np.concatenate([[False], beyond[:-1]])]
    p[cut] = 0
    p = normalised(p / p.sum())
    p = np.exp(np.log(p / p.sum()) / temperature)
    return int(random.choice(VOCABULARY, p=p / p.sum()))


def encode(pieces, last_open=False):
    """Returns ids of the begin patch and of pieces of 1 to 16 characters; the last one may stay open."""
    ids = list(BOS_PATCH)
    for index, piece in enumerate(pieces):
        codes = [ord(c) for c in piece]
        if len(codes) < PATCH_SIZE and not (last_open and index == len(pieces) - 1):
            codes += [EOS] + [PAD] * (PATCH_SIZE - len(codes) - 1)
        ids += codes
    return ids


def generate(state, ids, random, **tuning):
    """Returns the ids that make the last patch of ``ids`` full, or those of a new one."""
    whole = len(ids) - len(ids) % PATCH_SIZE
    patches = [ids[i : i + PATCH_SIZE] for i in range(0, whole, PATCH_SIZE)]
    hidden = hidden_states(state, patches)[-1]
    written = list(ids[whole:])
    forced = len(written)
    while len(written) < PATCH_SIZE:
        written.append(sample(char_logits(state, hidden, written), random, **tuning))
    return written[forced:]


def shortened(text, lines):
    """Returns (pieces, lines): the header with the last ``lines`` body lines; half of them the first time."""
    header, _ = split_lines(text)
    rows = text.split("\n")
    first = next((i for i, row in enumerate(rows) if row.startswith(("[r:", "[V:"))), None)
    if first is None or first == len(rows) - 1:
        return None, lines
    body = [row + "\n" for row in rows[first:]]
    if not text.endswith("\n"):
        body[-1] = rows[-1]
    lines = len(body) // 2 if lines is None else lines
    kept = [row for row in body[-lines:] if row != "\n"]
    return [p for row in header for p in chop(row)] + [p for row in kept for p in line_pieces(row)], lines


@torch.inference_mode()
def compose(state, prompt, seed, **tuning):
    """Returns the text of a piece, which begins with ``prompt``, whole lines; ends where the model ends it."""
    random = np.random.RandomState(seed)
    positions = len(state["patch_level_decoder.base.wpe.weight"])
    ids = encode([piece for line in split_lines(prompt)[0] for piece in chop(line)])
    text, begun, lines = prompt, False, None
    while len(text) <= MOST_CHARACTERS:
        new = generate(state, ids, random, **tuning)
        if not begun and decode(new).startswith("[r:"):
            begun = True
            start = [ord(c) for c in RESTART]
            new = start + generate(state, ids + start, random, **tuning)
        if new[:2] == [BOS, EOS]:
            break
        text += decode(new)
        if EOS in new:
            new = new[: new.index(EOS) + 1] + [PAD] * (len(new) - new.index(EOS) - 1)
        ids += new
        if len(ids) >= positions * PATCH_SIZE:
            pieces, lines = shortened(text, lines)
            if pieces is None:
                break
            ids = encode(pieces, last_open=True)
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--context", type=int, default=256, help="patches before those that are timed")
    parser.add_argument("--patches", type=int, default=4, help="patches that are timed: a bar")
    parser.add_argument("--json", action="store_true", help="the figures for programs")
    args = parser.parse_args()
    torch.set_num_threads(1)
    state = {k: v.float() for k, v in torch.load(args.checkpoint, map_location="cpu")["model"].items()}
    random = np.random.RandomState(1)
    ids = encode(["abcdefghijklmnop"] * (args.context - 1))
    with torch.inference_mode():
        begun = time.process_time()
        for _ in range(args.patches):
            ids += generate(state, ids, random)
        ms = (time.process_time() - begun) * 1e3
    if args.json:
        print(json.dumps({"bar-ms": ms, "patch-ms": ms / args.patches}))
        return
    print(f"{ms / args.patches:.1f} ms a patch, {ms:.1f} ms a bar of {args.patches} patches, at {args.context} patches")


if __name__ == "__main__":
    main()

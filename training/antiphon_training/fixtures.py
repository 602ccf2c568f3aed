"""Dumps for the tests of the Java engine: ``python3 -m antiphon_training.fixtures --out DIR``.

``patches.json``: a list of {"text", "patches"}. ``fp32/`` and ``int8/``: bundles of one tiny model with random
weights. ``decoder.json``: what PyTorch computes for it in float64, always from the whole context:
"patches" [n][16] and "hidden" [n][H]: state t is the output once patches 0..t were fed, in any chunks;
"branch": {"keep", "patches", "hidden"}: the same after a rewind to the first ``keep`` patches;
"chars": a list of {"patch", "chars" [T], "logits" [T][128]}: the state of ``patch`` and the characters so far; row
p predicts character p, with chars[0..p-1] at positions 1..p and the state at position 0.
``compose/``: a bundle of a small model that has learned a few bars by heart; ``compose.json``: a list of {"prompt",
"seed", "top-k", "top-p", "temperature", "text"}: whole pieces by the public way of inference, longer than its window.
"""

import argparse
import json
from pathlib import Path

import torch

from . import patches, reference
from .export import write_bundle
from .model import Config, TwoLevelDecoder, targets_of

CONFIG = Config(hidden_size=64, patch_layers=2, char_layers=1, max_patches=64)
KEEP = 9
TOY = Config(hidden_size=64, patch_layers=1, char_layers=1, max_patches=48)
TOY_GRID = 64
TOY_PROMPT = "%Baroque\n%Toy, Composer\n%Keyboard\n%end\n"
HEADER = "%classical\n%keyboard\n%end\n%%score { 1 | 2 }\nL:1/8\nQ:1/4=96\nM:4/4\nK:Bb\nV:1 treble\nV:2 bass\n"
BODY = (
    "[V:1]d2 cB A2 d2|[V:2]B,2 A,G, F,2 F,2|\n[V:1]|:g4 ^f3/2e/ d2|[V:2]|:[G,,G,]4 z4|\n"
    "[V:1](3dcB A2 G4-|[V:2]D,8|\n[V:1]G8:|[V:2][G,,D,]8:|\n"
)
TEXTS = [
    HEADER + BODY,
    HEADER + "".join(patches.number_bars(patches.split_lines(BODY)[1])),
    "M:3/4\nK:C\n[r:0/3][V:1]|:abc|[V:2]|:z3|\n",
    "[r:0/3][V:1]abc:|[V:2]def:|\n[r:1/2][V:1]a|1[V:2]b|1\n[r:2/1][V:1]c|][V:2]d|]\n[r:3/0][V:1]e::[V:2]f::\n",
    "[V:1]a\n[V:1]||b|c[|\n[V:1]abcdefghijk|\n[V:1]abcdefghij|\n[V:1]c|||:d\n",
    "K:C\nV:1 treble nm=x\n",
]


def tiny_model(seed=7):
    """Returns a float64 model with random weights on a coarse grid, so that its files compress well."""
    torch.manual_seed(seed)
    model = TwoLevelDecoder(CONFIG).double().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            spread = 0.3 if "ln_" in name else 0.15
            centre = 1.0 if "ln_" in name and name.endswith("weight") else 0.0
            parameter.copy_(centre + (torch.randn_like(parameter) * 2).round().clamp(-3, 3) * spread / 2)
    return model


def rounded(tensor):
    return [[float(f"{x:.7g}") for x in row] for row in tensor.tolist()]


@torch.no_grad()
def decoder_cases(model):
    """Returns the content of ``decoder.json``."""
    fed = torch.from_numpy(patches.patchilize(TEXTS[1])).long()[:-1]
    other = torch.from_numpy(patches.patchilize(TEXTS[0])).long()[-12:-1]
    hidden = model.patch_level_decoder(fed[None])[0]
    branch = model.patch_level_decoder(torch.cat([fed[:KEEP], other])[None])[0, KEEP:]
    chars = []
    for index in (0, 12, len(fed) - 2):
        ids = fed[index + 1]
        ids = ids[ids != patches.PAD]
        logits = model.char_level_decoder(hidden[index : index + 1], ids[None, :-1])[0]
        chars.append({"patch": index, "chars": ids.tolist(), "logits": rounded(logits)})
    return {
        "patches": fed.tolist(),
        "hidden": rounded(hidden),
        "branch": {"keep": KEEP, "patches": other.tolist(), "hidden": rounded(branch)},
        "chars": chars,
    }


def toy_pieces():
    """Returns a few pieces, long and short, in the text that the family reads."""
    upper = ["c2e2 g2e2", "d2f2 a2f2", "B2d2 g2d2", "c'2g2 e2c2", "(3efg f2 e4", "e/f/g a2 g2-g2"]
    lower = ["[C,E,]8", "[F,A,]4 z4", "G,8", "C,2G,2 C,4", "C,8-", "C,4 z4"]
    pieces = []
    for n in range(10):
        key = "C" if n % 2 else "G"
        bars = 3 + 2 * n
        body = "".join(
            f"[V:1]{upper[(n + b) % 6]}|" + (f"[V:2]{lower[(n + b) % 6]}|\n" if (n + b) % 4 else "\n") for b in range(bars)
        )
        header = TOY_PROMPT + f"%%score {{ 1 | 2 }}\nL:1/8\nQ:1/4=96\nM:4/4\nK:{key}\nV:1 treble nm=\"Piano\"\nV:2 bass \n"
        pieces.append(header + "".join(patches.number_bars(patches.split_lines(body)[1])))
    return pieces


def toy_model(steps=500):
    """Returns a model that knows the toy pieces, its weights on a grid that compresses well."""
    torch.manual_seed(3)
    torch.set_num_threads(1)
    model = TwoLevelDecoder(TOY)
    windows = [torch.from_numpy(patches.patchilize(text)).long() for text in toy_pieces()]
    windows = [torch.cat([w[:13], w[-TOY.max_patches + 13 :]]) if len(w) > TOY.max_patches else w for w in windows]
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * (1 - step / steps)
        groups = [windows[i][None] for i in torch.randperm(len(windows))[:4].tolist()]
        (model(groups).sum() / (targets_of(groups) != patches.PAD).sum()).backward()
        optimizer.step()
        optimizer.zero_grad()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_((parameter * TOY_GRID).round() / TOY_GRID)
    return model.eval()


def compositions(model):
    """Returns the content of ``compose.json``."""
    cases = []
    for seed, top_k, top_p, temperature in ((1, 9, 0.9, 1.2), (6, 9, 0.9, 1.2), (8, 20, 0.98, 1.2), (4294967295, 4, 0.5, 0.8)):
        tuning = {"top_k": top_k, "top_p": top_p, "temperature": temperature}
        text = reference.compose(model.state_dict(), TOY_PROMPT, seed, **tuning)
        tuning = {key.replace("_", "-"): value for key, value in tuning.items()}
        cases.append({"prompt": TOY_PROMPT, "seed": seed, **tuning, "text": text})
    return cases


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    texts = [{"text": text, "patches": patches.patchilize(text).tolist()} for text in TEXTS]
    (folder / "patches.json").write_text(json.dumps(texts) + "\n", encoding="utf-8")
    model = tiny_model()
    (folder / "decoder.json").write_text(json.dumps(decoder_cases(model)) + "\n", encoding="utf-8")
    facts = {
        "name": "antiphon-test",
        "version": "1",
        "licence": "Apache-2.0",
        "training-data": "none: random weights",
        "prompts": ["classical"],
        "bits-per-character": None,
    }
    for precision in ("fp32", "int8"):
        write_bundle(model, folder / precision, precision, facts)
    toy = toy_model()
    write_bundle(toy, folder / "compose", "fp32", {**facts, "prompts": ["Baroque"], "name": "antiphon-toy"})
    (folder / "compose.json").write_text(json.dumps(compositions(toy), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

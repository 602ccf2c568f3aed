#!/usr/bin/env python3
"""Makes a checkpoint of NotaGen's layout, keys and shapes without NotaGen's weights: ``python3 random_notagen.py X out.pth``.

The weights are drawn by chance, so sizes, speed and memory are those of the real one and the text is noise. With
``--by-heart score.abc`` the lower level then learns that one piece (interleaved ABC) after the prompt
``%Romantic %Chopin, Frederic %Keyboard``: what it writes is music, and shows whether a precision keeps what was learned.
"""

import argparse
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from antiphon_training import patches
from antiphon_training.model import Config, TwoLevelDecoder
from antiphon_training.patches import PAD, PATCH_SIZE

SIZES = {
    "small": Config(hidden_size=768, patch_layers=12, char_layers=3, max_patches=2048),
    "medium": Config(hidden_size=1024, patch_layers=16, char_layers=3, max_patches=2048),
    "large": Config(hidden_size=1280, patch_layers=20, char_layers=6, max_patches=1024),
}
SIZES["X"] = SIZES["large"]
PROMPT = "%Romantic\n%Chopin, Frederic\n%Keyboard\n%end\n"
GOOD_ENOUGH = 0.02
NOISE = 0.2
SHARPER = 5  # gain of the last norm to begin with, as the table of random characters is frozen and short


def scored(text, bars):
    """Returns the first ``bars`` lines of a score with NotaGen's marks, under the prompt instead of its own tags."""
    header, body = patches.split_lines(text)
    header = [line for line in header if not line.startswith(("%", "X:", "T:")) or line.startswith("%%score")]
    return PROMPT + "".join(header + patches.number_bars(body[:bars]))


def learn(model, text, steps, rate):
    """Teaches the lower level's last block and norm the characters of ``text`` after each of its patches."""
    ids = torch.from_numpy(patches.patchilize(text)).long()[: model.config.max_patches]
    body, head = model.char_level_decoder.base.transformer, model.char_level_decoder.base.lm_head
    learned = [*body.h[-1].parameters(), *body.ln_f.parameters()]
    with torch.no_grad():
        body.ln_f.weight.fill_(SHARPER)
        hidden = model.patch_level_decoder(ids[None, :-1])[0]
        x = torch.cat([hidden[:, None], body.wte(ids[1:, :-1])], 1) + body.wpe.weight[:PATCH_SIZE]
        for block in body.h[:-1]:
            x = block(x)
    optimizer = torch.optim.Adam(learned, lr=rate)
    begun = time.time()
    for step in range(steps):
        # Noise as rounding makes it, so that what is learned does not hang on the last digits of random features.
        noisy = x + torch.randn_like(x) * x.std(-1, keepdim=True) * (NOISE if step > 10 else 0)
        logits = head(body.ln_f(body.h[-1](noisy)))
        loss = F.cross_entropy(logits.flatten(0, 1), ids[1:].flatten(), ignore_index=PAD)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 10 == 0 or loss < GOOD_ENOUGH:
            print(f"step {step}: {loss:.3f} nats a character, {time.time() - begun:.0f} s", flush=True)
        if loss < GOOD_ENOUGH:
            break


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by-heart", type=Path, help="a piece in interleaved ABC")
    parser.add_argument("--bars", type=int, default=24, help="of the piece")
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--rate", type=float, default=1e-3)
    args = parser.parse_args(arguments)
    torch.manual_seed(args.seed)
    model = TwoLevelDecoder(SIZES[args.size]).eval()
    if args.by_heart:
        learn(model, scored(args.by_heart.read_text(encoding="utf-8"), args.bars), args.steps, args.rate)
    torch.save({"model": model.state_dict(), "epoch": 0}, args.out)
    parameters = sum(p.numel() for p in model.parameters())
    print(f"{args.out}: {parameters:,} parameters, {len(model.state_dict())} weights, {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

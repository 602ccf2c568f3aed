import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch

from antiphon_training import baselines
from antiphon_training.muon import orthogonalised
from antiphon_training.train import learning_rate

ROOT = Path(__file__).parent.parent
SMALL = "--hidden 64 --patch-layers 1 --char-layers 1 --window 32 --batch-patches 128 --threads 1 --lr 3e-3".split()


def scores(path):
    with open(path, "w", encoding="utf-8") as out:
        for n in range(12):
            bars = "".join(f"[V:1]{'CDEFGABc'[k % 8]}4{'CEGc'[n % 4]}4|\n" for k in range(16))
            split = "valid" if n < 2 else "train"
            out.write(json.dumps({"id": str(n), "split": split, "text": "%folk\n%end\nK:C\nV:1 treble\n" + bars}) + "\n")


def start(folder, *more):
    command = [sys.executable, "-m", "antiphon_training.train", "--data", folder / "d.jsonl", "--out", folder / "run"]
    return subprocess.Popen([*map(str, command), *SMALL, *more], cwd=ROOT)


def test_learns_stops_on_sigterm_and_resumes(tmp_path):
    scores(tmp_path / "d.jsonl")
    process = start(tmp_path, "--minutes", "5", "--valid-every", "0.01")
    for _ in range(150):
        time.sleep(0.1)
        if (tmp_path / "run/model.pt").exists():
            break
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    saved = torch.load(tmp_path / "run/model.pt")
    assert saved["step"] > 0 and saved["config"]["hidden-size"] == 64
    assert start(tmp_path, "--steps", str(saved["step"] + 30), "--resume").wait(60) == 0
    assert torch.load(tmp_path / "run/model.pt")["step"] == saved["step"] + 30
    with open(tmp_path / "run/log.csv", newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert float(rows[-1]["valid"]) < float(rows[0]["valid"]) < 8


def test_starts_a_new_schedule_from_a_checkpoint(tmp_path):
    scores(tmp_path / "d.jsonl")
    assert start(tmp_path, "--steps", "30").wait(60) == 0
    first = (tmp_path / "run").rename(tmp_path / "first")
    assert start(tmp_path, "--steps", "1", "--from", str(first / "model.pt")).wait(60) == 0
    old, new = torch.load(first / "model.pt"), torch.load(tmp_path / "run/model.pt")
    assert new["step"] == 1
    name = "char_level_decoder.base.transformer.wte.weight"
    moved = (new["model"][name] - old["model"][name]).abs().max()
    assert 0 < moved < 0.01, "one step away from where the first run ended"


def test_the_schedule_warms_up_and_anneals():
    rates = [learning_rate(1.0, 0.1, p) for p in np.linspace(0, 1, 101)]
    assert rates[0] < 0.02 and np.argmax(rates) == 10 and abs(rates[-1] - 0.01) < 1e-6


def test_ngram_probabilities_add_up():
    assert baselines.ngram_bits("abcabcabd" * 50, "abcabcabd" * 20) < 0.5
    random = "".join(np.random.default_rng(1).choice(list("abcd"), 4000))
    assert 1.95 < baselines.ngram_bits(random[:3000], random[3000:]) < 3.2


def test_muon_flattens_the_singular_values():
    torch.manual_seed(1)
    for shape in ((2, 64, 64), (2, 64, 256), (2, 256, 64)):
        values = torch.linalg.svdvals(orthogonalised(torch.randn(shape)))
        assert 0.3 < values.median() < 1.3 and values.max() < 1.4

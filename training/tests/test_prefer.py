import json
import math

import pytest
import torch

from antiphon_training import prefer
from antiphon_training.model import Config, TwoLevelDecoder
from antiphon_training.patches import decode
from antiphon_training.prefer import Pair, dpo_positive

PAGE = "%folk\n%end\nL:1/8\nK:C\nV:1 treble \n" + "".join(f"[r:{k}/{9 - k}][V:1]C2 E2 G2 c2|\n" for k in range(6))
BETTER, WORSE = "[r:6/3][V:1]c2 G2 E2 C2|\n", "[r:6/3][V:1]^F8|\n"


def small_model(seed=1):
    torch.manual_seed(seed)
    return TwoLevelDecoder(Config(64, 1, 1, 64)).eval()


def test_the_window_ends_in_the_asked_line_and_keeps_header_and_newest_lines():
    ids, asked = prefer.window(PAGE, BETTER, 64)
    assert "".join(decode(p) for p in ids[-asked:]) == BETTER
    assert "".join(decode(p) for p in ids[1:]) == PAGE + BETTER
    short, asked = prefer.window(PAGE, BETTER, len(ids) - 1)
    text = "".join(decode(p) for p in short[1:])
    assert text.startswith("%folk\n") and text.endswith("[r:5/4][V:1]C2 E2 G2 c2|\n" + BETTER) and "[r:0/9]" not in text
    with pytest.raises(ValueError, match="patches"):
        prefer.window(PAGE, BETTER, 4)


def test_log_probabilities_are_of_the_last_line_alone_whatever_is_beside_it():
    model = small_model()
    windows = [prefer.window(PAGE, BETTER, 64), prefer.window(PAGE[: PAGE.index("[r:3")], WORSE, 64)]
    together = prefer.log_probabilities(model, windows)
    for row, one in zip(together, windows):
        assert torch.allclose(row, prefer.log_probabilities(model, [one])[0], atol=1e-3)
    # An untrained model gives each of 27 symbols about 1/128.
    assert together[0].item() == pytest.approx(-len(BETTER + "2") * math.log(128), rel=0.1)


def test_the_loss_by_hand():
    def loss(*values):
        return dpo_positive(*(torch.tensor([v]) for v in values), 0.1, 10.0).item()

    assert loss(-5.0, -9.0, -5.0, -9.0) == pytest.approx(math.log(2))
    # Lead 2 more: -log sigmoid(0.2). The same lead by a chosen line that lost 1: -log sigmoid(0.1 * (2 - 10)).
    assert loss(-5.0, -11.0, -5.0, -9.0) == pytest.approx(math.log1p(math.exp(-0.2)))
    assert loss(-6.0, -12.0, -5.0, -9.0) == pytest.approx(math.log1p(math.exp(0.8)))
    # A chosen line that has become likelier is not rewarded for that twice.
    assert loss(-3.0, -9.0, -5.0, -9.0) == pytest.approx(math.log1p(math.exp(-0.2)))


def test_learns_to_prefer(tmp_path):
    model = small_model()
    before = prefer.both(model, [Pair(PAGE, BETTER, WORSE)], 64)
    file = tmp_path / "pairs.jsonl"
    row = {"source": "critic", "page": PAGE, "chosen": BETTER, "rejected": WORSE, "margin": 1.0, "weight": 2.0}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    args = prefer.arguments(["--pairs", str(file), "--checkpoint", "-", "--out", "-", "--steps", "12", "--lr", "1e-3", "--hold-out", "0"])
    pairs = prefer.read_pairs([file])
    losses = prefer.train(model, pairs, 64, args)
    after = prefer.both(model, pairs, 64)
    assert losses[0] == pytest.approx(math.log(2), abs=1e-4) and losses[-1] < 0.5
    assert after[0] - after[1] > before[0] - before[1] + 2
    assert after[0] > before[0] - 0.5


def test_a_broken_line_is_named(tmp_path):
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"page": "K:C"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="pairs.jsonl:1"):
        prefer.read_pairs([file])

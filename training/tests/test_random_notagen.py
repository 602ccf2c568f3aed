import pytest
import torch

import import_notagen
import random_notagen
from antiphon_training.model import Config


@pytest.mark.parametrize("by_heart", [False, True])
def test_a_checkpoint_by_chance_can_be_imported(tmp_path, monkeypatch, by_heart):
    monkeypatch.setitem(random_notagen.SIZES, "small", Config(64, 2, 2, 32))
    score, out = tmp_path / "score.abc", tmp_path / "out.pth"
    score.write_text("%folk\nM:4/4\nK:C\nV:1 treble\n[V:1]c8|\n[V:1]d8|\n")
    extra = ["--by-heart", str(score), "--steps", "2"] if by_heart else []
    random_notagen.main(["small", str(out), *extra])
    assert import_notagen.check(torch.load(out)["model"]) == Config(64, 2, 2, 32)


def test_the_score_stands_under_notagens_prompt():
    text = random_notagen.scored("%folk\nX:1\nM:4/4\nK:C\n[V:1]c8|\n[V:1]d8|\n[V:1]e8|\n", 2)
    assert text == random_notagen.PROMPT + "M:4/4\nK:C\n[r:0/1][V:1]c8|\n[r:1/0][V:1]d8|\n"

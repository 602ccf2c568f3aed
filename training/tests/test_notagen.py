import json

import numpy as np
import pytest
import torch

import import_notagen
from antiphon_training import patches, reference
from antiphon_training.fixtures import CONFIG, HEADER, tiny_model
from antiphon_training.model import Config, TwoLevelDecoder

PATCHES = torch.from_numpy(patches.patchilize(HEADER)).long()
IDS = [ord(c) for c in "[V:1]d2"]


def logits(state):
    hidden = reference.hidden_states(state, PATCHES)[-1]
    return reference.char_logits(state, hidden, IDS)


@torch.no_grad()
def ours(model):
    hidden = model.patch_level_decoder(PATCHES[None])[0, -1:]
    return model.char_level_decoder(hidden, torch.tensor([IDS]))[0, -1]


def test_decoder_equals_the_reference():
    model = tiny_model()
    assert torch.allclose(ours(model), logits(model.state_dict()), atol=1e-9)


def swapped(state):
    return {k.replace(".h.0.", ".h.x.").replace(".h.1.", ".h.0.").replace(".h.x.", ".h.1."): v for k, v in state.items()}


def shifted(state):
    key = "patch_level_decoder.base.wpe.weight"
    return {**state, key: state[key].roll(1, 0)}


def untied(state):
    key = "char_level_decoder.base.transformer.wpe.weight"
    return {**state, key: state[key].roll(1, 0)}


@pytest.mark.parametrize("broken", [swapped, shifted, untied])
def test_a_broken_checkpoint_differs(broken):
    model = tiny_model()
    state = model.state_dict()
    patch_level = {k: v for k, v in state.items() if k.startswith("patch")}
    assert not torch.allclose(ours(model), logits({**state, **broken(patch_level if broken is swapped else state)}), atol=1e-2)


def test_sampling_keeps_the_leak_of_its_epsilons():
    """An id that was cut away keeps a share of about 1e-10: without the epsilons no number would ever draw it."""
    certain = torch.full((128,), -100.0)
    certain[65] = 0

    class Last:
        def choice(self, n, p):
            self.p = p
            return int(np.searchsorted(np.cumsum(p) / p.sum(), 1 - 1e-12, side="right"))

    last = Last()
    assert reference.sample(certain, last) == 127
    assert 1e-11 < last.p[0] < 1e-9


def test_a_text_is_cut_to_its_last_lines():
    text = "%x\nK:C\n[r:0/3][V:1]abc|\n[r:1/2][V:1]def|\n[r:2/1][V:1]g"
    pieces, lines = reference.shortened(text, None)
    assert lines == 1 and "".join(pieces) == "%x\nK:C\n[r:2/1][V:1]g"
    # As in the original, the line feed at the end counts as a line.
    pieces, lines = reference.shortened(text + "|\n", 2)
    assert "".join(pieces) == "%x\nK:C\n[r:2/1][V:1]g|\n"
    ids = reference.encode(pieces, last_open=True)
    assert len(ids) % 16 == len("[V:1]g|\n") % 16 or len(ids) % 16 == len(pieces[-1]) % 16


@pytest.mark.parametrize("hidden, layers, chars", [(768, 12, 3), (1024, 16, 3), (1280, 20, 6)])
def test_every_size_is_told_by_its_shapes(hidden, layers, chars):
    shapes = TwoLevelDecoder(Config(64, 1, 1, 16)).state_dict()
    state = {}
    for name, tensor in shapes.items():
        count = (layers if name.startswith("patch") else chars) if ".h.0." in name else 1
        shape = [s // 64 * hidden if s >= 64 and s not in (128, 2048) else s for s in tensor.shape]
        for layer in range(count):
            state[name.replace(".h.0.", f".h.{layer}.")] = torch.empty(shape, device="meta")
    assert import_notagen.check(state) == Config(hidden, layers, chars, 16)


def test_a_checkpoint_becomes_a_bundle(tmp_path, capsys):
    checkpoint = tmp_path / "weights.pth"
    torch.save({"model": tiny_model().float().state_dict(), "optimizer": {"big": torch.zeros(4)}, "epoch": 3}, checkpoint)
    import_notagen.main([str(checkpoint), str(tmp_path / "out"), "--precision", "q4"])
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert Config.from_manifest(manifest) == CONFIG and manifest["precision"] == "q4" and manifest["licence"] == "MIT"
    assert "%period" in manifest["prompt-syntax"]


def test_bad_files_are_named(tmp_path):
    text = tmp_path / "text.pth"
    text.write_text("hello")
    with pytest.raises(SystemExit, match="not a PyTorch checkpoint"):
        import_notagen.main([str(text), str(tmp_path / "out")])
    other = tmp_path / "other.pth"
    torch.save({"model": {"x": torch.zeros(2)}}, other)
    with pytest.raises(SystemExit, match="no NotaGen weights"):
        import_notagen.main([str(other), str(tmp_path / "out")])
    state = tiny_model().state_dict()
    key = "char_level_decoder.base.transformer.h.0.attn.c_attn.bias"
    state[key] = state[key][:-1]
    with pytest.raises(import_notagen.CheckpointError, match="found .191,., expected .192,."):
        import_notagen.check(state)

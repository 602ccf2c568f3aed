import numpy as np
import pytest
import torch

from antiphon_training import data, patches
from antiphon_training.evaluate import mark_mask, score, valid_windows
from antiphon_training.fixtures import TEXTS, tiny_model
from antiphon_training.model import Config, FastGelu, TwoLevelDecoder, grown, load_model
from antiphon_training.quantize import emulate, moments, restore


def test_names_and_shapes_are_those_of_notagen():
    state = TwoLevelDecoder(Config(128, 2, 1, 32)).state_dict()
    assert state["patch_level_decoder.patch_embedding.weight"].shape == (128, 2048)
    assert state["patch_level_decoder.base.wte.weight"].shape == (1, 128)
    assert state["patch_level_decoder.base.wpe.weight"].shape == (32, 128)
    assert state["patch_level_decoder.base.h.1.attn.c_attn.weight"].shape == (128, 384)
    assert state["char_level_decoder.base.transformer.h.0.mlp.c_proj.weight"].shape == (512, 128)
    assert state["char_level_decoder.base.transformer.wpe.weight"].shape == (17, 128)
    assert state["char_level_decoder.base.lm_head.weight"].shape == (128, 128)
    assert len(state) == 6 + 2 * 12 + 5 + 1 * 12
    assert Config.from_state(state) == Config(128, 2, 1, 32)


def test_the_size_of_notagen_small():
    hidden, layers = 768, 12 + 3
    block = 12 * hidden * hidden + 13 * hidden
    tables = 2048 * hidden + hidden + hidden + 2048 * hidden + 128 * hidden + 17 * hidden
    assert layers * block + tables + 4 * hidden == 109_579_776
    small = TwoLevelDecoder(Config(64, 2, 1, 16))
    block = 12 * 64 * 64 + 13 * 64
    tables = 2048 * 64 + 64 + 64 + 16 * 64 + 128 * 64 + 17 * 64
    assert sum(p.numel() for p in small.parameters()) == 3 * block + tables + 4 * 64


def test_embedding_is_the_dense_layer_over_one_hot_vectors():
    model = tiny_model().patch_level_decoder
    ids = torch.from_numpy(patches.patchilize(TEXTS[0])).long()[None]
    one_hot = torch.nn.functional.one_hot(ids, 128).double().flatten(2)
    expected = model.base(model.patch_embedding(one_hot))
    assert torch.allclose(model(ids), expected, atol=1e-10)


def test_chunks_and_padding_do_not_change_the_cost():
    model = tiny_model()
    windows = [torch.from_numpy(patches.patchilize(text)).long() for text in TEXTS]
    alone = torch.cat([model([w[None]]) for w in windows])
    together = model([torch.from_numpy(data.pad([w.numpy() for w in windows])).long()], rows_per_chunk=5)
    assert torch.allclose(together[together.sum(1) > 0], alone, atol=1e-5)


def test_fast_gelu_and_its_slope():
    x = torch.linspace(-6, 6, 101, dtype=torch.double, requires_grad=True)
    y = torch.nn.functional.gelu(x, approximate="tanh")
    assert torch.allclose(FastGelu.apply(x), y, atol=1e-9)
    slope = torch.autograd.grad(y.sum(), x)[0]
    assert torch.allclose(torch.autograd.grad(FastGelu.apply(x).sum(), x)[0], slope, atol=1e-9)


def test_a_grown_model_computes_the_same_and_can_learn_more():
    small = tiny_model()
    config = Config(small.config.hidden_size, 5, 3, small.config.max_patches)
    large = TwoLevelDecoder(config).to(next(small.parameters()).dtype)
    large.load_state_dict(grown(small.state_dict(), config))
    windows = [torch.from_numpy(data.pad([patches.patchilize(text) for text in TEXTS])).long()]
    nats = large(windows)
    assert torch.allclose(nats, small(windows), atol=1e-5)
    nats.sum().backward()
    silent = [name for name, p in large.named_parameters() if name.endswith("c_proj.weight") and not p.any()]
    assert len(silent) == 2 * (5 + 3 - small.config.patch_layers - small.config.char_layers)
    assert all(dict(large.named_parameters())[name].grad.any() for name in silent)


def test_what_cannot_grow_is_named():
    small = tiny_model()
    sizes = small.config
    with pytest.raises(ValueError, match="more layers and the same other sizes"):
        grown(small.state_dict(), Config(sizes.hidden_size * 2, 4, 2, sizes.max_patches))
    with pytest.raises(ValueError, match=f"{sizes.patch_layers} layers or more"):
        grown(small.state_dict(), Config(sizes.hidden_size, 0, 2, sizes.max_patches))


def test_every_character_is_scored_once():
    body = "".join(f"[V:1]{'CDEFGABc' * (k % 5 + 1)}|\n" for k in range(50))
    text = "K:C\nV:1 treble\n" + body
    marked = sum(len(line) for line in patches.number_bars(patches.split_lines(text)[1])) + 15
    scored = 0
    for ids, first in valid_windows(data.Piece("a", text), 32):
        assert len(ids) <= 32
        scored += int((ids[first:] > patches.EOS).sum())
    assert scored == marked
    result = score(tiny_model().float(), [data.Piece("a", text)], 32, batch_patches=100)
    assert result["characters"] == marked and result["with-marks"] > 1


def test_the_mask_covers_the_marks():
    ids = torch.from_numpy(patches.encode(["[r:10/3][V:1]ab]", "a[r:1/2]"])).long()
    assert mark_mask(ids).sum(1).tolist() == [8, 0]


def test_rounding_errors_are_small():
    weight = np.random.default_rng(1).normal(size=(192, 64)).astype(np.float32)
    errors = {p: np.abs(restore(weight, p) - weight).max() for p in ("int8", "q8", "q4")}
    assert errors["int8"] < 0.02 and errors["q8"] < 0.02 and errors["q4"] < 0.4
    assert abs(emulate(tiny_model().float(), "int8")([torch.ones(1, 3, 16).long()]).sum().item()) > 0


def test_rounding_for_what_a_layer_sees_errs_less_there():
    chance = np.random.default_rng(3)
    weight = chance.normal(size=(200, 48)).astype(np.float32)
    seen = (chance.normal(size=(2000, 20)) @ chance.normal(size=(20, 200)) + 0.3 * chance.normal(size=(2000, 200))).astype(np.float32)
    errors = [
        np.square(seen @ (restore(weight, "q4", m) - weight)).mean()
        for m in (None, seen.T @ seen, np.eye(200, dtype=np.float32), np.zeros((200, 200), np.float32))
    ]
    assert errors[1] < 0.3 * errors[0]
    assert errors[2] == errors[3] == errors[0], "nothing to make up with where inputs are independent, or never seen"


def test_moments_are_those_of_the_inputs_and_reach_every_layer():
    model = tiny_model().float()
    windows = [torch.from_numpy(data.pad([patches.patchilize(text) for text in TEXTS])).long()]
    sums = moments(model, lambda: model(windows))
    layers = model.config.patch_layers + model.config.char_layers
    assert len(sums) == 4 * layers
    hidden = []
    first = model.patch_level_decoder.base.h[0]
    hook = first.ln_1.register_forward_hook(lambda _, __, y: hidden.append(y.detach().flatten(0, -2)))
    model(windows)
    hook.remove()
    x = torch.cat(hidden).numpy()
    assert np.allclose(sums["patch_level_decoder.base.h.0.attn.c_attn"], x.T @ x, rtol=1e-3, atol=1e-2)
    nearest, fitted = emulate(tiny_model().float(), "q4"), emulate(tiny_model().float(), "q4", sums)
    exact = model(windows)
    assert (fitted(windows) - exact).square().sum() < (nearest(windows) - exact).square().sum()


def test_checkpoints_load(tmp_path):
    model = TwoLevelDecoder(Config(64, 1, 1, 16))
    torch.save({"model": model.state_dict()}, tmp_path / "model.pt")
    loaded, _ = load_model(tmp_path / "model.pt")
    assert loaded.config == model.config

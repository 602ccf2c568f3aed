import hashlib
import json

import onnx
import pytest
import torch

from antiphon_training.card import card
from antiphon_training.export import PRECISIONS, arrays, write_bundle
from antiphon_training.fixtures import CONFIG, TEXTS, decoder_cases, tiny_model
from antiphon_training.model import Config
from antiphon_training.patches import patchilize
from antiphon_training.quantize import blocks, moments, of_layer

FACTS = {
    "name": "t",
    "version": "1",
    "licence": "Apache-2.0",
    "training-data": "none",
    "prompts": ["folk"],
    "bits-per-character": 1.5,
}


@pytest.mark.parametrize("precision", PRECISIONS)
def test_bundle_is_complete(tmp_path, precision):
    write_bundle(tiny_model(), tmp_path, precision, FACTS)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["format"] == 1 and manifest["precision"] == precision
    assert Config.from_manifest(manifest) == CONFIG
    for name, fed, read in (("patch", "chars", "hidden"), ("char", "hidden", "logits")):
        path = tmp_path / manifest[f"{name}-graph"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == manifest[f"{name}-graph-sha256"]
        graph = onnx.load(str(path)).graph
        layers = manifest[f"{name}-layers"]
        assert graph.input[0].name == fed and graph.output[0].name == read
        assert {f"past_key_{i}" for i in range(layers)} <= {value.name for value in graph.input}
        assert {f"present_value_{i}" for i in range(layers)} <= {value.name for value in graph.output}
        made = {o for node in graph.node for o in node.output} | {t.name for t in graph.initializer}
        made |= {value.name for value in graph.input} | {""}
        assert all(name in made for node in graph.node for name in node.input)
        assert {value.name for value in graph.output} <= made


def test_weights_enter_the_graph_unchanged(tmp_path):
    model = tiny_model()
    write_bundle(model, tmp_path, "fp32", FACTS)
    held = {t.name: onnx.numpy_helper.to_array(t) for t in onnx.load(str(tmp_path / "patch.onnx")).graph.initializer}
    key = "base.h.0.mlp.c_fc.weight"
    assert (held[key] == arrays(model)["patch_level_decoder." + key]).all()


def test_the_graph_holds_what_was_rounded_for_the_layers(tmp_path):
    model = tiny_model().float()
    window = torch.from_numpy(patchilize(TEXTS[0])).long()[None]
    seen = moments(model, lambda: model([window]))
    write_bundle(model, tmp_path, "q4", FACTS, seen)
    for graph, prefix in (("patch", "patch_level_decoder."), ("char", "char_level_decoder.base.")):
        held = {t.name: onnx.numpy_helper.to_array(t) for t in onnx.load(str(tmp_path / f"{graph}.onnx")).graph.initializer}
        layers = [name for name in seen if name.startswith(prefix)]
        assert layers
        for name in layers:
            values, scale = blocks(arrays(model)[name + ".weight"], of_layer(name, "q4"), seen[name])
            assert (held[name.removeprefix(prefix) + ".weight"] == values).all()
            assert (held[name.removeprefix(prefix) + ".scale"] == scale.reshape(-1)).all()


def test_fixtures_cover_a_rewind_and_characters():
    cases = decoder_cases(tiny_model())
    assert len(cases["patches"]) == len(cases["hidden"]) <= CONFIG.max_patches
    assert cases["branch"]["keep"] + len(cases["branch"]["patches"]) <= CONFIG.max_patches
    assert all(len(c["chars"]) == len(c["logits"]) for c in cases["chars"])


def test_card_names_data_and_scores(tmp_path):
    manifest = write_bundle(tiny_model(), tmp_path, "fp32", FACTS)
    bits = {"with-marks": 1.2, "without-marks": 1.3, "characters": 10}
    log = [{c: "1" for c in ("step", "minutes", "chars", "train", "valid", "valid-without-marks")}] * 40
    evaluation = {"pieces": 3, "window": 64, "bits-per-character": {"fp32": bits}, "by-corpus": {"folk-pd": bits}}
    evaluation["baselines"] = {"ppmd-16": bits, "training-characters": 5}
    text = card(manifest, 1_000_000, log, evaluation, "folk tunes")
    assert "ppmd-16 | 1.2 | 1.3" in text and "Apache-2.0" in text and "folk-pd" in text

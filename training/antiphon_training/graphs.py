"""The two inference graphs of a model, built node by node for ONNX Runtime.

Attention is com.microsoft GroupQueryAttention over fixed buffers: bind each ``present_*`` output to the tensor that is
the ``past_*`` input, and keys and values are updated in place. To rewind, call again with a lower ``total``.

patch: chars int64 [B,P,16], pos int64 [P], seqlens_k int32 [B] (total - 1), total int32 [1] (patches in the buffers after
    the call), past_key_i and past_value_i float32 [B,heads,S,64]; hidden float32 [B,1,H] of the last patch, present_*.
char: hidden float32 [B,1,H], chars int64 [B,T] (the id at position 0 is not read: hidden takes its place), pos int64
    [T], seqlens_k, total, past_* float32 [B,heads,16,64]; logits float32 [B,T,128], present_*.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from . import quantize
from .model import HEAD_SIZE
from .patches import PATCH_SIZE, VOCABULARY

CONTRIB = "com.microsoft"
EPSILON = 1e-5


class Graph:
    """A growing list of nodes and initializers; each method adds one operation and returns its output's name."""

    def __init__(self, state, prefix, precision, moments=None):
        self.state, self.prefix, self.precision, self.moments = state, prefix, precision, moments or {}
        self.nodes, self.initializers, self.inputs, self.outputs = [], [], [], []

    def weight(self, key):
        return self.state[self.prefix + key]

    def constant(self, name, array):
        if name not in {tensor.name for tensor in self.initializers}:
            self.initializers.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def parameter(self, key):
        return self.constant(key, self.weight(key))

    def add(self, op, inputs, outputs=1, domain="", **attributes):
        names = [f"{op}_{len(self.nodes)}{'_' + str(i) if i else ''}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attributes))
        return names if outputs > 1 else names[0]

    def name_output(self, name, output):
        """Renames the tensor ``name``, which must be the first output of the node added last."""
        assert self.nodes[-1].output[0] == name
        self.nodes[-1].output[0] = output

    def value(self, direction, name, kind, shape):
        direction.append(helper.make_tensor_value_info(name, kind, shape))

    def dense(self, x, key, bias=None):
        """x W, plus the bias of the layer if a name for it is given."""
        weight = self.weight(key + ".weight")
        precision = quantize.of_layer(key, self.precision)
        if precision == "int8":
            values, scale = quantize.int8_columns(weight)
            # Unsigned weights: the signed kernel saturates 16-bit sums on processors without VNNI.
            names = [
                self.constant(key + ".weight", (values.astype(np.int16) + 128).astype(np.uint8)),
                self.constant(key + ".scale", scale),
                self.constant("zero_point", np.array(128, np.uint8)),
            ]
            return self.add("DynamicQuantizeMatMul", [x, *names] + ([bias] if bias else []), domain=CONTRIB)
        if precision == "fp32":
            y = self.add("MatMul", [x, self.parameter(key + ".weight")])
        else:
            values, scale = quantize.blocks(weight, precision, self.moments.get(self.prefix + key))
            names = [self.constant(key + ".weight", values), self.constant(key + ".scale", scale.reshape(-1))]
            y = self.add(
                "MatMulNBits",
                [x, *names],
                domain=CONTRIB,
                K=weight.shape[0],
                N=weight.shape[1],
                bits=quantize.BITS[precision],
                block_size=quantize.block_size(weight.shape[0], precision),
                accuracy_level=4,
            )
        return self.add("Add", [y, bias]) if bias else y

    def last(self, x):
        """Keeps the last position of [B, T, H]."""
        ends = [self.constant(f"last_{n}", np.array([v])) for n, v in (("from", -1), ("to", 2**62), ("axis", 1))]
        return self.add("Slice", [x, *ends])

    def blocks(self, x, base, layers, heads, capacity, last_only):
        """Runs embeddings [B, T, H] through the blocks and the final norm."""

        def norm(key):
            return [self.parameter(f"{base}{key}.weight"), self.parameter(f"{base}{key}.bias")]

        def residual(update, x, key, bias):
            inputs = [update, x, *norm(key), self.parameter(base + bias)]
            y, _, _, total = self.add("SkipLayerNormalization", inputs, 4, CONTRIB, epsilon=EPSILON)
            self.nodes[-1].output[1:3] = ["", ""]
            return y, total

        y = self.add("LayerNormalization", [x, *norm("h.0.ln_1")], epsilon=EPSILON)
        for i in range(layers):
            block = f"{base}h.{i}."
            qkv = self.dense(y, block + "attn.c_attn", self.parameter(block + "attn.c_attn.bias"))
            names = [f"{kind}_{i}" for kind in ("past_key", "past_value", "present_key", "present_value")]
            y = self.add(
                "GroupQueryAttention",
                [qkv, "", "", *names[:2], "seqlens_k", "total"],
                domain=CONTRIB,
                num_heads=heads,
                kv_num_heads=heads,
                scale=HEAD_SIZE**-0.5,
                do_rotary=0,
            )
            self.nodes[-1].output.extend(names[2:])
            for name in names:
                side = self.inputs if name.startswith("past") else self.outputs
                self.value(side, name, TensorProto.FLOAT, ["batch", heads, capacity, HEAD_SIZE])
            if last_only and i == layers - 1:
                x, y = self.last(x), self.last(y)
            y, x = residual(self.dense(y, block + "attn.c_proj"), x, f"h.{i}.ln_2", f"h.{i}.attn.c_proj.bias")
            wide = self.dense(y, block + "mlp.c_fc")
            wide = self.add("FastGelu", [wide, self.parameter(block + "mlp.c_fc.bias")], domain=CONTRIB)
            following = f"h.{i + 1}.ln_1" if i < layers - 1 else "ln_f"
            y, x = residual(self.dense(wide, block + "mlp.c_proj"), x, following, f"h.{i}.mlp.c_proj.bias")
        self.nodes[-1].output[3:] = []
        del self.nodes[-1].output[1:]
        return y

    def model(self, name):
        graph = helper.make_graph(self.nodes, name, self.inputs, self.outputs, self.initializers)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="antiphon")


def _lengths(graph):
    graph.value(graph.inputs, "seqlens_k", TensorProto.INT32, ["batch"])
    graph.value(graph.inputs, "total", TensorProto.INT32, [1])


def patch_graph(state, config, precision, moments=None):
    """Returns the patch-level model. ``state`` maps parameter names to float32 arrays, ``moments`` layers to what they see."""
    graph = Graph(state, "patch_level_decoder.", precision, moments)
    graph.value(graph.inputs, "chars", TensorProto.INT64, ["batch", "patches", PATCH_SIZE])
    graph.value(graph.inputs, "pos", TensorProto.INT64, ["patches"])
    _lengths(graph)
    graph.value(graph.outputs, "hidden", TensorProto.FLOAT, ["batch", 1, config.hidden_size])
    table = graph.constant("patch_embedding", graph.weight("patch_embedding.weight").T)
    offsets = graph.constant("offsets", np.arange(PATCH_SIZE, dtype=np.int64) * VOCABULARY)
    rows = graph.add("Gather", [table, graph.add("Add", ["chars", offsets])])
    summed = graph.add("ReduceSum", [rows, graph.constant("axis_2", np.array([2]))], keepdims=0)
    # The embedding's bias is added once a patch, so the position table takes it.
    positions = graph.weight("base.wpe.weight") + graph.weight("patch_embedding.bias")
    x = graph.add("Add", [summed, graph.add("Gather", [graph.constant("positions", positions), "pos"])])
    y = graph.blocks(x, "base.", config.patch_layers, config.heads, "capacity", last_only=True)
    graph.name_output(y, "hidden")
    return graph.model("patch")


def char_graph(state, config, precision, moments=None):
    """Returns the character-level model. ``state`` maps parameter names to float32 arrays, ``moments`` layers to what they see."""
    graph = Graph(state, "char_level_decoder.base.", precision, moments)
    graph.value(graph.inputs, "hidden", TensorProto.FLOAT, ["batch", 1, config.hidden_size])
    graph.value(graph.inputs, "chars", TensorProto.INT64, ["batch", "time"])
    graph.value(graph.inputs, "pos", TensorProto.INT64, ["time"])
    _lengths(graph)
    graph.value(graph.outputs, "logits", TensorProto.FLOAT, ["batch", "time", VOCABULARY])
    body = "transformer."
    embedded = graph.add("Gather", [graph.parameter(body + "wte.weight"), "chars"])
    first = graph.add("Equal", ["pos", graph.constant("zero", np.array([0]))])
    first = graph.add("Unsqueeze", [first, graph.constant("axis_1", np.array([1]))])
    x = graph.add("Where", [first, "hidden", embedded])
    x = graph.add("Add", [x, graph.add("Gather", [graph.parameter(body + "wpe.weight"), "pos"])])
    y = graph.blocks(x, body, config.char_layers, config.heads, PATCH_SIZE, last_only=False)
    head = graph.constant("lm_head", graph.weight("lm_head.weight").T)
    graph.name_output(graph.add("MatMul", [y, head]), "logits")
    return graph.model("char")

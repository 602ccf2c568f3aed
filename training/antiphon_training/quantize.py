"""Integer weights: the numbers that the exported graphs hold, and their effect emulated in PyTorch.

``int8`` is ONNX Runtime's DynamicQuantizeMatMul: symmetric int8 per output column, activations as uint8 with
one scale a tensor. ``q8`` and ``q4`` are MatMulNBits: symmetric blocks of 128 inputs;
``q4`` keeps some layers in ``q8``.
"""

import numpy as np
import torch

from .model import Dense

BLOCKS = {"q8": 128, "q4": 128}
BITS = {"q8": 8, "q4": 4}


def of_layer(name, precision):
    """Returns the precision of a dense layer: in ``q4`` that of queries, keys and values, which lose most, is ``q8``."""
    return "q8" if precision == "q4" and name.endswith("c_attn") else precision


def int8_columns(weight):
    """Returns (int8 [inputs, outputs], float32 scales [outputs]) of weights [inputs, outputs].

    Weights stay within 7 bits of magnitude plus sign, so weight times scale is off by half a scale at most.
    """
    scale = np.maximum(np.abs(weight).max(0) / 127, 1e-12).astype(np.float32)
    return np.rint(weight / scale).clip(-127, 127).astype(np.int8), scale


def block_size(inputs, precision):
    """Returns the inputs of a block, a power of two of at least 16."""
    return max(16, min(BLOCKS[precision], 1 << (inputs - 1).bit_length()))


def blocks(weight, precision):
    """Returns (uint8 [outputs, blocks, bytes], float32 scales [outputs, blocks]) of weights [inputs, outputs].

    Values are offset by half of their range (128 or 8), the zero point that MatMulNBits takes by default. Inputs are
    padded with zeros to a whole block. Of two 4-bit values in a byte the first is the low one.
    """
    size, bits = block_size(weight.shape[0], precision), BITS[precision]
    middle = 1 << (bits - 1)
    count = -(-weight.shape[0] // size)
    padded = np.zeros((weight.shape[1], count * size), np.float32)
    padded[:, : weight.shape[0]] = weight.T
    grouped = padded.reshape(weight.shape[1], count, size)
    extreme = np.take_along_axis(grouped, np.abs(grouped).argmax(2)[:, :, None], 2)[:, :, 0]
    # The extreme value maps to -middle: the full negative range is used, as one value more lies there.
    scale = (-extreme / middle).astype(np.float32)
    divisor = np.where(scale == 0, 1, scale)[:, :, None]
    values = (np.rint(grouped / divisor) + middle).clip(0, 2 * middle - 1).astype(np.uint8)
    if bits == 4:
        values = values[:, :, 0::2] | (values[:, :, 1::2] << 4)
    return np.ascontiguousarray(values), scale


def restore(weight, precision):
    """Returns the weights [inputs, outputs] after a round trip through a precision."""
    if precision == "int8":
        values, scale = int8_columns(weight)
        return values * scale
    values, scale = blocks(weight, precision)
    if BITS[precision] == 4:
        values = np.stack([values & 15, values >> 4], -1).reshape(*values.shape[:2], -1)
    grouped = (values.astype(np.float32) - (1 << (BITS[precision] - 1))) * scale[:, :, None]
    return grouped.reshape(weight.shape[1], -1)[:, : weight.shape[0]].T


class _Int8Dense(torch.nn.Module):
    """A dense layer whose input is rounded to 256 levels between its extremes, as ONNX Runtime does."""

    def __init__(self, dense):
        super().__init__()
        self.weight, self.bias = dense.weight, dense.bias

    def forward(self, x):
        low, high = x.min().clamp(max=0), x.max().clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-12)
        zero = (-low / scale).round()
        x = ((x / scale).round() + zero).clamp(0, 255).sub(zero) * scale
        return x @ self.weight + self.bias


def emulate(model, precision):
    """Replaces the block weights of a model by their quantised values, in place; returns the model.

    int8 also rounds activations, with one scale a batch here and one a step in the engine: an upper bound.
    """
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, Dense):
                restored = restore(child.weight.data.numpy(), of_layer(name, precision))
                child.weight.data = torch.from_numpy(restored.copy())
                if precision == "int8":
                    setattr(module, name, _Int8Dense(child))
    return model

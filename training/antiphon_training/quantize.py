"""Integer weights: the numbers that the exported graphs hold, and their effect emulated in PyTorch.

``int8`` is ONNX Runtime's DynamicQuantizeMatMul: symmetric int8 per output column, activations as uint8 with
one scale a tensor. ``q8`` and ``q4`` are MatMulNBits: symmetric blocks of 128 inputs;
``q4`` keeps some layers in ``q8``. With the second moments of what the layers see, weights of blocks are not
rounded to the nearest, but so that the outputs change least.
"""

import numpy as np
import torch

from .model import Dense

BLOCKS = {"q8": 128, "q4": 128}
BITS = {"q8": 8, "q4": 4}
DAMPING = 0.01  # of the mean moment, so that inputs that are always silent do no harm


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


def blocks(weight, precision, moments=None):
    """Returns (uint8 [outputs, blocks, bytes], float32 scales [outputs, blocks]) of weights [inputs, outputs].

    Values are offset by half of their range (128 or 8), the zero point that MatMulNBits takes by default. Inputs are
    padded with zeros to a whole block. Of two 4-bit values in a byte the first is the low one. ``moments`` is the sum
    of x xT [inputs, inputs] over typical inputs x; without it each weight is rounded to the nearest value.
    """
    size, bits = block_size(weight.shape[0], precision), BITS[precision]
    middle = 1 << (bits - 1)
    count = -(-weight.shape[0] // size)
    padded = np.zeros((count * size, weight.shape[1]), np.float32)
    padded[: weight.shape[0]] = weight
    if moments is None:
        scale = np.stack([_steps(block, middle) for block in np.split(padded, count)])
        levels = _levels(padded.reshape(count, size, -1), scale[:, None], middle).reshape(padded.shape)
    else:
        levels, scale = _compensated(padded, size, middle, moments)
    values = (levels + middle).astype(np.uint8).T.reshape(weight.shape[1], count, size)
    if bits == 4:
        values = values[:, :, 0::2] | (values[:, :, 1::2] << 4)
    return np.ascontiguousarray(values), np.ascontiguousarray(scale.T)


def _steps(block, middle):
    """Returns the scales [outputs] of a block [inputs, outputs].

    The extreme value maps to -middle: the full negative range is used, as one value more lies there.
    """
    extreme = np.take_along_axis(block, np.abs(block).argmax(0)[None], 0)[0]
    return (-extreme / middle).astype(np.float32)


def _levels(values, scale, middle):
    return np.rint(values / np.where(scale == 0, 1, scale)).clip(-middle, middle - 1)


def _compensated(weight, size, middle, moments):
    """Returns (levels [inputs, outputs], scales [blocks, outputs]), input by input.

    The inputs that are still open make up for what rounding those before them changed (GPTQ, Frantar et al., 2023).
    """
    seen = len(moments)
    damped = moments.astype(np.float64) + (DAMPING * np.trace(moments) / seen + 1e-12) * np.eye(seen)
    upper = np.linalg.cholesky(np.linalg.inv(damped)).T.astype(np.float32)
    still = weight.astype(np.float32).copy()
    levels, scale = np.zeros_like(still), []
    for start in range(0, len(still), size):
        end = min(start + size, seen)
        scale.append(_steps(still[start : start + size], middle))
        errors = np.zeros_like(still[start:end])
        for i in range(start, end):
            levels[i] = _levels(still[i], scale[-1], middle)
            errors[i - start] = (still[i] - levels[i] * scale[-1]) / upper[i, i]
            still[i + 1 : end] -= np.outer(upper[i, i + 1 : end], errors[i - start])
        still[end:seen] -= upper[start:end, end:].T @ errors
    return levels, np.stack(scale)


def moments(model, run):
    """Returns {name of a dense layer: sum of x xT over its inputs x, float32 [inputs, inputs]}; ``run`` shows the model typical text."""
    sums, hooks = {}, []
    for name, layer in model.named_modules():
        if isinstance(layer, Dense):
            sums[name] = torch.zeros(len(layer.weight), len(layer.weight))

            def see(_, inputs, name=name):
                x = inputs[0].detach().flatten(0, -2).float()
                sums[name].addmm_(x.t(), x)

            hooks.append(layer.register_forward_pre_hook(see))
    run()
    for hook in hooks:
        hook.remove()
    return {name: total.numpy() for name, total in sums.items()}


def restore(weight, precision, moments=None):
    """Returns the weights [inputs, outputs] after a round trip through a precision."""
    if precision == "int8":
        values, scale = int8_columns(weight)
        return values * scale
    values, scale = blocks(weight, precision, moments)
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


def emulate(model, precision, moments=None):
    """Replaces the block weights of a model by their quantised values, in place; returns the model. ``moments`` by layer.

    int8 also rounds activations, with one scale a batch here and one a step in the engine: an upper bound.
    """
    for path, module in list(model.named_modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, Dense):
                seen = (moments or {}).get(f"{path}.{name}")
                restored = restore(child.weight.data.numpy(), of_layer(name, precision), seen)
                child.weight.data = torch.from_numpy(restored.copy())
                if precision == "int8":
                    setattr(module, name, _Int8Dense(child))
    return model

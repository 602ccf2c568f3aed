"""The two-level decoder: a GPT-2 over patches whose output conditions a GPT-2 over characters.

Parameter names and shapes are those of NotaGen checkpoints (Wang et al., 2025, arXiv:2502.18008), so these
load unchanged: dense weights of the blocks are [in, out], the lm head is tied to the character embedding.
"""

import math
from dataclasses import asdict, dataclass, replace

import torch
import torch.nn.functional as F
from torch import nn

from .patches import PAD, PATCH_SIZE, VOCABULARY

HEAD_SIZE = 64


@dataclass(frozen=True)
class Config:
    """Sizes of a model. ``hidden_size`` is a multiple of 64; ``max_patches`` is the longest window."""

    hidden_size: int
    patch_layers: int
    char_layers: int
    max_patches: int

    @property
    def heads(self):
        return self.hidden_size // HEAD_SIZE

    def manifest(self):
        """Returns the sizes under their names in a bundle's manifest."""
        sizes = {key.replace("_", "-"): value for key, value in asdict(self).items()}
        return {**sizes, "heads": self.heads, "patch-size": PATCH_SIZE, "vocabulary": VOCABULARY}

    @classmethod
    def from_manifest(cls, manifest):
        """Reads the sizes from a manifest; KeyError names a missing one."""
        return cls(**{key: manifest[key.replace("_", "-")] for key in cls.__dataclass_fields__})

    @classmethod
    def from_state(cls, state):
        """Reads the sizes from the shapes in a state dict, for example a NotaGen checkpoint's."""
        positions, hidden = state["patch_level_decoder.base.wpe.weight"].shape

        def layers(prefix):
            return sum(key.startswith(prefix) and key.endswith("ln_1.weight") for key in state)

        return cls(hidden, layers("patch_level_decoder"), layers("char_level_decoder"), positions)


class FastGelu(torch.autograd.Function):
    """GELU in its tanh form, written as x * sigmoid(2u): several times faster on CPUs in bfloat16."""

    A, B = 2 * math.sqrt(2 / math.pi), 2 * math.sqrt(2 / math.pi) * 0.044715

    @staticmethod
    def forward(ctx, x):
        gate = torch.addcmul(x.new_tensor(FastGelu.A), x, x, value=FastGelu.B).mul_(x).sigmoid_()
        ctx.save_for_backward(x, gate)
        return x * gate

    @staticmethod
    def backward(ctx, grad):
        x, gate = ctx.saved_tensors
        slope = torch.addcmul(x.new_tensor(FastGelu.A), x, x, value=3 * FastGelu.B)
        y = x * gate
        y = torch.addcmul(y, y, gate, value=-1)
        return torch.addcmul(gate, y, slope).mul_(grad)


def gelu(x):
    """GELU, tanh form, of any shape."""
    if x.dtype == torch.bfloat16 and not x.is_cuda:
        return FastGelu.apply(x)
    return F.gelu(x, approximate="tanh")


def attention(q, k, v):
    """Causal attention over [batch, heads, time, 64]; returns the same shape."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    shape, time = q.shape, q.shape[2]
    q, k, v = (x.flatten(0, 1) for x in (q, k, v))
    mask = torch.full((time, time), float("-inf"), dtype=q.dtype, device=q.device).triu_(1)
    scores = torch.baddbmm(mask.expand(len(q), -1, -1), q, k.transpose(1, 2), alpha=HEAD_SIZE**-0.5)
    return (scores.softmax(-1) @ v).view(shape)


class Dense(nn.Module):
    """y = x W + b with W [inputs, outputs]."""

    def __init__(self, inputs, outputs, std=0.02):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * std)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return torch.addmm(self.bias, x.flatten(0, -2), self.weight).view(*x.shape[:-1], -1)


class Attention(nn.Module):
    def __init__(self, hidden, std):
        super().__init__()
        self.c_attn = Dense(hidden, 3 * hidden)
        self.c_proj = Dense(hidden, hidden, std)

    def forward(self, x):
        batch, time, hidden = x.shape
        qkv = self.c_attn(x).view(batch, time, 3, -1, HEAD_SIZE).permute(2, 0, 3, 1, 4)
        y = attention(*qkv).transpose(1, 2)
        return self.c_proj(y.reshape(batch, time, hidden))


class FeedForward(nn.Module):
    def __init__(self, hidden, std):
        super().__init__()
        self.c_fc = Dense(hidden, 4 * hidden)
        self.c_proj = Dense(4 * hidden, hidden, std)

    def forward(self, x):
        return self.c_proj(gelu(self.c_fc(x)))


class Block(nn.Module):
    def __init__(self, hidden, std):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(hidden), nn.LayerNorm(hidden)
        self.attn, self.mlp = Attention(hidden, std), FeedForward(hidden, std)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    """GPT-2 blocks over embeddings [batch, time, hidden]; returns the normalised last layer."""

    def __init__(self, layers, hidden, positions, vocabulary):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(vocabulary, hidden), nn.Embedding(positions, hidden)
        nn.init.normal_(self.wte.weight, std=0.02)
        nn.init.normal_(self.wpe.weight, std=0.02)
        std = 0.02 / math.sqrt(2 * layers)
        self.h = nn.ModuleList(Block(hidden, std) for _ in range(layers))
        self.ln_f = nn.LayerNorm(hidden)

    def forward(self, x):
        x = x + self.wpe.weight[: x.shape[1]]
        for block in self.h:
            x = block(x)
        return self.ln_f(x)


class PatchDecoder(nn.Module):
    """Patches [B, P, 16] to hidden states [B, P, H]; state t is what follows patch t."""

    def __init__(self, config):
        super().__init__()
        self.patch_embedding = nn.Linear(PATCH_SIZE * VOCABULARY, config.hidden_size)
        nn.init.normal_(self.patch_embedding.weight, std=0.02)
        nn.init.zeros_(self.patch_embedding.bias)
        self.base = Gpt2(config.patch_layers, config.hidden_size, config.max_patches, 1)
        self.base.wte.requires_grad_(False)  # in the checkpoints of the family, but never read

    def forward(self, patches):
        # The dense layer over 16 one-hot vectors is a sum of 16 of its columns.
        columns = patches + torch.arange(PATCH_SIZE, device=patches.device) * VOCABULARY
        table = self.patch_embedding.weight.t().contiguous()
        x = F.embedding_bag(columns.flatten(0, 1), table, mode="sum") + self.patch_embedding.bias
        return self.base(x.view(*patches.shape[:2], -1))


class CharModel(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.transformer = Gpt2(config.char_layers, config.hidden_size, PATCH_SIZE + 1, VOCABULARY)
        self.lm_head = nn.Linear(config.hidden_size, VOCABULARY, bias=False)
        self.lm_head.weight = self.transformer.wte.weight


class CharDecoder(nn.Module):
    """Hidden states [N, H] and characters [N, T] to logits [N, T + 1, 128]; position p predicts id p."""

    def __init__(self, config):
        super().__init__()
        self.base = CharModel(config)

    def forward(self, hidden, chars):
        body = self.base.transformer
        x = torch.cat([hidden.unsqueeze(1), body.wte(chars).to(hidden.dtype)], 1)
        return self.base.lm_head(body(x))


class TwoLevelDecoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.patch_level_decoder = PatchDecoder(config)
        self.char_level_decoder = CharDecoder(config)

    def forward(self, groups, rows_per_chunk=256):
        """Returns the nats [sum of B * (P - 1), 16] of the targets of ``groups``; 0 on padding.

        ``groups`` is a list of patches [B, P, 16] (int64). Only patches with characters reach the
        character level, sorted by length and cut into chunks: hardly a padded position is computed, and
        the activations of a chunk stay in the processor's cache.
        """
        hidden = torch.cat([self.patch_level_decoder(patches[:, :-1]).flatten(0, 1) for patches in groups])
        targets = targets_of(groups)
        lengths, order = (targets != PAD).sum(1).sort(stable=True)
        order, lengths = order[lengths > 0], lengths[lengths > 0]
        nats = []
        for rows, sizes in zip(order.split(rows_per_chunk), lengths.split(rows_per_chunk)):
            longest = int(sizes[-1])
            chars = targets[rows, :longest]
            logits = self.char_level_decoder(hidden[rows], chars[:, :-1]).float()
            loss = F.cross_entropy(logits.flatten(0, 1), chars.flatten(), ignore_index=PAD, reduction="none")
            nats.append(F.pad(loss.view(-1, longest), (0, PATCH_SIZE - longest)))
        dense = hidden.new_zeros(targets.shape, dtype=torch.float32)
        return dense.index_copy(0, order, torch.cat(nats))


def targets_of(groups):
    """Returns the predicted patches [sum of B * (P - 1), 16] of a list of patches [B, P, 16]."""
    return torch.cat([patches[:, 1:].flatten(0, 1) for patches in groups])


def grown(state, config):
    """Returns a state dict of ``config``'s sizes that computes what ``state`` does: its layers, copies between them.

    A copy follows the layer it is made of and adds nothing at first, as its two projections into the stream are
    zero. ValueError if anything but the number of layers differs, or if there are fewer of them than before.
    """
    old = Config.from_state(state)
    if replace(old, patch_layers=config.patch_layers, char_layers=config.char_layers) != config:
        raise ValueError(f"{old} cannot grow to {config}, expected more layers and the same other sizes")
    out = {}
    for prefix, before, after in [
        ("patch_level_decoder.base.h.", old.patch_layers, config.patch_layers),
        ("char_level_decoder.base.transformer.h.", old.char_layers, config.char_layers),
    ]:
        if after < before:
            raise ValueError(f"{old} cannot grow to {config}, expected {before} layers or more in {prefix}")
        sources = [layer * before // after for layer in range(after)]
        for layer, source in enumerate(sources):
            copy = layer > 0 and sources[layer - 1] == source
            for key, value in state.items():
                if key.startswith(f"{prefix}{source}."):
                    name = key.removeprefix(f"{prefix}{source}.")
                    out[f"{prefix}{layer}.{name}"] = torch.zeros_like(value) if copy and ".c_proj." in name else value.clone()
    rest = {key: value for key, value in state.items() if ".h." not in key}
    return {**rest, **out}


def load_model(path):
    """Returns (model in evaluation mode, checkpoint dict) from a checkpoint of ours or of NotaGen."""
    checkpoint = torch.load(path, map_location="cpu")
    model = TwoLevelDecoder(Config.from_state(checkpoint["model"]))
    model.load_state_dict(checkpoint["model"])
    return model.eval(), checkpoint

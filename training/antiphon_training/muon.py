"""Muon (Jordan et al., 2024): momentum whose matrix updates are orthogonalised, with AdamW for the rest."""

import collections

import torch

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
STEPS = 5


def orthogonalised(updates):
    """Returns matrices [N, rows, columns] with their singular values moved near 1 (Newton-Schulz, bfloat16)."""
    a, b, c = COEFFICIENTS
    x = updates.bfloat16()
    tall = x.shape[1] > x.shape[2]
    x = x.transpose(1, 2) if tall else x
    x = x / (x.flatten(1).norm(dim=1).view(-1, 1, 1) + 1e-7)
    for _ in range(STEPS):
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    return (x.transpose(1, 2) if tall else x).to(updates.dtype)


class Muon(torch.optim.Optimizer):
    """Updates dense weights [inputs, outputs] of blocks; a fused q, k, v weight counts as three square ones.

    Updates are scaled to the root mean square that AdamW's have (Liu et al., 2025), so both share a learning rate.
    """

    def __init__(self, weights, lr, momentum=0.95, weight_decay=0.1):
        super().__init__(weights, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            parts = collections.defaultdict(list)
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                if not state:
                    state["momentum"] = torch.zeros_like(weight)
                state["momentum"].mul_(group["momentum"]).add_(weight.grad)
                update = weight.grad + group["momentum"] * state["momentum"]
                weight.mul_(1 - group["lr"] * group["weight_decay"])
                rows, columns = weight.shape
                width = rows if columns == 3 * rows else columns
                for part, target in zip(update.split(width, 1), weight.split(width, 1)):
                    parts[part.shape].append((part, target))
            for (rows, columns), pairs in parts.items():
                scale = 0.2 * max(rows, columns) ** 0.5
                updates = orthogonalised(torch.stack([part for part, _ in pairs]))
                for (_, target), update in zip(pairs, updates):
                    target.add_(update, alpha=-group["lr"] * scale)

"""Trains the two-level decoder: ``python3 -m antiphon_training.train --data F --out DIR --minutes M``.

Runs on CPU threads, on one GPU, or on several under torchrun. Writes ``model.pt`` (resumable checkpoint)
and ``log.csv`` into the output folder. SIGTERM saves and ends the run; ``--resume`` goes on with it.
"""

import argparse
import csv
import math
import os
import signal
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader

from . import data
from .evaluate import first_variants, mark_mask, score
from .model import Config, TwoLevelDecoder, grown, targets_of
from .muon import Muon
from .patches import EOS

COLUMNS = ["step", "minutes", "chars", "train", "train-without-marks", "valid", "valid-without-marks", "lr", "chars/s"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--data", nargs="+", required=True, help="JSON lines of pieces: .jsonl, .jsonl.gz, .jsonl.xz")
    add("--out", type=Path, required=True)
    add("--minutes", type=float, default=0, help="length of the run; the schedule follows the clock")
    add("--steps", type=int, default=0, help="length of the run in steps, instead of minutes")
    add("--hidden", type=int, default=192)
    add("--patch-layers", type=int, default=4)
    add("--char-layers", type=int, default=2)
    add("--window", type=int, default=256, help="patches of a training window")
    add("--batch-patches", type=int, default=1024, help="patches of a step and process")
    add("--lr", type=float, default=1.5e-3)
    add("--optimizer", choices=["muon", "adamw"], default="muon", help="of the dense weights of the blocks")
    add("--warmup", type=float, default=0.02, help="share of the run")
    add("--weight-decay", type=float, default=0.1)
    add("--clip", type=float, default=1.0)
    add("--dtype", choices=["bf16", "fp32"], default="bf16", help="of the matrix products; weights are fp32")
    add("--rows-per-chunk", type=int, default=256, help="patches of one pass of the character level")
    add("--threads", type=int, default=2)
    add("--workers", type=int, default=0, help="processes that prepare batches")
    add("--valid-every", type=float, default=5, help="minutes between validations and checkpoints")
    add("--valid-pieces", type=int, default=60)
    add("--seed", type=int, default=1)
    add("--resume", action="store_true")
    add("--from", dest="start", type=Path, help="checkpoint that the run starts from, on a new schedule; of fewer layers, it grows")
    args = parser.parse_args()
    if bool(args.minutes) == bool(args.steps):
        parser.error("one of --minutes and --steps is needed")
    return args


def learning_rate(peak, warmup, progress):
    """Linear warm-up, then a cosine to 1 % of the peak; ``progress`` runs from 0 to 1."""
    if progress < warmup:
        return peak * (progress + 1e-3) / (warmup + 1e-3)
    along = (progress - warmup) / (1 - warmup)
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(along, 1.0))))


def optimizers(model, args):
    """Returns the optimizers: dense weights of the blocks by Muon or AdamW, all the rest by AdamW."""
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    blocks = [p for n, p in trained if p.dim() == 2 and ".h." in n]
    rest = [p for n, p in trained if not (p.dim() == 2 and ".h." in n)]
    adam = {"lr": args.lr, "betas": (0.9, 0.95), "weight_decay": 0.0}
    if args.optimizer == "muon":
        return [Muon(blocks, args.lr, weight_decay=args.weight_decay), torch.optim.AdamW(rest, **adam)]
    groups = [{"params": blocks, "weight_decay": args.weight_decay}, {"params": rest}]
    return [torch.optim.AdamW(groups, **adam)]


class Run:
    """One process of a training run and all its state."""

    def __init__(self, args):
        self.args = args
        self.world = int(os.environ.get("WORLD_SIZE", 1))
        self.rank = int(os.environ.get("RANK", 0))
        local = int(os.environ.get("LOCAL_RANK", 0))
        self.device = torch.device("cuda", local) if torch.cuda.is_available() else torch.device("cpu")
        if self.device.type == "cuda":
            torch.cuda.set_device(self.device)
            torch.backends.cuda.matmul.allow_tf32 = True
        else:
            torch.set_num_threads(args.threads)
        if self.world > 1:
            dist.init_process_group("nccl" if self.device.type == "cuda" else "gloo")
        torch.manual_seed(args.seed)
        config = Config(args.hidden, args.patch_layers, args.char_layers, args.window)
        self.model = TwoLevelDecoder(config).to(self.device)
        self.optimizers = optimizers(self.model, args)
        self.step, self.chars, self.elapsed = 0, 0, 0.0
        self.stop = False
        if args.resume and (args.out / "model.pt").exists():
            self.restore()
        elif args.start:
            self.begin(args.start)
        self.parallel = DistributedDataParallel(self.model) if self.world > 1 else self.model

    def load(self, checkpoint):
        """Takes over weights and optimizer states; returns the whole checkpoint."""
        saved = torch.load(checkpoint, map_location="cpu")
        self.model.load_state_dict(saved["model"])
        for optimizer, state in zip(self.optimizers, saved["optimizers"]):
            optimizer.load_state_dict(state)
        return saved

    def begin(self, checkpoint):
        """Takes over weights, grown where this model has more layers, and the optimizer states where it has not."""
        state = torch.load(checkpoint, map_location="cpu")["model"]
        if Config.from_state(state) == self.model.config:
            self.load(checkpoint)
        else:
            self.model.load_state_dict(grown(state, self.model.config))

    def restore(self):
        saved = self.load(self.args.out / "model.pt")
        self.step, self.chars, self.elapsed = saved["step"], saved["chars"], saved["elapsed"]
        torch.set_rng_state(saved["rng"])

    def save(self):
        """Writes the checkpoint so that a crash leaves the old or the new one, never a part."""
        if self.rank:
            return
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "step": self.step,
            "chars": self.chars,
            "elapsed": self.elapsed,
            "rng": torch.get_rng_state(),
            "config": self.model.config.manifest(),
            "arguments": {k: str(v) for k, v in vars(self.args).items()},
        }
        part = self.args.out / "model.pt.part"
        torch.save(state, part)
        os.replace(part, self.args.out / "model.pt")

    def agree(self, progress):
        """Returns the latest progress of all processes, and whether any of them was told to stop."""
        if self.world == 1:
            return progress, self.stop
        both = torch.tensor([progress, float(self.stop)], device=self.device)
        dist.all_reduce(both, op=dist.ReduceOp.MAX)
        return both[0].item(), bool(both[1].item())

    def train_step(self, batch, rate):
        """One update; returns (nats, nats outside marks, characters, characters outside marks)."""
        groups = [torch.from_numpy(ids).to(self.device).long() for ids in batch]
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.args.dtype == "bf16"):
            nats = self.parallel(groups, self.args.rows_per_chunk)
        targets = targets_of(groups)
        (nats.sum() / (targets != 0).sum()).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.args.clip)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        outside, text = ~mark_mask(targets), targets > EOS
        nats = nats.detach()
        sums = [nats.sum(), (nats * outside).sum(), text.sum(), (text & outside).sum()]
        return torch.stack([s.double() for s in sums])

    def run(self):
        args = self.args
        args.out.mkdir(parents=True, exist_ok=True)
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: setattr(self, "stop", True))
        pieces = data.read_pieces(args.data, "train")
        valid = first_variants(data.read_pieces(args.data, "valid"))
        valid = valid[:: max(1, len(valid) // args.valid_pieces)][: args.valid_pieces]
        source = data.RandomBatches(pieces, args.window, args.batch_patches, args.seed)
        if not self.rank:
            size = sum(p.numel() for p in self.model.parameters())
            print(f"{size} parameters, {len(pieces)} training pieces, {len(valid)} valid pieces", flush=True)
        log_path = args.out / "log.csv"
        mode = "a" if self.step and log_path.exists() else "w"
        log = open(log_path, mode, newline="", encoding="utf-8") if not self.rank else None
        table = csv.writer(log) if log else None
        if mode == "w" and table:
            table.writerow(COLUMNS)
        sums, began, since = 0, time.time() - self.elapsed, time.time()
        order = range(self.step * self.world + self.rank, 1 << 50, self.world)
        loader = DataLoader(source, batch_size=None, sampler=order, num_workers=args.workers, collate_fn=list)
        for batch in loader:
            share = self.step / args.steps if args.steps else (time.time() - began) / (60 * args.minutes)
            progress, stop = self.agree(share)
            due = time.time() - since >= 60 * args.valid_every
            if self.world > 1:
                due = self.agree(float(due))[0] > 0
            if (stop or progress >= 1 or due) and self.step:
                speed = (sums[2].item() * self.world / (time.time() - since)) if torch.is_tensor(sums) else 0
                self.elapsed = time.time() - began
                self.save()
                if table and torch.is_tensor(sums):
                    self.model.eval()
                    with torch.autocast(self.device.type, torch.bfloat16, enabled=args.dtype == "bf16"):
                        held = score(self.model, valid, args.window, device=self.device)
                    self.model.train()
                    train = (sums[:2] / sums[2:] / math.log(2)).tolist()
                    bits = [f"{b:.4f}" for b in (*train, held["with-marks"], held["without-marks"])]
                    row = [self.step, f"{self.elapsed / 60:.1f}", self.chars, *bits, f"{rate:.2e}", f"{speed:.0f}"]
                    table.writerow(row)
                    log.flush()
                    print(dict(zip(COLUMNS, row)), flush=True)
                sums, since = 0, time.time()
            if stop or progress >= 1:
                break
            rate = learning_rate(args.lr, args.warmup, progress)
            part = self.train_step(batch, rate)
            sums = sums + part
            self.step += 1
            self.chars += int(part[2].item()) * self.world


if __name__ == "__main__":
    Run(arguments()).run()

import json
import lzma

import numpy as np
import pytest

from antiphon_training import data, patches

HEADER = "%folk\n%solo\n%end\nL:1/8\nQ:1/4=100\nM:4/4\nK:G\nV:1 treble\n"


def piece(bars, weight=1.0):
    return data.Piece(f"p{bars}", HEADER + "".join(f"[V:1]G{k}A8|\n" for k in range(bars)), weight=weight)


def text_of(ids):
    return "".join(patches.decode(patch) for patch in ids)


def test_reads_one_split_of_compressed_files(tmp_path):
    rows = [{"id": s, "split": s, "text": "K:C\n", "weight": 2, "instr": "x"} for s in ("train", "valid")]
    path = tmp_path / "a.jsonl.xz"
    path.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))
    assert [(p.id, p.weight) for p in data.read_pieces([path], "valid")] == [("valid", 2)]


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "split": "train"}\n')
    with pytest.raises(ValueError, match="a.jsonl:1"):
        data.read_pieces([path], "train")


def test_windows_keep_the_header_and_start_at_any_bar():
    rng = np.random.default_rng(1)
    firsts, kept = set(), []
    for _ in range(400):
        ids = data.random_window(piece(60), 40, rng)
        text = text_of(ids)
        header, body = text.split("[r:", 1)
        assert len(ids) <= 40 and tuple(ids[0]) == patches.BOS_PATCH
        assert header.endswith("V:1 treble\n") and "%end\n" in header and "M:4/4\n" in header
        assert (tuple(ids[-1]) == patches.EOS_PATCH) == text.endswith("G59A8|\n")
        kept.append([tag in header for tag in ("%folk", "%solo", "Q:")])
        firsts.add(body.split("]")[0])
    assert {"0/59"} < firsts and len(firsts) > 20
    assert np.allclose(np.mean(kept, 0), 0.8, atol=0.06)


def test_a_short_piece_is_mostly_whole():
    rng = np.random.default_rng(2)
    whole = np.mean(["[r:0/3]" in text_of(data.random_window(piece(4), 64, rng)) for _ in range(200)])
    assert whole > 0.7


def test_batches_are_seeded_and_hardly_padded():
    pieces = [piece(n) for n in (3, 5, 30, 80)]
    batch = data.RandomBatches(pieces, 64, 512, seed=3)[7]
    again = data.RandomBatches(pieces, 64, 512, seed=3)[7]
    assert all(np.array_equal(a, b) for a, b in zip(batch, again))
    used = sum((ids != 0).any(-1).sum() for ids in batch)
    assert used >= 512 and used > 0.7 * sum(ids.shape[0] * ids.shape[1] for ids in batch)


def test_passes_follow_the_weights():
    source = data.RandomBatches([piece(3, weight=3), piece(4, weight=1)], 64, 2048, seed=1)
    windows = [text_of(row) for ids in source[0] for row in ids]
    share = np.mean(["/2]" in w and "[r:3/" not in w and "/3]" not in w for w in windows])
    assert 0.6 < share < 0.9

#!/bin/sh
# A model of 20 M parameters on one GPU, or on GPUS of them. DATA: encoded scores; OUT: folder; MINUTES: length.
set -eu
cd "$(dirname "$0")/.."
set -- -m antiphon_training.train --data ${DATA:?encoded scores, one or more files} --out "${OUT:?folder of the run}" \
  --minutes "${MINUTES:-60}" --hidden 384 --patch-layers 8 --char-layers 2 --window 512 --batch-patches 16384 \
  --rows-per-chunk 1000000 --lr 1e-3 --dtype bf16 --workers "${WORKERS:-8}" "$@"
if [ "${GPUS:-1}" -gt 1 ]; then
  exec "${PYTHON:-python3}" -m torch.distributed.run --standalone --nproc_per_node "$GPUS" "$@"
fi
exec "${PYTHON:-python3}" "$@"

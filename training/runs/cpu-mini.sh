#!/bin/sh
# The embedded model as it began: about 3 M parameters on two CPU cores. DATA: encoded scores; OUT: folder; MINUTES: length;
# PROCESSES: with THREADS=1, one for each core reads half as much again as threads of one process do.
set -eu
cd "$(dirname "$0")/.."
if grep -q avx512f /proc/cpuinfo 2>/dev/null; then
  export ATEN_CPU_CAPABILITY=avx512 # elementwise kernels of PyTorch stay on AVX2 otherwise
fi
set -- nice -n "${NICE:-5}" "${PYTHON:-python3}" -m antiphon_training.train \
  --data ${DATA:?encoded scores, one or more files} --out "${OUT:?folder of the run}" --minutes "${MINUTES:-110}" \
  --hidden 192 --patch-layers 4 --char-layers 2 --window 256 --batch-patches 1024 \
  --lr 1.5e-3 --dtype bf16 --threads "${THREADS:-2}" "$@"
if [ "${PROCESSES:-1}" -gt 1 ]; then
  export WORLD_SIZE="$PROCESSES" MASTER_ADDR=127.0.0.1 MASTER_PORT="${PORT:-29511}"
  rank=1
  while [ "$rank" -lt "$PROCESSES" ]; do
    RANK=$rank "$@" &
    rank=$((rank + 1))
  done
fi
export RANK=0
exec "$@"

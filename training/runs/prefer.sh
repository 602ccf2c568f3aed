#!/bin/sh
# The preference stage: bars that the critics, or a player's takes, prefer. DATA: encoded scores; CHECKPOINT: model.pt of a run; BUNDLE: its
# bundle; OUT: folder; TAKES: a folder of takes, if a player's choices are to count, too. Judge what comes of it by `antiphon evaluate`, whose
# rows the critics do not know, on both bundles; keep it only if it wins.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "${OUT:?folder of the run}"
${ANTIPHON:-../antiphon} pairs --model "${BUNDLE:?bundle of the checkpoint}" --from "${DATA:?encoded scores}" --pieces "${PIECES:-300}" \
  --seed "${SEED:-1}" -o "$OUT/pairs.jsonl" ${TAKES:+--takes "$TAKES"}
${PYTHON:-python3} -m antiphon_training.prefer --pairs "$OUT/pairs.jsonl" --checkpoint "${CHECKPOINT:?model.pt}" --out "$OUT" --data "$DATA" "$@"
exec ${PYTHON:-python3} -m antiphon_training.export --checkpoint "$OUT/model.pt" --precision "${PRECISION:-q8}" --data "$DATA" --out "$OUT/bundle"

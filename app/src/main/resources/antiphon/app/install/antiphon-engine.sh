#!/bin/sh
# Serves the plug-ins; they start it. An engine that was killed is followed by another at once.
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
engine=
trap 'kill "$engine" 2>/dev/null; exit 0' TERM INT HUP
while :; do
  begun=$(date +%s)
  "$home/antiphon" engine "$@" &
  engine=$!
  wait "$engine"
  status=$?
  [ "$status" -gt 128 ] && [ $(($(date +%s) - begun)) -ge 2 ] || exit "$status"
done

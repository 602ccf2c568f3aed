#!/bin/sh
# Serves the plug-ins; they start it, and start it anew if it is killed.
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
# What is played needs little; what it takes from the DAW's machine it gives back.
export ANTIPHON_JAVA="-XX:SoftMaxHeapSize=192m ${ANTIPHON_JAVA:-}"
exec "$home/antiphon" engine "$@"

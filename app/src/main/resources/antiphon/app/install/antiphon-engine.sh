#!/bin/sh
# Serves the plug-ins; they start it, and start it anew if it is killed.
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
exec "$home/antiphon" engine "$@"

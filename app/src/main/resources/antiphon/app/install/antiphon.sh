#!/bin/sh
# Starts Antiphon with the Java that lies beside it.
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
home=$(CDPATH='' cd -- "$(dirname -- "$self")/.." && pwd -P) || exit 1
exec "$home/runtime/bin/java" -XX:+UseZGC -Xmx1g --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  -Dantiphon.home="$home" -Donnxruntime.native.path="$home/lib/native" -Djna.boot.library.path="$home/lib/native" \
  -Dorg.sqlite.lib.path="$home/lib/native" -cp "$home/lib/*" antiphon.app.Antiphon "$@"

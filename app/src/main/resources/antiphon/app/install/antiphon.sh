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
# Large pages for what ONNX Runtime takes from malloc: a sixth off a large model's time (Linux, glibc; others ignore it).
export GLIBC_TUNABLES="glibc.malloc.hugetlb=1${GLIBC_TUNABLES:+:$GLIBC_TUNABLES}"
# Java's own counters are a file that it writes to while music plays; nobody reads it.
exec "$home/runtime/bin/java" -XX:+UseZGC -Xmx1g -XX:+PerfDisableSharedMem ${ANTIPHON_JAVA:-} --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  -Dantiphon.home="$home" -Donnxruntime.native.path="$home/lib/native" -Djna.boot.library.path="$home/lib/native" \
  -Dorg.sqlite.lib.path="$home/lib/native" -cp "$home/lib/*" antiphon.app.Antiphon "$@"

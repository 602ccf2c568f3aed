#!/usr/bin/env bash
# Puts the built plug-in into real hosts behind jackd's dummy driver, and measures what comes out of them.
#   hosts.sh FOLDER SECONDS jalv|jalv-freewheel|ardour-lv2|ardour-vst3 ENGINE...
# ENGINE is a command that serves the run folder $ANTIPHON_RUN_DIR until it is killed. FOLDER, made anew, holds the logs,
# the engine's output in engine.log and what the host put out in dump.txt, with the sample of each message.
# Wants jackd2, and jalv or ardour. Exit codes: 0 played, 75 jackd has thrown a client out, which says nothing of the plug-in; 1 all
# else that went wrong, 2 wrong usage.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
built=${ANTIPHON_NATIVE:-$here/../../target}
folder=$1 seconds=$2 host=$3
shift 3
for program in jackd jack_midi_dump jack_midiseq jack_lsp; do
  command -v "$program" >/dev/null || { echo "no $program: apt-get install jackd2" >&2; exit 1; }
done
rm -rf "$folder"
mkdir -p "$folder/home/.vst3"
folder=$(cd "$folder" && pwd)

export ANTIPHON_ENGINE=none ANTIPHON_RUN_DIR=$folder/run HOME=$folder/home
export JACK_DEFAULT_SERVER=antiphon-$$ JACK_NO_START_SERVER=1
export LV2_PATH=$built/lv2:/usr/lib/lv2

started=()
declare -A client=()
# Jobs are started without a shell between, so that they can be killed by the number we know.
start() {
  local log=$1
  shift
  "$@" >"$folder/$log" 2>"$folder/$log.err" </dev/null &
  started+=($!)
}
end() {
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill "${started[i]}" 2>/dev/null
    wait "${started[i]}" 2>/dev/null
  done
}
trap end EXIT

# Whether a client says that jackd has closed its connection: Debian's jackd 1.9.21 at times misreads a request.
thrown_out() {
  grep -qsE 'read fail|server was closed|zombified' "$@"
}

# Ends this run, and says whose fault it was.
fail() {
  thrown_out "$folder"/*.log "$folder"/*.err && { echo "jackd threw a client out: $1" >&2; exit 75; }
  echo "$1" >&2
  exit 1
}

# Waits for a JACK port.
port() {
  for _ in $(seq 200); do
    timeout 5 jack_lsp 2>/dev/null | grep -q "^$1" && return
    sleep 0.1
  done
  fail "no port $1 appeared"
}

# Async and with a long timeout: a loaded machine is no reason to throw a client out.
start jackd.log jackd -r -t 5000 -n "$JACK_DEFAULT_SERVER" -d dummy -r 48000 -p 2048
port system:
start engine.log "$@"
# Two keys in turn, every 5/8 of a second.
start seq.log jack_midiseq seq 60000 1000 60 9000 31000 64 9000
client[seq]=${started[-1]}
start dump.txt stdbuf -oL jack_midi_dump -a dump
client[dump]=${started[-1]}
port seq:
port dump:

# Whether all that jalv's run needs is there to its end.
all_played() {
  for name in host transport seq dump; do
    kill -0 "${client[$name]}" 2>/dev/null || fail "$name ended before its time"
  done
  ! thrown_out "$folder"/*.log "$folder"/*.err || fail "a client has no connection"
}

# Ardour does what ardour.lua says; when that is done it is killed, as it does not always end by itself.
ardour() {
  start host.log ardour7-lua "$here/ardour.lua" "$folder/session" "$1" "$2" "$seconds" "${ANTIPHON_WAIT:-2}"
  local pid=${started[-1]}
  for _ in $(seq $((3 * seconds + 90))); do
    # Of Ardour jackd misreads a property. It says so at once, or when its session ends.
    if thrown_out <(sed '/^ready/q' "$folder/host.log") || grep -q 'server was closed' "$folder/host.log"; then
      echo "jackd threw Ardour out" >&2
      exit 75
    fi
    grep -q '^done' "$folder/host.log" && return
    kill -0 "$pid" 2>/dev/null || break
    sleep 1
  done
  tail -n 3 "$folder/host.log" "$folder/host.log.err" >&2
  exit 1
}

# jackd in freewheel mode, as for an export: every client's blocks as fast as they go, and nobody says so to jalv's plug-in.
freewheel() {
  timeout 10 jack_freewheel y >/dev/null || fail "jackd does not freewheel"
  sleep "$1"
  timeout 10 jack_freewheel n >/dev/null || fail "jackd does not come back to real time"
}

case $host in
  jalv|jalv-freewheel)
    { sleep "$((seconds + 20))" | jalv -n companion -c output_channel=5 -c listen_bars=1 -c answer_bars=1 -c feel=0 urn:antiphon:companion; } >"$folder/host.log" 2>&1 &
    started+=($!)
    client[host]=$!
    port companion:companion
    { printf 'tempo 137.3\nmaster\nlocate 0\nplay\n'; sleep "$((seconds + 20))"; } | jack_transport >"$folder/transport.log" 2>&1 &
    started+=($!)
    client[transport]=$!
    sleep 1
    timeout 10 jack_connect companion:companion dump:input || fail "jalv is not connected to the dump"
    timeout 10 jack_connect seq:out companion:player || fail "jalv is not connected to the player"
    [ "$host" = jalv ] || { sleep "${ANTIPHON_WAIT:-2}"; freewheel "$seconds"; }
    [ "$host" = jalv-freewheel ] || sleep "$seconds"
    all_played
    ;;
  ardour-lv2)
    ardour LV2 urn:antiphon:companion
    ;;
  ardour-vst3)
    cp -r "$built/vst3/antiphon.vst3" "$HOME/.vst3/"
    # Ardour passes over a plug-in that is not clearly older than what its scanner wrote.
    find "$HOME/.vst3" -exec touch -d 2020-01-01 {} +
    LD_LIBRARY_PATH=/usr/lib/ardour7 timeout 60 /usr/lib/ardour7/ardour-vst3-scanner -f "$HOME/.vst3/antiphon.vst3" \
      >"$folder/scan.log" 2>&1 || { cat "$folder/scan.log" >&2; exit 1; }
    ardour VST3 416E746970686F6E436F6D70616E696F
    ;;
  *)
    echo "no host '$host': expected jalv, jalv-freewheel, ardour-lv2 or ardour-vst3" >&2
    exit 2
    ;;
esac

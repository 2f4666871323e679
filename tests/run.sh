#!/bin/sh
# Runs every test program of ASAN/tests and every script of tests/scripts, then the unit programs once more as users have them
# (BUILD/tests) and under az_AZ.UTF-8, where letters fold and numbers are written differently. A line per program, with its
# seconds; what a failing one said in full.
# Usage: run.sh BUILD ASAN
set -eu
build=$1
asan=$2
root=$(pwd)
case $build in /*) ;; *) build=$root/$build ;; esac
case $asan in /*) ;; *) asan=$root/$asan ;; esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Nothing of the user's own is read or written.
export HOME="$work/home" XDG_STATE_HOME="$work/state" XDG_DATA_HOME="$work/data" \
    XDG_CONFIG_HOME="$work/config" TMPDIR="$work/tmp"
mkdir "$HOME" "$TMPDIR"
unset MEYAR_BY LANGUAGE LANG ACCESSIBLE NO_COLOR LC_MESSAGES LC_NUMERIC LC_CTYPE LC_COLLATE LC_TIME \
    2>/dev/null || :
# The program as the tests drive it, and as it is built for users (for limits of time and memory).
export MEYAR_BIN="$asan/meyar" MEYAR_PLAIN="$build/meyar"
# Thousands of small files are written and synced: in memory, where there is such a place.
if [ -z "${MEYAR_TEST_FOLDER:-}" ] && [ -w /dev/shm ] &&
    df -Pk /dev/shm | awk 'NR == 2 {exit !($4 > 1000000)}'; then
    MEYAR_TEST_FOLDER=$(mktemp -d /dev/shm/meyar-XXXXXX)
    chmod 711 "$MEYAR_TEST_FOLDER" # one test is another user
    export MEYAR_TEST_FOLDER
    trap 'rm -rf "$work" "$MEYAR_TEST_FOLDER"' EXIT
fi
export UBSAN_OPTIONS="print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
# Memory that was given back is watched while it is among the last 4 MB: the 256 MB of the default
# are pages that the kernel has to find, which costs more than the tests do.
export ASAN_OPTIONS="quarantine_size_mb=4${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
# Many tests begin with the demo, which is always the same: made once.
export MEYAR_DEMO="$work/demo.meyar"
LC_ALL=C.UTF-8 "$build/meyar" demo "$MEYAR_DEMO" --no-open --quiet

# One program: a line, and its numbers into a file of its own in $RESULTS.
cat >"$work/one" <<'ONE'
program=$1
name=$(basename "$(dirname "$program")")/$(basename "$program")
out=$(mktemp)
status=0
began=$(date +%s)
case $program in *.sh) set -- sh "$program" ;; esac
case $program in */model/*) ;; *) unset MEYAR_TEST_FOLDER ;; esac # the screens show short paths
timeout 900 "$@" >"$out" 2>&1 </dev/null || status=$?
sum() { sed -n "s/^\[  $1  \] \([0-9][0-9]*\) test(s).*/\1/p" "$out" | awk '{n += $1} END {print n + 0}'; }
passed=$(sum PASSED)
failed=$(sum FAILED)
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1 # it crashed, or ran out of time
[ "$status" = 0 ] && [ "$passed" = 0 ] && failed=1   # it tested nothing
if [ "$failed" = 0 ]; then
    echo "ok $name: $passed ($(($(date +%s) - began)) s)"
else
    { head -200 "$out"; echo "FAILED $name: $failed of $((passed + failed)), exit status $status"; } \
        >"$out.told"
    cat "$out.told" # at once, so that two programs' words do not mix
    rm -f "$out.told"
fi
echo "$passed $failed" >"$RESULTS/$(echo "$name" | tr / .)"
rm -f "$out"
ONE

run() { # RESULTS AT-ONCE PROGRAM…
    RESULTS=$work/$1
    export RESULTS
    mkdir -p "$RESULTS"
    at_once=$2
    shift 2
    [ $# = 0 ] || printf '%s\n' "$@" | xargs -P"$at_once" -n1 sh "$work/one"
}

programs() { # BUILD FOLDER…
    of=$1
    shift
    for folder in "$@"; do
        for program in "$of/tests/$folder"/test_*; do
            # Those whose source was taken away since are left over from an older build.
            [ -x "$program" ] && [ -f "tests/$folder/$(basename "$program").c" ] && echo "$program"
        done
    done
    return 0
}

# The Azerbaijani locale is rarely there: made from its source where that is.
locale=az_AZ.UTF-8
folder=$build/locale-test
if [ ! -d "$folder/$locale" ]; then
    if [ ! -f /usr/share/i18n/locales/az_AZ ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        { apt-get update -q && apt-get install -y -q --no-install-recommends locales; } \
            >"$work/apt" 2>&1 || :
    fi
    mkdir -p "$folder"
    localedef -i az_AZ -f UTF-8 "$folder/$locale" >"$work/localedef" 2>&1 || rm -rf "${folder:?}/$locale"
fi

export LC_ALL=C.UTF-8
# Two at once, but of those in a terminal one at a time: they look at the clock, and one that is slow is one that hangs.
# shellcheck disable=SC2046
run terminal 1 $(programs "$asan" e2e) &
terminal=$!
(
    # shellcheck disable=SC2046
    run first 1 $(programs "$asan" forms model tui) tests/scripts/test_*.sh
    # The laws of merging over many histories.
    (
        export MEYAR_SEEDS=1-500
        run laws 1 "$build/tests/model/test_union"
    )
    if [ -d "$folder/$locale" ]; then
        export LOCPATH="$folder" LC_ALL=$locale
        echo "once more under $locale"
    else
        export LC_ALL=C.UTF-8 LANGUAGE=az
        echo "once more under C.UTF-8 with LANGUAGE=az: there is no $locale here, and no source to make it of"
    fi
    # shellcheck disable=SC2046
    run second 1 $(programs "$build" forms model tui) "$build/tests/e2e/test_cli"
)
wait "$terminal"

cat "$work"/first/* "$work"/terminal/* "$work"/laws/* "$work"/second/* |
    awk '{p += $1; f += $2} END {printf "%d passed, %d failed\n", p, f; exit f > 0 || p == 0}'

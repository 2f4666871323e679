#!/bin/sh
# Runs every test program of ASAN/tests and every script of tests/scripts, then the unit programs once more under az_AZ.UTF-8, where
# letters fold and numbers are written differently. A line per program; what a failing one said in full.
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

# One program: a line, and its numbers into a file of its own in $RESULTS.
cat >"$work/one" <<'ONE'
program=$1
name=$(basename "$(dirname "$program")")/$(basename "$program")
out=$(mktemp)
status=0
case $program in *.sh) set -- sh "$program" ;; esac
case $program in */model/*) ;; *) unset MEYAR_TEST_FOLDER ;; esac # the screens show short paths
timeout 900 "$@" >"$out" 2>&1 </dev/null || status=$?
sum() { sed -n "s/^\[  $1  \] \([0-9][0-9]*\) test(s).*/\1/p" "$out" | awk '{n += $1} END {print n + 0}'; }
passed=$(sum PASSED)
failed=$(sum FAILED)
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1 # it crashed, or ran out of time
[ "$status" = 0 ] && [ "$passed" = 0 ] && failed=1   # it tested nothing
if [ "$failed" = 0 ]; then
    echo "ok $name: $passed"
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

programs() { # FOLDER…
    for folder in "$@"; do
        for program in "$asan/tests/$folder"/test_*; do
            # Those whose source was taken away since are left over from an older build.
            [ -x "$program" ] && [ -f "tests/$folder/$(basename "$program").c" ] && echo "$program"
        done
    done
    return 0
}

export LC_ALL=C.UTF-8
# shellcheck disable=SC2046
run first 2 $(programs forms model tui) tests/scripts/test_*.sh
# shellcheck disable=SC2046
run first 1 $(programs e2e) # they look at the clock: a terminal that is slow is one that hangs

# The laws of merging over many histories, in what users have: there it takes a fraction of the time.
(
    export MEYAR_SEEDS=1-500
    run laws 1 "$build/tests/model/test_union"
)

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
if [ -d "$folder/$locale" ]; then
    export LOCPATH="$folder" LC_ALL=$locale
    echo "once more under $locale"
else
    export LC_ALL=C.UTF-8 LANGUAGE=az
    echo "once more under C.UTF-8 with LANGUAGE=az: there is no $locale here, and no source to make it of"
fi
# shellcheck disable=SC2046
run second 2 $(programs forms model tui) $(programs e2e | grep '/test_cli$' || :)

cat "$work"/first/* "$work"/laws/* "$work"/second/* |
    awk '{p += $1; f += $2} END {printf "%d passed, %d failed\n", p, f; exit f > 0 || p == 0}'

#!/bin/sh
# The figures of `make bench`, in a folder of its own beside the build (so on the same file system).
set -eu
build=$1
work=$(cd "$(mktemp -d "$build/bench.XXXXXX")" && pwd) # base folders have to be absolute
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME="$work/state" XDG_DATA_HOME="$work/data"
mkdir "$XDG_STATE_HOME"
printf '%-58s %9s %9s %9s\n' '' minimum median p99
"$build/tests/bench/bench_score"
"$build/tests/bench/bench_answer" "$work"
"$build/tests/bench/bench_keys" "$build/meyar" "$work/demo.meyar" "$work/state"
"$build/tests/bench/bench_report" "$work/demo.meyar"
"$build/tests/bench/bench_scorecard" "$work/demo.meyar"
mkdir "$work/first" "$work/large" # where nobody has been anywhere yet: starts show the bodies
"$build/tests/bench/bench_screen" "$build/meyar" "$work/demo.meyar" "$work/first"
"$build/tests/bench/bench_desk" "$work/demo.meyar"
"$build/tests/bench/bench_digits" "$build/meyar" "$work"
"$build/tests/bench/bench_large" "$work" 400
"$build/tests/bench/bench_find" "$work" 4000
"$build/tests/bench/bench_answer" "$work" "$work/find-4000.meyar"
"$build/tests/bench/bench_desk" "$work/find-4000.meyar" large
"$build/tests/bench/bench_screen" "$build/meyar" "$work/find-4000.meyar" "$work/large" large
mkdir "$work/few" "$work/many" "$work/thirty"
"$build/tests/bench/bench_thirty" "$work/thirty"
"$build/tests/bench/bench_merge" "$work/few" 5 1 # in two orders, too
"$build/tests/bench/bench_merge" "$work/many" 50
# All services in one body, which no country has: minutes, and only where they are asked for.
if [ -n "${BENCH_ONE_BODY:-}" ]; then
    "$build/tests/bench/bench_find" "$work" 1
fi

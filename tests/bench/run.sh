#!/bin/sh
# The figures of `make bench`, in a folder of its own beside the build (so on the same file system).
set -eu
build=$1
work=$(mktemp -d "$build/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME="$work/state"
mkdir "$XDG_STATE_HOME"
printf '%-58s %9s %9s %9s\n' '' minimum median p99
"$build/tests/bench/bench_score"
"$build/tests/bench/bench_answer" "$work"
"$build/tests/bench/bench_keys" "$build/meyar" "$work/demo.meyar" "$work/state"
"$build/tests/bench/bench_screen" "$build/meyar" "$work/demo.meyar" "$work/state"
"$build/tests/bench/bench_find" "$work" 4000

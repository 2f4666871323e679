# What the scripts here have in common; each begins with `. tests/scripts/say.sh`. They run from the
# root, with MEYAR_PLAIN naming the built program, and count as run.sh counts.
build=$(dirname "${MEYAR_PLAIN:-build/meyar}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check WHAT COMMAND…: the command succeeds.
check() {
    what=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $what"
        sed 's/^/    /' "$work/said"
    fi
}

# refused WHAT PATTERN COMMAND…: the command fails, and says something that matches.
refused() {
    what=$1
    pattern=$2
    shift 2
    if "$@" >"$work/said" 2>&1 || ! grep -q -- "$pattern" "$work/said"; then
        failed=$((failed + 1))
        echo "failed: $what"
        sed 's/^/    /' "$work/said"
    else
        passed=$((passed + 1))
    fi
}

# The last line of a script: how it went.
finish() {
    echo "[  PASSED  ] $passed test(s)."
    [ "$failed" = 0 ] || { echo "[  FAILED  ] $failed test(s)."; exit 1; }
}

#!/bin/sh
# Extracts every message of the program into OUT, a template for translations. The tables of
# actions, marks and screens (*.def) have messages too.
# Usage: pot.sh OUT [FOLDER]
set -eu
out=$1
cd "${2:-$(dirname "$0")/..}"
case $out in /*) ;; *) out=$OLDPWD/$out ;; esac
mkdir -p "$(dirname "$out")"
find forms model tui \( -name '*.c' -o -name '*.h' -o -name '*.def' \) | LC_ALL=C sort |
    xgettext --from-code=UTF-8 --language=C --files-from=- --output="$out" --package-name=meyar \
        --keyword= --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=ngettext:1,2

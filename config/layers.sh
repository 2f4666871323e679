#!/bin/sh
# Proves the layers forms <- model <- tui: from the objects under BUILD/obj (no SQLite outside model/,
# no curses outside tui/, no libyaml outside forms/), and from what each folder includes.
# Usage: layers.sh BUILD
set -eu
export LC_ALL=C
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/faults"

# OBJECT SYMBOL, for each symbol that an object of a folder takes from elsewhere.
undefined() {
    find "$build/obj/$1" -name '*.o' | sort | while read -r o; do
        nm -u "$o" | awk -v o="${o#"$build"/obj/}" '{print o, $NF}'
    done
}
for folder in forms model tui; do
    [ -d "$build/obj/$folder" ] || { echo "layers: $build/obj/$folder is not there; build first" >&2; exit 1; }
    undefined "$folder" >"$work/$folder"
done
find "$build/obj/forms" "$build/obj/model" -name '*.o' -exec nm --defined-only {} + |
    awk 'NF == 3 {print $3}' | sort -u >"$work/ours"

# What curses defines is asked of the very libraries that the program is linked with.
ldd "$build/meyar" | awk '/ncurses|tinfo/ {print $3}' >"$work/libraries"
[ -s "$work/libraries" ] || { echo "layers: $build/meyar is not linked with curses" >&2; exit 1; }
while read -r library; do
    nm -D --defined-only "$library" | awk '{sub(/@.*/, "", $NF); print $NF}'
done <"$work/libraries" | sort -u | comm -23 - "$work/ours" >"$work/curses"

for folder in forms tui; do
    grep ' sqlite3_' "$work/$folder" | sed 's/$/: SQLite outside model\//' >>"$work/faults" || :
done
for folder in model tui; do
    grep ' yaml_' "$work/$folder" | sed 's/$/: libyaml outside forms\//' >>"$work/faults" || :
done
for folder in forms model; do
    awk 'NR == FNR {curses[$1]; next} $2 in curses {print $0 ": curses outside tui/"}' \
        "$work/curses" "$work/$folder" >>"$work/faults"
done

# Includes: a folder may name itself and those to its left, and its own libraries.
refuse() { # FOLDER PATTERN WHAT
    grep -rnE --include='*.[ch]' "$2" "$1" | sed "s|\$|  ($3)|" >>"$work/faults" || :
}
refuse forms '^ *# *include *"(model|tui|tests)/' 'forms/ includes only forms/'
refuse model '^ *# *include *"(tui|tests)/' 'model/ includes only forms/ and model/'
refuse tui '^ *# *include *"tests/' 'tui/ includes no tests'
for folder in forms model tui; do
    refuse "$folder" '^ *# *include *"[^/"]*"' 'includes are named from the root'
done

if [ -s "$work/faults" ]; then
    cat "$work/faults"
    exit 1
fi
echo "layers: forms <- model <- tui holds"

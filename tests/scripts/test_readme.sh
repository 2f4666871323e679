#!/bin/sh
# What the README shows is what the screens show, and what it names is there.
set -eu
. tests/scripts/say.sh

sh config/pictures.sh >"$work/README.md"
check "the pictures (make pictures brings them up to date)" cmp README.md "$work/README.md"
check "there are pictures" sh -c "[ \$(grep -c '^ meyar  2019 ›' README.md) -ge 3 ]"
targets() {
    for target in $(sed -n 's/^\(sudo \)\{0,1\}make \([a-z]*\).*/\2/p' README.md) install uninstall; do
        grep -q "^$target:" Makefile || { echo "no target $target"; return 1; }
    done
}
check "its make targets" targets
links() {
    for file in $(sed 's/](\([^)]*\))/\n@\1\n/g' README.md | sed -n 's/^@//p' | grep -v '^http'); do
        [ -e "$file" ] || { echo "no $file"; return 1; }
    done
}
check "its links" links
commands() {
    for command in $(grep -o '`meyar [a-z]*' README.md | cut -d' ' -f2 | sort -u); do
        "$build/meyar" help "$command" >/dev/null || return 1
    done
}
check "its commands" commands
finish

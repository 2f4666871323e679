#!/bin/sh
# `make install` into a folder of its own: what is there works from there; uninstall leaves nothing.
# And the Debian package, where this machine can make one.
set -eu
. tests/scripts/say.sh
unset MAKEFLAGS MFLAGS MAKELEVEL 2>/dev/null || :
dest=$work/dest
made() { make --no-print-directory "$@" BUILD="$build" DESTDIR="$dest" PREFIX=/opt/some; }
at=$dest/opt/some

check "make install" made install
check "the program" test -x "$at/bin/meyar"
check "the manual" sh -c "gzip -dc '$at/share/man/man1/meyar.1.gz' | grep -q '^.Dt MEYAR 1'"
check "a rubric to begin with" "$at/bin/meyar" check "$at/share/meyar/rubrics/az_eservice.yaml"
check "completion for bash" bash -n "$at/share/bash-completion/completions/meyar"
check "completion for zsh" grep -q '^#compdef meyar$' "$at/share/zsh/site-functions/_meyar"
check "the licence" cmp LICENSE "$at/share/doc/meyar/LICENSE"

# It finds its words where it was installed to, whatever it is called by and wherever one is.
speaks() { # PROGRAM
    (cd / && LC_ALL=C.UTF-8 LANGUAGE=az "$1" help) | grep -q 'kömək\|əmr'
}
check "Azerbaijani" speaks "$at/bin/meyar"
ln -s "$at/bin/meyar" "$work/linked"
check "Azerbaijani by a link" speaks "$work/linked"
# /usr/bin/locale is a program, not a folder of translations.
: >"$at/bin/locale"
check "Azerbaijani beside a file called locale" speaks "$at/bin/meyar"
rm "$at/bin/locale"
check "English" sh -c "LC_ALL=C '$at/bin/meyar' help | grep -q 'how a command is used'"

check "make uninstall" made uninstall
nothing_left() { ! find "$dest" ! -type d | grep . && ! find "$dest" -name meyar | grep .; }
check "nothing is left" nothing_left

# ---- the package ----

if command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null; then
    # In a folder of its own, of what is built already.
    mkdir "$work/build"
    cp -a "$build/meyar" "$build/locale" "$build/completion" "$work/build"
    packed() { # NAME: the package as that file
        SOURCE_DATE_EPOCH=1700000000 sh config/deb.sh "$work/build" && cp "$work"/build/*.deb "$work/$1"
    }
    check "a package, that lintian finds no error in" packed one.deb
    LINTIAN=true
    export LINTIAN
    check "the package again" packed two.deb
    check "the same bytes" cmp "$work/one.deb" "$work/two.deb"
    mkdir "$work/root"
    check "unpacked" dpkg-deb -x "$work/one.deb" "$work/root"
    check "Azerbaijani from the package" speaks "$work/root/usr/bin/meyar"
    check "no words of its making" sh -c "! dpkg-deb -c '$work/one.deb' | grep -v ' root/root '"
    fields() { dpkg-deb -f "$work/one.deb" Version Depends | grep -c 'ersion: [0-9]\|libsqlite3-0 (>= 3.37)' | grep -qx 2; }
    check "its version, what it needs" fields
fi
finish

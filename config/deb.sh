#!/bin/sh
# Makes BUILD/meyar_VERSION_ARCH.deb of what stands in BUILD: from what `make install` installs and the files of
# config/debian. The same sources give the same bytes: times are those of SOURCE_DATE_EPOCH, else of
# the last commit, else of the changelog. DEBFULLNAME and DEBEMAIL name who makes it.
# Usage: deb.sh BUILD
set -eu
export LC_ALL=C TZ=UTC
build=$1
command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null || {
    echo "a Debian package needs dpkg-deb and dpkg-shlibdeps: install dpkg-dev" >&2
    exit 1
}
version=$(sed -n 's/^#define MEYAR_VERSION "\(.*\)"/\1/p' tui/cli.h)
arch=$(dpkg --print-architecture)
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
umask 022
root=$build/deb/root
rm -rf "$build/deb"
mkdir -p "$root/DEBIAN" "$build/deb/debian"

${MAKE:-make} --no-print-directory install-built BUILD="$build" DESTDIR="$root" PREFIX=/usr \
    ZSHDIR=/usr/share/zsh/vendor-completions >/dev/null
doc=$root/usr/share/doc/meyar
rm -f "$doc/LICENSE" "$doc/README.md" # said in copyright; the manual
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/bin/meyar"

# shlibdeps wants a source package about it.
printf 'Source: meyar\n\nPackage: meyar\nArchitecture: any\n' >"$build/deb/debian/control"
# What the program opens only when it needs it (tui/report/xlsxwriter.c) it does not name itself.
echo 'int main(void) { return 0; }' | ${CC:-cc} -x c - -Wl,--no-as-needed -lxlsxwriter -o "$build/deb/later"
depends=$(cd "$build/deb" && dpkg-shlibdeps --ignore-missing-info -O root/usr/bin/meyar later 2>/dev/null |
    sed -n 's/^shlibs:Depends=//p' | sed 's/libsqlite3-0 ([^)]*)/libsqlite3-0 (>= 3.37)/')
[ -n "$depends" ] || { echo "dpkg-shlibdeps did not say what the program needs" >&2; exit 1; }

indented() { sed 's/^$/./; s/^/ /'; }
fill() { # TEMPLATE: with its marks filled in
    sed -e "s/@VERSION@/$version/; s/@ARCH@/$arch/; s/@DEPENDS@/$depends/; s/@SIZE@/$size/" \
        -e "s/@DATE@/$(date -R -d "@$epoch")/; s/@HOLDER@/$holder/; s/@MAINTAINER@/$maintainer/" "config/debian/$1.in"
}
size=$(find "$root/usr" -type f -printf '%s\n' | awk '{n += int(($1 + 1023) / 1024)} END {print n}')
maintainer="${DEBFULLNAME:-The meyar authors} <${DEBEMAIL:-meyar@meyar.invalid}>"
holder=$(sed -n 's/^Copyright (c) //p' LICENSE)
fill changelog | gzip -9n >"$doc/changelog.gz"
gzip -9n "$doc/CHANGELOG.md"
sed '1,/^Copyright/d; /./,$!d' LICENSE | indented >"$build/deb/licence"
fill copyright | sed -e "/@LICENSE@/{r $build/deb/licence" -e 'd}' >"$doc/copyright"
fill control >"$root/DEBIAN/control"
(cd "$root" && find usr -type f | sort | xargs md5sum) >"$root/DEBIAN/md5sums"

find "$root" -exec touch -h -d "@$epoch" {} +
SOURCE_DATE_EPOCH=$epoch dpkg-deb --root-owner-group -Zxz --build "$root" \
    "$build/meyar_${version}_$arch.deb" >/dev/null
echo "$build/meyar_${version}_$arch.deb"
if command -v "${LINTIAN:=lintian}" >/dev/null; then
    $LINTIAN --fail-on error "$build/meyar_${version}_$arch.deb"
fi

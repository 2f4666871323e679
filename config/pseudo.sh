#!/bin/sh
# Makes a translation into no language: every message in accented letters and two fifths longer, its
# directives, blanks and line ends as they were. Screens and help are tested under it, so that a
# longer language finds room.
# Usage: pseudo.sh POT PO
set -eu
msgen --no-wrap --lang=qps "$1" | sed 's/\(Plural-Forms: \).*/\1nplurals=2; plural=(n != 1);\\n"/' |
    LC_ALL=C awk '
    BEGIN {
        split("a b c d e f g h i j k l m n o p q r s t u v w x y z", from, " ")
        split("á ḃ ç ḋ é ḟ ğ ĥ í ĵ ķ ł ḿ ñ ö ṗ q ŕ ş ţ ü ṽ ŵ ẋ ý ž", to, " ")
        for (i in from) accented[from[i]] = to[i]
        split("A C D E G I L N O R S T U Y Z", from, " ")
        split("Á Ç Ḋ É Ğ İ Ł Ñ Ö Ŕ Ş Ţ Ü Ý Ž", to, " ")
        for (i in from) accented[from[i]] = to[i]
    }
    function longer(s,    out, room, part, c) {
        room = 2 # so that also the shortest grows
        while (s != "") {
            if (match(s, /^%([0-9]+\$)?[-+ #0]*[0-9]*(\.([0-9]+|\*))?(<[A-Za-z0-9]+>|(hh|h|ll|l|z|j|t)?[a-zA-Z%])/) ||
                match(s, /^\\./)) {
                part = substr(s, 1, RLENGTH)
                if (part == "\\n" && room >= 5) { out = out "~"; room -= 5 }
                out = out part
                s = substr(s, RLENGTH + 1)
                continue
            }
            c = substr(s, 1, 1)
            s = substr(s, 2)
            out = out (c in accented ? accented[c] : c)
            room += 2
            while (room >= 5 && c in accented) { out = out accented[c]; room -= 5 }
        }
        return out
    }
    /^msgid ""$/ && !head { head = 1; into = "head" }
    /^msgid / && NR > 1 && seen++ { into = "" }
    /^$/ { into = "" }
    into == "head" { print; next }
    /^msgstr/ {
        match($0, /^msgstr(\[[0-9]\])? "/)
        start = RLENGTH
        print substr($0, 1, start) longer(substr($0, start + 1, length($0) - start - 1)) "\""
        into = "str"
        next
    }
    into == "str" && /^"/ { print "\"" longer(substr($0, 2, length($0) - 2)) "\""; next }
    { if (!/^"/) into = into == "str" ? "" : into; print }' >"$2"

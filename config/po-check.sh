#!/bin/sh
# Says what a translation lacks of the program's messages: missing, untranslated, fuzzy and obsolete
# ones, format directives that differ, blanks or a full stop at one end only. Silent where all is well.
# Usage: po-check.sh POT PO
set -eu
pot=$1
po=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{
    msgcmp "$po" "$pot" || echo "$po: messages are missing"
    # With the template's flags, so that a translation can't hide a directive by leaving its mark out.
    msgmerge --quiet --no-fuzzy-matching -o "$work/merged.po" "$po" "$pot"
    msgfmt --check -o "$work/meyar.mo" "$work/merged.po"
    for which in only-fuzzy untranslated only-obsolete; do
        msgattrib --$which --no-wrap "$work/merged.po" | sed -n 's/^\(#~ \)\{0,1\}msgid "\(..*\)"$/'"$which"': \2/p'
    done
    msgattrib --no-obsolete --no-wrap "$work/merged.po" | awk '
        function edge(s) { # what its ends are: blanks before, blanks and a full stop after
            match(s, /^ */)
            before = RLENGTH
            match(s, / *(\\n)*$/)
            after = substr(s, RSTART)
            body = substr(s, 1, RSTART - 1)
            return before "|" after "|" (body ~ /[^.]\.$/ ? "." : body ~ /:$/ ? ":" : "")
        }
        function told() {
            if (id ~ /[[:alpha:]]/ && str != "" && edge(id) != edge(str))
                print "ends differ: " id " / " str
        }
        /^msgid "/ { told(); id = substr($0, 8, length($0) - 8); str = ""; into = "id"; next }
        /^msgid_plural / { into = ""; next }
        /^msgstr(\[0\])? "/ { sub(/^msgstr(\[0\])? "/, ""); str = substr($0, 1, length($0) - 1); into = "str"; next }
        /^msgstr/ { into = ""; next }
        /^"/ && into == "id" { id = id substr($0, 2, length($0) - 2) }
        /^"/ && into == "str" { str = str substr($0, 2, length($0) - 2) }
        END { told() }'
} >"$work/told" 2>&1 || :
grep -v '^msgcmp: found' "$work/told" >"$work/faults" || exit 0
cat "$work/faults"
exit 1

/* What a helper asks for first, as far as storage knows it. */
#include <jansson.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "forms/libs.h"
#include "model/disk.h"
#include "model/lib.h"
#include "model/lock.h"
#include "model/state.h"

static void libraries(struct buf *out)
{
    buf_printf(out, "SQLite: %s\n", sqlite3_libversion());
    buf_printf(out, "jansson: %s\n", JANSSON_VERSION);
    buf_printf(out, "libsodium: %s\n", sodium_version_string());
    forms_libraries(out);
    buf_printf(out, "%s:", _("SQLite's options"));
    for (int i = 0; sqlite3_compileoption_get(i); i++)
        buf_printf(out, " %s", sqlite3_compileoption_get(i));
    buf_addc(out, '\n');
}

static void folder(struct buf *out, const char *name, const char *path)
{
    buf_printf(out, "%s: ", name);
    if (!path) {
        buf_printf(out, "%s\n", _("can't be made"));
        return;
    }
    buf_show(out, path, false);
    buf_printf(out, " (%s)\n",
               access(path, W_OK) == 0 ? _("can be written") : _("can't be written"));
}

static const char *encrypted_word(enum encrypted e)
{
    switch (e) {
    case ENCRYPTED_YES:
        return _("yes");
    case ENCRYPTED_NO:
        return _("no");
    case ENCRYPTED_UNKNOWN:
        break;
    }
    return _("can't be told");
}

/* The disk below a path, or below the folder where it would be. */
static void disk(struct buf *out, const char *path, struct arena *a)
{
    const char *slash = strrchr(path, '/');
    const char *at = path;
    if (access(path, F_OK) != 0)
        at = !slash ? "." : slash == path ? "/" : arena_dupn(a, path, (size_t)(slash - path));
    const char *kind = disk_kind(at, a), *network = lock_network(at);
    buf_printf(out, "%s: ", _("disk"));
    buf_show(out, kind ? kind : _("can't be told"), false);
    buf_printf(out, "\n%s: %s\n", _("disk is local"), network ? _("no") : _("yes"));
    buf_printf(out, "%s: %s\n", _("disk is encrypted"), encrypted_word(disk_encrypted(at)));
}

/* The file itself: can it be opened, and by whom. */
static void file(struct buf *out, const char *path)
{
    struct err err = {0};
    buf_printf(out, "%s: ", _("file"));
    buf_show(out, path, false);
    buf_addc(out, '\n');
    struct campaign *c = campaign_open(path, OPEN_READ_ONLY, NULL, &err);
    buf_printf(out, "%s: ", _("campaign"));
    if (c)
        buf_show(out, campaign_name(c, 0), false);
    else
        buf_show(out, err_text(&err), false);
    buf_addc(out, '\n');
    err_clear(&err);
    campaign_close(&c);
}

void doctor_lines(const char *path, struct buf *out)
{
    struct arena *a = arena_new();
    const char *demo = demo_path(a);
    libraries(out);
    folder(out, _("state folder"), state_folder(a, ""));
    buf_printf(out, "%s: ", _("demo campaign"));
    buf_show(out, demo ? demo : _("can't be made"), false);
    buf_addc(out, '\n');
    if (path)
        file(out, path);
    disk(out, path ? path : ".", a);
    arena_free(&a);
}

/* Names of files made safe, and what files are. */
#include <string.h>
#include "forms/text.h"
#include "model/evidence_in.h"

#define NAME_BYTES 255
#define UNKNOWN "application/octet-stream"

/* A file is of a type where its name ends so and its bytes begin so; where no name ends as the
 * bytes tell, the bytes alone decide. Nothing that a system would run is in here: only these are
 * given to a viewer. */
static const struct {
    const char *ending, *type;
    const char *magic; /* NULL: a text */
    size_t at, n;
} types[] = {
    {"png", "image/png", "\x89PNG\r\n\x1a\n", 0, 8},
    {"jpg", "image/jpeg", "\xff\xd8\xff", 0, 3},
    {"jpeg", "image/jpeg", "\xff\xd8\xff", 0, 3},
    {"gif", "image/gif", "GIF8", 0, 4},
    {"webp", "image/webp", "WEBP", 8, 4},
    {"tif", "image/tiff", "II*\0", 0, 4},
    {"tiff", "image/tiff", "II*\0", 0, 4},
    {"heic", "image/heic", "ftyp", 4, 4},
    {"pdf", "application/pdf", "%PDF-", 0, 5},
    {"mp4", "video/mp4", "ftyp", 4, 4},
    {"mov", "video/quicktime", "ftyp", 4, 4},
    {"webm", "video/webm", "\x1a\x45\xdf\xa3", 0, 4},
    {"mp3", "audio/mpeg", "ID3", 0, 3},
    {"m4a", "audio/mp4", "ftyp", 4, 4},
    {"ogg", "audio/ogg", "OggS", 0, 4},
    {"wav", "audio/wav", "WAVE", 8, 4},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\3\4", 0,
     4},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\3\4", 0, 4},
    {"odt", "application/vnd.oasis.opendocument.text", "PK\3\4", 0, 4},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet", "PK\3\4", 0, 4},
    {"zip", "application/zip", "PK\3\4", 0, 4},
    {"txt", "text/plain", NULL, 0, 0},
    {"md", "text/markdown", NULL, 0, 0},
    {"csv", "text/csv", NULL, 0, 0},
    {"json", "application/json", NULL, 0, 0},
    {"eml", "message/rfc822", NULL, 0, 0},
    {"html", "text/html", NULL, 0, 0},
    {"htm", "text/html", NULL, 0, 0},
    {"mht", "multipart/related", NULL, 0, 0},
};
#define NTYPES (sizeof types / sizeof types[0])

/* The bytes after the last point of a name; "" where there is none. */
static const char *ending_of(const char *name)
{
    const char *point = strrchr(name, '.');
    return point && point != name ? point + 1 : "";
}

/* Of a text only that it is none of bytes. */
static bool begins_so(size_t i, const unsigned char *bytes, size_t n)
{
    if (!types[i].magic)
        return memchr(bytes, 0, n) == NULL;
    return n >= types[i].at + types[i].n &&
           memcmp(bytes + types[i].at, types[i].magic, types[i].n) == 0;
}

const char *evidence_type(const char *name, const unsigned char *bytes, size_t n)
{
    const char *ending = ending_of(name);
    for (size_t i = 0; i < NTYPES; i++)
        if (ascii_casecmp(ending, types[i].ending) == 0 && begins_so(i, bytes, n))
            return types[i].type;
    for (size_t i = 0; i < NTYPES; i++)
        if (types[i].magic && strcmp(types[i].magic, "PK\3\4") != 0 && begins_so(i, bytes, n))
            return types[i].type;
    return UNKNOWN;
}

const char *type_ending(const char *type)
{
    for (size_t i = 0; i < NTYPES; i++)
        if (strcmp(type, types[i].type) == 0)
            return types[i].ending;
    return NULL;
}

const char *evidence_name(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    struct buf b = {0};
    for (size_t len; *base && b.n < NAME_BYTES; base += len) {
        uint32_t c = utf8_next(base, &len);
        bool good = utf8_check(base, len) == len && c >= ' ' && c != 0x7F && !char_hidden(c);
        if (b.n + len > NAME_BYTES)
            break;
        if (good)
            buf_addn(&b, base, len);
        else
            buf_addc(&b, '_');
    }
    const char *name = arena_dup(a, b.s ? b.s : "");
    buf_free(&b);
    bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
    return !dots && text_is_line(name, NAME_BYTES) ? name : "_";
}

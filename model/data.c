/* Files of config/, taken in by the assembler. */
#include "model/data.h"

#include <string.h>

#define TAKE_IN(symbol, path)                                                                      \
    __asm__(".section .rodata\n"                                                                   \
            ".balign 16\n" #symbol "_begin:\n"                                                     \
            ".incbin \"" path "\"\n" #symbol "_end:\n"                                             \
            ".byte 0\n"                                                                            \
            ".previous\n");                                                                        \
    extern const unsigned char symbol##_begin[] __attribute__((visibility("hidden")));             \
    extern const unsigned char symbol##_end[] __attribute__((visibility("hidden")))

TAKE_IN(rubric, "config/rubrics/az_eservice.yaml");
TAKE_IN(registry, "config/registries/demo.csv");
TAKE_IN(registry_2019, "config/demo/registry-2019.csv");
TAKE_IN(habits, "config/demo/habits.csv");
TAKE_IN(notes, "config/demo/notes.txt");
TAKE_IN(totals, "config/demo/totals.csv");
TAKE_IN(settings, "config/settings.yaml");
TAKE_IN(report_css, "config/report/report.css");

/* The linker alone knows where a file ends: its size is filled in when it is asked for. */
static struct {
    struct data_file file;
    const unsigned char *end;
} taken[] = {
    {{"rubrics/az_eservice.yaml", rubric_begin, 0}, rubric_end},
    {{"registries/demo.csv", registry_begin, 0}, registry_end},
    {{"demo/registry-2019.csv", registry_2019_begin, 0}, registry_2019_end},
    {{"demo/habits.csv", habits_begin, 0}, habits_end},
    {{"demo/notes.txt", notes_begin, 0}, notes_end},
    {{"demo/totals.csv", totals_begin, 0}, totals_end},
    {{"settings.yaml", settings_begin, 0}, settings_end},
    {{"report/report.css", report_css_begin, 0}, report_css_end},
};

const struct data_file *data_find(const char *name)
{
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        if (strcmp(taken[i].file.name, name) == 0) {
            taken[i].file.size = (size_t)(taken[i].end - taken[i].file.bytes);
            return &taken[i].file;
        }
    }
    return NULL;
}

/* Every test program takes its locale from the environment, as meyar itself does, before its first
 * test: so the same programs show that nothing depends on it (tests/run.sh runs them under az_AZ).
 */
#include <locale.h>

__attribute__((constructor)) static void take_locale(void)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
}

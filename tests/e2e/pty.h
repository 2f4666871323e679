/* Drives a real program in a pseudo-terminal, with libvterm as the terminal: what a person would
 * see and press. Every wait has a limit and says in its result whether the thing came. */
#ifndef TESTS_E2E_PTY_H
#define TESTS_E2E_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty;

/* Starts argv[0] (a path) in a terminal of that size. env: "NAME=value" entries put on top of this
 * process's environment, ended by NULL; "NAME" alone takes one away. Never NULL: where it can't
 * start, the test fails. */
struct pty *pty_start(int rows, int cols, char *const argv[], const char *const env[]);
/* Starts the program under test ($MEYAR_BIN, else build/meyar) with at most three arguments. */
struct pty *pty_meyar(int rows, int cols, const char *const env[], const char *arg1,
                      const char *arg2, const char *arg3);
/* Kills it where it still runs, and frees everything. */
void pty_free(struct pty **p);
pid_t pty_pid(const struct pty *p);

void pty_keys(struct pty *p, const char *bytes);
/* Reads what the program writes until the screen contains the text. False: not within ms. */
bool pty_wait(struct pty *p, const char *text, int ms);
/* … until it no longer does. */
bool pty_wait_gone(struct pty *p, const char *text, int ms);
/* Reads until the program has been silent for quiet milliseconds. */
void pty_settle(struct pty *p, int quiet);
/* Waits at most ms for output and takes it in. False: nothing came. */
bool pty_take(struct pty *p, int ms);
/* What it has written so far; good until more is taken in. */
const char *pty_output(const struct pty *p);
bool pty_shows(struct pty *p, const char *text);

/* A row of the screen as UTF-8, blanks at its end cut; good until the next call. */
const char *pty_row(struct pty *p, int row);
/* The whole screen, a newline after each row; the caller frees it. */
char *pty_screen(struct pty *p);
/* The first row that contains the text, -1: none. */
int pty_find(struct pty *p, const char *text);
void pty_cursor(struct pty *p, int *row, int *col, bool *visible);
/* Is the cell in reverse video, or in a colour of its own? */
bool pty_reverse(struct pty *p, int row, int col);
bool pty_coloured(struct pty *p, int row, int col);
/* Bytes that the program has written so far. */
size_t pty_bytes(const struct pty *p);
/* True while the terminal is in the state that a shell wants: lines and echo. */
bool pty_sane(const struct pty *p);
/* Everything that the program has written so far contains these bytes. */
bool pty_wrote(const struct pty *p, const char *bytes);
/* All of it; good until the next wait. */
const char *pty_all(const struct pty *p);

void pty_resize(struct pty *p, int rows, int cols);
void pty_signal(struct pty *p, int signal);
/* Closes the terminal under the program. */
void pty_hang_up(struct pty *p);
/* Waits for the end: the status of waitpid, or -1 where it still runs after ms. */
int pty_end(struct pty *p, int ms);

#endif

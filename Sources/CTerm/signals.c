#include "CTerm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t watcher = -1;

static void tell(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe holds the news already.
    if (write(watcher, &byte, 1) < 0) {}
    errno = saved;
}

int cterm_watch(int signal_number, int pipe) {
    watcher = pipe;
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    return sigaction(signal_number, &action, NULL);
}

int cterm_unwatch(int signal_number) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    return sigaction(signal_number, &action, NULL);
}

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT, SIGSYS};
static volatile sig_atomic_t guarded = -1;
static struct termios kept_modes;
static unsigned char kept_bytes[512];
static size_t kept_count;
/// A stack of its own, because a full stack is one of the crashes.
static unsigned char own_stack[32768];

static void restore(int number) {
    int terminal = guarded;
    if (terminal >= 0) {
        guarded = -1;
        if (write(terminal, kept_bytes, kept_count) < 0) {}
        tcsetattr(terminal, TCSANOW, &kept_modes);
    }
    // The handler is the default one again; the crash goes on as if nobody had looked.
    raise(number);
}

int cterm_guard(int terminal, const struct termios *modes, const unsigned char *bytes, size_t count) {
    if (count > sizeof kept_bytes) return -1;
    kept_modes = *modes;
    memcpy(kept_bytes, bytes, count);
    kept_count = count;
    guarded = terminal;
    stack_t stack = {.ss_sp = own_stack, .ss_size = sizeof own_stack};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = restore, .sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++) {
        if (sigaction(crashes[index], &action, NULL) != 0) return -1;
    }
    return 0;
}

void cterm_unguard(void) {
    guarded = -1;
    for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++) cterm_unwatch(crashes[index]);
}

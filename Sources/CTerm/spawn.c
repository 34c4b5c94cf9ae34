#define _GNU_SOURCE
#include "CTerm.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

int cterm_set_size(int terminal, unsigned short columns, unsigned short rows, unsigned short pixel_width,
                   unsigned short pixel_height) {
    struct winsize size = {.ws_col = columns, .ws_row = rows, .ws_xpixel = pixel_width, .ws_ypixel = pixel_height};
    return ioctl(terminal, TIOCSWINSZ, &size);
}

int cterm_size(int terminal, unsigned short *columns, unsigned short *rows, unsigned short *pixel_width,
               unsigned short *pixel_height) {
    struct winsize size = {0};
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    *pixel_width = size.ws_xpixel;
    *pixel_height = size.ws_ypixel;
    return 0;
}

/// Runs between fork and exec: nothing here may allocate or lock.
static void become(const char *program, char *const arguments[], char *const environment[], const char *folder,
                   const char *terminal, int report) {
    struct sigaction plain = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &plain, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    if (setsid() < 0) goto failed;
    int secondary = open(terminal, O_RDWR);
    if (secondary < 0 || ioctl(secondary, TIOCSCTTY, 0) != 0) goto failed;
    for (int standard = 0; standard < 3; standard++) {
        if (dup2(secondary, standard) < 0) goto failed;
    }
    if (folder && chdir(folder) != 0) goto failed;
    // All but the standard ones and the pipe, which goes by itself when the program starts.
    if (report > 3) close_range(3, report - 1, 0);
    close_range(report + 1, ~0U, 0);
    execve(program, arguments, environment);
failed:;
    int reason = errno;
    ssize_t written = write(report, &reason, sizeof reason);
    _exit(written == sizeof reason ? 127 : 126);
}

pid_t cterm_spawn(const char *program, char *const arguments[], char *const environment[], const char *folder,
                  unsigned short columns, unsigned short rows, unsigned short pixel_width,
                  unsigned short pixel_height, int *primary) {
    char name[128];
    int report[2] = {-1, -1};
    int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) return -1;
    if (grantpt(terminal) != 0 || unlockpt(terminal) != 0) goto failed;
    if (ptsname_r(terminal, name, sizeof name) != 0) goto failed;
    if (cterm_set_size(terminal, columns, rows, pixel_width, pixel_height) != 0) goto failed;
    if (pipe2(report, O_CLOEXEC) != 0) goto failed;
    // The pipe must survive the standard descriptors that the child puts in their places.
    if (report[1] < 3) {
        int higher = fcntl(report[1], F_DUPFD_CLOEXEC, 3);
        if (higher < 0) goto failed;
        close(report[1]);
        report[1] = higher;
    }

    pid_t child = fork();
    if (child < 0) goto failed;
    if (child == 0) become(program, arguments, environment, folder, name, report[1]);
    close(report[1]);
    report[1] = -1;

    int reason = 0;
    ssize_t count;
    do count = read(report[0], &reason, sizeof reason);
    while (count < 0 && errno == EINTR);
    if (count == sizeof reason) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        errno = reason;
        goto failed;
    }
    close(report[0]);
    *primary = terminal;
    return child;

failed:;
    int saved = errno;
    close(terminal);
    if (report[0] >= 0) close(report[0]);
    if (report[1] >= 0) close(report[1]);
    errno = saved;
    return -1;
}

#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int csandbox_open_beneath(int folder, const char *path) {
    struct open_how how = {
        .flags = O_PATH | O_CLOEXEC,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS,
    };
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

int csandbox_bind(int descriptor, const char *target, int read_only) {
    unsigned long flags = MS_REMOUNT | MS_BIND | MS_NOSUID | MS_NODEV | (read_only ? MS_RDONLY : 0);
    char source[64];
    snprintf(source, sizeof source, "/proc/self/fd/%d", descriptor);
    if (mount(source, target, NULL, MS_BIND, NULL) != 0) return -1;
    if (mount(NULL, target, NULL, flags, NULL) == 0 &&
        mount(NULL, target, NULL, MS_PRIVATE, NULL) == 0)
        return 0;
    umount2(target, MNT_DETACH);
    return -1;
}

int csandbox_unmount(const char *target) { return umount2(target, MNT_DETACH | UMOUNT_NOFOLLOW); }

int csandbox_open_folder(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }

int csandbox_open_place(const char *path) { return open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC); }

int csandbox_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_CLOEXEC); }

pid_t csandbox_spawn(
    const char *program, char *const arguments[], char *const environment[], int input, int output, int error) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    pid_t process = -1;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, error, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    int result = posix_spawn(&process, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (result == 0) return process;
    errno = result;
    return -1;
}

static pid_t other;

static void pass_on(int number) { kill(other, number); }

static _Noreturn void wait_to_be_let_go(int descriptor) {
    char word;
    ssize_t count;
    int status = 0;

    struct sigaction passing = {.sa_handler = pass_on};
    sigset_t passed;
    sigemptyset(&passed);
    for (const int *number = (const int[]){SIGINT, SIGTERM, SIGHUP, 0}; *number; number++) {
        sigaction(*number, &passing, NULL);
        sigaddset(&passed, *number);
    }
    // Whoever started us may have them blocked.
    sigprocmask(SIG_UNBLOCK, &passed, NULL);
    do count = read(descriptor, &word, 1);
    while (count < 0 && errno == EINTR);
    if (count == 1) _exit(0);
    while (waitpid(other, &status, 0) < 0 && errno == EINTR) {}
    // Nobody else can say this.
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        dprintf(STDERR_FILENO, "slidectl: killed before the session was ready\n");
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

int csandbox_split(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    other = fork();
    if (other > 0) {
        close(ends[1]);
        wait_to_be_let_go(ends[0]);
    }
    close(ends[0]);
    if (other == 0) {
        // Whoever waits for the other process may wait for the end of all that it was given.
        if (ends[1] != 3 && dup3(ends[1], 3, O_CLOEXEC) != 3) _exit(2);
        closefrom(4);
        return 3;
    }
    close(ends[1]);
    return -1;
}

int csandbox_let_go(int descriptor) {
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    setsid();
    for (int standard = 0; standard < 3; standard++) dup2(nothing, standard);
    close(nothing);
    ssize_t count = write(descriptor, "", 1);
    close(descriptor);
    return count == 1 ? 0 : -1;
}

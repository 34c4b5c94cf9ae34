/// What Swift can't do with terminals: to fork, and to run in signal handlers.
#pragma once

#include <signal.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

/// Starts a program as the leader of a session of its own, on a new pseudo terminal that controls it.
///
/// The child gets the terminal as its three standard descriptors, no other descriptors, default signal handlers and an
/// empty signal mask.
/// - Parameter program: The path of the program; PATH isn't searched.
/// - Parameter folder: Where it runs; NULL for here.
/// - Parameter primary: Gets the descriptor of our end, closed on exec.
/// - Returns: The child's process id; -1 with errno set, also where the program couldn't be executed.
pid_t cterm_spawn(
    const char *program,
    char *const arguments[],
    char *const environment[],
    const char *folder,
    unsigned short columns,
    unsigned short rows,
    unsigned short pixel_width,
    unsigned short pixel_height,
    int *primary);

/// Sets the size of a terminal's window, of which its programs are told by SIGWINCH.
int cterm_set_size(
    int terminal,
    unsigned short columns,
    unsigned short rows,
    unsigned short pixel_width,
    unsigned short pixel_height);

/// Gets the size of a terminal's window.
int cterm_size(
    int terminal,
    unsigned short *columns,
    unsigned short *rows,
    unsigned short *pixel_width,
    unsigned short *pixel_height);

/// Has the number of a signal written into a pipe, as one byte, whenever the signal comes.
int cterm_watch(int signal_number, int pipe);

/// Gives a signal its default meaning again.
int cterm_unwatch(int signal_number);

/// From here on a crash restores the terminal before the process ends: the modes, then bytes that are printed.
///
/// The bytes are copied; what is longer than 512 is refused.
int cterm_guard(int terminal, const struct termios *modes, const unsigned char *bytes, size_t count);

/// From here on a crash leaves the terminal alone.
void cterm_unguard(void);

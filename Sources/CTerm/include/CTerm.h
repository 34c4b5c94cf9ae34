/// What Swift can't do with terminals and programs: to fork, and to run in signal handlers.
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

/// Starts a program in a process group of its own that reads from a descriptor and prints into a pipe.
///
/// What it says on its standard error is lost; it gets no other descriptors, default signal handlers and an empty signal
/// mask.
/// - Parameter program: The path of the program; PATH isn't searched.
/// - Parameter output: Gets our end of the pipe, closed on exec.
/// - Returns: The child's process id; -1 with errno set, also where the program couldn't be executed.
pid_t cterm_spawn_filter(
    const char *program,
    char *const arguments[],
    char *const environment[],
    int input,
    int *output);

/// Makes a nameless file in memory, closed on exec; -1 with errno set where it can't.
int cterm_memory_file(void);

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

/// Gives back to the system what of the process's memory it can have: free blocks, and the pages of the program and its
/// libraries that are only ever read. What is used again comes back by itself.
void cterm_return_memory(void);

/// Has all threads take their memory from one arena, as far as they haven't one of their own yet.
void cterm_share_arena(void);

/// What Swift can't ask of Linux: calls without a wrapper, and macros.
#pragma once

#include <sys/types.h>

/// Opens a place below a folder without reading it; no link on the way is followed, nothing above can be reached.
///
/// - Returns: A descriptor that only names the place; -1 with errno set.
int csandbox_open_beneath(int folder, const char *path);

/// Mounts what a descriptor names at a path: without device files and set-user-id programs, not passed on, and
/// read-only where asked.
///
/// - Returns: 0; -1 with errno set.
int csandbox_bind(int descriptor, const char *target, int read_only);

/// Takes a mount away, at once or when nobody uses it any more.
int csandbox_unmount(const char *target);

/// Opens a folder without reading it; its own last part may be no link.
///
/// - Returns: A descriptor that only names the place; -1 with errno set.
int csandbox_open_folder(const char *path);

/// Opens anything without reading it, a socket too; its own last part may be no link.
int csandbox_open_place(const char *path);

/// Takes the next connection of a listening socket, closed on exec; -1 with errno set.
int csandbox_accept(int listener);

/// Starts a program in a session of its own, with three descriptors and no others, and with signals as new programs
/// expect them.
///
/// - Returns: Its process id; -1 with errno set.
pid_t csandbox_spawn(
    const char *program, char *const arguments[], char *const environment[], int input, int output, int error);

/// Makes two of the process, which must have one thread only. The one that was started waits for the other: until
/// ``csandbox_let_go`` lets it go, when it ends with 0, or until the other ended, when it ends with the same code. What it
/// is asked to stop by, it passes on.
///
/// - Returns: In the one that goes on, the descriptor to let go by; -1 with errno set where there is one process still.
int csandbox_split(void);

/// Lets the process that waits since ``csandbox_split`` end well; the caller goes on in a session of its own, without its
/// descriptors.
///
/// - Returns: 0; -1 if the other is gone.
int csandbox_let_go(int descriptor);

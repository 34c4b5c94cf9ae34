// Whose module `termios` is of depends on what else is loaded: both are named.
import CTerm
import Glibc

/// What the system does with the bytes of a terminal's line: as they are typed, shown and read (termios(3)).
package struct LineModes: Hashable, Sendable {
    private let input: tcflag_t
    private let output: tcflag_t
    private let local: tcflag_t

    /// The modes of an open terminal; nil where the descriptor is of none.
    init?(of descriptor: CInt) {
        var modes = termios()
        guard tcgetattr(descriptor, &modes) == 0 else { return nil }
        input = modes.c_iflag
        output = modes.c_oflag
        local = modes.c_lflag
    }

    /// Whether the program reads line by line, not every key.
    package var isInLines: Bool { local & tcflag_t(ICANON) != 0 }
}

/// Hands sequences through tmux to the terminal around it.
///
/// - Note: Source: tmux(1), `allow-passthrough`.
public enum TmuxPassthrough {
    /// How long a sequence may be: tmux drops what is longer than 1,048,576 bytes, its own marks included.
    public static let limit = 1_000_000

    /// Returns the bytes in the form that tmux hands on as they were.
    public static func wrap(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var wrapped = Array("\u{1B}Ptmux;".utf8)
        for byte in bytes {
            if byte == 0x1B { wrapped.append(0x1B) }
            wrapped.append(byte)
        }
        return wrapped + Array("\u{1B}\\".utf8)
    }

    private static let head = Array("tmux;".utf8)

    /// Whether a string of the kind begins as what tmux hands on does.
    static func isHead(_ body: [UInt8]) -> Bool { body.starts(with: head) }

    /// Returns what was wrapped, from a string whose doubled ESCs were made single; nil for a string of something else.
    static func unwrap(_ body: [UInt8]) -> [UInt8]? { isHead(body) ? Array(body.dropFirst(head.count)) : nil }
}

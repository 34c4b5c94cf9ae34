/// Hands sequences through tmux to the terminal around it.
///
/// - Note: Source: tmux(1), `allow-passthrough`.
public enum TmuxPassthrough {
    /// Returns the bytes in the form that tmux hands on as they were.
    public static func wrap(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var wrapped = Array("\u{1B}Ptmux;".utf8)
        for byte in bytes {
            if byte == 0x1B { wrapped.append(0x1B) }
            wrapped.append(byte)
        }
        return wrapped + Array("\u{1B}\\".utf8)
    }

    /// Returns what was wrapped; nil for a string of something else.
    static func unwrap(_ body: [UInt8]) -> [UInt8]? {
        let head = Array("tmux;".utf8)
        guard body.starts(with: head) else { return nil }
        var bytes: [UInt8] = []
        var isDoubled = false
        for byte in body.dropFirst(head.count) {
            if byte == 0x1B, !isDoubled {
                isDoubled = true
                continue
            }
            isDoubled = false
            bytes.append(byte)
        }
        return bytes
    }
}

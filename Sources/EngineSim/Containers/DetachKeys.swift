import EngineAPI
import Synchronization

/// Finds the keys that leave a container's terminal without ending the container.
final class DetachKeys: Sendable {
    private let keys: [UInt8]
    private let matched = Mutex(0)

    /// Reads `ctrl-p,ctrl-q`, or letters; what is said of nothing stands for those two.
    init(_ text: String?) throws(EngineError) {
        guard let text, !text.isEmpty else {
            keys = [0x10, 0x11]
            return
        }
        var found: [UInt8] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let letters = Array(part.utf8)
            if letters.count == 1 {
                found.append(letters[0])
            } else if part.hasPrefix("ctrl-"), letters.count == 6, (0x40...0x7F).contains(letters[5]) {
                found.append(letters[5] & 0x1F)
            } else {
                throw EngineError(.badRequest, "Invalid detach keys provided: Unknown character: '\(part)'")
            }
        }
        keys = found
    }

    /// Takes in what was typed.
    ///
    /// - Returns: What goes on to the process, and whether the keys came.
    func take(_ bytes: [UInt8]) -> (bytes: [UInt8], leaves: Bool) {
        matched.withLock { matched in
            var out: [UInt8] = []
            for byte in bytes {
                if byte == keys[matched] {
                    matched += 1
                    if matched == keys.count {
                        matched = 0
                        return (out, true)
                    }
                    continue
                }
                // What looked like the keys and wasn't is typed after all.
                out += keys[..<matched]
                matched = byte == keys[0] ? 1 : 0
                if matched == 0 { out.append(byte) }
                if matched == keys.count {
                    matched = 0
                    return (out, true)
                }
            }
            return (out, false)
        }
    }
}

import Glibc
import Ports
import SystemPackage
import TermUI

/// Writes what is shown as an asciicast, version 2: what asciinema plays.
///
/// - Note: Source: the format's description at docs.asciinema.org.
struct TalkRecording {
    private let file: FileDescriptor
    private let start = ContinuousClock.now
    private let term: String

    /// Makes the file; one that exists is left alone.
    init(to path: FilePath, term: String) throws(CommandFailure) {
        self.term = term
        do {
            file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch Errno.fileExists {
            throw CommandFailure("'\(path)' exists; name another file to record to, or remove it")
        } catch {
            throw CommandFailure("'\(path)' can't be written: \(error)")
        }
    }

    func begin(_ size: TerminalSize) {
        let now = time(nil)
        write(
            "{\"version\": 2, \"width\": \(size.columns), \"height\": \(size.rows), \"timestamp\": \(now), \"env\": {\"TERM\": \(Self.quoted(term.utf8))}}\n"
        )
    }

    func output(_ bytes: [UInt8]) {
        if !bytes.isEmpty { event("o", Self.quoted(bytes)) }
    }

    func resize(to size: TerminalSize) { event("r", "\"\(size.columns)x\(size.rows)\"") }

    func close() { try? file.close() }

    private func event(_ kind: String, _ data: String) {
        let parts = start.duration(to: .now).components
        let microseconds = String(parts.attoseconds / 1_000_000_000_000)
        let fraction = String(repeating: "0", count: 6 - microseconds.count) + microseconds
        write("[\(parts.seconds).\(fraction), \"\(kind)\", \(data)]\n")
    }

    /// A full disk ends the recording, not the talk.
    private func write(_ line: String) { _ = try? file.writeAll(line.utf8) }

    private static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        var text = "\""
        for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\u{00}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

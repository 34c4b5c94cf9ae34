import SimShell

extension ByteSink {
    /// Writes a text; a reader that went away is no matter.
    func say(_ text: String) async { await say(Array(text.utf8)) }

    /// Writes bytes; a reader that went away is no matter.
    func say(_ bytes: [UInt8]) async { _ = try? await write(bytes) }
}

extension ProcessContext {
    /// Writes a line to the standard output.
    func print(_ line: String) async { await streams.output.say(line + "\n") }

    /// Writes a line to the standard error stream.
    func complain(_ line: String) async { await streams.error.say(line + "\n") }

    /// A variable that is set to something.
    func variable(_ name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// A path as this process reads it.
    func path(_ name: String) -> String {
        name.hasPrefix("/") ? name : workingDirectory + (workingDirectory.hasSuffix("/") ? "" : "/") + name
    }
}

extension Sequence<UInt8> {
    /// As UTF-8, with marks in place of what is none.
    var text: String { String(decoding: Array(self), as: UTF8.self) }
}

extension StringProtocol {
    /// Without blanks at either end.
    var trimmed: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// Filled up with blanks to a width, at its end or at its start.
    func padded(to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: Swift.max(0, width - count))
        return right ? blanks + self : self + blanks
    }
}

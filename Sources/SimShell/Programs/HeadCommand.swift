/// `head` and `tail`.
enum HeadCommand {
    /// `-5` is `-n 5`.
    private static func words(_ applet: AppletContext) -> [String] {
        var isValue = false
        return applet.arguments.map { word in
            defer { isValue = word == "-n" || word == "-c" }
            guard !isValue, word.hasPrefix("-") || word.hasPrefix("+"), word.utf8.count > 1,
                word.dropFirst().allSatisfy(\.isNumber)
            else { return word }
            return "-n" + (word.hasPrefix("+") ? word : String(word.dropFirst()))
        }
    }

    static let head: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(words(applet), "n:c:qv", applet)
        let text = options.value("c") ?? options.value("n") ?? "10"
        let isFromEnd = text.hasPrefix("-")
        guard let count = Sizes.parse(isFromEnd ? String(text.dropFirst()) : text) else {
            throw await applet.fail("invalid number '\(text)'")
        }
        var isFirst = true
        return try await applet.named(options) { applet, source, name throws(Applet.Stop) in
            if let name { try await applet.print((isFirst ? "" : "\n") + "==> \(name) <==\n") }
            isFirst = false
            if isFromEnd {
                let bytes = try await applet.contents(source)
                var pieces = options.has("c") ? bytes.map { [$0] } : lines(of: bytes)
                pieces.removeLast(min(count, pieces.count))
                for piece in pieces { try await applet.write(piece) }
                return
            }
            var left = count
            if options.has("c") {
                while left > 0, let piece = await source.read(atMost: min(left, 65_536)) {
                    try await applet.write(piece)
                    left -= piece.count
                }
                return
            }
            guard left > 0 else { return }
            // What streams is passed on as it comes.
            var lines = LineReader(source, applet, cutting: true)
            while let line = try await lines.next() {
                try await applet.write(lines.wasWhole ? line + [10] : line)
                try await applet.flush()
                if lines.wasWhole { left -= 1 }
                if left == 0 { break }
            }
        }
    }

    static let tail: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(words(applet), "n:c:fFqvs:", applet)
        let text = options.value("c") ?? options.value("n") ?? "10"
        let isFromStart = text.hasPrefix("+")
        guard
            let count = Sizes.parse(
                text.hasPrefix("+") || text.hasPrefix("-") ? String(text.dropFirst()) : text
            )
        else {
            throw await applet.fail("invalid number '\(text)'")
        }
        var isFirst = true
        let code = try await applet.named(options) { applet, source, name throws(Applet.Stop) in
            if let name { try await applet.print((isFirst ? "" : "\n") + "==> \(name) <==\n") }
            isFirst = false
            var kept: [[UInt8]] = []
            if options.has("c") {
                kept = try await applet.contents(source).map { [$0] }
                kept = Array(isFromStart ? kept.dropFirst(max(0, count - 1)) : kept.suffix(count))
            } else {
                var lines = LineReader(source, applet)
                var number = 0
                var size = 0
                while let line = try await lines.next() {
                    number += 1
                    try await applet.step()
                    let whole = lines.wasWhole ? line + [10] : line
                    if isFromStart {
                        if number >= count { try await applet.write(whole) }
                        continue
                    }
                    kept.append(whole)
                    size += whole.count
                    if kept.count > count * 2 + 64 || size > 1 << 20, kept.count > count {
                        size -= kept[..<(kept.count - count)].reduce(0) { $0 + $1.count }
                        kept.removeFirst(kept.count - count)
                    }
                    guard size < 64 << 20, size < 1 << 20 || applet.holds(size) else {
                        throw applet.outOfMemory()
                    }
                }
                kept = Array(kept.suffix(count))
            }
            for piece in kept { try await applet.write(piece) }
        }
        if code != 0, options.rest.count == 1 { await applet.say("no files") }
        if options.has("f") || options.has("F"), let name = options.rest.last {
            try await follow(name, &applet)
        }
        return code
    }

    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) + [10] }
        if let last = lines.popLast(), last.count > 1 { lines.append(Array(last.dropLast())) }
        return lines
    }

    /// Writes what is added to a file, until it is stopped.
    private static func follow(_ name: String, _ applet: inout AppletContext) async throws(Applet.Stop) {
        try await applet.flush()
        let path = applet.path(name)
        var offset = (try? applet.files.status(path))?.size ?? 0
        while true {
            do { try await applet.process.world.sleep(for: .milliseconds(250)) } catch { throw .exit(137) }
            try await applet.step()
            guard let size = (try? applet.files.status(path))?.size else { continue }
            if size < offset { offset = 0 }
            guard size > offset, let piece = try? applet.files.read(path, from: offset, atMost: 65_536) else {
                continue
            }
            offset += piece.count
            try await applet.write(piece)
            try await applet.flush()
        }
    }
}

extension AppletContext {
    /// Goes through files, with their names where there are several or where so asked.
    fileprivate mutating func named(
        _ options: Options,
        _ body: (inout AppletContext, any ByteSource, String?) async throws(Applet.Stop) -> Void
    ) async throws(Applet.Stop) -> ExitCode {
        var code: ExitCode = 0
        let hasNames = options.has("v") || (options.rest.count > 1 && !options.has("q"))
        for name in options.rest.isEmpty ? ["-"] : options.rest {
            guard let source = await open(name) else {
                code = 1
                continue
            }
            try await body(&self, source, hasNames ? (name == "-" ? "standard input" : name) : nil)
        }
        return code
    }
}

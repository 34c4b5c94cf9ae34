/// `grep`.
struct GrepCommand {
    private let options: Options
    private let patterns: [PosixRegex]
    private let hasNames: Bool
    private var hasMatch = false
    private var hasFailed = false

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let words = applet.arguments.filter { !$0.hasPrefix("--color") }
        let options = try await Options(words, "HhnlLoqvscFiwxEre:f:m:A:B:C:R", applet)
        var rest = options.rest
        var texts = options.values["e"] ?? []
        for name in options.values["f"] ?? [] {
            guard let source = await applet.open(name) else { throw .exit(2) }
            let bytes = try await applet.contents(source)
            texts += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        if options.values["e"] == nil, options.values["f"] == nil {
            guard !rest.isEmpty else {
                throw await applet.usage(
                    "grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...",
                    1
                )
            }
            texts = [rest.removeFirst()]
        }
        let called = applet.process.arguments.first?.lastName
        let isFixed = options.has("F") || called == "fgrep"
        let isExtended = options.has("E") || called == "egrep"
        var patterns: [PosixRegex] = []
        for text in texts.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false) }).prefix(
            1000
        ) {
            do throws(PosixRegex.Failure) {
                let bytes = Array(text.utf8)
                patterns.append(
                    isFixed
                        ? try PosixRegex(literal: bytes, ignoringCase: options.has("i"))
                        : try PosixRegex(bytes, extended: isExtended, ignoringCase: options.has("i"))
                )
            } catch {
                throw await applet.fail("bad regex '\(text)': \(error.words)", 2)
            }
        }
        let isDeep = options.has("r") || options.has("R")
        if rest.isEmpty { rest = [isDeep ? "." : "-"] }
        var grep = GrepCommand(
            options: options,
            patterns: patterns,
            hasNames: !options.has("h") && (options.has("H") || rest.count > 1 || isDeep)
        )
        for name in rest {
            if isDeep { try await grep.descend(name, &applet) } else { try await grep.search(name, &applet) }
            if grep.hasMatch, options.has("q") { return 0 }
        }
        return grep.hasFailed ? 2 : grep.hasMatch ? 0 : 1
    }

    private init(options: Options, patterns: [PosixRegex], hasNames: Bool) {
        self.options = options
        self.patterns = patterns
        self.hasNames = hasNames
    }

    private mutating func descend(_ name: String, _ applet: inout AppletContext) async throws(Applet.Stop) {
        var waiting = [name]
        while let name = waiting.popLast() {
            try await applet.step()
            guard let status = try? applet.files.status(applet.path(name), followingLinks: false),
                status.kind == .directory
            else {
                if (try? applet.files.status(applet.path(name)))?.kind != .device {
                    try await search(name, &applet)
                }
                continue
            }
            let entries = (try? applet.files.list(applet.path(name), as: applet.user)) ?? []
            waiting += entries.reversed().map { name.hasSuffix("/") ? name + $0.name : "\(name)/\($0.name)" }
        }
    }

    private mutating func search(_ name: String, _ applet: inout AppletContext) async throws(Applet.Stop) {
        let source: any ByteSource
        if name == "-" {
            source = applet.process.streams.input
        } else {
            do throws(FileTreeError) {
                source = try applet.process.openForReading(name)
            } catch {
                if error.code == .isADirectory { return }
                if !options.has("s") { await applet.say("\(name): \(error.words)") }
                hasFailed = true
                return
            }
        }
        var lines = LineReader(source, applet)
        let prefix = hasNames ? (name == "-" ? "(standard input)" : name) : nil
        let after = Int(options.value("A") ?? options.value("C") ?? "") ?? 0
        let before = min(1000, Int(options.value("B") ?? options.value("C") ?? "") ?? 0)
        let limit = Int(options.value("m") ?? "") ?? Int.max
        var (count, number, following, lastShown) = (0, 0, 0, 0)
        var earlier: [[UInt8]] = []
        while let line = try await lines.next() {
            number += 1
            try await applet.step()
            let isMatch = patterns.contains { matches($0, line) } != options.has("v")
            if isMatch {
                count += 1
                hasMatch = true
                if options.has("q") || options.has("l") { break }
                if !options.has("c"), !options.has("L") {
                    if before + after > 0, lastShown > 0, number - earlier.count > lastShown + 1 {
                        try await applet.print("--\n")
                    }
                    for (offset, old) in earlier.enumerated() {
                        try await show(old, prefix, number - earlier.count + offset, "-", &applet)
                    }
                    try await showMatch(line, prefix, number, &applet)
                    lastShown = number
                }
                earlier = []
                following = after
                if count >= limit { break }
            } else if following > 0, !options.has("c") {
                try await show(line, prefix, number, "-", &applet)
                following -= 1
                lastShown = number
            } else if before > 0 {
                earlier.append(line)
                if earlier.count > before { earlier.removeFirst() }
            }
        }
        let shown = name == "-" ? "(standard input)" : name
        if options.has("l"), count > 0 { try await applet.printLine(shown) }
        if options.has("L"), count == 0 { try await applet.printLine(shown) }
        if options.has("c"), !options.has("q"), !options.has("l") {
            try await applet.printLine((prefix.map { $0 + ":" } ?? "") + String(count))
        }
    }

    private func matches(_ pattern: PosixRegex, _ line: [UInt8]) -> Bool { range(pattern, line, 0) != nil }

    /// The next match that is a word or a line where one must be.
    private func range(_ pattern: PosixRegex, _ line: [UInt8], _ start: Int) -> Range<Int>? {
        var at = start
        while at <= line.count, let match = pattern.firstMatch(in: line, from: at), let range = match[0] {
            if options.has("x") { return range == 0..<line.count ? range : nil }
            guard options.has("w") else { return range }
            let isStart = range.lowerBound == 0 || !line[range.lowerBound - 1].isNamePart
            let isEnd = range.upperBound == line.count || !line[range.upperBound].isNamePart
            if isStart, isEnd, !range.isEmpty { return range }
            at = range.lowerBound + 1
        }
        return nil
    }

    private func nonEmpty(_ pattern: PosixRegex, _ line: [UInt8], _ start: Int) -> Range<Int>? {
        var at = start
        while at <= line.count, let found = range(pattern, line, at) {
            if !found.isEmpty { return found }
            at = found.upperBound + 1
        }
        return nil
    }

    private func showMatch(
        _ line: [UInt8],
        _ prefix: String?,
        _ number: Int,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        guard options.has("o") else { return try await show(line, prefix, number, ":", &applet) }
        if options.has("v") { return }
        var at = 0
        while at < line.count {
            let found = patterns.compactMap { nonEmpty($0, line, at) }
                .min {
                    $0.lowerBound < $1.lowerBound || ($0.lowerBound == $1.lowerBound && $0.count > $1.count)
                }
            guard let found else { return }
            try await show(Array(line[found]), prefix, number, ":", &applet)
            at = found.upperBound
        }
    }

    private func show(
        _ line: [UInt8],
        _ prefix: String?,
        _ number: Int,
        _ sign: String,
        _ applet: inout AppletContext
    )
        async throws(Applet.Stop)
    {
        let head = (prefix.map { $0 + sign } ?? "") + (options.has("n") ? "\(number)\(sign)" : "")
        try await applet.write(Array(head.utf8) + line + [10])
    }
}

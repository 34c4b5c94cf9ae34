/// `sed`.
struct SedCommand {
    private let script: SedScript
    private let isQuiet: Bool
    private var out: [UInt8] = []
    private var pattern: [UInt8] = []
    private var held: [UInt8] = []
    private var appended: [UInt8] = []
    private var number = 0
    /// For each command, whether its range is open, and where it ends.
    private var ranges: [Int?]
    private var last: PosixRegex?
    private var hasSubstituted = false
    private var quit: ExitCode?
    private var lines: [[UInt8]] = []
    private var at = 0
    private var steps = 0
    private var files: [String: [UInt8]] = [:]
    /// Whether the input's last line has its newline.
    private var endsWhole = true

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        // `-i.bak` takes its argument only where it hangs on it.
        var words = applet.arguments
        var isInPlace = false
        var suffix = ""
        words = words.compactMap { word in
            guard word.hasPrefix("-i"), !word.hasPrefix("--") else {
                return word == "--in-place" ? nil : word
            }
            isInPlace = true
            suffix = String(word.dropFirst(2))
            return nil
        }
        let options = try await Options(words, "nrEe:f:sz", applet)
        var rest = options.rest
        var texts = options.values["e"] ?? []
        for name in options.values["f"] ?? [] {
            guard let source = await applet.open(name) else { return 1 }
            texts.append(String(decoding: try await applet.contents(source), as: UTF8.self))
        }
        if texts.isEmpty {
            guard !rest.isEmpty else {
                throw await applet.usage("sed [-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...")
            }
            texts = [rest.removeFirst()]
        }
        let script: SedScript
        do throws(SedFailure) {
            script = try SedParser.parse(
                Array(texts.joined(separator: "\n").utf8),
                extended: options.has("r") || options.has("E")
            )
        } catch {
            throw await applet.fail(error.words)
        }
        if isInPlace {
            for name in rest {
                guard let source = await applet.open(name) else { return 1 }
                let old = try await applet.contents(source)
                var sed = SedCommand(script: script, isQuiet: options.has("n"))
                try await sed.run(old, &applet, streams: false)
                do throws(FileTreeError) {
                    if !suffix.isEmpty {
                        try applet.files.write(
                            applet.path(name + suffix),
                            old,
                            owner: FileOwner(applet.user),
                            as: applet.user
                        )
                    }
                    let path = applet.path(name)
                    let status = try applet.files.status(path, as: applet.user)
                    // A new file takes the place of the old one: other names of that keep what they had.
                    if status.number != nil { try applet.files.remove(path, as: applet.user) }
                    try applet.files.write(
                        path,
                        sed.out,
                        mode: status.mode,
                        owner: FileOwner(user: status.owner, group: status.group),
                        as: applet.user
                    )
                } catch {
                    throw await applet.fail("\(name): \(error.words)")
                }
            }
            return 0
        }
        var bytes: [UInt8] = []
        var code: ExitCode = 0
        for name in rest.isEmpty ? ["-"] : rest {
            guard let source = await applet.open(name) else {
                code = 1
                continue
            }
            if let last = bytes.last, last != 10 { bytes.append(10) }
            bytes += try await applet.contents(source)
        }
        var sed = SedCommand(script: script, isQuiet: options.has("n"))
        try await sed.run(bytes, &applet, streams: true)
        return sed.quit ?? code
    }

    private init(script: SedScript, isQuiet: Bool) {
        self.script = script
        self.isQuiet = isQuiet
        ranges = Array(repeating: nil, count: script.commands.count)
    }

    private mutating func run(
        _ bytes: [UInt8],
        _ applet: inout AppletContext,
        streams: Bool
    ) async throws(Applet.Stop) {
        endsWhole = bytes.last == 10
        lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        if bytes.isEmpty || endsWhole { lines.removeLast() }
        while at < lines.count, quit == nil {
            pattern = lines[at]
            at += 1
            number = at
            try await cycle(&applet)
            if streams {
                try await applet.write(out)
                out = []
            }
        }
        if streams { try await applet.write(out) }
        for (name, bytes) in files {
            try? applet.files.write(applet.path(name), bytes, owner: FileOwner(applet.user), as: applet.user)
        }
    }

    private mutating func emit(_ bytes: [UInt8]) {
        out += bytes
        if at < lines.count || endsWhole || quit != nil { out.append(10) }
    }

    private mutating func finishCycle(prints: Bool) {
        if prints, !isQuiet { emit(pattern) }
        out += appended
        appended = []
    }

    private mutating func cycle(_ applet: inout AppletContext) async throws(Applet.Stop) {
        hasSubstituted = false
        var index = 0
        while index < script.commands.count {
            steps += 1
            if steps & 255 == 0 { try await applet.step() }
            guard steps < 20_000_000, pattern.count + held.count < 8 << 20, out.count < 32 << 20 else {
                throw await applet.fail("too much for the embedded engine")
            }
            let command = script.commands[index]
            index += 1
            guard applies(command, index - 1) != command.isNegated else {
                if case .block(let end) = command.action { index = end }
                continue
            }
            switch command.action {
            case .label, .end, .block: continue
            case .substitute(let regex, let pieces, let global, let which, let prints, let file):
                guard let regex = regex ?? last else { throw await applet.fail("no previous regexp") }
                last = regex
                guard substitute(regex, pieces, global, which) else { continue }
                hasSubstituted = true
                if prints { emit(pattern) }
                if let file { files[file, default: []] += pattern + [10] }
            case .delete:
                finishCycle(prints: false)
                return
            case .deleteFirst:
                guard let end = pattern.firstIndex(of: 10) else {
                    finishCycle(prints: false)
                    return
                }
                pattern.removeFirst(end + 1)
                out += appended
                appended = []
                index = 0
            case .print: emit(pattern)
            case .printFirst: emit(Array(pattern.prefix { $0 != 10 }))
            case .number: out += Array("\(number)\n".utf8)
            case .list: out += Array(String(decoding: pattern, as: UTF8.self).utf8) + [36, 10]
            case .quit(let code, let prints):
                quit = ExitCode(truncatingIfNeeded: code)
                finishCycle(prints: prints)
                return
            case .next:
                guard at < lines.count else {
                    finishCycle(prints: true)
                    return
                }
                finishCycle(prints: true)
                pattern = lines[at]
                at += 1
                number = at
            case .appendNext:
                guard at < lines.count else {
                    finishCycle(prints: true)
                    return
                }
                pattern += [10] + lines[at]
                at += 1
                number = at
            case .text(let text, .before): out += text
            case .text(let text, .after): appended += text
            case .text(let text, .instead):
                if command.to == nil || ranges[index - 1] == nil || command.isNegated { out += text }
                finishCycle(prints: false)
                return
            case .translate(let map): pattern = pattern.map { map[Int($0)] }
            case .hold(let kind): hold(kind)
            case .write(let file): files[file, default: []] += pattern + [10]
            case .branch(let label, let wanted):
                if let wanted, wanted != hasSubstituted { continue }
                if wanted != nil { hasSubstituted = false }
                guard !label.isEmpty else {
                    index = script.commands.count
                    continue
                }
                guard let target = script.labels[label] else {
                    throw await applet.fail("can't find label for jump to '\(label)'")
                }
                index = target
            }
        }
        finishCycle(prints: true)
    }

    private mutating func hold(_ kind: UInt8) {
        switch kind {
        case UInt8(ascii: "h"): held = pattern
        case UInt8(ascii: "H"): held += [10] + pattern
        case UInt8(ascii: "g"): pattern = held
        case UInt8(ascii: "G"): pattern += [10] + held
        default: swap(&held, &pattern)
        }
    }

    private mutating func applies(_ command: SedScript.Command, _ index: Int) -> Bool {
        guard let from = command.from else { return true }
        guard let to = command.to else { return fits(from) }
        if let end = ranges[index] {
            // Int.max: until the pattern fits.
            if end == Int.max {
                if fits(to) { ranges[index] = nil }
                return true
            }
            if number >= end { ranges[index] = nil }
            return number <= end
        }
        guard fits(from) else { return false }
        switch to {
        case .line(let line): if line > number { ranges[index] = line }
        case .more(let count): if count > 0 { ranges[index] = number &+ min(count, 1 << 30) }
        case .last: if at < lines.count { ranges[index] = Int.max }
        case .pattern: ranges[index] = Int.max
        }
        return true
    }

    private mutating func fits(_ address: SedScript.Address) -> Bool {
        switch address {
        case .line(let line): return number == line
        case .last: return at >= lines.count
        case .more: return false
        case .pattern(let regex):
            if let regex { last = regex }
            return last?.matches(pattern) ?? false
        }
    }

    private mutating func substitute(
        _ regex: PosixRegex,
        _ pieces: [SedScript.Piece],
        _ global: Bool,
        _ which: Int
    ) -> Bool {
        var result: [UInt8] = []
        var place = 0
        var count = 0
        var isChanged = false
        var lastEnd = -1
        while place <= pattern.count, result.count < 8 << 20,
            let match = regex.firstMatch(in: pattern, from: place), let range = match[0]
        {
            // Nothing is matched right behind a match.
            if range.isEmpty, range.lowerBound == lastEnd {
                guard place < pattern.count else { break }
                result.append(pattern[place])
                place += 1
                lastEnd = -1
                continue
            }
            count += 1
            result += pattern[place..<range.lowerBound]
            if count >= which {
                for piece in pieces {
                    switch piece {
                    case .bytes(let bytes): result += bytes
                    case .group(let number):
                        if number < match.count, let group = match[number] { result += pattern[group] }
                    }
                }
                isChanged = true
            } else {
                result += pattern[range]
            }
            place = range.upperBound
            lastEnd = place
            if isChanged, !global { break }
            if range.isEmpty {
                guard place < pattern.count else { break }
                result.append(pattern[place])
                place += 1
            }
        }
        if place < pattern.count { result += pattern[place...] }
        if isChanged { pattern = result }
        return isChanged
    }
}

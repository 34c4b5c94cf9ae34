/// `sort`.
struct SortCommand {
    private struct Key {
        var first: Int
        var last: Int?
        var letters: Set<Character>
    }

    private let separator: UInt8?
    private let keys: [Key]

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "nrgMucszbdfiohVk:t:o:", applet)
        var bytes: [UInt8] = []
        for name in options.rest.isEmpty ? ["-"] : options.rest {
            guard let source = await applet.open(name) else { return 2 }
            bytes += try await applet.contents(source)
            if let last = bytes.last, last != 10 { bytes.append(10) }
        }
        let letters = Set("nrgMbdfiVh".filter { options.has($0) })
        var keys: [Key] = []
        for text in options.values["k"] ?? [] {
            let ends = text.split(separator: ",", maxSplits: 1)
            func number(_ end: Substring) -> Int? { Int(end.prefix(while: \.isNumber)) }
            guard let first = ends.first.flatMap(number), first > 0 else {
                throw await applet.fail("bad field specification")
            }
            let own = Set(text.filter(\.isLetter))
            keys.append(
                Key(
                    first: first,
                    last: ends.count > 1 ? number(ends[1]) : nil,
                    letters: own.isEmpty ? letters : own
                )
            )
        }
        if keys.isEmpty { keys = [Key(first: 0, last: nil, letters: letters)] }
        let sort = SortCommand(separator: options.value("t")?.utf8.first, keys: keys)
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast().map(Array.init)
        guard lines.count <= 500_000 else { throw await applet.fail("out of memory") }
        let isReversed = letters.contains("r")
        let isUnique = options.has("u")
        func order(_ one: [UInt8], _ other: [UInt8]) -> Int {
            let order = sort.compare(one, other)
            if order != 0 || isUnique || options.has("s") { return order }
            let rest = one == other ? 0 : one.lexicographicallyPrecedes(other) ? -1 : 1
            return isReversed ? -rest : rest
        }
        if options.has("c") {
            for (index, (one, other)) in zip(lines, lines.dropFirst()).enumerated()
            where order(one, other) > 0 {
                await applet.sayPlainly("Check line \(index + 1)")
                return 1
            }
            return 0
        }
        let indexed = lines.enumerated().sorted { one, other in
            let order = order(one.element, other.element)
            return order == 0 ? one.offset < other.offset : order < 0
        }
        lines = indexed.map(\.element)
        if isUnique {
            var kept: [[UInt8]] = []
            for line in lines where kept.last.map({ sort.compare($0, line) != 0 }) ?? true {
                kept.append(line)
            }
            lines = kept
        }
        guard let target = options.value("o") else {
            for line in lines { try await applet.write(line + [10]) }
            return 0
        }
        do throws(FileTreeError) {
            try applet.files.write(
                applet.path(target),
                Array(lines.map { $0 + [10] }.joined()),
                owner: FileOwner(applet.user),
                as: applet.user
            )
        } catch {
            throw await applet.fail("\(target): \(error.words)")
        }
        return 0
    }

    private init(separator: UInt8?, keys: [Key]) {
        self.separator = separator
        self.keys = keys
    }

    private func compare(_ one: [UInt8], _ other: [UInt8]) -> Int {
        for key in keys {
            let left = field(one, key)
            let right = field(other, key)
            var order: Int
            if key.letters.contains("n") || key.letters.contains("g") || key.letters.contains("h") {
                let (a, b) = (
                    Self.number(left, key.letters.contains("h")),
                    Self.number(right, key.letters.contains("h"))
                )
                order = a < b ? -1 : a > b ? 1 : 0
            } else if key.letters.contains("f") {
                let (a, b) = (left.map(Self.upper), right.map(Self.upper))
                order = a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
            } else {
                order = left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
            }
            if key.letters.contains("r") { order = -order }
            if order != 0 { return order }
        }
        return 0
    }

    private static func upper(_ byte: UInt8) -> UInt8 { (97...122).contains(byte) ? byte - 32 : byte }

    private static func number(_ bytes: [UInt8], _ hasUnits: Bool) -> Double {
        let text = String(decoding: bytes.drop { $0 == 32 || $0 == 9 }, as: UTF8.self)
        let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "-" }
        let value = Double(digits) ?? 0
        guard hasUnits, let unit = text.dropFirst(digits.count).first else { return value }
        return value * (["K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12][unit] ?? 1)
    }

    private func field(_ line: [UInt8], _ key: Key) -> [UInt8] {
        guard key.first > 0 else { return line }
        let fields: [ArraySlice<UInt8>]
        if let separator {
            fields = line.split(separator: separator, omittingEmptySubsequences: false)
        } else {
            // A field takes the blanks before it.
            var found: [ArraySlice<UInt8>] = []
            var rest = line[...]
            while !rest.isEmpty {
                let blanks = rest.prefix { $0 == 32 || $0 == 9 }
                let word = rest.dropFirst(blanks.count).prefix { $0 != 32 && $0 != 9 }
                found.append(line[blanks.startIndex..<word.endIndex])
                rest = rest[word.endIndex...]
            }
            fields = found
        }
        guard key.first <= fields.count else { return [] }
        let last = min(fields.count, max(key.first, key.last ?? fields.count))
        let joined = Array(line[fields[key.first - 1].startIndex..<fields[last - 1].endIndex])
        return key.letters.contains("b") ? Array(joined.drop { $0 == 32 || $0 == 9 }) : joined
    }
}

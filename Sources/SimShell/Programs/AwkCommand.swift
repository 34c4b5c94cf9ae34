/// `awk`: an optional `/pattern/` and `print` of fields and texts; more isn't modelled.
enum AwkCommand {
    private enum Item {
        case field(Int)
        case lastField
        case count
        case number
        case text([UInt8])
        /// A comma: fields with a blank between them.
        case gap
    }

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "+F:v:f:", applet)
        guard let text = options.rest.first else {
            throw await applet.usage("awk [OPTIONS] [AWK_PROGRAM] [FILE]...")
        }
        guard let (pattern, items) = parse(text) else { throw await applet.notModelled("awk '\(text)'") }
        let separator = options.value("F").map { Backslashes.expanded(Array($0.utf8), style: .printf).bytes }
        var regex: PosixRegex?
        if let separator, separator.count > 1 {
            guard let parsed = try? PosixRegex(separator, extended: true) else {
                throw await applet.fail("bad field separator")
            }
            regex = parsed
        }
        var number = 0
        return try await applet.eachFile(Array(options.rest.dropFirst())) {
            applet,
            source throws(Applet.Stop) in
            var lines = LineReader(source)
            while let line = await lines.next() {
                number += 1
                if let pattern, !pattern.matches(line) { continue }
                let fields = split(line, separator, regex)
                var out: [UInt8] = []
                for item in items {
                    switch item {
                    case .field(0): out += line
                    case .field(let index): if index <= fields.count { out += fields[index - 1] }
                    case .lastField: out += fields.last ?? line
                    case .count: out += Array(String(fields.count).utf8)
                    case .number: out += Array(String(number).utf8)
                    case .text(let bytes): out += bytes
                    case .gap: out.append(32)
                    }
                }
                try await applet.write(out + [10])
            }
        }
    }

    private static func split(_ line: [UInt8], _ separator: [UInt8]?, _ regex: PosixRegex?) -> [[UInt8]] {
        guard let separator, separator != [32] else {
            return line.split { $0 == 32 || $0 == 9 }.map(Array.init)
        }
        if line.isEmpty { return [] }
        guard let regex else {
            return line.split(separator: separator.first ?? 32, omittingEmptySubsequences: false).map(
                Array.init
            )
        }
        var fields: [[UInt8]] = []
        var at = 0
        while let match = regex.firstMatch(in: line, from: at), let range = match[0], !range.isEmpty {
            fields.append(Array(line[at..<range.lowerBound]))
            at = range.upperBound
        }
        return fields + [Array(line[at...])]
    }

    private static func parse(_ text: String) -> (PosixRegex?, [Item])? {
        var rest = Array(text.utf8)[...].drop { $0 == 32 || $0 == 10 }
        var regex: PosixRegex?
        if rest.first == UInt8(ascii: "/") {
            guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "/")) else { return nil }
            guard let parsed = try? PosixRegex(Array(rest[(rest.startIndex + 1)..<end]), extended: true)
            else { return nil }
            regex = parsed
            rest = rest[(end + 1)...].drop { $0 == 32 }
            if rest.isEmpty { return (regex, [.field(0)]) }
        }
        while rest.last == 32 || rest.last == 10 { rest.removeLast() }
        guard rest.first == UInt8(ascii: "{"), rest.last == UInt8(ascii: "}") else { return nil }
        rest = rest.dropFirst().dropLast().drop { $0 == 32 }
        guard rest.starts(with: Array("print".utf8)) else { return nil }
        rest = rest.dropFirst(5)
        if let next = rest.first, next.isNamePart { return nil }
        var items: [Item] = []
        while let byte = rest.first {
            switch byte {
            case 32, 9, UInt8(ascii: ";"): rest = rest.dropFirst()
            case UInt8(ascii: ","):
                items.append(.gap)
                rest = rest.dropFirst()
            case UInt8(ascii: "\""):
                guard let end = rest.dropFirst().firstIndex(of: byte) else { return nil }
                items.append(
                    .text(
                        Backslashes.expanded(Array(rest[(rest.startIndex + 1)..<end]), style: .printf).bytes
                    )
                )
                rest = rest[(end + 1)...]
            case UInt8(ascii: "$"):
                rest = rest.dropFirst()
                let digits = rest.prefix(while: \.isDigit)
                if let number = Int(String(decoding: digits, as: UTF8.self)) {
                    items.append(.field(number))
                    rest = rest.dropFirst(digits.count)
                } else if rest.starts(with: Array("NF".utf8)) {
                    items.append(.lastField)
                    rest = rest.dropFirst(2)
                } else {
                    return nil
                }
            default:
                if rest.starts(with: Array("NF".utf8)) {
                    items.append(.count)
                } else if rest.starts(with: Array("NR".utf8)) {
                    items.append(.number)
                } else {
                    return nil
                }
                rest = rest.dropFirst(2)
            }
        }
        return (regex, items.isEmpty ? [.field(0)] : items)
    }
}

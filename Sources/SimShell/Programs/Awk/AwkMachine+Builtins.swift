import Glibc

extension AwkMachine {
    func builtin(_ name: String, _ arguments: [AwkExpression]) async throws(Leap) -> AwkValue {
        let format = text(of: "CONVFMT")
        // These change a place, or take a pattern as it is.
        switch name {
        case "sub", "gsub": return try await substitute(arguments, isGlobal: name == "gsub")
        case "split": return try await splitInto(arguments)
        case "match":
            guard arguments.count == 2 else { throw Self.tooFew }
            let bytes = try await value(arguments[0]).text(format)
            let range = try await pattern(of: arguments[1]).firstMatch(in: bytes)?[0]
            variables["RSTART"] = .number(Double(range.map { $0.lowerBound + 1 } ?? 0))
            variables["RLENGTH"] = .number(Double(range?.count ?? -1))
            return variables["RSTART"] ?? .unset
        case "length":
            guard let argument = arguments.first else {
                return .number(Double(try await currentLine().count))
            }
            if case .place(.variable(let name)) = argument, isArray(name) {
                return .number(Double(array(name).count))
            }
            return .number(Double(try await value(argument).text(format).count))
        default: break
        }
        var values: [AwkValue] = []
        for argument in arguments { values.append(try await value(argument)) }
        return try await apply(name, values, format)
    }

    static let tooFew = Leap.failed(AwkFailure(words: "Too few arguments"))

    private func isArray(_ name: String) -> Bool {
        if let local = frames.last?[name] {
            guard case .array = local else { return false }
            return true
        }
        return arrays[name] != nil
    }

    private func apply(_ name: String, _ values: [AwkValue], _ format: [UInt8]) async throws(Leap) -> AwkValue
    {
        let first = values.first ?? .unset
        switch name {
        case "substr": return .text(try Self.part(values, format))
        case "index":
            guard values.count == 2 else { throw Self.tooFew }
            return .number(Double(Self.place(of: values[1].text(format), in: first.text(format))))
        case "sprintf":
            return .text(AwkFormat.print(first.text(format), Array(values.dropFirst()), numbers: format))
        case "tolower": return .text(first.text(format).map { (65...90).contains($0) ? $0 + 32 : $0 })
        case "toupper": return .text(first.text(format).map { (97...122).contains($0) ? $0 - 32 : $0 })
        case "int": return .number(first.number.rounded(.towardZero))
        case "sqrt": return .number(first.number.squareRoot())
        case "sin": return .number(sin(first.number))
        case "cos": return .number(cos(first.number))
        case "exp": return .number(exp(first.number))
        case "log": return .number(log(first.number))
        case "atan2": return .number(atan2(first.number, values.last?.number ?? 0))
        case "rand": return .number(random.next())
        case "srand":
            defer {
                seed = values.isEmpty ? Double(applet.process.world.now.seconds) : first.number
                random = AwkRandom(UInt64(bitPattern: Int64(AwkNumber.whole(seed))))
            }
            return .number(seed)
        case "systime": return .number(Double(applet.process.world.now.seconds))
        case "strftime":
            let seconds =
                values.count > 1 ? AwkNumber.whole(values[1].number) : applet.process.world.now.seconds
            let pattern =
                values.isEmpty
                ? "%a %b %e %H:%M:%S %Z %Y" : String(decoding: first.text(format), as: UTF8.self)
            let bounded = min(max(0, seconds), 253_402_300_799)
            return .text(Array(CalendarDate(seconds: bounded).formatted(pattern, seconds: bounded).utf8))
        case "and", "or", "xor", "lshift", "rshift", "compl": return .number(Self.bits(name, values))
        case "system":
            return .number(
                Double(try await files.run(String(decoding: first.text(format), as: UTF8.self), self))
            )
        case "close":
            return .number(
                Double(try await files.close(String(decoding: first.text(format), as: UTF8.self), self))
            )
        default:
            do throws(Applet.Stop) { try await applet.flush() } catch {
                if case .exit(let code) = error { throw .stopped(code) }
            }
            return .number(0)
        }
    }

    private static func bits(_ name: String, _ values: [AwkValue]) -> Double {
        let words = values.map { UInt32(truncatingIfNeeded: AwkNumber.whole($0.number)) }
        let (one, other) = (words.first ?? 0, words.last ?? 0)
        switch name {
        case "and": return Double(one & other)
        case "or": return Double(one | other)
        case "xor": return Double(one ^ other)
        case "lshift": return Double(one << other)
        case "rshift": return Double(one >> other)
        default: return Double(~one)
        }
    }

    private static func part(_ values: [AwkValue], _ format: [UInt8]) throws(Leap) -> [UInt8] {
        guard values.count > 1 else { throw tooFew }
        let bytes = values[0].text(format)
        // As BusyBox has it: what stands before the first character doesn't count, and fractions are cut off.
        let start = min(max(1, AwkNumber.whole(values[1].number)) - 1, bytes.count)
        let count = values.count > 2 ? max(0, AwkNumber.whole(values[2].number)) : bytes.count
        return Array(bytes[start...].prefix(count))
    }

    private static func place(of part: [UInt8], in bytes: [UInt8]) -> Int {
        guard !part.isEmpty, part.count <= bytes.count else { return 0 }
        for start in 0...(bytes.count - part.count)
        where bytes[start..<start + part.count].elementsEqual(part) {
            return start + 1
        }
        return 0
    }

    private func splitInto(_ arguments: [AwkExpression]) async throws(Leap) -> AwkValue {
        guard arguments.count > 1, case .place(.variable(let name)) = arguments[1] else { throw Self.tooFew }
        let bytes = try await value(arguments[0]).text(text(of: "CONVFMT"))
        let found: [[UInt8]]
        if arguments.count > 2 {
            if case .regex(let regex) = arguments[2] {
                found = try parts(of: bytes, [], pattern: regex)
            } else {
                found = try parts(of: bytes, try await value(arguments[2]).text(text(of: "CONVFMT")))
            }
        } else {
            found = try parts(of: bytes, text(of: "FS"))
        }
        let array = array(name)
        array.removeAll()
        for (index, part) in found.enumerated() {
            try note(.text(part))
            array[Array(String(index + 1).utf8)] = .input(part)
        }
        return .number(Double(found.count))
    }

    private func substitute(_ arguments: [AwkExpression], isGlobal: Bool) async throws(Leap) -> AwkValue {
        guard arguments.count > 1 else { throw Self.tooFew }
        let regex = try await pattern(of: arguments[0])
        let replacement = try await value(arguments[1]).text(text(of: "CONVFMT"))
        var place = AwkPlace.field(.number(0))
        if arguments.count > 2 {
            guard case .place(let named) = arguments[2] else { return .number(0) }
            place = named
        }
        let bytes = try await value(.place(place)).text(text(of: "CONVFMT"))
        var out: [UInt8] = []
        var (at, count) = (0, 0)
        while at <= bytes.count, let match = regex.firstMatch(in: bytes, from: at)?[0] {
            out += bytes[at..<match.lowerBound]
            out += Self.filled(replacement, with: bytes[match])
            count += 1
            at = match.upperBound
            if match.isEmpty {
                if at < bytes.count { out.append(bytes[at]) }
                at += 1
            }
            guard out.count <= Self.longest else { throw .failed(AwkFailure(words: "out of memory")) }
            if count & 63 == 0 { try await step() }
            if !isGlobal { break }
        }
        guard count > 0 else { return .number(0) }
        if at < bytes.count { out += bytes[at...] }
        try await put(.text(out), at: place)
        return .number(Double(count))
    }

    /// The replacement, with what matched in place of each `&`.
    private static func filled(_ replacement: [UInt8], with match: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < replacement.count {
            if replacement[at] == 92, at + 1 < replacement.count,
                [UInt8(ascii: "&"), 92].contains(replacement[at + 1])
            {
                out.append(replacement[at + 1])
                at += 2
            } else if replacement[at] == UInt8(ascii: "&") {
                out += match
                at += 1
            } else {
                out.append(replacement[at])
                at += 1
            }
        }
        return out
    }

    /// `getline`: 1 for a line, 0 at the end, -1 where nothing can be read.
    func getLine(_ place: AwkPlace?, _ source: AwkLineSource) async throws(Leap) -> Int {
        let bytes: [UInt8]?
        switch source {
        case .input: bytes = try await files.next(self)
        case .file(let name), .command(let name):
            let text = String(decoding: try await value(name).text(text(of: "CONVFMT")), as: UTF8.self)
            var isCommand = false
            if case .command = source { isCommand = true }
            guard try await files.opens(text, isCommand: isCommand, self) else { return -1 }
            bytes = try await files.line(of: text, self)
            if bytes != nil, isCommand || place == nil, isCommand { countLine(inFile: false) }
        }
        guard let bytes else { return 0 }
        if let place { try await put(.input(bytes), at: place) } else { setLine(bytes) }
        return 1
    }

    func countLine(inFile: Bool) {
        variables["NR"] = .number((variables["NR"] ?? .unset).number + 1)
        if inFile { variables["FNR"] = .number((variables["FNR"] ?? .unset).number + 1) }
    }
}

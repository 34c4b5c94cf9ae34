/// Gives the classic builder what it doesn't know: the platform variables that BuildKit sets by itself.
///
/// No line is added, so the builder's messages name the student's own lines: in `FROM` the variables are replaced,
/// and an `ARG` that declares one gets its value as the default. What the file or the caller sets stays.
public enum PlatformRewrite {
    /// Returns the file with the platform set.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - variables: See ``BuildPlatform/variables(build:target:)``.
    ///   - arguments: What the caller gives by `--build-arg`; it wins.
    /// - Returns: The file with as many lines as before.
    public static func apply(
        to bytes: [UInt8],
        variables: [String: String],
        arguments: [String: String] = [:]
    ) -> [UInt8] {
        let values = variables.merging(arguments.filter { variables.keys.contains($0.key) }) { $1 }
        let file = Dockerfile(bytes)
        var declared: Set<String> = []
        var isGlobal = true
        var result: [UInt8] = []
        var done = 0
        for instruction in file.instructions {
            let text = bytes[instruction.bytes]
            let changed: [UInt8]?
            switch instruction.kind {
            case .from:
                isGlobal = false
                changed = replace(in: text, values: values.filter { !declared.contains($0.key) })
            case .arg(let variables):
                if isGlobal { declared.formUnion(variables.filter { $0.value != nil }.map(\.name)) }
                changed = setDefaults(in: text, values: values)
            default: changed = nil
            }
            guard let changed else { continue }
            result += bytes[done..<instruction.bytes.lowerBound] + changed
            done = instruction.bytes.upperBound
        }
        return result + bytes[done...]
    }

    /// `$NAME`, `${NAME}` and `${NAME:-…}` become the value.
    private static func replace(in text: ArraySlice<UInt8>, values: [String: String]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            if byte == UInt8(ascii: "$"), let (length, value) = variable(at: rest, values: values) {
                result += Array(value.utf8)
                rest = rest.dropFirst(length)
            } else {
                result.append(byte)
                rest.removeFirst()
            }
        }
        return result
    }

    private static func variable(at text: ArraySlice<UInt8>, values: [String: String]) -> (Int, String)? {
        let isBraced = text.dropFirst().first == UInt8(ascii: "{")
        let start = text.dropFirst(isBraced ? 2 : 1)
        let name = start.prefix {
            $0 == UInt8(ascii: "_") || ($0 < 0x80 && Character(Unicode.Scalar($0)).isLetter)
        }
        guard let value = values[String(decoding: name, as: UTF8.self)] else { return nil }
        guard isBraced else { return (1 + name.count, value) }
        let tail = start.dropFirst(name.count)
        guard let end = tail.firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let modifier = String(decoding: tail[..<end], as: UTF8.self)
        guard modifier.isEmpty || modifier.hasPrefix("-") || modifier.hasPrefix(":-") else { return nil }
        return (end + 1 - text.startIndex, value)
    }

    /// A bare name in an `ARG` gets a value; one with a value has it already.
    private static func setDefaults(in text: ArraySlice<UInt8>, values: [String: String]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while !rest.isEmpty {
            let word = rest.prefix { !LineReader.isSpace($0) }
            rest = rest.dropFirst(word.count)
            result += word
            if let value = values[String(decoding: word, as: UTF8.self)] { result += Array("=\(value)".utf8) }
            let blanks = rest.prefix { LineReader.isSpace($0) }
            rest = rest.dropFirst(blanks.count)
            result += blanks
        }
        return result
    }
}

/// An address that a style sheet loads something from.
public struct StyleReference: Hashable, Sendable {
    public enum Use: Sendable {
        case image, font
        /// Another sheet, by `@import`.
        case sheet
    }

    /// What the address says, its escapes read.
    public var address: String
    public var use: Use
    /// What stands behind the address of an `@import`: when the sheet counts.
    public var conditions = ""
}

/// What is put in the place of an address in a style sheet.
public enum StyleReplacement: Sendable {
    case address(String)
    /// In the place of an `@import`, the text of the sheet.
    case sheet(String)
}

/// Finds and changes the addresses in style sheets and in the declarations of elements.
public enum StyleText {
    /// Changes addresses; all else, and what gets no other address, stays byte for byte.
    public static func rewrite<Failure: Error>(
        _ css: String,
        _ replacement: (StyleReference) throws(Failure) -> StyleReplacement?
    ) throws(Failure) -> String {
        guard mayHoldAddresses(css) else { return css }
        var scanner = StyleScanner(css)
        var out = ""
        while let piece = scanner.next() {
            switch piece {
            case .text(let text): out += text
            case .address(let reference, let source):
                switch try replacement(reference) {
                case .address(let address) where address != reference.address:
                    out += text(of: reference, address)
                case .address, nil: out += source
                case .sheet(let sheet): out += wrapped(sheet, reference.conditions)
                }
            }
        }
        return out
    }

    /// The addresses of a style sheet, in order.
    public static func references(in css: String) -> [StyleReference] {
        var found: [StyleReference] = []
        _ = rewrite(css) { reference in
            found.append(reference)
            return nil
        }
        return found
    }

    /// An address as CSS has it: what would end the string, the rule or the style element is escaped.
    public static func url(_ address: String) -> String {
        var out = ""
        for scalar in address.unicodeScalars {
            switch scalar {
            case "\"", "\\", "<", "{", "}", "\n", "\r": out += "\\" + String(scalar.value, radix: 16) + " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return "url(\"\(out)\")"
    }

    /// Most styles load nothing, which a look at their bytes shows sooner.
    private static func mayHoldAddresses(_ css: String) -> Bool {
        css.utf8.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "@") }
    }

    private static func text(of reference: StyleReference, _ address: String) -> String {
        guard reference.use == .sheet else { return url(address) }
        return "@import \(url(address))" + (reference.conditions.isEmpty ? "" : " " + reference.conditions)
            + ";"
    }

    /// The text of a sheet under the conditions that it was imported with.
    private static func wrapped(_ sheet: String, _ conditions: String) -> String {
        var conditions = conditions[...]
        var (start, end) = ("", "")
        func wrap(_ rule: String) {
            start += rule + "{"
            end += "}"
        }
        if let layer = takeCondition("layer", from: &conditions) {
            wrap(layer.isEmpty ? "@layer" : "@layer \(layer)")
        }
        if let needed = takeCondition("supports", from: &conditions) { wrap("@supports (\(needed))") }
        if !conditions.isEmpty { wrap("@media \(conditions)") }
        return start + sheet + end + "\n"
    }

    /// Takes `name(…)`, or the name alone, from the start; returns what stands in the parentheses.
    private static func takeCondition(_ name: String, from text: inout Substring) -> String? {
        guard text.prefix(name.count).lowercased() == name else { return nil }
        let after = text.dropFirst(name.count)
        var inside = ""
        var rest = after
        if after.first == "(" {
            var depth = 0
            for index in after.indices {
                if after[index] == "(" { depth += 1 } else if after[index] == ")" { depth -= 1 }
                guard depth == 0 else { continue }
                inside = String(after[after.startIndex..<index].dropFirst())
                rest = after[index...].dropFirst()
                break
            }
        } else if let next = after.first, !next.isWhitespace {
            return nil
        }
        text = rest.drop(while: \.isWhitespace)
        return inside
    }
}

/// The addresses of one picture in several sizes, as the attribute `srcset` lists them.
///
/// - Note: Source: HTML Living Standard, 4.8.4.2.2 Parsing a srcset attribute.
public enum SourceSet {
    /// Changes the addresses; all else stays as it is.
    public static func rewrite(_ text: String, _ replacement: (String) -> String) -> String {
        var out = ""
        var rest = text[...]
        while !rest.isEmpty {
            out += take(from: &rest) { $0.isWhitespace || $0 == "," }
            let word = take(from: &rest) { !$0.isWhitespace }
            // A comma at the end of the address ends the candidate; one inside is a part of it.
            var address = word
            while address.last == "," { address.removeLast() }
            if !address.isEmpty { out += replacement(String(address)) }
            out += word[address.endIndex...]
            if word.last != "," { out += takeDescriptors(from: &rest) }
        }
        return out
    }

    /// The addresses, in order.
    public static func addresses(in text: String) -> [String] {
        var found: [String] = []
        _ = rewrite(text) { address in
            found.append(address)
            return address
        }
        return found
    }

    private static func takeDescriptors(from rest: inout Substring) -> Substring {
        var depth = 0
        return take(from: &rest) { character in
            if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
            return character != "," || depth > 0
        }
    }

    private static func take(from rest: inout Substring, while condition: (Character) -> Bool) -> Substring {
        let taken = rest.prefix(while: condition)
        rest = rest[taken.endIndex...]
        return taken
    }
}

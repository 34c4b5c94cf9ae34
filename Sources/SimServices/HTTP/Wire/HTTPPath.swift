/// The path of a request, as a server looks for it among its files.
enum HTTPPath {
    /// Unescaped, slashes merged, `.` and `..` taken out; nil where it leads out of the root or isn't well-formed.
    static func plain(_ raw: some StringProtocol) -> String? {
        guard let bytes = unescaped(raw), bytes.first == UInt8(ascii: "/"), !bytes.contains(0) else {
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var names: [Substring] = []
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for part in parts where !part.isEmpty && part != "." {
            if part == ".." {
                guard names.popLast() != nil else { return nil }
            } else {
                names.append(part)
            }
        }
        let isFolder = parts.last.map { $0.isEmpty || $0 == "." || $0 == ".." } ?? true
        return "/" + names.joined(separator: "/") + (isFolder && !names.isEmpty ? "/" : "")
    }

    /// With `%41` turned into `A`; nil where what follows a percent sign is no number.
    static func unescaped(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let code = UInt8(rest.prefix(2).text, radix: 16) else { return nil }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    /// What may stand in a path as it is, the rest escaped.
    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%"), byte != UInt8(ascii: "?"),
                byte != UInt8(ascii: "#")
            {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += hex.count == 1 ? "%0" + hex : "%" + hex
            }
        }
        return result
    }
}

/// What containers and volumes may be called: `[a-zA-Z0-9][a-zA-Z0-9_.-]+`.
///
/// Looked at byte by byte: a regular expression would be read anew for each name, of which a cluster makes thousands.
enum EngineName {
    static func isName(_ name: String) -> Bool {
        let bytes = name.utf8
        guard (2...255).contains(bytes.count), let first = bytes.first, isLetterOrDigit(first) else {
            return false
        }
        return bytes.allSatisfy { isLetterOrDigit($0) || "_.-".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

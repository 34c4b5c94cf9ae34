/// What names and protocols of ports may be.
enum PortRules {
    static let protocols = ["SCTP", "TCP", "UDP"]

    /// Why a text is no name of a port; nil where it is one.
    static func nameProblem(_ name: String) -> String? {
        let bytes = Array(name.utf8)
        if bytes.count > 15 { return "must be no more than 15 characters" }
        func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        let hyphen = UInt8(ascii: "-")
        if !bytes.allSatisfy({ isLetter($0) || isDigit($0) || $0 == hyphen }) {
            return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"
        }
        if !bytes.contains(where: isLetter) { return "must contain at least one letter (a-z)" }
        if name.contains("--") { return "must not contain consecutive hyphens" }
        return bytes.first == hyphen || bytes.last == hyphen ? "must not begin or end with a hyphen" : nil
    }
}

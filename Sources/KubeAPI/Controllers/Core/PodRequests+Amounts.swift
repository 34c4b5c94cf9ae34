import EngineAPI

extension PodRequests {
    private static let suffixes: [String: Double] = [
        "n": 1e-9, "u": 1e-6, "m": 1e-3, "": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
        "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824, "Ti": 1_099_511_627_776, "Pi": 0x1p50, "Ei": 0x1p60,
    ]

    /// An amount as objects write it (`500m`, `128Mi`, `2`, `1e3`), in thousandths, rounded up; 0 for what is none.
    static func thousandths(_ json: JSON) -> Int {
        let text: String
        switch json {
        case .string(let value): text = value
        case .number(let value): text = value
        default: return 0
        }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
        let suffix = String(text.dropFirst(digits.count))
        let value: Double
        if let factor = suffixes[suffix], let number = Double(digits) {
            value = number * factor
        } else if suffix.hasPrefix("e") || suffix.hasPrefix("E"), let number = Double(text) {
            value = number
        } else {
            return 0
        }
        let scaled = (value * 1000).rounded(.up)
        guard scaled.isFinite else { return 0 }
        return Int(exactly: min(max(scaled, -9e18), 9e18)) ?? 0
    }
}

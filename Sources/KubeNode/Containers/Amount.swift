import EngineAPI

/// An amount of memory or processors: `128Mi`, `250m`, `2`.
struct Amount: Hashable, Sendable {
    /// In thousandths of a byte or of a processor, rounded up; as much as can be said where it is more.
    let thousandths: Int

    /// Reads a quantity; nil where it is none or below zero.
    init?(_ json: JSON?) {
        let text: String
        switch json {
        case .string(let string): text = string
        case .number(let digits): text = digits
        default: return nil
        }
        self.init(text)
    }

    init?(_ text: String) {
        let suffix = String(text.drop { $0.isNumber || $0 == "." })
        let number = text.dropLast(suffix.count)
        guard !number.isEmpty, number.utf8.count <= 24 else { return nil }
        let factor: Double
        switch suffix {
        case "m": factor = 1
        case "": factor = 1e3
        case "k": factor = 1e6
        case "M": factor = 1e9
        case "G": factor = 1e12
        case "T": factor = 1e15
        case "Ki": factor = 1024e3
        case "Mi": factor = 1_048_576e3
        case "Gi": factor = 1_073_741_824e3
        case "Ti": factor = 1_099_511_627_776e3
        default:
            guard let exponent = suffix.first, exponent == "e" || exponent == "E",
                let power = Int(suffix.dropFirst()), (0...15).contains(power)
            else { return nil }
            factor = (0..<power).reduce(1e3) { product, _ in product * 10 }
        }
        guard let value = Double(number) else { return nil }
        let product = (value * factor).rounded(.up)
        thousandths = product < 9e18 ? Int(product) : .max
    }

    /// In whole units, rounded up.
    var units: Int { thousandths / 1000 + (thousandths % 1000 > 0 ? 1 : 0) }
}

import LabModel

/// Puts a student's own values where a lecture has its literals.
struct VariantText {
    private let pairs: [(variant: LabVariant, literal: String, value: String)]

    init(_ variants: [LabVariant], _ values: VariantValues) {
        pairs = variants.compactMap { variant in
            guard let literal = variant.literal, let value = values[variant.name] else { return nil }
            return (variant, literal, value)
        }
    }

    /// The text with the student's values; holes `{{…}}` stay as they are.
    ///
    /// A text that is read inside a container keeps its ports: there they aren't the host's.
    func applied(to text: String, isInside: Bool = false) -> String {
        let bytes = Array(text.utf8)
        let holes = Self.holes(in: bytes)
        var changes: [(place: Range<Int>, value: String)] = []
        for (variant, literal, value) in pairs {
            let places: [Range<Int>]
            if case .port = variant.kind {
                places = isInside ? [] : HostPorts.places(of: literal, in: bytes)
            } else {
                places = WordBoundary.places(of: Array(literal.utf8), in: bytes)
            }
            // All are found in the text as the lecture has it: a value may look like another one's literal.
            for place in places where !(holes + changes.map(\.place)).contains(where: place.overlaps) {
                changes.append((place, value))
            }
        }
        guard !changes.isEmpty else { return text }
        var out: [UInt8] = []
        var at = 0
        for change in changes.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
            out += bytes[at..<change.place.lowerBound]
            out += change.value.utf8
            at = change.place.upperBound
        }
        return String(decoding: out + bytes[at...], as: UTF8.self)
    }

    private static func holes(in bytes: [UInt8]) -> [Range<Int>] {
        var holes: [Range<Int>] = []
        var at = 0
        while at + 1 < bytes.count {
            guard bytes[at...].starts(with: "{{".utf8),
                let close = (at + 2..<bytes.count).first(where: { bytes[$0...].starts(with: "}}".utf8) })
            else {
                at += 1
                continue
            }
            holes.append(at..<close + 2)
            at = close + 2
        }
        return holes
    }
}

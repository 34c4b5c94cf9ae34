/// Bytes of a field, and whether they were quoted.
struct Segment: Hashable, Sendable {
    var bytes: [UInt8]
    var isQuoted: Bool
}

/// Puts fields together from what the parts of a word expand to.
struct FieldBuilder {
    /// The finished fields.
    private(set) var fields: [[Segment]] = []
    private var current: [Segment] = []
    private var hasCurrent = false
    /// A blank ended a field: one sign that is no blank still belongs to it.
    private var awaitsSign = false
    /// The bytes in it, for bounds.
    private(set) var size = 0
    let separators: [UInt8]

    /// Fields that are split at the bytes of IFS.
    init(separators: [UInt8]) { self.separators = separators }

    mutating func add(_ bytes: [UInt8], isQuoted: Bool) {
        hasCurrent = hasCurrent || isQuoted || !bytes.isEmpty
        awaitsSign = false
        size += bytes.count
        if bytes.isEmpty { return }
        if let last = current.indices.last, current[last].isQuoted == isQuoted {
            current[last].bytes += bytes
        } else {
            current.append(Segment(bytes: bytes, isQuoted: isQuoted))
        }
    }

    /// What an unquoted expansion gave.
    mutating func addSplit(_ bytes: [UInt8]) {
        size += bytes.count
        var run: [UInt8] = []
        for byte in bytes {
            guard separators.contains(byte) else {
                run.append(byte)
                continue
            }
            if !run.isEmpty { add(run, isQuoted: false) }
            run = []
            if byte == 32 || byte == 9 || byte == 10 {
                if hasCurrent {
                    endField()
                    awaitsSign = true
                }
            } else if hasCurrent {
                endField()
            } else if awaitsSign {
                awaitsSign = false
            } else {
                fields.append([])
            }
        }
        if !run.isEmpty { add(run, isQuoted: false) }
    }

    /// Ends a field, even an empty one, and begins one.
    mutating func breakQuoted() {
        endField()
        hasCurrent = true
    }

    /// Ends a field if there is one.
    mutating func breakPlain() { if hasCurrent { endField() } }

    private mutating func endField() {
        fields.append(current)
        current = []
        hasCurrent = false
    }

    /// All fields.
    mutating func finish() -> [[Segment]] {
        if hasCurrent { endField() }
        return fields
    }
}

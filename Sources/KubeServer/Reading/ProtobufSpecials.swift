import EngineAPI
import KubeAPI

/// Messages whose JSON isn't an object of their fields.
enum ProtobufSpecials {
    /// The value of a message; nil for what isn't such a one.
    static func value(
        _ content: SchemaField.Content,
        _ bytes: ArraySlice<UInt8>
    ) throws(WireReader.Malformed) -> JSON? {
        switch content {
        case .time: try time(bytes).map { .string($0.text) } ?? .null
        case .microTime: try time(bytes).map { .string($0.microText) } ?? .null
        case .quantity: .string(try texts(bytes, 1).last ?? "0")
        case .intOrString: try intOrString(bytes)
        case .json, .managedFields: try document(bytes)
        case .strings: .array(try texts(bytes, 1).map { .string($0) })
        default: nil
        }
    }

    /// Seconds and nanoseconds; an empty message is no time.
    private static func time(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) -> KubeTime? {
        guard !bytes.isEmpty else { return nil }
        let numbers = try numbers(bytes)
        let (whole, overflows) = Int(truncatingIfNeeded: numbers[1] ?? 0)
            .multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowsToo) = whole.addingReportingOverflow(Int(truncatingIfNeeded: numbers[2] ?? 0))
        guard !overflows, !overflowsToo else { throw WireReader.Malformed() }
        return KubeTime(nanoseconds: sum)
    }

    private static func intOrString(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) -> JSON {
        let numbers = try numbers(bytes)
        if numbers[1] == 1 { return .string(try texts(bytes, 3).last ?? "") }
        return .number(String(Int32(truncatingIfNeeded: numbers[2] ?? 0)))
    }

    /// JSON that travels as text.
    private static func document(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) -> JSON {
        var reader = WireReader(bytes)
        var found = JSON.null
        while let (number, value) = try reader.next() {
            guard number == 1, case .bytes(let text) = value else { continue }
            do { found = try JSON(Array(text)) } catch { throw WireReader.Malformed() }
        }
        return found
    }

    private static func numbers(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) -> [Int: UInt64] {
        var reader = WireReader(bytes)
        var numbers: [Int: UInt64] = [:]
        while let (number, value) = try reader.next() {
            if case .varint(let value) = value { numbers[number] = value }
        }
        return numbers
    }

    private static func texts(
        _ bytes: ArraySlice<UInt8>,
        _ wanted: Int
    ) throws(WireReader.Malformed) -> [String] {
        var reader = WireReader(bytes)
        var texts: [String] = []
        while let (number, value) = try reader.next() {
            if number == wanted, case .bytes(let text) = value { texts.append(try ProtobufReader.text(text)) }
        }
        return texts
    }
}

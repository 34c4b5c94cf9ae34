/// Bytes that grow at their end.
///
/// Markup is made of short stretches, and an array's way of appending costs more than most of them.
struct ByteBuffer: ~Copyable {
    private(set) var count = 0
    private var capacity: Int
    private var base: UnsafeMutablePointer<UInt8>

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        makeRoom(for: 1)
        base[count] = byte
        count += 1
    }

    mutating func append(_ stretch: UnsafeBufferPointer<UInt8>) {
        guard let start = stretch.baseAddress else { return }
        makeRoom(for: stretch.count)
        (base + count).update(from: start, count: stretch.count)
        count += stretch.count
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text with entities for what markup is made of.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - escapes: Which bytes have entities.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>, escaping escapes: Escapes) {
        makeRoom(for: text.count)
        var next = base + count
        for index in text.indices {
            let byte = text[index]
            if escapes.contains(byte) {
                count = next - base
                append(Escapes.entity(of: byte))
                makeRoom(for: text.count - index)
                next = base + count
            } else {
                next.pointee = byte
                next += 1
            }
        }
        count = next - base
    }

    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        if capacity - count < more { grow(by: more) }
    }

    private mutating func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}

/// The bytes that are written as entities, and the one that no page may hold; all of them are among the first 64.
struct Escapes {
    private let bits: UInt64

    /// In attributes with quotes, and without.
    static let attribute = Escapes("\0&<\"")
    static let text = Escapes("\0&<>")
    static let textAndQuotes = Escapes("&<>\"")
    /// In text, where `>` means nothing.
    static let shortText = Escapes("\0&<")

    private init(_ bytes: StaticString) {
        bits = bytes.withUTF8Buffer { $0.reduce(0) { $0 | 1 << UInt64($1) } }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { byte < 64 && bits >> UInt64(byte) & 1 != 0 }

    static func entity(of byte: UInt8) -> StaticString {
        switch byte {
        case 0: "\u{FFFD}"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        default: "&quot;"
        }
    }
}

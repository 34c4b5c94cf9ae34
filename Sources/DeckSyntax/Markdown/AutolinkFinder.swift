/// Tells links written `<address>` from those written `[address](address)`: libcmark's tree doesn't, but the text does.
///
/// It goes through the text once, so links are to be asked for in the order in which they stand.
struct AutolinkFinder {
    private let text: UnsafeBufferPointer<UInt8>
    private var next = 0
    private var misses = 0

    /// How many addresses may be sought in vain: the text is read to its end for each.
    private static let mostMisses = 50

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// Returns whether the next link with a label has angle brackets around it.
    ///
    /// The label may be written with references, such as `&amp;`, which aren't followed: then it is taken for automatic.
    mutating func isAutomatic(_ label: String, from start: Int) -> Bool {
        guard misses < Self.mostMisses else { return true }
        let label = Array(label.utf8)
        var index = max(next, start)
        while index + label.count + 1 < text.count {
            let close: UInt8
            switch text[index] {
            case UInt8(ascii: "<"): close = UInt8(ascii: ">")
            case UInt8(ascii: "["): close = UInt8(ascii: "]")
            default:
                index += 1
                continue
            }
            let end = index + 1 + label.count
            if text[end] == close, text[(index + 1)..<end].elementsEqual(label) {
                next = end
                return close == UInt8(ascii: ">")
            }
            index += 1
        }
        misses += 1
        return true
    }
}

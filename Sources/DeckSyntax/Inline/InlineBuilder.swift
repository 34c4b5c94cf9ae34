import DeckModel
import GoText

/// Collects inline elements; texts that stand side by side become one.
struct InlineBuilder {
    private var elements: [Inline] = []
    private var pending: [UInt8] = []

    mutating func append(_ text: ArraySlice<UInt8>) { pending += text }

    mutating func append(_ element: Inline) {
        flush()
        elements.append(element)
    }

    mutating func finish() -> [Inline] {
        flush()
        return elements
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        elements.append(.text(GoText.decode(pending)))
        pending.removeAll(keepingCapacity: true)
    }
}

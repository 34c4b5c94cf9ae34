import DeckModel

/// Collects operations and knows where they stand: margins, gaps, places to break.
struct OperationBuilder {
    private(set) var operations: [PlacedOperation] = []
    private var margins: [Margin] = []
    /// Whether the next operation has a gap above, and those after it.
    private var nextGap = true
    private var laterGap = true

    mutating func emit(_ operation: RenderOperation, keepsWithNext: Bool = false) {
        var placed = PlacedOperation(operation: operation, margins: margins, hasGap: nextGap)
        placed.keepsWithNext = keepsWithNext
        placed.breakCost = cost(of: operation)
        operations.append(placed)
        for index in margins.indices { margins[index].marker = nil }
        nextGap = laterGap
    }

    mutating func text(_ spans: [Span], keepsWithNext: Bool = false) {
        emit(.text(spans), keepsWithNext: keepsWithNext)
    }

    /// Lets the last operation stay with the next.
    mutating func keepLast() {
        guard let last = operations.indices.last else { return }
        operations[last].keepsWithNext = true
    }

    /// Adds a margin until ``pop(since:)``; nil for one without width.
    ///
    /// - Returns: How many operations there are so far.
    @discardableResult
    mutating func push(_ margin: Margin?) -> Int {
        margins.append(margin ?? Margin(width: 0, isBar: false))
        return operations.count
    }

    /// Removes the last margin; an item without content still shows its mark.
    mutating func pop(since count: Int? = nil) {
        if count == operations.count, margins.last?.marker != nil { text([]) }
        _ = margins.popLast()
    }

    /// Lets things stand close together, without empty rows between, until ``loosen(_:)``.
    ///
    /// - Returns: What was before.
    mutating func tighten(_ isTight: Bool = true) -> Bool {
        defer { laterGap = !isTight }
        return laterGap
    }

    mutating func loosen(_ before: Bool) {
        laterGap = before
        nextGap = before
    }

    /// Puts the next operation right below the last.
    mutating func closeUp() { nextGap = false }

    /// The depth of lists and quotations here.
    var depth: Int { margins.count }

    private func cost(of operation: RenderOperation) -> Int {
        guard let last = operations.last else { return 0 }
        let isDeeper = last.margins.count < margins.count
        var cost = nextGap ? min(margins.count, 2) : 2 + min(margins.count, 4)
        // A child leaves its parent unwillingly, and a listing the sentence that leads to it.
        if isDeeper, !nextGap { cost += 3 }
        if case .code = operation, case .text = last.operation { cost += 3 }
        return cost
    }
}

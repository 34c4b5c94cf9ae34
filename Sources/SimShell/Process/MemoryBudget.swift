import Synchronization

/// The memory that what runs together may fill: files, logs, images and what servers keep.
public final class MemoryBudget: Sendable {
    /// Gives whatever is asked for.
    public static let unlimited = MemoryBudget(bytes: .max)

    /// What there is in all, in bytes.
    public let bytes: Int
    private let taken = Mutex(0)
    private let outer: MemoryBudget?

    /// So many bytes, which are part of an outer budget where there is one.
    public init(bytes: Int, within outer: MemoryBudget? = nil) {
        self.bytes = max(0, bytes)
        self.outer = outer
    }

    /// What is taken, in bytes.
    public var used: Int { taken.withLock { $0 } }

    /// What is left, in bytes.
    public var left: Int { max(0, bytes - used) }

    /// Takes more, or gives back where the count is below zero; false where there isn't as much.
    fileprivate func take(_ count: Int) -> Bool {
        taken.withLock { taken in
            guard count <= 0 || count <= bytes - taken, outer?.take(count) ?? true else { return false }
            taken += count
            return true
        }
    }
}

/// What one holder has of a budget; it goes back with the holder.
public final class MemoryShare: Sendable {
    private let budget: MemoryBudget
    private let held = Mutex(0)

    public init(_ budget: MemoryBudget) { self.budget = budget }

    deinit { _ = budget.take(-held.withLock { $0 }) }

    /// Holds so many bytes in all from now on; false where there aren't as many, and nothing changes then.
    public func hold(_ bytes: Int) -> Bool {
        held.withLock { held in
            let wanted = max(0, bytes)
            guard wanted != held else { return true }
            guard budget.take(wanted - held) else { return false }
            held = wanted
            return true
        }
    }
}

extension MemoryShare: Hashable {
    public static func == (one: MemoryShare, other: MemoryShare) -> Bool { one === other }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

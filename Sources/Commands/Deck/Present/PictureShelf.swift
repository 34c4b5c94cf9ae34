import DeckTerm
import Dispatch
import Ports
import Synchronization
import TermUI

/// The pictures of a talk, made ready in the background when they are first wanted.
final class PictureShelf: Sendable {
    private enum Item {
        case making
        case failed
        case ready(PictureArt)
    }

    private struct State {
        var items: [PictureOrder: Item] = [:]
        /// The orders in which pictures were wanted, the last at the end.
        var order: [PictureOrder] = []
        /// Counts how often files were saved: what was made of older files is dropped.
        var edition = 0
    }

    private let program: PictureProgram
    private let read: @Sendable (String) -> [UInt8]?
    private let isReady: @Sendable () -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "slidectl.pictures", qos: .userInitiated)
    /// How many are kept; terminals of kitty's kind keep their own.
    private static let mostKept = 6

    /// - Parameters:
    ///   - program: What makes pictures ready.
    ///   - read: Reads a file by the name that the deck gives it.
    ///   - isReady: Told when a picture is ready.
    init(
        _ program: PictureProgram,
        read: @escaping @Sendable (String) -> [UInt8]?,
        isReady: @escaping @Sendable () -> Void
    ) {
        self.program = program
        self.read = read
        self.isReady = isReady
    }

    /// The art of a picture; nil where it is still made, which begins with the first call, or can't be.
    func art(_ order: PictureOrder) -> PictureArt? {
        let edition: Int? = state.withLock { state in
            state.order.removeAll { $0 == order }
            state.order.append(order)
            if state.items[order] != nil { return nil }
            state.items[order] = .making
            if state.order.count > Self.mostKept { state.items[state.order.removeFirst()] = nil }
            return state.edition
        }
        if let edition {
            queue.async { self.make(order, edition) }
            return nil
        }
        return state.withLock {
            if case .ready(let art)? = $0.items[order] { art } else { nil }
        }
    }

    /// Has pictures made that will be wanted next, unless they would push out those that are wanted now.
    func prepare(_ next: [PictureOrder], besides shown: [PictureOrder]) {
        guard Set(next + shown).count <= Self.mostKept else { return }
        for order in next { _ = art(order) }
        // The shown ones count as wanted later than those.
        for order in shown { _ = art(order) }
    }

    /// Forgets everything, because files were saved.
    func forget() {
        state.withLock {
            $0.items = [:]
            $0.order = []
            $0.edition += 1
        }
    }

    private func make(_ order: PictureOrder, _ edition: Int) {
        guard state.withLock({ $0.edition == edition && $0.items[order] != nil }) else { return }
        let art = read(order.source).flatMap { program.art($0, order) }
        state.withLock { state in
            guard state.edition == edition, state.items[order] != nil else { return }
            state.items[order] = art.map { .ready($0) } ?? .failed
        }
        isReady()
    }
}

import Synchronization

/// Gives out the addresses of pods, `10.244.0.2` to `10.244.255.254`, one after the other.
final class AddressPool: Sendable {
    private struct State {
        var taken: Set<Int> = []
        var next = 2
    }

    private let state = Mutex(State())

    /// An address that nobody has; nil where all are taken.
    func take() -> String? {
        state.withLock { state in
            for _ in 0..<65_536 {
                let number = state.next
                state.next = number >= 65_534 ? 2 : number + 1
                guard number % 256 != 0, number % 256 != 255 else { continue }
                if state.taken.insert(number).inserted { return Self.text(number) }
            }
            return nil
        }
    }

    func giveBack(_ address: String) {
        let parts = address.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 4 else { return }
        _ = state.withLock { $0.taken.remove(parts[2] * 256 + parts[3]) }
    }

    private static func text(_ number: Int) -> String { "10.244.\(number / 256).\(number % 256)" }
}

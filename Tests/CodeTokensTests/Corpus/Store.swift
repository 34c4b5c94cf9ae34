// A store of orders.
import Foundation

/* Blocks /* nest */ here. */
@MainActor
public final class Store {
    public enum Failure: Error {
        case missing(Int)
        case broken(reason: String)
    }

    private var orders: [Int: String] = [:]
    let limit = 0xFF
    static let rate = 2.5e-3

    public init() {}

    deinit {
        print("gone")
    }

    /// Puts an order into the store.
    @discardableResult
    public func put(_ name: String, at id: Int) throws -> Bool {
        guard id >= 0, orders[id] == nil else {
            throw Failure.missing(id)
        }
        orders[id] = "\(name): \(id)\n"
        defer { print(orders.count) }
        return true
    }

    func find<T: Sequence>(in names: T) async -> [String] where T.Element == String {
        var found: [String] = []
        for name in names where name.hasPrefix("a") {
            guard let first = name.first, first != "b" else {
                continue
            }
            found.append(name)
        }
        switch found.count {
        case 0...9: break
        default: return []
        }
        return found
    }
}

extension Store {
    var summary: String {
        """
        \(orders.count) orders
        of "many"
        """
    }
}

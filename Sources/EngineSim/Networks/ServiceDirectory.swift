import EngineAPI
import SimShell
import Synchronization

/// The services of a cluster's pods: what their names and virtual addresses lead to.
final class ServiceDirectory: Sendable {
    private struct State {
        var byName: [String: VirtualService] = [:]
        var ports: [String: [Int: [VirtualService.Backend]]] = [:]
        /// Counts the calls, so that backends take turns.
        var turn = 0
    }

    private let state = Mutex(State())

    func set(_ services: [VirtualService]) {
        state.withLock { state in
            state.byName = Dictionary(services.map { ($0.name.lowercased(), $0) }) { first, _ in first }
            state.ports = [:]
            for service in services where !service.ports.isEmpty {
                for address in service.addresses { state.ports[address] = service.ports }
            }
        }
    }

    /// What a place sees of it, with what it appends to names.
    func view(searches: [String]) -> any NetworkDirectory { View(services: self, searches: searches) }

    fileprivate func addresses(of name: String, depth: Int = 0) -> [String]? {
        guard let service = state.withLock({ $0.byName[name] }) else { return nil }
        // One alias may lead to the next, and in a circle.
        if let alias = service.alias, depth < 8 { return addresses(of: alias.lowercased(), depth: depth + 1) }
        return service.addresses
    }

    fileprivate func route(
        to address: String,
        port: Int
    ) throws(NetworkError) -> (address: String, port: Int)? {
        let found = state.withLock { state -> [VirtualService.Backend]?? in
            guard let ports = state.ports[address] else { return nil }
            state.turn &+= 1
            guard let backends = ports[port] else { return .some(nil) }
            return backends.isEmpty ? .some([]) : .some([backends[state.turn % backends.count]])
        }
        switch found {
        case nil: return nil
        // Nothing answers at a port that a virtual address doesn't have, and the caller waits in vain.
        case .some(nil): throw .timedOut
        case .some(let backends?):
            guard let backend = backends.first else { throw .refused }
            return (backend.address, backend.port)
        }
    }

    private struct View: NetworkDirectory {
        let services: ServiceDirectory
        let searches: [String]

        func addresses(of name: String) -> [String] {
            let name = name.lowercased()
            for candidate in searches.map({ "\(name).\($0)" }) + [name] {
                if let found = services.addresses(of: candidate), !found.isEmpty { return found }
            }
            return []
        }

        func route(
            to address: String,
            port: Int
        ) throws(NetworkError) -> (address: String, port: Int)? {
            try services.route(to: address, port: port)
        }
    }
}

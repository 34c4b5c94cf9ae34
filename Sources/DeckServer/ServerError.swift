/// Why the server can't run.
package enum ServerError: Error, Hashable {
    /// Another program listens there.
    case portInUse(host: String, port: Int)
    /// The system doesn't let us listen there.
    case notPermitted(host: String, port: Int)
    /// The address isn't one of this machine's, or its name can't be found.
    case noSuchAddress(host: String)
    /// Anything else, in the system's words.
    case failed(String)
}

extension ServerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .portInUse(let host, let port):
            "port \(port) on \(host) is in use: stop what listens there, or choose another port (0 takes a free one)"
        case .notPermitted(let host, let port):
            "listening on \(host) port \(port) isn't permitted: choose a port from 1024 up"
        case .noSuchAddress(let host):
            "'\(host)' isn't an address of this machine: choose 127.0.0.1, which this machine alone reaches, "
                + "or 0.0.0.0, which all networks reach; the port isn't part of it"
        case .failed(let reason): "the server failed: \(reason)"
        }
    }
}

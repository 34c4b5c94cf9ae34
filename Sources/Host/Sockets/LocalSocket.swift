import Glibc
import SystemPackage

/// Unix sockets by their paths.
enum LocalSocket {
    /// Listens at a path; what a dead process left there is removed, what a living one serves is left alone.
    ///
    /// - Returns: The descriptor; nil where somebody listens there or the path can't be used.
    static func listen(at path: FilePath) -> CInt? {
        if let living = connect(to: path) {
            close(living)
            return nil
        }
        unlink(path.string)
        return open(path) { descriptor, address, length in
            // Nobody else may connect, not even in the moment before.
            let mask = umask(0o077)
            defer { umask(mask) }
            return bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 8) == 0
        }
    }

    /// Connects to a path; nil where nobody listens.
    static func connect(to path: FilePath) -> CInt? {
        open(path) { Glibc.connect($0, $1, $2) == 0 }
    }

    private static func open(
        _ path: FilePath,
        _ use: (CInt, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> CInt? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.string.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let kind = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return nil }
        let isUsed = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if isUsed { return descriptor }
        close(descriptor)
        return nil
    }
}

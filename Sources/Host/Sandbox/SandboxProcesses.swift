import Glibc

/// The processes of a sandbox, known by the namespace that they share.
package enum SandboxProcesses {
    /// Sends a signal to every process of a sandbox but the first, which only waits for the others.
    ///
    /// - Parameters:
    ///   - number: The signal.
    ///   - first: The sandbox's first process, by its number outside.
    package static func signal(_ number: Int32, besides first: Int32) {
        guard let space = FileLinks.target("/proc/\(first)/ns/pid") else { return }
        for process in LeftProcesses.all() where process != first {
            guard FileLinks.target("/proc/\(process)/ns/pid") == space else { continue }
            kill(process, number)
        }
    }
}

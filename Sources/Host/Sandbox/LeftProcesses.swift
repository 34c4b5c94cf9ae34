import Glibc

/// Processes that a session left: those that began in the moment when their parent was killed.
package enum LeftProcesses {
    /// The programs that stand around a session's commands; what they started ends with them.
    private static let programs: Set = ["sh", "dash", "bash", "setpriv", "bwrap", "nsenter", "slidectl"]

    /// Ends those whose command line names something below a folder that belongs to one session alone.
    package static func end(naming folder: String) {
        let pattern = Array((folder + "/").utf8)
        for process in all() where process != getpid() {
            let line = SmallFile.read("/proc/\(process)/cmdline")
            guard line.contains(pattern),
                let program = FileLinks.target("/proc/\(process)/exe")?.split(separator: "/").last,
                programs.contains(String(program))
            else { continue }
            kill(process, SIGKILL)
        }
    }

    /// The processes of the machine that can be seen.
    static func all() -> [Int32] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let process = Int32(name) { found.append(process) }
        }
        return found
    }
}

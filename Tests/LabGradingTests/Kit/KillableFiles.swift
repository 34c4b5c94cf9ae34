import LabGrading
import Synchronization

/// The end of a process, as its own code never sees it: nothing that is done after it counts.
struct Killed: Error {}

/// A disk in memory whose process dies at the n-th change: half of what it appends may be there, a file is replaced or
/// it isn't.
final class KillableFiles: DurableFiles {
    private struct State {
        var files: [String: [UInt8]] = [:]
        var changes = 0
        var deadline: Int?
        /// Whether the change in which it dies is done, done by half, or not done.
        var share = 0
        var isDead = false
    }

    private let state = Mutex(State())

    init() {}

    /// Lets the process die in the n-th change from now, counted from 0; 0, 1 or 2 halves of that change are done.
    func kill(atChange number: Int, halves: Int) {
        state.withLock { state in
            (state.deadline, state.share) = (state.changes + number, halves)
        }
    }

    /// A new process on the same disk.
    func revive() {
        state.withLock { state in
            (state.isDead, state.deadline) = (false, nil)
        }
    }

    var changes: Int { state.withLock(\.changes) }
    var isDead: Bool { state.withLock(\.isDead) }
    var contents: [String: [UInt8]] {
        get { state.withLock(\.files) }
        set { state.withLock { $0.files = newValue } }
    }

    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]? {
        try check(path)
        return contents[path]
    }

    func append(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        try change(path) { files, halves in
            files[path, default: []] += bytes.prefix(halves == 2 ? bytes.count : bytes.count / 2 * halves)
        }
    }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        try change(path) { files, halves in if halves == 2 { files[path] = bytes } }
    }

    func cut(_ path: String, to size: Int) throws(FileFailure) {
        try change(path) { files, halves in
            if halves == 2, let bytes = files[path] { files[path] = Array(bytes.prefix(size)) }
        }
    }

    func makeFolder(_ path: String) throws(FileFailure) { try check(path) }

    func names(in folder: String) throws(FileFailure) -> [String] {
        try check(folder)
        let below = contents.keys.filter { $0.hasPrefix(folder + "/") }
        return Set(
            below.compactMap { $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init) }
        )
        .sorted()
    }

    func remove(_ path: String) throws(FileFailure) {
        try change(path) { files, halves in if halves == 2 { files[path] = nil } }
    }

    private func check(_ path: String) throws(FileFailure) {
        guard !isDead else { throw FileFailure(path, "the process is dead") }
    }

    private func change(
        _ path: String,
        _ body: (_ files: inout [String: [UInt8]], _ halves: Int) -> Void
    ) throws(FileFailure) {
        let isAlive = state.withLock { state -> Bool in
            guard !state.isDead else { return false }
            if state.changes == state.deadline {
                body(&state.files, state.share)
                state.isDead = true
                return false
            }
            state.changes += 1
            body(&state.files, 2)
            return true
        }
        guard isAlive else { throw FileFailure(path, "the process is dead") }
    }
}

import Synchronization

/// Bytes in memory, read once.
public final class MemorySource: ByteSource {
    private let rest: Mutex<ArraySlice<UInt8>>

    public init(_ bytes: [UInt8]) { rest = Mutex(bytes[...]) }

    public func read(atMost limit: Int) async -> [UInt8]? {
        rest.withLock { rest in
            guard !rest.isEmpty else { return nil }
            let piece = Array(rest.prefix(max(1, limit)))
            rest = rest.dropFirst(piece.count)
            return piece
        }
    }

    public func closeReading() { rest.withLock { $0 = [] } }
}

/// A file that is open for reading: it has a place that moves on.
final class FileSource: ByteSource {
    private let files: FileTree
    private let path: String
    private let offset = Mutex(0)

    init(_ files: FileTree, _ path: String) {
        self.files = files
        self.path = path
    }

    func read(atMost limit: Int) async -> [UInt8]? {
        offset.withLock { offset in
            guard let piece = try? files.read(path, from: offset, atMost: max(1, limit)), !piece.isEmpty
            else {
                return nil
            }
            offset += piece.count
            return piece
        }
    }

    func closeReading() {}
}

/// A file that is open for writing.
final class FileSink: ByteSink {
    private struct State {
        var offset = 0
        var failure: FileTreeError?
    }

    private let files: FileTree
    private let path: String
    private let isAppending: Bool
    private let state = Mutex(State())

    init(_ files: FileTree, _ path: String, isAppending: Bool) {
        self.files = files
        self.path = path
        self.isAppending = isAppending
    }

    /// Why the last write failed.
    var failure: FileTreeError? { state.withLock { $0.failure } }

    func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        let isWritten = state.withLock { state in
            do throws(FileTreeError) {
                try files.write(path, content: .bytes(bytes), at: isAppending ? .atEnd : .at(state.offset))
                state.offset += bytes.count
                return true
            } catch {
                state.failure = error
                return false
            }
        }
        if !isWritten { throw BrokenPipe() }
    }

    func closeWriting() {}
}

/// What a device gives without end.
struct DeviceSource: ByteSource {
    let isRandom: Bool

    func read(atMost limit: Int) async -> [UInt8]? {
        if Task.isCancelled { return nil }
        await Task.yield()
        let count = min(max(1, limit), 65_536)
        return isRandom
            ? (0..<count).map { _ in UInt8.random(in: 0...255) } : Array(repeating: 0, count: count)
    }

    func closeReading() {}
}

/// A disk that is always full.
struct FullSink: ByteSink {
    func write(_ bytes: [UInt8]) async throws(BrokenPipe) { throw BrokenPipe() }
    func closeWriting() {}
}

extension ProcessContext {
    /// The absolute path of a path as the process names it.
    public func absolute(_ path: String) -> String { FileTree.absolute(path, in: workingDirectory) }

    /// Opens a file, a device or the process's own stream for reading.
    ///
    /// - Throws: `isADirectory` for a folder, which the system would say on reading.
    public func openForReading(_ path: String) throws(FileTreeError) -> any ByteSource {
        let place = absolute(path)
        let status = try files.status(place, as: user)
        guard status.allows(.read, to: user) else { throw FileTreeError(.permissionDenied, path) }
        guard status.kind != .directory else { throw FileTreeError(.isADirectory, path) }
        guard status.kind == .device, case .device(let device) = try files.content(place, as: user) else {
            return FileSource(files, try files.resolve(place))
        }
        switch device {
        case .null: return EmptySource()
        case .zero, .full: return DeviceSource(isRandom: false)
        case .random: return DeviceSource(isRandom: true)
        case .stream, .terminal:
            if device == .terminal, !streams.isTerminal { throw FileTreeError(.noDevice, path) }
            return (streams.input as? SharedSource)?.duplicated() ?? SharedSource(streams.input)
        }
    }

    /// Opens a file, a device or the process's own stream for writing; a missing file is made.
    public func openForWriting(
        _ path: String,
        _ offset: FileOffset = .replacing,
        mode: Int? = nil
    )
        throws(FileTreeError) -> any ByteSink
    {
        let place = absolute(path)
        if let status = try? files.status(place, as: user), status.kind == .device,
            case .device(let device)? = try? files.content(place)
        {
            switch device {
            case .null, .zero, .random: return NullSink()
            case .full: return FullSink()
            case .stream(let number):
                let own = number == 2 ? streams.error : streams.output
                return (own as? SharedSink)?.duplicated() ?? SharedSink(own)
            case .terminal:
                guard streams.isTerminal else { throw FileTreeError(.noDevice, path) }
                return (streams.output as? SharedSink)?.duplicated() ?? SharedSink(streams.output)
            }
        }
        let mode = mode ?? 0o666 & ~mask
        let isThere = files.exists(place)
        if !isThere || offset == .replacing {
            try files.write(place, content: .bytes([]), mode: mode, owner: FileOwner(user), as: user)
        } else {
            // Nothing is written yet, but it must be allowed to.
            try files.write(place, content: .bytes([]), at: .atEnd, mode: mode, as: user)
        }
        return FileSink(files, try files.resolve(place), isAppending: offset == .atEnd)
    }
}

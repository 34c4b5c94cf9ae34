import Synchronization

/// Bytes between a task that receives and one that uses them; the writer waits while too many are unread.
final class BytePipe: Sendable {
    private static let mostBytes = 1 << 20

    private struct State {
        var pieces: [[UInt8]] = []
        var count = 0
        var isFinished = false
        var reader: CheckedContinuation<[UInt8]?, Never>?
        var writer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Adds bytes; returns when there is room for more, or nobody wants any.
    func write(_ bytes: [UInt8]) async {
        guard !bytes.isEmpty else { return }
        let reader = state.withLock { state -> CheckedContinuation<[UInt8]?, Never>? in
            guard !state.isFinished else { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.pieces.append(bytes)
            state.count += bytes.count
            return nil
        }
        if let reader { return reader.resume(returning: bytes) }
        await waitForRoom()
    }

    /// The next bytes; nil at the end, or when the task is cancelled.
    func next() async -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (piece, isOver, writer) = state.withLock { state in
                    if !state.pieces.isEmpty {
                        let piece = state.pieces.removeFirst()
                        state.count -= piece.count
                        let writer = state.count < Self.mostBytes / 2 ? state.writer : nil
                        if writer != nil { state.writer = nil }
                        return ([UInt8]?.some(piece), false, writer)
                    }
                    if state.isFinished || Task.isCancelled { return (nil, true, nil) }
                    state.reader = continuation
                    return (nil, false, nil)
                }
                writer?.resume()
                if piece != nil || isOver { continuation.resume(returning: piece) }
            }
        } onCancel: {
            let reader = state.withLock { state in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume(returning: nil)
        }
    }

    /// Ends the bytes, once what is there has been read.
    func finish() {
        let (reader, writer) = state.withLock { state in
            state.isFinished = true
            defer {
                state.reader = nil
                state.writer = nil
            }
            return (state.reader, state.writer)
        }
        reader?.resume(returning: nil)
        writer?.resume()
    }

    private func waitForRoom() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let hasRoom = state.withLock { state in
                    if state.count < Self.mostBytes || state.isFinished || Task.isCancelled { return true }
                    state.writer = continuation
                    return false
                }
                if hasRoom { continuation.resume() }
            }
        } onCancel: {
            let writer = state.withLock { state in
                defer { state.writer = nil }
                return state.writer
            }
            writer?.resume()
        }
    }
}

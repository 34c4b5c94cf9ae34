import CSandbox
import Dispatch
import Glibc
import Synchronization

/// A program that runs beside us and ends with us.
///
/// Each has a thread of its own that starts it and waits for it: what is to die with its parent dies with the thread that
/// started it, so that thread must stay.
package final class ChildProcess: Sendable {
    /// Why a program can't be started.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let process: Int32
    private let ending: Ending

    /// What is shared with the thread that waits.
    private final class Ending: Sendable {
        private let state = Mutex<(status: Int?, waiting: [CheckedContinuation<Int, Never>])>((nil, []))

        func finish(_ status: Int) {
            let waiting = state.withLock { state in
                state.status = status
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume(returning: status) }
        }

        func wait() async -> Int {
            await withCheckedContinuation { continuation in
                let status = state.withLock { state in
                    if state.status == nil { state.waiting.append(continuation) }
                    return state.status
                }
                if let status { continuation.resume(returning: status) }
            }
        }

        var isOver: Bool { state.withLock { $0.status != nil } }
    }

    /// Starts a program with the descriptors given as its first ones; it gets no others.
    ///
    /// - Parameter start: Starts the program, on a thread that stays as long as it; -1 with a reason where it can't.
    /// - Throws: The reason why it didn't start.
    private init(_ start: @escaping @Sendable () -> Result<Int32, Failure>) throws(Failure) {
        let ending = Ending()
        let holder = Started()
        let signal = DispatchSemaphore(value: 0)
        DispatchQueue(label: "slidectl.child").async {
            let result = start()
            holder.value.withLock { $0 = result }
            signal.signal()
            if case .success(let process) = result { ending.finish(Self.status(of: process)) }
        }
        signal.wait()
        guard let result = holder.value.withLock({ $0 }) else {
            throw Failure(description: "it didn't start")
        }
        process = try result.get()
        self.ending = ending
    }

    private final class Started: Sendable {
        let value = Mutex<Result<Int32, Failure>?>(nil)
    }

    /// Starts a program; the descriptors become its standard input, output and error.
    ///
    /// - Throws: The reason why it didn't start.
    package convenience init(
        _ program: String,
        arguments: [String],
        environment: [String],
        descriptors: (input: Int32, output: Int32, error: Int32)
    ) throws(Failure) {
        try self.init {
            let process = Self.withStrings([program] + arguments) { arguments in
                Self.withStrings(environment) { environment in
                    csandbox_spawn(
                        program,
                        arguments,
                        environment,
                        descriptors.input,
                        descriptors.output,
                        descriptors.error
                    )
                }
            }
            guard process > 0 else {
                return .failure(
                    Failure(description: "\(program) can't be started: \(String(cString: strerror(errno)))")
                )
            }
            return .success(process)
        }
    }

    /// Waits until the program has ended.
    ///
    /// - Returns: Its exit code; 128 and the signal's number where a signal ended it.
    package func wait() async -> Int { await ending.wait() }

    /// Sends it a signal; nothing happens when it has ended.
    package func signal(_ number: Int32) { if !ending.isOver { kill(process, number) } }

    private static func status(of process: Int32) -> Int {
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return 255 }
        }
        let signal = status & 0x7F
        return Int(signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
    }

    private static func withStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

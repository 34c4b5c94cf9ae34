import Dispatch
import Glibc
import Host

/// The half of the forwarder that listens in the network of a command.
final class InnerForwarder: Sendable {
    private let helper: ChildProcess
    /// Where it is told which ports to listen on, a line each time.
    private let input: Int32
    /// Where it says that it does.
    private let output: Int32
    /// The user namespace that owns the network; -1 where it need not be entered.
    private let owner: Int32
    /// Its answers are read here, one after the other.
    private let reader = DispatchQueue(label: "slidectl.forwarder")

    /// Starts one, and returns when it listens.
    ///
    /// A namespace that bubblewrap is still making can't be entered yet, so this is tried for a while.
    ///
    /// - Throws: ``SandboxError`` where the namespace can't be entered at all.
    static func start(
        _ program: String,
        in process: Int32,
        gateway: String,
        telling ports: some Collection<ForwardedPort>
    ) async throws -> InnerForwarder {
        for attempt in 0..<mostAttempts {
            if attempt > 0 { try await Task.sleep(for: .milliseconds(50)) }
            let forwarder = try InnerForwarder(program, in: process, gateway: gateway)
            if forwarder.tell(ports), await forwarder.hasAnswered() { return forwarder }
            forwarder.end()
        }
        throw SandboxError("the network of the command can't be entered, so no port could be reached in it")
    }

    private static let mostAttempts = 40

    private init(_ program: String, in process: Int32, gateway: String) throws {
        let (lines, answers): (PipeEnds, PipeEnds)
        do { (lines, answers) = try PipeEnds.two() } catch {
            throw SandboxError("no pipe can be made: \(error)")
        }
        // Root may enter any network; others enter the user namespace that owns it first. That isn't the one in which the
        // command runs in the end: bubblewrap makes another inside.
        let network = "/proc/\(process)/ns/net"
        owner = geteuid() == 0 ? -1 : Self.owner(of: network)
        let enter = owner < 0 ? [] : ["--user=/proc/\(getpid())/fd/\(owner)", "--preserve-credentials"]
        // What it says of a namespace that isn't ready is no news: it is started again.
        let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nothing) }
        helper = try ChildProcess(
            "/usr/bin/nsenter",
            arguments: enter + ["--net=\(network)", "--", program, "sandbox", "forward", gateway],
            environment: [],
            descriptors: (lines.output, answers.input, nothing)
        )
        close(lines.output)
        close(answers.input)
        (input, output) = (lines.input, answers.output)
    }

    /// Says which ports there are now.
    ///
    /// - Returns: False where it has ended.
    @discardableResult
    func tell(_ ports: some Collection<ForwardedPort>) -> Bool {
        let line = ports.map(\.description).sorted().joined(separator: " ") + "\n"
        return StreamSocket.writeAll(Array(line.utf8)[...], to: input)
    }

    /// Ends it; nothing may be told or asked after that.
    func end() {
        helper.signal(SIGKILL)
        let descriptors = [input, output, owner]
        // Whoever still waits for an answer gets the end of it first.
        reader.async { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
    }

    /// A descriptor of the user namespace that owns another one; -1 where that can't be told.
    private static func owner(of namespace: String) -> Int32 {
        let descriptor = open(namespace, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return -1 }
        defer { close(descriptor) }
        // NS_GET_USERNS of linux/nsfs.h, which Glibc's module doesn't have.
        return ioctl(descriptor, UInt(0xB701), 0)
    }

    /// Waits until it has said that it did what it was told; false where it ended instead.
    func hasAnswered() async -> Bool {
        await withCheckedContinuation { continuation in
            reader.async { [output] in
                continuation.resume(returning: StreamSocket.readLine(from: output) != nil)
            }
        }
    }
}

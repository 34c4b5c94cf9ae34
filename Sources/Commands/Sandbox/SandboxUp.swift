import ArgumentParser
import Foundation
import Glibc
import Host
import LabSandbox

/// `slidectl sandbox up` opens a session that outlives the command.
struct SandboxUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Open a session for the shell that you are in, until `sandbox down`.",
        discussion: """
            A process of slidectl's holds the session. Published ports answer at an address of the session's own, \
            SLIDECTL_HOST, so that several sessions can publish the same port.

            eval "$(slidectl sandbox up --format env)"
            """
    )

    @OptionGroup var options: SandboxOptions

    @Option(help: "How long the session lives: 90s, 10m, 2h (default: 8h).")
    var ttl: TimeSpan?

    @Option(help: "text, env (lines for eval) or json.")
    var format = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, env, json
    }

    /// What the command line begins with.
    static let words = ["sandbox", "up"]

    func run() async throws {
        var request = try options.request(purpose: "up")
        request.lifetime = ttl?.duration ?? .seconds(8 * 3600)
        guard let process = SplitProcess.current else {
            throw CommandFailure("the process that is to hold the session can't be started")
        }
        do {
            try await SandboxWork.untilSignalled { [request, format] in
                try await SandboxSession.with(request) { session in
                    StandardStream.output.write(try SessionAnnouncement(session).text(format))
                    guard process.letGo() else { return }
                    // Ends by a signal, or when the time to live has passed.
                    while true { try await Task.sleep(for: .seconds(3600)) }
                }
            }
        } catch let error as SandboxError {
            throw CommandFailure(error.description)
        } catch is CancellationError {
            throw ExitCode(130)
        }
    }
}

/// What is said of a session that is ready.
struct SessionAnnouncement: Encodable, Sendable {
    let id: String
    let engine: String
    let workspace: String
    let host: String
    let ends: Double?
    let environment: [String: String]

    init(_ session: SandboxSession) {
        id = session.record.id
        engine = session.record.engine
        workspace = session.record.workspace
        host = session.record.loopback
        ends = session.record.ends
        environment = session.outerEnvironment
    }

    func text(_ format: SandboxUp.Format) throws -> String {
        switch format {
        case .json: try json() + "\n"
        case .env: exports
        case .text: text
        }
    }

    private func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Lines for `eval` in a shell of Bourne's kind.
    private var exports: String {
        environment.sorted { $0.key < $1.key }.map { name, value in
            "export \(name)='\(value.replacingOccurrences(of: "'", with: "'\\''"))'\n"
        }.joined()
    }

    private var text: String {
        """
        session    \(id)
        engine     \(engine)
        workspace  \(workspace)
        ports at   \(host)

        \(exports)
        # slidectl sandbox down \(id)

        """
    }
}

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

    func run() async throws {
        // What is wrong with flags and settings is said here, not by a process that nobody sees.
        _ = try options.request(purpose: "up")
        let session = try await Supervisor.start(options: options, ttl: ttl)
        switch format {
        case .json: StandardStream.output.write(try session.json() + "\n")
        case .env: StandardStream.output.write(session.exports)
        case .text: StandardStream.output.write(session.text)
        }
    }
}

/// What a supervisor says when its session is ready.
struct SessionAnnouncement: Codable, Sendable {
    var id: String
    var engine: String
    var workspace: String
    var host: String
    var ends: Double?
    var environment: [String: String]

    init(_ session: SandboxSession) {
        id = session.record.id
        engine = session.record.engine
        workspace = session.record.workspace
        host = session.record.loopback
        ends = session.record.ends
        environment = session.outerEnvironment
    }

    func json(pretty: Bool = true) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            pretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Lines for `eval` in a shell of Bourne's kind.
    var exports: String {
        environment.sorted { $0.key < $1.key }.map { name, value in
            "export \(name)='\(value.replacingOccurrences(of: "'", with: "'\\''"))'\n"
        }.joined()
    }

    var text: String {
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

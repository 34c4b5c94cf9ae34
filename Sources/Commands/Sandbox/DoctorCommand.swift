import ArgumentParser
import Foundation
import LabSandbox

/// `slidectl doctor` says what the machine has for labs, and how to get what it lacks.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this machine has for sandboxes and labs, and how to get what is missing.",
        discussion: "Exit codes: 0 all that is needed is there; 1 something that is needed is missing."
    )

    @Option(
        help: "The engine's socket to look at (default: DOCKER_HOST, then the usual places).",
        completion: .file()
    )
    var engineSocket: String?

    @Option(help: "text or json.")
    var format = SandboxStatus.Format.text

    func run() async throws {
        let findings = await Doctor(environment: Environment.variables, engineSocket: engineSocket).examine()
        if format == .json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            StandardStream.output.write(String(decoding: try encoder.encode(findings), as: UTF8.self) + "\n")
        } else {
            for finding in findings { StandardStream.output.write(finding.text) }
        }
        if findings.contains(where: { $0.state == .missing }) { throw ExitCode(1) }
    }
}

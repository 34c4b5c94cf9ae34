import DeckLint
import Foundation

/// Asks other hosts by the `curl` program.
struct CurlLinkChecker: LinkChecker {
    @concurrent
    func check(_ url: String) async -> LinkStatus {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "curl", "--silent", "--globoff", "--proto", "=http,https", "--max-time", "20", "--output",
            "/dev/null",
            "--user-agent", "slidectl", "--write-out", "%{http_code} %{exitcode} %{redirect_url}", "--", url,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            return .unanswered("curl can't be started: \(error.localizedDescription)")
        }
        let answer = String(decoding: (try? output.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return Self.status(of: answer, exitCode: process.terminationStatus)
    }

    /// Reads what curl writes: the status of HTTP, curl's exit code, and where the answer leads.
    static func status(of answer: String, exitCode: Int32) -> LinkStatus {
        let fields = answer.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard exitCode == 0, let code = fields.first.flatMap({ Int($0) }) else {
            return .unanswered(
                exitCode == 127 ? "the curl program is missing" : "curl ended with code \(exitCode)"
            )
        }
        switch code {
        case 301, 308: return fields.count > 2 ? .moved(to: String(fields[2])) : .alive
        // A host that wants to know who asks has the page, as far as we can tell.
        case 200..<400, 401, 403, 405, 429: return .alive
        default: return .dead(status: code)
        }
    }
}

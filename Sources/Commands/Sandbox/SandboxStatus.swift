import ArgumentParser
import Foundation
import LabSandbox

/// `slidectl sandbox status` lists sessions.
struct SandboxStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List the sessions of this user.",
        discussion: """
            REFUSED says how often a session asked for what it may not do; --format json lists it. What was refused stays in \
            refused.log of the folder that sessions are kept in: /var/lib/slidectl, or ~/.local/state/slidectl without root.
            """
    )

    @Option(help: "text or json.")
    var format = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func run() async throws {
        let places = SessionPlaces(environment: Environment.variables)
        let journal = SessionJournal(places)
        for problem in await SessionReaper(journal).reap() {
            StandardStream.error.write("slidectl: warning: \(problem)\n")
        }
        let refused = Dictionary(grouping: RefusalLog.lines(places), by: \.session)
        let lines = journal.records().map { Line($0, refused[$0.id] ?? []) }
        if format == .json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            StandardStream.output.write(String(decoding: try encoder.encode(lines), as: UTF8.self) + "\n")
        } else if lines.isEmpty {
            StandardStream.output.write("no sessions\n")
        } else {
            let head = ["SESSION", "FOR", "ENGINE", "PORTS AT", "AGE", "REFUSED", "WORKSPACE"]
            StandardStream.output.write(TextTable.text([head] + lines.map(\.row)))
        }
    }

    private struct Line: Codable {
        var id: String
        var purpose: String
        var engine: String
        var socket: String
        var host: String
        var workspace: String
        var isAlive: Bool
        var started: Double
        var ends: Double?
        var refused: [RefusalLog.Line]

        init(_ record: SessionRecord, _ refused: [RefusalLog.Line]) {
            self.refused = refused
            (id, purpose, engine, socket) = (record.id, record.purpose, record.engine, record.socket)
            (host, workspace, isAlive) = (record.loopback, record.workspace, record.isAlive)
            (started, ends) = (record.started, record.ends)
        }

        var row: [String] {
            let age = max(Int(Date().timeIntervalSince1970 - started), 0)
            return [
                id, isAlive ? purpose : "dead", engine, host, age < 120 ? "\(age) s" : "\(age / 60) min",
                "\(refused.count)", workspace,
            ]
        }
    }
}

/// Columns that line up.
enum TextTable {
    static func text(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1
                    ? cell : cell.padding(toLength: widths[column], withPad: " ", startingAt: 0)
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}

import Foundation
import SystemPackage
import TestKit
import Testing

/// The labs of our lecture, run as a lecturer and as students run them, on a real engine.
@Suite(
    "The lecture's labs on Docker",
    .serialized,
    .enabled(if: LabEngine.isThere, "no engine for tests: scripts/test-engine start")
)
struct LectureLabTests {
    private static let lecture = "lectures/08-containers.slide"
    private static let answers = "lectures/answers/08-containers"

    @Test("Every command of the lecture that can be run here works")
    func lectureWorks() async throws {
        let result = try await LabEngine.slidectl(["lab", "test", Self.lecture])
        #expect(result.code == 0, "\(result.output)\(result.error)")
        #expect(result.output.contains("it needs that builder"), "what is skipped is named with its reason")
        #expect(!result.output.contains("FAIL"))
    }

    @Test("Model answers get all points")
    func modelAnswers() async throws {
        let result = try await LabEngine.slidectl([
            "lab", "run", Self.lecture, "--answers", "\(Self.answers)/model",
        ])
        #expect(result.code == 0, "\(result.output)\(result.error)")
        let totals = result.output.split(separator: "\n").filter { $0.hasSuffix("   PASS") }
        #expect(totals.count >= 7, "\(result.output)")
    }

    @Test("An empty folder gets nothing, and says of each task that it is not answered")
    func emptyAnswers() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "slidectl-empty-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await LabEngine.slidectl(["lab", "run", Self.lecture, "--answers", folder.path])
        #expect(result.code == 1)
        #expect(result.output.contains("not answered"))
        #expect(!result.output.contains("  ok  "))
        #expect(result.output.split(separator: "\n").last?.contains(" 0/") == true, "\(result.output)")
    }

    @Test("Each known wrong answer fails at its step, with its own message within 25 lines")
    func wrongAnswers() async throws {
        let wrong = "\(Self.answers)/wrong"
        let names = try FileManager.default.contentsOfDirectory(atPath: LabEngine.root + "/" + wrong).sorted()
        #expect(names.count >= 15)
        // Most of a lab's time is waiting, so a few of them run at once.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, name) in names.enumerated() {
                if index >= 3 { try await group.next() }
                group.addTask { try await Self.check(name, in: "\(wrong)/\(name)") }
            }
            try await group.waitForAll()
        }
    }

    private static func check(_ name: String, in folder: String) async throws {
        let manager = FileManager.default
        let inside = try manager.contentsOfDirectory(atPath: LabEngine.root + "/" + folder)
        let lab = try #require(inside.first { $0 != "expect" })
        let text = try String(contentsOfFile: LabEngine.root + "/\(folder)/expect", encoding: .utf8)
        let expectation = text.split(separator: "\n").map(String.init)
        let result = try await LabEngine.slidectl(["lab", "run", lecture, "--lab", lab, "--answers", folder])
        #expect(result.code == 1, "\(name): \(result.output)\(result.error)")
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = lines.firstIndex { $0.hasPrefix("  FAIL  \(expectation[0]) ") }
        guard let start else {
            Issue.record("\(name): step \(expectation[0]) didn't fail\n\(result.output)")
            return
        }
        let block = [lines[start]] + lines[(start + 1)...].prefix { $0.hasPrefix("        ") }
        for message in expectation.dropFirst() {
            #expect(
                block.contains { $0.contains(message) },
                "\(name): '\(message)' isn't said\n\(result.output)"
            )
        }
        #expect(block.count <= 26, "\(name): \(block.count) lines\n\(block.joined(separator: "\n"))")
    }
}

/// The engine that `scripts/test-engine` started, for the program itself.
enum LabEngine {
    private static let environment = ProcessInfo.processInfo.environment
    static let root = FileManager.default.currentDirectoryPath
    static var isThere: Bool {
        environment["SLIDECTL_TEST_DOCKER20"] != nil && environment["SLIDECTL_TEST_CLIENTS"] != nil
    }

    /// Runs the program on the engine, with sessions of its own.
    static func slidectl(
        _ arguments: [String],
        onEngine: Bool = true,
        within limit: Duration = .seconds(900)
    ) async throws -> Program.Result {
        try await onOwnThread { try run(arguments, onEngine, limit) }
    }

    private static func run(
        _ arguments: [String],
        _ onEngine: Bool,
        _ limit: Duration
    ) throws -> Program.Result {
        let state = FileManager.default.temporaryDirectory.appending(
            path: "sl-\(UUID().uuidString.prefix(8))"
        )
        defer { try? FileManager.default.removeItem(at: state) }
        var variables = environment.filter { $0.key.hasPrefix("SLIDECTL_SANDBOX_") }
        variables["SLIDECTL_SANDBOX_STATE"] = state.path
        let engine = [
            "--engine", "docker", "--engine-socket", environment["SLIDECTL_TEST_DOCKER20"] ?? "",
        ]
        return try Program.run(
            arguments + (onEngine ? engine : []),
            in: FilePath(root),
            environment: variables,
            within: limit
        )
    }
}

import EngineAPI
import EngineClient
import EngineGate
import Foundation
import Glibc
import HTTPWire
import LabSandbox
import SystemPackage
import TestKit
import Testing

/// `kill -9` at any moment leaves nothing after the next start.
@Suite(.serialized, .enabled(if: TestEngine.isThere, "no engine for tests: scripts/test-engine start"))
struct CrashSerialTests {
    private static let script = """
        docker run -d --name a -p 5432:80 -v "$PWD:/w" busybox sleep 1000
        docker volume create v; docker network create n; docker tag busybox mine:1; sleep 1000
        """

    @Test func leavesNothingAfterKillsAtRandomMoments() async throws {
        let socket = try #require(TestEngine.socket)
        let engine = try await EngineClient.connect(to: .unix(path: socket))
        let before = try await SessionSweep.sessions(on: engine)
        try await withScratch { scratch in
            func run(_ script: String) throws -> Process {
                let arguments = ["sandbox", "run", "--engine-socket", socket, "--", "sh", "-c", script]
                let process = try TestEngine.slidectl(arguments, scratch)
                try process.run()
                return process
            }
            // A session that is left alone tells how long the moments are in which there is something to kill.
            let begun = ContinuousClock.now
            try run("docker run --rm busybox true").waitUntilExit()
            let span: Duration = min(max(.milliseconds(1200), (.now - begun) * 2), .seconds(6))
            for _ in 0..<50 {
                let process = try run(Self.script)
                try await Task.sleep(for: span * Double.random(in: 0...1))
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
            let journal = SessionJournal(TestEngine.request(scratch).places)
            let dead = Set(journal.records().map(\.id))
            // An engine that is still at work for a session that is gone finishes first.
            var problems: [String] = []
            for _ in 0..<5 {
                problems = await SessionReaper(journal).reap()
                if problems.isEmpty { break }
            }
            #expect(problems.isEmpty)
            #expect(journal.records().isEmpty)
            let after = try await SessionSweep.sessions(on: engine)
            #expect(after.subtracting(before).intersection(dead).isEmpty)
            let left = try scratch.files()
            #expect(left == ["lock"])
            let mounts = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
            #expect(!mounts.contains(scratch.path.string))
            #expect(processes(naming: scratch.path.string) == [])
        }
    }

    @Test func holdsASessionUntilItIsTakenDown() async throws {
        try await withScratch { scratch in
            let socket = try #require(TestEngine.socket)
            let up = try TestEngine.slidectl(
                ["sandbox", "up", "--engine-socket", socket, "--ttl", "10m"],
                scratch
            )
            try up.run()
            up.waitUntilExit()
            #expect(up.terminationStatus == 0)
            let journal = SessionJournal(TestEngine.request(scratch).places)
            let record = try #require(journal.records().first)
            #expect(record.isAlive)
            #expect(FileManager.default.fileExists(atPath: record.socket))
            let down = try TestEngine.slidectl(["sandbox", "down", record.id], scratch)
            try down.run()
            down.waitUntilExit()
            #expect(down.terminationStatus == 0)
            #expect(!record.isAlive)
            #expect(try scratch.files() == ["lock"])
        }
    }

    /// The processes, other than ours, whose command line names a folder.
    private func processes(naming folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).filter { $0 != getpid() }.compactMap { process in
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else {
                return nil
            }
            let line = String(decoding: data.map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
            return line.contains(folder) ? line : nil
        }
    }
}

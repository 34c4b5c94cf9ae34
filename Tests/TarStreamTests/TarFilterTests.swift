import EngineAPI
import Foundation
import TarStream
import Synchronization
import SystemPackage
import TestKit
import Testing

/// Archives are read member by member and written anew.
struct TarFilterTests {
    private func tar(_ arguments: String, _ prepare: (Scratch) throws -> Void) async throws -> [UInt8] {
        try await withScratch { scratch in
            try prepare(scratch)
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.currentDirectoryURL = URL(filePath: scratch.path.string)
            process.arguments = [
                "-c", "tar \(arguments) -cf /tmp/out-$$.tar . && cat /tmp/out-$$.tar && rm /tmp/out-$$.tar",
            ]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return Array(data)
        }
    }

    /// What unfolds in the engine counts as if it had been sent.
    @Test(arguments: ["gzip", "bzip2", "xz"])
    func refusesBombsWithin(_ program: String) async throws {
        let archive = try await tar("") { scratch in
            try scratch.write("layer", [UInt8](repeating: 0, count: 30 << 20))
            try Self.run("\(program) -k layer && rm layer && echo x >beside", in: scratch)
        }
        #expect(archive.count < 1 << 20)
        var rules = TarRules()
        func passes() async throws -> Bool {
            do {
                return try await TarFilter.apply(rules, to: pieces(archive)).bytes(atMost: 1 << 30).count > 0
            } catch let error as EngineError {
                #expect(error.kind == .tooLarge)
                #expect(error.message.contains("unfolds to more than"))
                return false
            }
        }
        rules.mostUnfolded = 29 << 20
        #expect(try await !passes())
        rules.mostUnfolded = 30 << 20
        #expect(try await passes())
        rules.mostUnfolded = nil
        #expect(try await passes())
    }

    @Test func countsAllThatUnfoldsTogether() async throws {
        let archive = try await tar("") { scratch in
            try scratch.write("a", [UInt8](repeating: 0, count: 2 << 20))
            try Self.run("gzip -k a && cp a.gz b.gz && head -c 100 a.gz >torn.gz", in: scratch)
        }
        var rules = TarRules()
        rules.mostUnfolded = 3 << 20
        let filtered = TarFilter.apply(rules, to: pieces(archive))
        await #expect(throws: EngineError.self) { _ = try await filtered.bytes(atMost: 1 << 30) }
        rules.mostUnfolded = 5 << 20
        _ = try await TarFilter.apply(rules, to: pieces(archive)).bytes(atMost: 1 << 30)
    }

    private static func run(_ script: String, in scratch: Scratch) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = URL(filePath: scratch.path.string)
        process.arguments = ["-ec", script]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(script)")
    }

    private func names(_ archive: [UInt8], _ rules: TarRules = TarRules()) async throws -> [TarEntry] {
        let seen = Seen()
        var rules = rules
        let decide = rules.decide
        rules.decide = {
            seen.add($0)
            return try decide($0)
        }
        _ = try await TarFilter.apply(rules, to: pieces(archive)).bytes(atMost: 1 << 30)
        return seen.all
    }

    private func pieces(_ bytes: [UInt8], size: Int = 1000) -> ByteStream {
        ByteStream(
            stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
        )
    }

    @Test func keepsFilesFoldersAndLinks() async throws {
        let archive = try await tar("") { scratch in
            try scratch.write("a/ü.txt", "hello")
            try scratch.link("l", to: "a/ü.txt")
        }
        let again = try await TarFilter.apply(TarRules(), to: pieces(archive)).bytes(atMost: 1 << 20)
        let entries = try await names(again).sorted { $0.path < $1.path }
        #expect(entries.map(\.path).filter { !$0.isEmpty } == ["a", "a/ü.txt", "l"])
        #expect(entries.last?.kind == .symbolicLink("a/ü.txt"))
    }

    @Test func replacesContents() async throws {
        let archive = try TarWriter.archive([("m.json", Array("old".utf8)), ("x", Array("keep".utf8))])
        var rules = TarRules()
        rules.decide = { $0.path == "m.json" ? .rewrite(limit: 100) : .keep }
        rules.rewrite = { _, bytes in bytes + Array(" and new".utf8) }
        let result = try await TarFilter.apply(rules, to: pieces(archive)).bytes(atMost: 1 << 20)
        let text = String(decoding: result, as: UTF8.self)
        #expect(text.contains("old and new") && text.contains("keep"))
    }

    @Test func readsWhatStandsBehindTheEndBeforeItEnds() async throws {
        let archive = try TarWriter.archive([("a", [1])])
        let blocks = Mutex([archive] + Array(repeating: [UInt8](repeating: 0, count: 512), count: 20))
        let sender = ByteStream {
            // The sender is slow: the archive's end has been seen long before the last block comes.
            try await Task.sleep(for: .milliseconds(5))
            return blocks.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }
        _ = try await TarFilter.apply(TarRules(), to: sender).bytes(atMost: 1 << 20)
        #expect(blocks.withLock { $0.count } == 0)
    }

    /// Pieces that nobody takes once ended the process, when what holds them was freed.
    @Test(.timeLimit(.minutes(1))) func canBeLeftUnread() async throws {
        final class Witness: Sendable {}
        let archive = try TarWriter.archive([("a", [UInt8](repeating: 1, count: 4 << 20))])
        weak var witness: Witness?
        do {
            let known = Witness()
            witness = known
            var rules = TarRules()
            rules.decide = { _ in withExtendedLifetime(known) { .keep } }
            let result = TarFilter.apply(rules, to: pieces(archive))
            _ = try await result.next()
            result.cancel()
        }
        while witness != nil { await Task.yield() }
    }

    /// As `docker build -f -` sends it, whose client closes the pipe too early.
    @Test func readsAnArchiveWithoutThePaddingOfItsLastFile() async throws {
        let whole = try TarWriter.archive([("a", Array("one".utf8)), ("b", Array("two".utf8))])
        let cut = Array(whole[..<(512 * 3 + 3)])
        let members = try await TarReader.members(of: pieces(cut), limit: 1 << 20)
        #expect(members.map(\.path) == ["a", "b"])
        #expect(members.last?.contents == Array("two".utf8))
        // Contents that are missing stay an error.
        await #expect(throws: (any Error).self) {
            _ = try await TarReader.members(of: pieces(Array(whole[..<512])), limit: 1 << 20)
        }
    }

    @Test func leavesTheEndOffSoThatMoreCanFollow() async throws {
        let first = try TarWriter.archive([("a", [1])])
        var rules = TarRules()
        rules.staysOpen = true
        let open = try await TarFilter.apply(rules, to: pieces(first)).bytes(atMost: 1 << 20)
        let both = open + (try TarWriter.archive([("b", [2])]))
        #expect(try await names(both).map(\.path) == ["a", "b"])
    }

    @Test(arguments: ["../evil", "a/../../evil", "/abs/../../evil"])
    func refusesPathsThatLeaveTheRoot(_ path: String) async throws {
        let archive = try TarWriter.archive([(path, [1])])
        await #expect(throws: EngineError.self) { try await names(archive) }
    }

    @Test func takesAbsolutePathsFromTheRoot() async throws {
        #expect(try await names(try TarWriter.archive([("/etc/./x", [1])])).map(\.path) == ["etc/x"])
    }

    @Test func refusesCompressionWhereNoneIsAllowed() async throws {
        let archive = try await tar("-z") { try $0.write("a", "hello") }
        await #expect(throws: EngineError.self) { try await names(archive) }
        var rules = TarRules()
        rules.allowsCompression = true
        #expect(try await names(archive, rules).map(\.path).contains("a"))
    }

    @Test func stopsAtItsLimits() async throws {
        let archive = try TarWriter.archive([("a", [UInt8](repeating: 1, count: 100_000)), ("b", [1])])
        var small = TarRules()
        small.mostBytes = 50_000
        await #expect(throws: EngineError.self) { try await names(archive, small) }
        var few = TarRules()
        few.mostEntries = 1
        await #expect(throws: EngineError.self) { try await names(archive, few) }
    }

    @Test func takesSetuidOff() async throws {
        let archive = try await tar("--mode=6755") { try $0.write("a", "x") }
        var rules = TarRules()
        rules.stripsSetuid = true
        let result = try await TarFilter.apply(rules, to: pieces(archive)).bytes(atMost: 1 << 20)
        #expect(try await names(result).first { $0.path == "a" }?.permissions == 0o755)
    }

    @Test func neitherTrapsNorHangsOnDamage() async throws {
        let archive = try TarWriter.archive([("file", [UInt8](repeating: 7, count: 3000)), ("g", [1])])
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            var damaged = archive
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            let cut = Int.random(in: 0...damaged.count, using: &generator)
            _ = try? await names(Array(damaged[..<cut]))
        }
    }

    @Test func passesOnWhatFailsInTheSource() async throws {
        let broken = ByteStream { throw EngineError(.forbidden, "no") }
        await #expect(throws: EngineError(.forbidden, "no")) { try await names2(broken) }
    }

    private func names2(_ stream: ByteStream) async throws {
        _ = try await TarFilter.apply(TarRules(), to: stream).bytes(atMost: 1 << 20)
    }
}

/// The members that went by.
private final class Seen: Sendable {
    private let entries = Mutex<[TarEntry]>([])

    var all: [TarEntry] { entries.withLock { $0 } }

    func add(_ entry: TarEntry) { entries.withLock { $0.append(entry) } }
}

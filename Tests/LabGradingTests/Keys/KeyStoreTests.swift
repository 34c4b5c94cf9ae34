import Foundation
import Glibc
import LabGrading
import SystemPackage
import TestKit
import Testing

struct KeyStoreTests {
    private let now = Moment(seconds: 1_796_000_000)

    private func mode(_ path: String) -> UInt32 {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    @Test func makesKeysThatNobodyElseCanRead() async throws {
        try await withScratch { scratch in
            let before = umask(0)
            defer { umask(before) }
            let folder = scratch.file("a/b/keys").string
            let ring = try KeyStore(folder).make(at: now)
            #expect(ring.records.map(\.key) == [ring.signing.verifying])
            #expect(mode(folder) == 0o700)
            #expect(mode(scratch.file("a").string) == 0o700)
            for name in try scratch.files() { #expect(mode(scratch.file(name).string) == 0o600, "\(name)") }
            let again = try KeyStore(folder).load()
            #expect(again.signing.verifying == ring.signing.verifying)
            #expect(again.course.bytes == ring.course.bytes)
        }
    }

    @Test func makesNoSecondSet() async throws {
        try await withScratch { scratch in
            let store = KeyStore(scratch.file("keys").string)
            _ = try store.make(at: now)
            #expect(throws: KeyError.self) { try store.make(at: now) }
        }
    }

    @Test(arguments: ["keys", "deeper/keys", "."])
    func refusesAFolderInARepository(name: String) async throws {
        try await withScratch { scratch in
            try scratch.makeFolder("course/deeper")
            try scratch.makeFolder("course/.git")
            let problem = #expect(throws: KeyError.self) {
                try KeyStore(scratch.file("course/\(name)").string).make(at: now)
            }
            #expect(problem?.description.contains("repository") == true)
            #expect(try scratch.files().isEmpty)
        }
    }

    /// A work tree of `git worktree` has a file there, and a link may lead into one.
    @Test func refusesAWorkTreeAndALinkIntoOne() async throws {
        try await withScratch { scratch in
            try scratch.write("course/.git", "gitdir: /elsewhere\n")
            try scratch.makeFolder("course/inner")
            try scratch.link("keys", to: "course/inner")
            for name in ["course/inner/keys", "keys", "keys/more"] {
                #expect(throws: KeyError.self, "\(name)") {
                    try KeyStore(scratch.file(name).string).make(at: now)
                }
            }
        }
    }

    @Test func usesNoKeysThatOthersCouldHaveRead() async throws {
        try await withScratch { scratch in
            let folder = scratch.file("keys").string
            let store = KeyStore(folder)
            let ring = try store.make(at: now)
            let private_ = "\(folder)/\(ring.signing.verifying.fingerprint).key"
            for (path, open, closed) in [
                (private_, 0o640, 0o600), (folder + "/course.key", 0o604, 0o600), (folder, 0o750, 0o700),
            ] {
                chmod(path, mode_t(open))
                let problem = #expect(throws: KeyError.self, "\(path)") { try store.load() }
                #expect(problem?.description.contains("chmod") == true)
                chmod(path, mode_t(closed))
                _ = try store.load()
            }
        }
    }

    @Test func keepsOldKeysForVerifying() async throws {
        try await withScratch { scratch in
            let folder = scratch.file("keys").string
            let store = KeyStore(folder)
            let first = try store.make(at: now)
            let signature = first.signing.sign([1, 2, 3])
            let second = try store.rotate(at: Moment(seconds: now.seconds + 60))
            #expect(second.signing.verifying != first.signing.verifying)
            #expect(second.course.bytes == first.course.bytes)
            #expect(second.records.count == 2)
            let old = try #require(second.record(first.signing.verifying.fingerprint))
            #expect(old.retired == Moment(seconds: now.seconds + 60))
            #expect(old.key.isSigned([1, 2, 3], by: signature))
            // Nobody can sign with the old key any more.
            #expect(
                !FileManager.default.fileExists(
                    atPath: "\(folder)/\(first.signing.verifying.fingerprint).key"
                )
            )
        }
    }

    /// A kill between any two writes of a rotation leaves a ring that works.
    @Test func survivesKillsInARotation() throws {
        for halves in 0...2 {
            for change in 0..<5 {
                let files = KillableFiles()
                let folder = "/slidectl-no-such-folder/keys"
                // The mode of a folder in memory can't be set, so the first keys are laid by hand.
                let ring = try Sample.keys()
                let name = ring.signing.verifying.fingerprint
                files.contents = [
                    folder + "/signing": Array((name + "\n").utf8),
                    folder + "/\(name).key": Array((String(repeating: "01", count: 32) + "\n").utf8),
                    folder + "/\(name).pub": Array(
                        ("{\"kind\":\"ed25519\",\"public\":\""
                            + ring.signing.verifying.bytes.map { String(format: "%02x", $0) }.joined()
                            + "\",\"created\":\"2023-11-14T22:13:20Z\"}\n").utf8
                    ),
                    folder + "/course.key": Array((String(repeating: "09", count: 32) + "\n").utf8),
                ]
                let store = KeyStore(folder, files: files)
                files.kill(atChange: change, halves: halves)
                #expect(throws: FileFailure.self) { try store.rotate(at: now) }
                files.revive()
                let after = try store.load()
                #expect(after.record(name) != nil)
                #expect(after.record(after.signing.verifying.fingerprint) != nil)
                _ = try store.rotate(at: now)
            }
        }
    }
}

import Foundation
import LabGrading
import SystemPackage
import TestKit
import Testing

/// Archives that Python made, hostile ones among them.
struct ArchiveAttackTests {
    /// Makes the archives, each a box of its own so that names may be alike.
    private func withArchives(_ body: (Scratch) async throws -> Void) async throws {
        try await withScratch { scratch in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "hostile.py")
                .path
            process.arguments = ["python3", script, scratch.path.string]
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
            try await body(scratch)
        }
    }

    private func read(_ name: String, in scratch: Scratch, asked: Set<String> = []) throws -> HandedIn {
        let folder = scratch.file("boxes/\(name)").string
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let copy = folder + "/" + name
        if !FileManager.default.fileExists(atPath: copy) {
            try FileManager.default.moveItem(atPath: scratch.file(name).string, toPath: copy)
        }
        let box = try SubmissionBox(folder)
        return try box.read(try #require(box.entries.first), asked: asked)
    }

    @Test func readsWhatIsFineAndRefusesWhatIsNot() async throws {
        try await withArchives { scratch in
            let good = try read("good.zip", in: scratch)
            #expect(good.files.map(\.path) == ["up.sh", "web/Dockerfile"])
            #expect(good["up.sh"] == Array("docker run -d postgres\n".utf8))
            for name in ["good.tar.gz", "good.tgz", "good.tar", "mac.zip", "folders.tar", "wrapped.tar.gz"] {
                #expect(try read(name, in: scratch).hash == good.hash, "\(name)")
            }
            // A folder that a lab asks for is none that was put around the answers.
            #expect(
                try read("wrapped.tar.gz", in: scratch, asked: ["ada"]).files.map(\.path)
                    == ["ada/work/up.sh", "ada/work/web/Dockerfile"]
            )
            #expect(try read("pax.tar", in: scratch).files.count == 2)

            for (name, reason) in [
                ("climbs.tar", "leads out"), ("climbs.zip", "leads out"),
                ("absolute.tar", "root of a machine"),
                ("absolute.zip", "root of a machine"), ("drive.zip", "drive"), ("backslash.tar", "character"),
                ("control.tar", "character"), ("newline.tar", "character"), ("bidi.tar", "character"),
                ("accents.tar", "twice"), ("latin.tar", "UTF-8"), ("long.tar", "240 bytes"),
                ("deep.tar", "folders deep"), ("twice.tar", "twice"), ("case.tar", "twice"),
                ("filefolder.tar", "twice"), ("symlink.tar", "link"), ("throughlink.tar", "link"),
                ("hardlink.tar", "link"), ("hardlinkout.tar", "link"), ("symlink.zip", "link"),
                ("character.tar", "neither"), ("block.tar", "neither"), ("fifo.tar", "neither"),
                ("bomb.zip", "MiB"), ("bomb.tar.gz", "MiB"), ("ratio.zip", "100 times"),
                ("many.tar.gz", "1000 files"), ("many.zip", "1000 files"),
                ("folders-only.tar.gz", "1000 files"),
                ("nested.tar.gz", "more than once"), ("claims.tar", "MiB"), ("sparse.tar", "MiB"),
                ("cut.zip", "can't be read"), ("cut.tar.gz", "can't be read"),
                ("text.zip", "can't be read"), ("empty.zip", "can't be read"),
            ] {
                let problem = #expect(throws: SubmissionProblem.self, "\(name)") {
                    try read(name, in: scratch)
                }
                #expect(
                    problem?.description.contains(reason) == true,
                    "\(name): \(problem?.description ?? "")"
                )
                // What strangers wrote steers no terminal.
                #expect(
                    problem?.description.utf8.allSatisfy { (0x20...0x7E).contains($0) } == true,
                    "\(name)"
                )
            }
            // Members of a zip that share their bytes are at most what one of them is.
            if let shared = try? read("overlap.zip", in: scratch) { #expect(shared.files.count <= 1) }
            // A Mac writes letters and accents apart; they are put together.
            #expect(Array(try read("accent.tar", in: scratch).files[0].path.utf8) == Array("\u{F6}.sh".utf8))
            // Nothing was unpacked anywhere: there are the archives, and nothing else.
            #expect(
                try scratch.files().allSatisfy {
                    $0.contains(".tar") || $0.contains(".zip") || $0.contains(".tgz")
                }
            )
        }
    }

    /// Whatever a byte of an archive is changed to, it is read or refused.
    @Test func survivesChangedBytes() async throws {
        try await withArchives { scratch in
            var random = SeededGenerator(seed: 7)
            for name in ["good.zip", "good.tar", "good.tar.gz"] {
                let bytes = try scratch.read(name)
                for round in 0..<300 {
                    var changed = bytes
                    for _ in 0...Int.random(in: 0...3, using: &random) {
                        changed[Int.random(in: 0..<changed.count, using: &random)] =
                            UInt8.random(in: 0...255, using: &random)
                    }
                    let file = "fuzz/\(name)"
                    try scratch.write(file, changed)
                    let box = try SubmissionBox(scratch.file("fuzz").string)
                    let entry = try #require(box.entries.first { $0.name == name })
                    let submission = try? box.read(entry)
                    for path in submission?.files.map(\.path) ?? [] {
                        #expect(!path.hasPrefix("/"), "\(name), round \(round)")
                        #expect(!path.split(separator: "/").contains(".."), "\(name), round \(round)")
                    }
                    try FileManager.default.removeItem(atPath: scratch.file(file).string)
                }
            }
        }
    }
}

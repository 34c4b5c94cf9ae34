import DeckTerm
import Ports
import SystemPackage
import TestKit
import Testing

@testable import Commands

@Suite struct TalkFollowerTests {
    /// A save that comes right before the files are watched, and is the last.
    private struct SaveBefore: FileWatcher {
        let save: @Sendable () -> Void

        func changes(below folder: FilePath) -> AsyncStream<Set<FilePath>> {
            save()
            return AsyncStream { $0.finish() }
        }
    }

    private struct QuietTerminal: Terminal {
        var windowSize: WindowSize? { nil }
        var isBusy: Bool { false }
        func enter(restoring: [UInt8]) {}
        func leave(droppingInput dropsInput: Bool) {}
        func write(_ bytes: [UInt8]) {}
        func wait(until deadline: ContinuousClock.Instant?) -> [TerminalHappening] { [] }
        func wake() {}
        func stopProcess() {}
    }

    @Test(arguments: [
        ("talk.slide", "# Talk\n\n## Cherries\n\n.code x.go\n", true), ("x.go", "package y\n", true),
        ("talk.slide", "# Talk\n\n## Berries\n\n.code x.go\n", false), ("other.slide", "# Other\n", false),
    ])
    func showsWhatWasSavedBeforeItWatched(file: String, text: String, isNew: Bool) async throws {
        try await withScratch { scratch in
            try scratch.write("talk.slide", "# Talk\n\n## Berries\n\n.code x.go\n")
            try scratch.write("x.go", "package x\n")
            let mailbox = TalkMailbox(waking: QuietTerminal())
            let follower = TalkFollower(talk: try Talk(scratch.file("talk.slide")), mailbox: mailbox)
            await follower.run(SaveBefore { try? scratch.write(file, text) })
            let shown = mailbox.take().filter { if case .show(.slides) = $0 { true } else { false } }
            #expect(shown.count == (isNew ? 1 : 0))
        }
    }
}

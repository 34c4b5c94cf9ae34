import Foundation
import Host
import Ports
import Synchronization
import SystemPackage
import Testing

@Suite struct InotifyWatcherTests {
    /// Reads batches until all the paths were named, and returns all that were.
    private func collect(
        _ iterator: inout AsyncStream<Set<FilePath>>.Iterator,
        until wanted: Set<FilePath>
    ) async -> Set<FilePath> {
        var named: Set<FilePath> = []
        while !wanted.isSubset(of: named), let batch = await iterator.next(isolation: #isolation) {
            named.formUnion(batch)
        }
        return named
    }

    @Test(.timeLimit(.minutes(5))) func tellsOfSavesOfEveryKind() async throws {
        try await withScratch { root in
            let file = root.appending("sub/a.slide")
            try file.write("one")
            var changes = InotifyWatcher().changes(below: root).makeAsyncIterator()
            try file.write("two")
            #expect(await changes.next() == [file])
            // By renaming, as careful editors do; the other name may be told, too.
            try root.appending("sub/a.slide.new").write("three")
            try root.appending("sub/a.slide.new").move(to: file)
            #expect(
                await collect(&changes, until: [file]).isSubset(of: [file, root.appending("sub/a.slide.new")])
            )
            try file.remove()
            #expect(await collect(&changes, until: [file]).contains(file))
        }
    }

    @Test(.timeLimit(.minutes(5))) func watchesNewFoldersToTheBottom() async throws {
        try await withScratch { root in
            var changes = InotifyWatcher().changes(below: root).makeAsyncIterator()
            let file = root.appending("x/y/z/a.go")
            try file.write("one")
            #expect(await collect(&changes, until: [file]).contains(file))
            try file.write("two")
            #expect(await collect(&changes, until: [file]).contains(file))
            // Under its new name, and no longer under the old one.
            try root.appending("x").move(to: root.appending("w"))
            let moved = root.appending("w/y/z/a.go")
            #expect(await collect(&changes, until: [moved]).contains(moved))
            try moved.write("three")
            let after = await collect(&changes, until: [moved])
            #expect(!after.contains(file))
        }
    }

    @Test(.timeLimit(.minutes(5))) func leavesOutWhatToolsKeepForThemselves() async throws {
        try await withScratch { root in
            for folder in [".git", "node_modules", ".build", "sub"] {
                try root.appending(folder).makeFolder()
            }
            var changes = InotifyWatcher().changes(below: root).makeAsyncIterator()
            for name in [
                ".git/index", "node_modules/x.js", ".build/x", "a.slide~", ".a.slide.swp", ".a.slide.swx",
                "4913", "#a#",
                ".#a.slide", "sub/.goutputstream-X1",
            ] {
                try root.appending(name).write("x")
            }
            try root.appending("sub/.dockerignore").write("x")
            #expect(await changes.next() == [root.appending("sub/.dockerignore")])
        }
    }

    @Test(.timeLimit(.minutes(5))) func tellsABurstAtOnce() async throws {
        try await withScratch { root in
            let files = Set((0..<50).map { root.appending("f\($0)") })
            var changes = InotifyWatcher().changes(below: root).makeAsyncIterator()
            for file in files { try file.write("x") }
            var batches = 0
            var named: Set<FilePath> = []
            while named.count < 50, let batch = await changes.next() {
                named.formUnion(batch)
                batches += 1
            }
            #expect(named == files)
            #expect(batches < 50)
        }
    }

    @Test(.timeLimit(.minutes(5))) func tellsAReaderThatFellBehindThatAnythingMayHaveChanged() async throws {
        try await withScratch { root in
            var watcher = InotifyWatcher()
            watcher.keptBatches = 4
            var changes = watcher.changes(below: root).makeAsyncIterator()
            // Nobody reads while far more batches come than are kept.
            for turn in 0..<40 {
                try root.appending("f\(turn)").write("x")
                try await Task.sleep(for: .milliseconds(8))
            }
            #expect(await collect(&changes, until: [root]).contains(root))
        }
    }

    @Test(.timeLimit(.minutes(5))) func looksWhereTheSystemDoesNotTell() async throws {
        try await withScratch { root in
            let (old, new) = (root.appending("sub/old"), root.appending("new"))
            try old.write("x")
            let watcher = InotifyWatcher(pollInterval: 20, alwaysLooks: true)
            var changes = watcher.changes(below: root).makeAsyncIterator()
            try new.write("x")
            #expect(await collect(&changes, until: [new]).isDisjoint(with: [old]))
            try old.write("xx")
            #expect(await collect(&changes, until: [old]).contains(old))
            try old.remove()
            #expect(await collect(&changes, until: [old]).contains(old))
        }
    }

    @Test(.timeLimit(.minutes(5))) func stopsWithItsReader() async throws {
        try await withScratch { root in
            let stream = InotifyWatcher().changes(below: root)
            let reader = Task { for await _ in stream {} }
            reader.cancel()
            await reader.value
        }
    }
}

@Suite struct PendingChangesTests {
    private let millisecond = 1_000_000

    @Test func tellsAFinishedSaveSoon() {
        var pending = PendingChanges()
        pending.note("a", isWhole: true, now: 0)
        #expect(pending.due == PendingChanges.afterSave)
        // Others of the burst don't put it off.
        pending.note("b", isWhole: true, now: 3 * millisecond)
        pending.note("c", isWhole: false, now: 4 * millisecond)
        #expect(pending.due == PendingChanges.afterSave)
        #expect(pending.take(now: 4 * millisecond) == nil)
        #expect(pending.take(now: 5 * millisecond) == ["a", "b", "c"])
        #expect(pending.due == nil)
    }

    @Test func waitsForTheOtherHalf() {
        var pending = PendingChanges()
        pending.note("a", isWhole: false, now: 0)
        #expect(pending.due == 40 * millisecond)
        pending.note("a", isWhole: false, now: 30 * millisecond)
        #expect(pending.due == 70 * millisecond)
        pending.note("a", isWhole: true, now: 31 * millisecond)
        #expect(pending.due == 36 * millisecond)
    }

    @Test func waitsNoLongerThanItsPatience() {
        var pending = PendingChanges()
        for moment in stride(from: 0, through: 490, by: 30) {
            pending.note("a", isWhole: false, now: moment * millisecond)
        }
        #expect(pending.due == PendingChanges.atMost)
    }
}

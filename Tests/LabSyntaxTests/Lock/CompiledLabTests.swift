import LabModel
import SourceText
import Testing

@testable import LabSyntax

@Suite struct CompiledLabTests {
    /// The labs of a changed lecture or sidecar.
    private func compiled(
        _ old: String = "",
        _ new: String = "",
        inSidecar: (String, String) = ("", "")
    ) throws -> CompiledLab {
        #expect(old.isEmpty || SidecarDeck.text.contains(old))
        #expect(inSidecar.0.isEmpty || SidecarDeck.sidecar.contains(inSidecar.0))
        let text = old.isEmpty ? SidecarDeck.text : SidecarDeck.text.replacing(old, with: new)
        let sidecar =
            inSidecar.0.isEmpty
            ? SidecarDeck.sidecar : SidecarDeck.sidecar.replacing(inSidecar.0, with: inSidecar.1)
        let labs = LabSidecar.read(
            SourceFile(name: "08-containers.lab.yaml", text: sidecar),
            into: SidecarDeck.labs(of: SourceFile(name: SidecarDeck.source.name, text: text)),
            lecture: SidecarDeck.source.name
        )
        return CompiledLab(try #require(labs.labs.first))
    }

    @Test(arguments: [
        ("title=\"Run PostgreSQL\"", "title=\"Another title\""),
        ("# Containers\n", "# Another title\n// a comment\n"),
        ("## Starting a database\n", "## Starting a database\n\nMore text.\n"),
        ("hint=\"-p must come before the image name\"", "hint=\"the name comes last\""),
        ("refused always=2s", "refused  always=2000ms"),
    ])
    func staysTheSame(old: String, new: String) throws {
        #expect(try compiled(old, new) == compiled())
    }

    @Test(arguments: [
        ("up points=4", "up points=5"), ("running within=20s", "running within=21s"),
        ("publishes 5432/tcp", "publishes 5433/tcp"), ("superuser password is", "superuser password was"),
        ("{{cid:hex64}}", "{{cid:hex12}}"), ("id=nopass points=1 exit=1", "id=nopass points=1 exit=2"),
        ("9a6a02b6f0d4   postgres:16  ", "9a6a02b6f0d4   postgres:17  "),
    ])
    func changesAsAWholeButNotItsWork(old: String, new: String) throws {
        let (before, after) = (try compiled(), try compiled(old, new))
        #expect(before.whole != after.whole)
        #expect(before.work == after.work)
    }

    @Test(arguments: [
        ("-p 5432:5432", "-p 5433:5432"), ("docker pull -q", "docker pull"), ("rm -f $cid", "rm $cid"),
        ("timeout=120s", "timeout=121s"), ("select 6*7", "select 7*6"), ("id=kill", "id=stop"),
        ("bind 9a6a02b6f0d4 = $cid", "bind 9a6a02b6f0d4 = $cid[:10]"),
        // What a terminal's step waits for is when it goes on.
        ("//lab:out 42", "//lab:out 43"),
    ])
    func changesItsWork(old: String, new: String) throws {
        let (before, after) = (try compiled(), try compiled(old, new))
        #expect(before.work != after.work)
        #expect(before.whole != after.whole)
    }

    @Test(arguments: [
        ("not privileged", "running", false), ("points: 1", "points: 0.5", false),
        ("gate: true", "gate: false", false),
        ("free: 3", "free: 2", false), ("20000..29999", "20000..29998", true),
        ("for gophers", "for postgres", true),
    ])
    func seesTheHiddenPart(old: String, new: String, changesWork: Bool) throws {
        let (before, after) = (try compiled(), try compiled(inSidecar: (old, new)))
        #expect(before.whole != after.whole)
        #expect((before.work != after.work) == changesWork)
    }

    @Test func leavesOutWhatIsOnlyTold() throws {
        #expect(try compiled(inSidecar: ("feedback: count", "feedback: none")) == compiled())
    }

    // MARK: The lock

    private func lock() -> LabLock {
        LabLock(
            SidecarDeck.read(SidecarDeck.sidecar).labs,
            of: "08-containers.slide",
            images: ["pg": ["postgres:16": "sha256:0123", "alpine:3": "sha256:4567"]],
            digest: { bytes in [UInt8(truncatingIfNeeded: bytes.count), 0xAB] }
        )
    }

    @Test func writesALockThatItReadsAgain() throws {
        let lock = lock()
        #expect(lock.labs.map(\.id) == ["pg", "image"])
        #expect(lock.labs[0].steps == ["nopass", "up", "ps", "sh", "kill"])
        #expect(lock.labs[0].work.hasSuffix("ab") && lock.labs[0].work.count == 4)
        #expect(LabLock(reading: SourceFile(name: "a.lab.lock", text: lock.text)) == lock)
        #expect(lock.text == self.lock().text)
        #expect(lock.text.contains("\"alpine:3\": \"sha256:4567\",\n        \"postgres:16\""))
    }

    @Test func namesTheLabsThatHaveChanged() {
        let before = lock()
        var now = lock()
        #expect(now.changed(since: before) == [])
        now.labs[0].images["postgres:16"] = "sha256:89ab"
        #expect(now.changed(since: before) == ["pg"])
        now.labs[1].work += "00"
        #expect(now.changed(since: before) == ["pg", "image"])
        var fewer = before
        fewer.labs.removeLast()
        #expect(now.changed(since: fewer) == ["pg"])
    }

    @Test(arguments: [
        "", "{", "[]", "{\"slidectl\": \"lab-lock/v2\"}", "{\"slidectl\": \"lab-lock/v1\", \"lecture\": 1}",
    ])
    func readsNoOtherFile(text: String) {
        #expect(LabLock(reading: SourceFile(name: "a.lab.lock", text: text)) == nil)
    }

    @Test func answersToEveryPrefixOfALock() {
        let bytes = Array(lock().text.utf8)
        for count in 0..<bytes.count - 2 {
            let source = SourceFile(name: "a.lab.lock", bytes: Array(bytes.prefix(count)))
            #expect(LabLock(reading: source) == nil)
        }
    }
}

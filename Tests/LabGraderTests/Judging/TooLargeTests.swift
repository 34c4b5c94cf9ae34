import EngineAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// What is too large to be looked at is its maker's doing: a check on it fails, and never is nobody's.
struct TooLargeTests {
    private static let flood = String(repeating: "just a line of many\n", count: 30_000)
    private static let large: String = #"{"items": [1], "last": "x", "rest": ""# + flood.prefix(400_000)

    private func outcome(_ text: String) async throws -> CheckOutcome {
        let room = CheckRoom(
            RecordingEngine { contents in
                SampleWorld.add(
                    ContainerDetails().with {
                        ($0.id, $0.name) = (SampleWorld.job, "/web")
                        $0.state = ContainerState().with { ($0.status, $0.running) = ("running", true) }
                    },
                    to: &contents
                )
                contents.logs[SampleWorld.job] = "begun\n" + Self.flood + "ended\n"
            },
            ports: FakePorts {
                $0.responses[80] = { _, _ in
                    .response(status: 200, headers: [], body: Array(Self.large.utf8))
                }
            }
        )
        let (check, time) = (try check(text), VirtualTime())
        let report = await time.run {
            try? await CheckWatch(room: room, clock: time).run(check, names: NameTable())
        }
        return try #require(report ?? nil).outcome
    }

    @Test(
        "What stands in the part that is looked at is found",
        arguments: [
            "container web logs ~ begun", "container web logs ~ ended", "http :80/ body ~ items",
        ]
    )
    func finds(_ text: String) async throws { #expect(try await outcome(text).verdict == .pass) }

    @Test(
        "All else fails, and says that it is too large",
        arguments: [
            (
                "container web logs ~ Ready",
                "log is too large: only 262.1 kB of it are looked at, without 'Ready'"
            ),
            ("container web logs has-no panic", "log is too large: only 262.1 kB of it are looked at"),
            (
                "http :80/ body ~ last-word",
                "body is too large: only 262.1 kB of it are looked at, without 'last-word'"
            ),
            ("http :80/ body has-no panic", "body is too large: only 262.1 kB of it are looked at"),
            (
                "http :80/ json=\"$.items count = 1\"",
                "body is too large: only 262.1 kB of it are looked at, which is no whole JSON"
            ),
        ]
    )
    func fails(text: String, seen: String) async throws {
        let outcome = try await outcome(text)
        #expect(outcome.verdict == .fail)
        #expect(outcome.seen == seen)
    }

    @Test("What has-no asks for fails where it is found, whatever else there is")
    func findsWhatMustNotBeThere() async throws {
        #expect(try await outcome("container web logs has-no begun").seen == "log has 'begun'")
    }

    @Test("Nothing is missing of a text that is just as long as may be, and a gap is told by one longer")
    func keepsBothEnds() {
        var ends = TextEnds(head: 2, limit: 6)
        for piece in ["a", "bcd", "ef"] { ends.append(Array(piece.utf8)) }
        #expect(ends.sight == TextSight("abcdef"))
        for _ in 0..<20 { ends.append(Array("gh".utf8)) }
        #expect(ends.sight == TextSight("ab\n…\nghgh", isWhole: false))
        var end = TextEnds(head: 0, limit: 3)
        end.append(Array("abcdefgh".utf8))
        #expect(end.sight == TextSight("fgh", isWhole: false))
    }
}

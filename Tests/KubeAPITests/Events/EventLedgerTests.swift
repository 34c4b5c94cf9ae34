import EngineAPI
import Testing

@testable import KubeAPI

@Suite struct EventLedgerTests {
    private let start = KubeTime("2025-01-31T12:00:00Z") ?? KubeTime(nanoseconds: 0)

    private func take(
        _ note: EventNote,
        at moment: KubeTime,
        from ledger: inout EventLedger
    ) throws -> EventLedger.Entry {
        let entry = ledger.take(note, at: moment, countsAll: true)
        return try #require(entry)
    }

    private func note(_ message: String, _ name: String = "web") -> EventNote {
        EventNote(
            object: .of([
                "kind": "Pod".json, "namespace": "default".json, "name": name.json, "uid": name.json,
            ]),
            severity: .warning,
            reason: "BackOff",
            message: message
        )
    }

    @Test func countsRepeats() throws {
        var ledger = EventLedger()
        let first = try take(note("a"), at: start, from: &ledger)
        let later = start.advanced(by: .seconds(5))
        let again = try take(note("a"), at: later, from: &ledger)
        #expect((first.count, again.count) == (1, 2))
        #expect(again.name == first.name)
        #expect((again.first, again.last) == (start, later))
        let other = try take(note("a", "other"), at: later, from: &ledger)
        #expect(other.count == 1)
    }

    @Test func namesEventsOfOneMomentApart() throws {
        var ledger = EventLedger()
        let one = try take(note("a"), at: start, from: &ledger)
        let two = try take(note("b"), at: start, from: &ledger)
        #expect(one.name == "web.\(String(start.nanoseconds, radix: 16))")
        #expect(one.name != two.name)
    }

    @Test func combinesTheEleventhSimilarEvent() throws {
        var ledger = EventLedger()
        let entries = (1...12).compactMap { ledger.take(note("m\($0)"), at: start, countsAll: true) }
        #expect(entries[9].note.message == "m10")
        #expect(entries[10].note.message == "(combined from similar events): m11")
        #expect(entries[11].note.message == "(combined from similar events): m12")
        #expect((entries[10].count, entries[11].count) == (1, 2))
        #expect(entries[10].name == entries[11].name)
    }

    @Test func holdsFloodsBackAndRefills() {
        var ledger = EventLedger()
        let told = (1...40).compactMap { _ in ledger.take(note("a"), at: start, countsAll: true) }
        #expect(told.count == 25)
        let early = ledger.take(note("a"), at: start.advanced(by: .seconds(299)), countsAll: true)
        #expect(early == nil)
        let refilled = ledger.take(note("a"), at: start.advanced(by: .seconds(301)), countsAll: true)
        #expect(refilled != nil)
        let uncounted = ledger.take(note("a"), at: start, countsAll: false)
        #expect(uncounted != nil)
    }

    @Test func writesBothShapes() throws {
        var ledger = EventLedger()
        let entry = try take(note("a"), at: start, from: &ledger)
        let plain = entry.object(.init("kubelet", host: "node-1"))
        #expect(plain["source"] == .of(["component": "kubelet".json, "host": "node-1".json]))
        #expect(plain["count"] == 1.json)
        #expect(plain["firstTimestamp"]?.text == "2025-01-31T12:00:00Z")
        #expect(plain["eventTime"] == .null)
        let timed = entry.object(.init("default-scheduler", host: "node-1", hasEventTime: true))
        #expect(timed["count"] == nil)
        #expect(timed["firstTimestamp"] == .null)
        #expect(timed["eventTime"]?.text == "2025-01-31T12:00:00.000000Z")
        #expect(timed["reportingComponent"]?.text == "default-scheduler")
        #expect(timed["reportingInstance"]?.text == "default-scheduler-node-1")
    }
}

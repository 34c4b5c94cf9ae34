import EngineAPI
import Testing

@testable import KubeAPI

/// How long events are kept.
@Suite struct EventExpiryTests {
    private let clock = ManualClusterClock()

    private func event(_ name: String) throws -> KubeObject {
        KubeObject(
            try JSON(
                Array(
                    #"{"metadata":{"name":"\#(name)"},"involvedObject":{"kind":"Pod","name":"p","namespace":"default"},"reason":"Pulled","message":"m","type":"Normal"}"#
                        .utf8
                )
            )
        )
    }

    private func names(_ store: ClusterStore) async throws -> [String] {
        try await store.list(.events, ObjectQuery(namespace: "default")).items.map(\.name)
    }

    @Test func areForgottenAnHourAfterTheirLastWrite() async throws {
        let store = ClusterStore(clock: clock)
        for name in ["old", "counted"] {
            _ = try await store.create(.events, namespace: "default", try event(name), WriteOptions("test"))
        }
        clock.advance(by: .seconds(1800))
        _ = try await store.patch(
            .events,
            namespace: "default",
            name: "counted",
            .merge(.of(["count": 2.json])),
            subresource: nil,
            WriteOptions("test")
        )
        clock.advance(by: .seconds(1799))
        #expect(try await names(store) == ["counted", "old"])
        clock.advance(by: .seconds(1))
        #expect(try await names(store) == ["counted"])
        clock.advance(by: .seconds(1800))
        #expect(try await names(store).isEmpty)
    }

    @Test func thoseWhoWatchAreTold() async throws {
        let store = ClusterStore(clock: clock)
        _ = try await store.create(.events, namespace: "default", try event("old"), WriteOptions("test"))
        let events = try await store.watch(.events, ObjectQuery(namespace: "default"), from: nil)
        #expect(try await events.next()?.kind == .added)
        clock.advance(by: .seconds(3600))
        _ = try await store.create(.events, namespace: "default", try event("new"), WriteOptions("test"))
        let next = try await events.next()
        #expect(next?.kind == .deleted)
        #expect(next?.object.name == "old")
    }
}

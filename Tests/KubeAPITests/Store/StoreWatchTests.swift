import EngineAPI
import KubeAPI
import Testing

struct StoreWatchTests {
    private let fixture = StoreFixture(StoreSettings(seed: 7, historyLimit: 8))
    private var store: ClusterStore { fixture.store }

    private func next(_ stream: EngineStream<WatchEvent>) async throws -> String {
        guard let event = try await stream.next() else { return "end" }
        return "\(event.kind.rawValue) \(event.object.name)"
    }

    @Test func beginsWithWhatIsThere() async throws {
        try await fixture.configMap("a")
        let stream = try await store.watch(.configMaps, ObjectQuery(namespace: "default"), from: nil)
        #expect(try await next(stream) == "ADDED a")
        #expect(try await next(stream) == "ADDED kube-root-ca.crt")
        try await fixture.configMap("b")
        #expect(try await next(stream) == "ADDED b")
        stream.cancel()
        #expect(try await next(stream) == "end")
    }

    @Test func tellsOnlyWhatCameAfterAVersion() async throws {
        let first = try await fixture.configMap("a")
        try await fixture.configMap("b")
        _ = try await fixture.merge(.configMaps, "a", #"{"data": {"a": "2"}}"#)
        _ = try await store.delete(.configMaps, namespace: "default", name: "b", DeleteOptions())
        let stream = try await store.watch(.configMaps, ObjectQuery(), from: first.resourceVersion)
        #expect(try await next(stream) == "ADDED b")
        #expect(try await next(stream) == "MODIFIED a")
        #expect(try await next(stream) == "DELETED b")
    }

    @Test func showsWhatComesToMatchAndWhatCeasesTo() async throws {
        let first = try await fixture.configMap("a", labels: ["app": "x"])
        let query = ObjectQuery(namespace: "default", labels: "app=web")
        let stream = try await store.watch(.configMaps, query, from: first.resourceVersion)
        _ = try await fixture.merge(.configMaps, "a", #"{"metadata": {"labels": {"app": "web"}}}"#)
        let last = try await fixture.merge(.configMaps, "a", #"{"metadata": {"labels": {"app": "y"}}}"#)
        #expect(try await next(stream) == "ADDED a")
        let event = try #require(try await stream.next())
        #expect(event.kind == .deleted)
        #expect(event.object.labels == ["app": "web"])
        #expect(event.object.resourceVersion == last.resourceVersion)
    }

    @Test func wakesAReaderThatWaits() async throws {
        let stream = try await store.watch(.configMaps, ObjectQuery(fields: "metadata.name=late"), from: 0)
        async let event = next(stream)
        try await fixture.configMap("other")
        try await fixture.configMap("late")
        #expect(try await event == "ADDED late")
    }

    @Test func endsAWaitThatIsCancelled() async throws {
        let stream = try await store.watch(.pods, ObjectQuery(), from: 0)
        let reader = Task { try await stream.next() }
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
    }

    @Test func saysWhenAVersionIsForgotten() async throws {
        let first = try await fixture.configMap("a")
        let slow = try await store.watch(.configMaps, ObjectQuery(), from: first.resourceVersion)
        for number in 0..<9 {
            _ = try await fixture.merge(.configMaps, "a", #"{"data": {"a": "n\#(number)"}}"#)
        }
        let error = await fixture.error {
            _ = try await store.watch(.configMaps, ObjectQuery(), from: first.resourceVersion)
        }
        #expect(error?.code == 410 && error?.reason == "Expired")
        await #expect(throws: StatusError.self) { try await slow.next() }
    }
}

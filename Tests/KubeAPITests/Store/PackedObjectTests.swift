import EngineAPI
import Testing

@testable import KubeAPI

@Suite struct PackedObjectTests {
    @Test(arguments: [
        #"{}"#,
        #"{"kind":"Event","metadata":{"name":"a","labels":{}},"count":3,"series":null,"flags":[true,false,null]}"#,
        #"{"a":"","b":["","x",""],"c":[[],[1,-2.50,1e9],[{"d":"\u0000\n"}]],"e":"é😀\uFFFD"}"#,
        #"{"metadata":{"managedFields":[{"fieldsV1":{"f:a":{"f:b":{}},"v":["kept",1]},"manager":"kubelet"}]}}"#,
    ]) func isTheSameUnpacked(_ text: String) throws {
        let object = KubeObject(try JSON(Array(text.utf8)))
        var shapes = ObjectShapes()
        #expect(PackedObject(object, &shapes).object == object)
    }

    @Test func staysTheSameBesideManyShapes() throws {
        var shapes = ObjectShapes()
        let objects = (0..<600).map { KubeObject(.of(["name": "x".json, "field-\($0)": "\($0)".json])) }
        let packed = objects.map { PackedObject($0, &shapes) }
        #expect(packed.map(\.object) == objects)
    }

    /// What an event is for those who ask for it doesn't depend on how it is kept.
    @Test func eventsAreReadAsTheyWereWritten() async throws {
        let store = ClusterStore(clock: ManualClusterClock())
        let stream = try await store.watch(.events, ObjectQuery(), from: nil)
        let event = KubeObject(
            .of([
                "apiVersion": "v1".json, "kind": "Event".json, "metadata": .of(["name": "e".json]),
                "involvedObject": .of(["kind": "Pod".json, "namespace": "default".json, "name": "web".json]),
                "reason": "Pulled".json, "message": "It's there: \u{201C}nginx\u{201D}".json, "count": 1.json,
                "type": "Normal".json,
            ])
        )
        let made = try await store.create(.events, namespace: "default", event, WriteOptions("kubelet"))
        #expect(try await store.get(.events, namespace: "default", name: "e") == made)
        #expect(try await stream.next() == WatchEvent(.added, made))
        let (changed, _) = try await store.patch(
            .events,
            namespace: "default",
            name: "e",
            .merge(.of(["count": 2.json])),
            subresource: nil,
            WriteOptions("kubelet")
        )
        #expect(changed["count"]?.integer == 2)
        #expect(changed["message"] == made["message"])
        #expect(try await stream.next() == WatchEvent(.modified, changed))
        #expect(try await store.list(.events, ObjectQuery()).items == [changed])
        _ = try await store.delete(.events, namespace: "default", name: "e", DeleteOptions())
        let gone = try #require(try await stream.next())
        #expect(gone.kind == .deleted)
        #expect(gone.object["message"] == made["message"])
    }
}

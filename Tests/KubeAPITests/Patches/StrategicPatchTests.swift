import EngineAPI
@testable import KubeAPI
import TestKit
import Testing

struct StrategicPatchTests {
    private func patched(_ target: String, _ patch: String) throws -> String {
        let result = try? StrategicPatch.apply(try JSON(Array(patch.utf8)), to: try JSON(Array(target.utf8)))
        return StoreFixture.text(result?.canonical())
    }

    @Test(arguments: [
        // Elements that are new come before those that are there.
        (
            #"{"spec":{"containers":[{"name":"a","image":"x"}]}}"#,
            #"{"spec":{"containers":[{"name":"b","image":"y"}]}}"#,
            #"{"spec":{"containers":[{"image":"y","name":"b"},{"image":"x","name":"a"}]}}"#
        ),
        // With an order, that rules.
        (
            #"{"spec":{"containers":[{"name":"a"},{"name":"c"}]}}"#,
            #"{"spec":{"$setElementOrder/containers":[{"name":"a"},{"name":"b"}],"containers":[{"name":"b"}]}}"#,
            #"{"spec":{"containers":[{"name":"a"},{"name":"b"},{"name":"c"}]}}"#
        ),
        // Elements are merged by their key and deleted by it.
        (
            #"{"spec":{"containers":[{"name":"a","image":"x","env":[{"name":"E","value":"1"}]},{"name":"b"}]}}"#,
            #"{"spec":{"containers":[{"name":"a","image":"z","env":[{"name":"F","value":"2"}]},{"name":"b","$patch":"delete"}]}}"#,
            #"{"spec":{"containers":[{"env":[{"name":"F","value":"2"},{"name":"E","value":"1"}],"image":"z","name":"a"}]}}"#
        ),
        (
            #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80}]}]}}"#,
            #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"web"}]}]}}"#,
            #"{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"web"}]}]}}"#
        ),
        (
            #"{"spec":{"ports":[{"port":80,"nodePort":1},{"port":81}]}}"#,
            #"{"spec":{"ports":[{"port":80,"name":"x"}]}}"#,
            #"{"spec":{"ports":[{"name":"x","nodePort":1,"port":80},{"port":81}]}}"#
        ),
        // Lists without a key are replaced.
        (
            #"{"spec":{"tolerations":[{"key":"a"}],"containers":[{"name":"a","args":["1","2"]}]}}"#,
            #"{"spec":{"tolerations":[{"key":"b"}],"containers":[{"name":"a","args":["3"]}]}}"#,
            #"{"spec":{"containers":[{"args":["3"],"name":"a"}],"tolerations":[{"key":"b"}]}}"#
        ),
        // Sets are merged, and members deleted by their own directive.
        (
            #"{"metadata":{"finalizers":["a","b"]}}"#,
            #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"],"finalizers":["c"]}}"#,
            #"{"metadata":{"finalizers":["b","c"]}}"#
        ),
        (
            #"{"metadata":{"finalizers":["a","b"]}}"#,
            #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"]}}"#,
            #"{"metadata":{"finalizers":["b"]}}"#
        ),
        // Of what has kinds of its own only the named members stay.
        (
            #"{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}"#,
            #"{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}"#,
            #"{"spec":{"strategy":{"type":"Recreate"}}}"#
        ),
        (
            #"{"spec":{"volumes":[{"name":"v","emptyDir":{}}]}}"#,
            #"{"spec":{"volumes":[{"$retainKeys":["name","configMap"],"name":"v","configMap":{"name":"m"}}]}}"#,
            #"{"spec":{"volumes":[{"configMap":{"name":"m"},"name":"v"}]}}"#
        ),
        // Whole objects and lists are replaced or deleted.
        (#"{"data":{"a":"1","b":"2"}}"#, #"{"data":{"$patch":"replace","c":"3"}}"#, #"{"data":{"c":"3"}}"#),
        (#"{"data":{"a":"1"},"x":1}"#, #"{"data":{"$patch":"delete"}}"#, #"{"x":1}"#),
        (#"{"data":{"a":"1","b":"2"}}"#, #"{"data":{"a":null}}"#, #"{"data":{"b":"2"}}"#),
        (
            #"{"spec":{"containers":[{"name":"a"}]}}"#,
            #"{"spec":{"containers":[{"$patch":"replace"},{"name":"z"}]}}"#,
            #"{"spec":{"containers":[{"name":"z"}]}}"#
        ),
        // An element without its key can't be merged.
        (#"{"spec":{"containers":[{"name":"a"}]}}"#, #"{"spec":{"containers":[{"image":"z"}]}}"#, "nil"),
        (#"{"a":{}}"#, #"{"a":{"$patch":"eat"}}"#, "nil"), (#"{"a":{}}"#, "[]", "nil"),
    ])
    func followsTheRules(_ target: String, _ patch: String, _ expected: String) throws {
        #expect(try patched(target, patch) == expected)
    }

    /// Of lists made at random: a patched element is as the patch says, the others as they were, and nothing stands twice.
    @Test func keepsListsByTheirKeys() throws {
        var random = SeededGenerator(seed: 9)
        func elements(_ image: String) -> [JSON] {
            ["a", "b", "c", "d", "e"].filter { _ in random.chance(50) }.shuffled(using: &random)
                .map { .object([.init("name", .string($0)), .init("image", .string(image))]) }
        }
        for _ in 0..<500 {
            let (old, new) = (elements("old"), elements("new"))
            let names = (old + new).compactMap { $0["name"]?.text }
            let order = Array(Set(names)).sorted().shuffled(using: &random)
            var patch: JSON = .object([.init("containers", .array(new))])
            let isOrdered = random.chance(50)
            if isOrdered {
                patch.set(
                    .array(order.map { .object([.init("name", .string($0))]) }),
                    at: ["$setElementOrder/containers"]
                )
            }
            let target: JSON = .object([.init("spec", .object([.init("containers", .array(old))]))])
            let result = try StrategicPatch.apply(.object([.init("spec", patch)]), to: target)
            let merged = result["spec"]?["containers"]?.elements ?? []
            let mergedNames = merged.compactMap { $0["name"]?.text }
            #expect(Set(mergedNames) == Set(names) && mergedNames.count == Set(names).count)
            if isOrdered { #expect(mergedNames == order) }
            for element in merged {
                let isNew = new.contains { $0["name"] == element["name"] }
                #expect(element["image"]?.text == (isNew ? "new" : "old"))
            }
        }
    }
}

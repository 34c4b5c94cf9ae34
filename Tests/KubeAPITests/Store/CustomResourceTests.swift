import EngineAPI
import KubeAPI
import Testing

struct CustomResourceTests {
    private let fixture = StoreFixture()
    private var store: ClusterStore { fixture.store }
    private let cronTabs = ResourceType("stable.example.com", "v1", "crontabs", "CronTab")

    /// The definition that the public documentation of custom resources uses, with defaults and bounds.
    private static let definition = #"""
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "crontabs.stable.example.com"},
        "spec": {"group": "stable.example.com", "scope": "Namespaced", "names": {"plural": "crontabs", "kind": "CronTab",
        "shortNames": ["ct"]}, "versions": [{"name": "v1", "served": true, "storage": true, "subresources": {"status": {},
        "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas"}}, "schema": {"openAPIV3Schema":
        {"type": "object", "properties": {"spec": {"type": "object", "required": ["cronSpec"], "properties": {
        "cronSpec": {"type": "string", "pattern": "^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$"},
        "image": {"type": "string", "default": "busybox"}, "replicas": {"type": "integer", "minimum": 1, "maximum": 10},
        "mode": {"type": "string", "enum": ["fast", "slow"]}, "any": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
        "port": {"x-kubernetes-int-or-string": true}, "tags": {"type": "array", "maxItems": 2, "items": {"type": "string", "minLength": 2}}}},
        "status": {"type": "object", "properties": {"replicas": {"type": "integer"}}}}}}}]}}
        """#

    private func define() async throws {
        try await fixture.create(.customResourceDefinitions, Self.definition)
    }

    @discardableResult
    private func tab(
        _ spec: String,
        validation: WriteOptions.FieldValidation = .ignore
    ) async throws -> KubeObject {
        let text =
            #"{"apiVersion": "stable.example.com/v1", "kind": "CronTab", "metadata": {"name": "t"}, "spec": {\#(spec)}}"#
        let options = WriteOptions("test", fieldValidation: validation)
        return try await store.create(cronTabs, namespace: "default", try StoreFixture.object(text), options)
    }

    private func refusal(_ spec: String, validation: WriteOptions.FieldValidation = .ignore) async -> String {
        let error = await fixture.error { try await tab(spec, validation: validation) }
        return error?.message.replacing("CronTab.stable.example.com \"t\" is invalid: ", with: "")
            ?? "accepted"
    }

    @Test func servesADefinedType() async throws {
        try await define()
        let made = try await store.get(
            .customResourceDefinitions,
            namespace: nil,
            name: "crontabs.stable.example.com"
        )
        #expect(
            made["spec", "names", "singular"]?.text == "crontab"
                && made["spec", "names", "listKind"]?.text == "CronTabList"
        )
        let conditions = made["status", "conditions"]?.elements?.compactMap { $0["type"]?.text }
        #expect(conditions == ["NamesAccepted", "Established"])
        let type = try #require(await store.types().first { $0.plural == "crontabs" })
        #expect(type.shortNames == ["ct"] && type.subresources == ["scale", "status"] && type.hasGeneration)
    }

    @Test func fillsInAndPrunes() async throws {
        try await define()
        let made = try await tab(
            #""cronSpec": "* * * * */5", "other": 1, "any": {"x": {"y": 1}}, "port": "http", "replicas": 2"#
        )
        #expect(
            StoreFixture.text(made["spec"])
                == #"{"any":{"x":{"y":1}},"cronSpec":"* * * * */5","image":"busybox","port":"http","replicas":2}"#
        )
        #expect(made.generation == 1 && made.kind == "CronTab")
    }

    @Test func judgesBySchema() async throws {
        try await define()
        #expect(await refusal(#""image": "i""#) == "spec.cronSpec: Required value")
        #expect(
            await refusal(#""cronSpec": "often""#)
                == "spec.cronSpec: Invalid value: \"often\": spec.cronSpec in body should match "
                + #"'^(\d+|\*)(/\d+)?(\s+(\d+|\*)(/\d+)?){4}$'"#
        )
        let good = #""cronSpec": "* * * * *", "#
        #expect(
            await refusal(good + #""replicas": 11"#)
                == "spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10"
        )
        #expect(
            await refusal(good + #""replicas": "two""#)
                == "spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type integer: \"string\""
        )
        #expect(
            await refusal(good + #""mode": "medium""#)
                == "spec.mode: Unsupported value: \"medium\": supported values: \"fast\", \"slow\""
        )
        #expect(
            await refusal(good + #""tags": ["aa", "b", "cc"]"#)
                == "[spec.tags: Too many: 3: must have at most 2 items, spec.tags[1]: Invalid value: \"b\": spec.tags[1] in body "
                + "should be at least 2 chars long]"
        )
        #expect(
            await refusal(good + #""replica": 1"#, validation: .strict)
                == "CronTab in version \"v1\" cannot be handled as a CronTab: strict decoding error: unknown field \"spec.replica\""
        )
    }

    @Test func scalesAndAppliesCustomObjects() async throws {
        try await define()
        try await tab(#""cronSpec": "* * * * *", "replicas": 1"#)
        let scale = try await store.patch(
            cronTabs,
            namespace: "default",
            name: "t",
            .merge(try StoreFixture.object(#"{"spec": {"replicas": 3}}"#).json),
            subresource: "scale",
            StoreFixture.options
        )
        .object
        #expect(scale["spec", "replicas"]?.integer == 3)
        let config =
            #"{"apiVersion": "stable.example.com/v1", "kind": "CronTab", "metadata": {"name": "t"}, "spec": {"image": "j"}}"#
        let applied = try await store.patch(
            cronTabs,
            namespace: "default",
            name: "t",
            .apply(try StoreFixture.object(config).json),
            subresource: nil,
            WriteOptions("me", force: true)
        )
        .object
        #expect(applied["spec", "image"]?.text == "j" && applied["spec", "replicas"]?.integer == 3)
    }

    @Test func removesTheObjectsWithTheirDefinition() async throws {
        try await define()
        try await tab(#""cronSpec": "* * * * *""#)
        let gone = try await store.delete(
            .customResourceDefinitions,
            namespace: nil,
            name: "crontabs.stable.example.com",
            DeleteOptions()
        )
        #expect(gone == nil)
        let error = await fixture.error { _ = try await store.list(cronTabs, ObjectQuery()) }
        #expect(error?.code == 404)
    }

    @Test func waitsForObjectsThatAFinalizerHolds() async throws {
        try await define()
        try await tab(#""cronSpec": "* * * * *""#)
        func patch(_ text: String) async throws {
            _ = try await store.patch(
                cronTabs,
                namespace: "default",
                name: "t",
                .merge(try StoreFixture.object(text).json),
                subresource: nil,
                StoreFixture.options
            )
        }
        try await patch(#"{"metadata": {"finalizers": ["x.io/y"]}}"#)
        let name = "crontabs.stable.example.com"
        let held = try await store.delete(
            .customResourceDefinitions,
            namespace: nil,
            name: name,
            DeleteOptions()
        )
        #expect(held?.finalizers == ["customresourcecleanup.apiextensions.k8s.io"])
        try await patch(#"{"metadata": {"finalizers": null}}"#)
        let error = await fixture.error {
            _ = try await store.get(.customResourceDefinitions, namespace: nil, name: name)
        }
        #expect(error?.code == 404)
    }

    @Test(arguments: [
        (
            #""x-kubernetes-validations": [{"rule": "self > 1"}]"#,
            "this cluster doesn't evaluate CEL expressions"
        ),
        (#""pattern": "(a""#, "must be a valid regular expression"),
        (#""not": {"type": "thing"}"#, "supported values: \"array\""),
    ])
    func refusesSchemasThatItCantCheck(_ part: String, _ problem: String) async throws {
        let text = Self.definition.replacing(#""maxItems": 2"#, with: part + #", "maxItems": 2"#)
        let error = await fixture.error { try await fixture.create(.customResourceDefinitions, text) }
        #expect(error?.code == 422 && error?.message.contains(problem) == true)
    }
}

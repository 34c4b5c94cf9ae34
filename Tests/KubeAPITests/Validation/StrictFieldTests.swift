import EngineAPI
import KubeAPI
import Testing

/// What is said to fields that a kind doesn't have and to values of the wrong type.
struct StrictFieldTests {
    private let fixture = StoreFixture()

    private static let strict = WriteOptions("test", fieldValidation: .strict)

    private static func deployment(_ spec: String) throws -> KubeObject {
        try StoreFixture.object(
            #"""
            {"metadata": {"name": "web"}, "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels":
            {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}}, \#(spec)}}
            """#
        )
    }

    private func refusal(_ object: KubeObject, _ options: WriteOptions = strict) async -> StatusError? {
        await fixture.error {
            _ = try await fixture.store.create(.deployments, namespace: "default", object, options)
        }
    }

    @Test func namesFieldsThatAKindDoesntHave() async throws {
        let object = try StoreFixture.object(
            #"""
            {"metadata": {"name": "web"}, "spec": {"replica": 2, "selector": {"matchLabels": {"a": "b"}}, "template": {"metadata":
            {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i:1", "prots": []}]}}}}
            """#
        )
        let error = await refusal(object)
        #expect(error?.code == 400 && error?.reason == "BadRequest")
        #expect(
            error?.message
                == "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: "
                + "unknown field \"spec.replica\", unknown field \"spec.template.spec.containers[0].prots\""
        )
        // Whoever doesn't ask for strictness loses the fields.
        let made = try await fixture.store.create(
            .deployments,
            namespace: "default",
            object,
            StoreFixture.options
        )
        #expect(made["spec", "replica"] == nil && made["spec", "replicas"]?.integer == 1)
    }

    /// The claims of a stateful set are whole objects, which say what they are: charts write that, and the server too.
    @Test func claimsInsideAStatefulSetMaySayWhatTheyAre() async throws {
        let set = try StoreFixture.object(
            #"""
            {"metadata": {"name": "db"}, "spec": {"serviceName": "db", "selector": {"matchLabels": {"a": "b"}}, "template":
            {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}}, "volumeClaimTemplates":
            [{"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data"}, "spec": {"accessModes":
            ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}]}}
            """#
        )
        let made = try await fixture.store.create(.statefulSets, namespace: "default", set, Self.strict)
        #expect(
            KubeSchema.builtIn.problems(of: made).isEmpty,
            "nobody is warned of what the server itself wrote"
        )
    }

    @Test func namesFieldsThatStandTwice() async throws {
        let error = await refusal(try Self.deployment(#""replicas": 1, "replicas": 2"#))
        #expect(error?.message.hasSuffix("strict decoding error: duplicate field \"spec.replicas\"") == true)
    }

    @Test(arguments: [
        (#""replicas": "many""#, "string into Go struct field DeploymentSpec.spec.replicas of type int32"),
        (#""replicas": 1.5"#, "number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32"),
        (
            #""replicas": 99999999999"#,
            "number 99999999999 into Go struct field DeploymentSpec.spec.replicas of type int32"
        ),
        (#""paused": "yes""#, "string into Go struct field DeploymentSpec.spec.paused of type bool"),
        (
            #""strategy": []"#,
            "array into Go struct field DeploymentSpec.spec.strategy of type v1.DeploymentStrategy"
        ),
    ])
    func refusesWrongTypes(_ spec: String, _ problem: String) async throws {
        let error = await refusal(try Self.deployment(spec), StoreFixture.options)
        #expect(error?.code == 400)
        #expect(
            error?.message
                == "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal \(problem)"
        )
    }

    @Test func wordsItDifferentlyForPatches() async throws {
        _ = try await fixture.store.create(
            .deployments,
            namespace: "default",
            try Self.deployment(#""replicas": 1"#),
            Self.strict
        )
        func patch(_ text: String) async -> StatusError? {
            await fixture.error {
                _ = try await fixture.store.patch(
                    .deployments,
                    namespace: "default",
                    name: "web",
                    .strategic(try StoreFixture.object(text).json),
                    subresource: nil,
                    Self.strict
                )
            }
        }
        var error = await patch(#"{"spec": {"replica": 2}}"#)
        #expect(error?.code == 422 && error?.kind == "" && error?.name == "")
        #expect(
            error?.causes == [
                .init(
                    "FieldValueInvalid",
                    "patch",
                    "Invalid value: \"map[spec:map[replica:2]]\": strict decoding error: unknown field \"spec.replica\""
                )
            ]
        )
        error = await patch(#"{"spec": {"replicas": "many"}}"#)
        #expect(
            error?.message
                == "patch: Invalid value: \"map[spec:map[replicas:many]]\": unrecognized type: int32"
        )
    }

    @Test func storesAmountsInTheirShortestForm() async throws {
        let made = try await fixture.create(
            .pods,
            #"""
            {"metadata": {"name": "p", "labels": {}}, "spec": {"hostNetwork": false, "volumes": [], "containers": [{"name": "c",
            "image": "i:1", "env": [{"name": "A", "value": ""}], "resources": {"limits": {"cpu": "1000m", "memory": "1024Mi"}}}]}}
            """#,
            in: "default"
        )
        let container = made["spec", "containers"]?.elements?.first
        #expect(StoreFixture.text(container?["resources"]?["limits"]) == #"{"cpu":"1","memory":"1Gi"}"#)
        #expect(StoreFixture.text(container?["env"]) == #"[{"name":"A"}]"#)
        #expect(made["metadata", "labels"] == nil && made["spec", "hostNetwork"] == nil)
    }
}

import EngineAPI
import KubeAPI
import Testing

/// What is written through a subresource is judged as everything else.
struct SubresourceRulesTests {
    private let fixture = StoreFixture()
    private var store: ClusterStore { fixture.store }
    private let widgets = ResourceType("e.io", "v1", "widgets", "Widget")

    private func define() async throws {
        let schema = #"""
            {"type": "object", "properties": {"spec": {"type": "object", "properties": {"replicas": {"type": "integer",
            "maximum": 3}}}, "status": {"type": "object", "properties": {"replicas": {"type": "integer"}}}}}
            """#
        try await fixture.create(
            .customResourceDefinitions,
            #"""
            {"metadata": {"name": "widgets.e.io"}, "spec": {"group": "e.io", "scope": "Namespaced", "names": {"plural":
            "widgets", "kind": "Widget"}, "versions": [{"name": "v1", "served": true, "storage": true, "subresources":
            {"status": {}, "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas"}},
            "schema": {"openAPIV3Schema": \#(schema)}}]}}
            """#
        )
        try await fixture.create(
            widgets,
            #"{"apiVersion": "e.io/v1", "kind": "Widget", "metadata": {"name": "w"}, "spec": {"replicas": 1}}"#,
            in: "default"
        )
    }

    private func refusal(
        _ type: ResourceType,
        _ name: String,
        _ subresource: String,
        _ patch: String
    ) async -> String {
        let error = await fixture.error {
            _ = try await store.patch(
                type,
                namespace: "default",
                name: name,
                .merge(try StoreFixture.object(patch).json),
                subresource: subresource,
                StoreFixture.options
            )
        }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }.joined(separator: "; ")
    }

    @Test func aScaleKeepsToTheSchema() async throws {
        try await define()
        #expect(
            await refusal(widgets, "w", "scale", #"{"spec": {"replicas": 4}}"#)
                == "spec.replicas: Invalid value: 4: spec.replicas in body should be less than or equal to 3"
        )
        #expect(await refusal(widgets, "w", "scale", #"{"spec": {"replicas": 3}}"#).isEmpty)
    }

    @Test func aStatusKeepsToTheSchema() async throws {
        try await define()
        #expect(
            await refusal(widgets, "w", "status", #"{"status": "done"}"#)
                == "status: Invalid value: \"string\": status in body must be of type object: \"string\""
        )
        #expect(await refusal(widgets, "w", "status", #"{"status": {"replicas": 2}}"#).isEmpty)
    }

    private func ephemeral(_ container: String) async -> String {
        await refusal(
            .pods,
            "p",
            "ephemeralcontainers",
            #"{"spec": {"ephemeralContainers": [{\#(container)}]}}"#
        )
    }

    @Test func containersToLookInServeNothing() async throws {
        try await fixture.pod("p")
        let path = "spec.ephemeralContainers[0]"
        let forbidden = "Forbidden: cannot be set for an Ephemeral Container"
        #expect(
            await ephemeral(#""name": "c", "image": "i""#) == "\(path).name: Duplicate value: \"c\""
        )
        #expect(await ephemeral(#""name": "e""#) == "\(path).image: Required value")
        #expect(
            await ephemeral(#""name": "e", "image": "i", "ports": [{"containerPort": 80}]"#)
                == "\(path).ports: \(forbidden)"
        )
        #expect(
            await ephemeral(#""name": "e", "image": "i", "resources": {"limits": {"cpu": 1}}"#)
                == "\(path).resources: \(forbidden)"
        )
        #expect(
            await ephemeral(#""name": "e", "image": "i", "livenessProbe": {"exec": {"command": ["x"]}}"#)
                == "\(path).livenessProbe: \(forbidden)"
        )
        #expect(
            await ephemeral(#""name": "e", "image": "i", "targetContainerName": "z""#)
                == "\(path).targetContainerName: Not found: \"z\""
        )
        #expect(await ephemeral(#""name": "e", "image": "i", "targetContainerName": "c""#).isEmpty)
        // One that is there stays.
        #expect(
            await ephemeral(#""name": "f", "image": "i""#)
                == "spec.ephemeralContainers: Forbidden: existing ephemeral containers \"e\" may not be removed\n"
        )
    }

    @Test func containersToLookInComeLater() async {
        let error = await fixture.error {
            try await fixture.create(
                .pods,
                #"""
                {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i"}], "ephemeralContainers":
                [{"name": "e", "image": "i"}]}}
                """#,
                in: "default"
            )
        }
        #expect(
            error?.message
                == "Pod \"p\" is invalid: spec.ephemeralContainers: Forbidden: cannot be set on create"
        )
    }
}

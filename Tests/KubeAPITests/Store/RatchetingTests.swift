import EngineAPI
import KubeAPI
import Testing

/// What a narrower schema finds wrong in an object that is there doesn't hinder changes of the rest of it.
struct RatchetingTests {
    private let fixture = StoreFixture()
    private let widgets = ResourceType("e.io", "v1", "widgets", "Widget")

    private func definition(_ properties: String) -> String {
        #"""
        {"metadata": {"name": "widgets.e.io"}, "spec": {"group": "e.io", "scope": "Namespaced", "names": {"plural":
        "widgets", "kind": "Widget"}, "versions": [{"name": "v1", "served": true, "storage": true, "schema":
        {"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object", "properties": \#(properties)}}}}}]}}
        """#
    }

    /// Makes an object under a wide schema, then narrows it.
    private func narrow() async throws {
        let list =
            #"{"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"], "items": "#
        let wide =
            #"{"type": "object", "properties": {"name": {"type": "string"}, "size": {"type": "integer"}}}}"#
        let small =
            #"{"type": "object", "properties": {"name": {"type": "string"}, "size": {"type": "integer", "maximum": 3}}}}"#
        try await fixture.create(
            .customResourceDefinitions,
            definition(#"{"mode": {"type": "string"}, "parts": \#(list + wide)}"#)
        )
        try await fixture.create(
            widgets,
            #"""
            {"apiVersion": "e.io/v1", "kind": "Widget", "metadata": {"name": "w"}, "spec": {"mode": "odd", "parts":
            [{"name": "a", "size": 9}, {"name": "b", "size": 1}]}}
            """#,
            in: "default"
        )
        _ = try await fixture.store.patch(
            .customResourceDefinitions,
            namespace: nil,
            name: "widgets.e.io",
            .merge(
                try StoreFixture.object(
                    definition(#"{"mode": {"type": "string", "enum": ["even"]}, "parts": \#(list + small)}"#)
                )
                .json
            ),
            subresource: nil,
            StoreFixture.options
        )
    }

    private func refusal(_ patch: String) async -> String {
        let error = await fixture.error { _ = try await fixture.merge(widgets, "w", patch) }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }.joined(separator: "; ")
    }

    @Test func whatStaysIsntJudged() async throws {
        try await narrow()
        #expect(await refusal(#"{"metadata": {"labels": {"a": "b"}, "finalizers": ["e.io/f"]}}"#).isEmpty)
        #expect(await refusal(#"{"metadata": {"finalizers": null}}"#).isEmpty)
        // An element of a list with keys is found again, wherever it stands.
        let parts = #"[{"name": "b", "size": 2}, {"name": "a", "size": 9}]"#
        #expect(await refusal(#"{"spec": {"parts": \#(parts)}}"#).isEmpty)
    }

    @Test func whatChangesIsJudged() async throws {
        try await narrow()
        #expect(
            await refusal(#"{"spec": {"mode": "queer"}}"#)
                == "spec.mode: Unsupported value: \"queer\": supported values: \"even\""
        )
        let parts = #"[{"name": "a", "size": 8}, {"name": "b", "size": 1}]"#
        #expect(
            await refusal(#"{"spec": {"parts": \#(parts)}}"#)
                == "spec.parts[0].size: Invalid value: 8: spec.parts[0].size in body should be less than or equal to 3"
        )
    }
}

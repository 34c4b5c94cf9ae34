import EngineAPI
import KubeAPI
import Testing

struct ApplyTests {
    private let fixture = StoreFixture()
    private var store: ClusterStore { fixture.store }

    @discardableResult
    private func apply(
        _ type: ResourceType,
        _ text: String,
        by manager: String,
        force: Bool = false
    ) async throws -> (object: KubeObject, isNew: Bool) {
        let config = try StoreFixture.object(text)
        let options = WriteOptions(manager, fieldValidation: .strict, force: force)
        return try await store.patch(
            type,
            namespace: "default",
            name: config.name,
            .apply(config.json),
            subresource: nil,
            options
        )
    }

    private func map(_ data: String) -> String {
        #"{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {\#(data)}}"#
    }

    private static func deployment(_ container: String, _ rest: String = "") -> String {
        #"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {\#(rest)"selector": {"matchLabels": {"a":
        "b"}}, "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [\#(container)]}}}}
        """#
    }

    private func managers(_ object: KubeObject) -> [String] {
        (object["metadata", "managedFields"]?.elements ?? []).map { entry in
            let words = ["manager", "operation", "subresource"].compactMap { entry[$0]?.text }
            return words.joined(separator: " ") + " " + StoreFixture.text(entry["fieldsV1"])
        }
    }

    @Test func makesWhatIsNotThere() async throws {
        let (made, isNew) = try await apply(.configMaps, map(#""color": "red""#), by: "one")
        #expect(isNew)
        #expect(managers(made) == [#"one Apply {"f:data":{"f:color":{}}}"#])
        let entry = made["metadata", "managedFields"]?.elements?.first
        #expect(entry?["apiVersion"]?.text == "v1" && entry?["fieldsType"]?.text == "FieldsV1")
        #expect(entry?["time"]?.text == "2025-01-31T12:00:00Z")
    }

    @Test func changesNothingTheSecondTime() async throws {
        let (made, _) = try await apply(.configMaps, map(#""color": "red""#), by: "one")
        fixture.clock.advance(by: .seconds(60))
        let (again, isNew) = try await apply(.configMaps, map(#""color": "red""#), by: "one")
        #expect(!isNew && again == made)
    }

    @Test func refusesToTakeWhatAnotherApplied() async throws {
        try await apply(.configMaps, map(#""color": "red""#), by: "one")
        let error = await fixture.error { try await apply(.configMaps, map(#""color": "blue""#), by: "two") }
        #expect(error?.code == 409 && error?.reason == "Conflict")
        #expect(error?.message == "Apply failed with 1 conflict: conflict with \"one\": .data.color")
        #expect(error?.causes == [.init("FieldManagerConflict", ".data.color", "conflict with \"one\"")])
        let (taken, _) = try await apply(.configMaps, map(#""color": "blue""#), by: "two", force: true)
        #expect(managers(taken) == [#"two Apply {"f:data":{"f:color":{}}}"#])
        #expect(taken["data", "color"]?.text == "blue")
    }

    @Test func sharesWhatBothSayAlike() async throws {
        try await apply(.configMaps, map(#""color": "red", "size": "1""#), by: "one")
        let (both, _) = try await apply(.configMaps, map(#""color": "red""#), by: "two")
        #expect(managers(both).count == 2)
        // One lets go of everything: what two says stays.
        let (rest, _) = try await apply(.configMaps, map(#""other": "x""#), by: "one")
        #expect(StoreFixture.text(rest["data"]) == #"{"color":"red","other":"x"}"#)
    }

    @Test func takesOutWhatIsNoLongerSaid() async throws {
        let two =
            #"{"name": "c", "image": "i:1", "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}, {"name": "d", "image": "j:1"}"#
        try await apply(.deployments, Self.deployment(two), by: "kubectl")
        let one = #"{"name": "c", "image": "i:1", "env": [{"name": "B", "value": "2"}]}"#
        let (changed, _) = try await apply(.deployments, Self.deployment(one), by: "kubectl")
        let containers = changed["spec", "template", "spec", "containers"]?.elements ?? []
        #expect(containers.compactMap { $0["name"]?.text } == ["c"])
        #expect(StoreFixture.text(containers.first?["env"]) == #"[{"name":"B","value":"2"}]"#)
        #expect(containers.first?["imagePullPolicy"]?.text == "IfNotPresent")
    }

    @Test func namesConflictsWithPlainWriters() async throws {
        let config = Self.deployment(#"{"name": "c", "image": "i:1"}"#, #""replicas": 1, "#)
        _ = try await store.create(
            .deployments,
            namespace: "default",
            try StoreFixture.object(config),
            WriteOptions("kubectl-create")
        )
        _ = try await store.patch(
            .deployments,
            namespace: "default",
            name: "web",
            .merge(try StoreFixture.object(#"{"spec": {"replicas": 3}}"#).json),
            subresource: "scale",
            WriteOptions("kubectl")
        )
        let changed = Self.deployment(#"{"name": "c", "image": "i:2"}"#, #""replicas": 5, "#)
        let error = await fixture.error { try await apply(.deployments, changed, by: "me") }
        #expect(
            error?.message == """
                Apply failed with 2 conflicts: conflicts with "kubectl" with subresource "scale" using apps/v1:
                - .spec.replicas
                conflicts with "kubectl-create" using apps/v1:
                - .spec.template.spec.containers[name="c"].image
                """
        )
    }

    @Test func notesWhatPlainWritersChange() async throws {
        let made = try await store.create(
            .deployments,
            namespace: "default",
            try StoreFixture.object(
                Self.deployment(#"{"name": "c", "image": "i:1", "ports": [{"containerPort": 80}]}"#)
            ),
            WriteOptions("kubectl-create")
        )
        #expect(
            managers(made) == [
                #"kubectl-create Update {"f:spec":{"f:progressDeadlineSeconds":{},"f:replicas":{},"f:revisionHistoryLimit":{},"#
                    + #""f:selector":{},"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{},"f:maxUnavailable":{}},"f:type":{}},"#
                    + #""f:template":{"f:metadata":{"f:labels":{".":{},"f:a":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"c\"}":{".":{},"#
                    + #""f:image":{},"f:imagePullPolicy":{},"f:name":{},"f:ports":{".":{},"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":"#
                    + #"{".":{},"f:containerPort":{},"f:protocol":{}}},"f:resources":{},"f:terminationMessagePath":{},"#
                    + #""f:terminationMessagePolicy":{}}},"f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},"#
                    + #""f:securityContext":{},"f:terminationGracePeriodSeconds":{}}}}}"#
            ]
        )
        fixture.clock.advance(by: .seconds(1))
        var status = made
        status["status", "readyReplicas"] = .number("1")
        let after = try await store.update(
            .deployments,
            namespace: "default",
            status,
            subresource: "status",
            WriteOptions("kube-controller-manager")
        )
        #expect(
            managers(after).last
                == #"kube-controller-manager Update status {"f:status":{"f:readyReplicas":{}}}"#
        )
        _ = try await fixture.merge(.deployments, "web", #"{"spec": {"replicas": 4}}"#)
        let last = try await store.get(.deployments, namespace: "default", name: "web")
        #expect(managers(last).contains(#"test Update {"f:spec":{"f:replicas":{}}}"#))
        #expect(!managers(last)[0].contains("f:replicas\":"))
    }

    @Test func refusesWhatATypeDoesntHave() async throws {
        var error = await fixture.error {
            try await apply(.deployments, Self.deployment("", #""replica": 1, "#), by: "me")
        }
        #expect(
            error?.message
                == "failed to create typed patch object (/web; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema"
        )
        error = await fixture.error {
            try await apply(.deployments, Self.deployment("", #""replicas": "x", "#), by: "me")
        }
        #expect(
            error?.message.hasSuffix(".spec.replicas: expected numeric (int or float), got string") == true
        )
        error = await fixture.error { try await apply(.configMaps, map(""), by: "") }
        #expect(
            error?.code == 422
                && error?.message.hasSuffix("fieldManager: Required value: is required for apply patch")
                    == true
        )
    }

    @Test func letsManagersBeRewritten() async throws {
        try await apply(.configMaps, map(#""color": "red""#), by: "old")
        let rewritten = try await store.patch(
            .configMaps,
            namespace: "default",
            name: "m",
            .json(
                try JSON(
                    Array(
                        #"[{"op": "replace", "path": "/metadata/managedFields/0/manager", "value": "new"}]"#
                            .utf8
                    )
                )
            ),
            subresource: nil,
            WriteOptions("kubectl")
        )
        #expect(managers(rewritten.object) == [#"new Apply {"f:data":{"f:color":{}}}"#])
    }
}

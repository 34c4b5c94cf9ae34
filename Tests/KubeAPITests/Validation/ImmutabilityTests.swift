import EngineAPI
import KubeAPI
import Testing

struct ImmutabilityTests {
    private let fixture = StoreFixture()

    private func refusal(_ type: ResourceType, _ patch: String) async -> String {
        let error = await fixture.error { _ = try await fixture.merge(type, "x", patch) }
        guard let error else { return "accepted" }
        return error.message.split(separator: " is invalid: ", maxSplits: 1).last.map(String.init) ?? ""
    }

    private func create(_ type: ResourceType, _ body: String) async throws {
        try await fixture.create(type, #"{"metadata": {"name": "x"}, \#(body)}"#, in: "default")
    }

    private static let template =
        #"{"metadata": {"labels": {"app": "web", "tier": "t"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}"#

    @Test func keepsSelectors() async throws {
        try await create(
            .deployments,
            #""spec": {"selector": {"matchLabels": {"app": "web"}}, "template": \#(Self.template)}"#
        )
        #expect(
            await refusal(
                .deployments,
                #"{"spec": {"selector": {"matchLabels": {"app": null, "tier": "t"}}}}"#
            )
                == "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{\"tier\":\"t\"}, "
                + "MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable"
        )
    }

    @Test func changesLittleOfPods() async throws {
        try await fixture.pod("x")
        let refused =
            "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing "
            + "tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"
        #expect(await refusal(.pods, #"{"spec": {"nodeName": "n"}}"#) == refused)
        #expect(await refusal(.pods, #"{"spec": {"activeDeadlineSeconds": 10}}"#) == "accepted")
        #expect(
            await refusal(.pods, #"{"spec": {"containers": []}}"#).contains(
                "spec.containers: Forbidden: pod updates may not add or remove containers"
            )
        )
        let image = try await fixture.store.patch(
            .pods,
            namespace: "default",
            name: "x",
            .strategic(
                try StoreFixture.object(#"{"spec": {"containers": [{"name": "c", "image": "nginx:2"}]}}"#)
                    .json
            ),
            subresource: nil,
            StoreFixture.options
        )
        #expect(image.object["spec", "containers"]?.elements?.first?["image"]?.text == "nginx:2")
    }

    @Test func keepsAddresses() async throws {
        try await create(.services, #""spec": {"type": "NodePort", "ports": [{"port": 80}]}"#)
        let before = try await fixture.store.get(.services, namespace: "default", name: "x")
        #expect(
            await refusal(.services, #"{"spec": {"clusterIP": "10.96.9.9"}}"#)
                == "spec.clusterIPs[0]: Invalid value: []string{\"10.96.9.9\"}: may not change once set"
        )
        // A writer who doesn't know them takes nothing away.
        var plain = try StoreFixture.object(
            #"{"metadata": {"name": "x"}, "spec": {"type": "NodePort", "ports": [{"port": 80}]}}"#
        )
        var after = try await fixture.store.update(
            .services,
            namespace: "default",
            plain,
            subresource: nil,
            StoreFixture.options
        )
        #expect(after["spec"] == before["spec"])
        plain["spec", "type"] = .string("ClusterIP")
        after = try await fixture.store.update(
            .services,
            namespace: "default",
            plain,
            subresource: nil,
            StoreFixture.options
        )
        #expect(after["spec", "clusterIP"] == before["spec", "clusterIP"])
        #expect(
            after["spec", "ports"]?.elements?.first?["nodePort"] == nil
                && after["spec", "externalTrafficPolicy"] == nil
        )
    }

    @Test func keepsWhatIsMarkedImmutable() async throws {
        try await create(.configMaps, #""immutable": true, "data": {"a": "1"}"#)
        #expect(
            await refusal(.configMaps, #"{"data": {"a": "2"}}"#)
                == "data: Forbidden: field is immutable when `immutable` is set"
        )
        #expect(await refusal(.configMaps, #"{"metadata": {"labels": {"a": "b"}}}"#) == "accepted")
    }

    @Test func changesSomeFieldsOfStatefulSets() async throws {
        try await create(
            .statefulSets,
            #""spec": {"serviceName": "s", "selector": {"matchLabels": {"app": "web"}}, "template": \#(Self.template)}"#
        )
        #expect(await refusal(.statefulSets, #"{"spec": {"replicas": 3}}"#) == "accepted")
        #expect(
            await refusal(.statefulSets, #"{"spec": {"serviceName": "other"}}"#)
                == "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
                + "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
        )
    }
}

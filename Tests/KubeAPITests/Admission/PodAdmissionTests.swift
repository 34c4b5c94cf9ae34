import EngineAPI
import KubeAPI
import Testing

struct PodAdmissionTests {
    private let fixture = StoreFixture()

    private func pod(_ spec: String = "", _ resources: String = "{}") async throws -> KubeObject {
        let container = #"{"name": "p6", "image": "nginx:1", "resources": \#(resources)}"#
        let text = #"{"metadata": {"name": "p"}, "spec": {\#(spec)"containers": [\#(container)]}}"#
        return try await fixture.create(.pods, text, in: "default")
    }

    private func limits(_ items: String) async throws {
        try await fixture.create(
            .limitRanges,
            #"{"metadata": {"name": "l"}, "spec": {"limits": [\#(items)]}}"#,
            in: "default"
        )
    }

    @Test func givesPodsTheirAccountAndItsToken() async throws {
        let made = try await pod()
        #expect(
            made["spec", "serviceAccountName"]?.text == "default"
                && made["spec", "serviceAccount"]?.text == "default"
        )
        let volume = try #require(made["spec", "volumes"]?.elements?.first)
        let name = try #require(volume["name"]?.text)
        #expect(name.wholeMatch(of: /kube-api-access-[a-z0-9]{5}/) != nil)
        #expect(
            StoreFixture.text(volume["projected"])
                == #"{"defaultMode":420,"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},"#
                + #"{"configMap":{"items":[{"key":"ca.crt","path":"ca.crt"}],"name":"kube-root-ca.crt"}},"#
                + #"{"downwardAPI":{"items":[{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"},"path":"namespace"}]}}]}"#
        )
        #expect(
            StoreFixture.text(made["spec", "containers"]?.elements?.first?["volumeMounts"])
                == #"[{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","name":"\#(name)","readOnly":true}]"#
        )
        #expect(
            StoreFixture.text(made["spec", "tolerations"])
                == #"[{"effect":"NoExecute","key":"node.kubernetes.io/not-ready","operator":"Exists","tolerationSeconds":300},"#
                + #"{"effect":"NoExecute","key":"node.kubernetes.io/unreachable","operator":"Exists","tolerationSeconds":300}]"#
        )
        #expect(
            made["spec", "priority"]?.integer == 0
                && made["spec", "preemptionPolicy"]?.text == "PreemptLowerPriority"
        )
        #expect(made["spec", "enableServiceLinks"] == .bool(true))
        #expect(StoreFixture.text(made["status"]) == #"{"phase":"Pending","qosClass":"BestEffort"}"#)
    }

    @Test func refusesAccountsAndClassesThatArentThere() async throws {
        var error = await fixture.error { _ = try await pod(#""serviceAccountName": "no", "#) }
        #expect(
            error?.message
                == "pods \"p\" is forbidden: error looking up service account default/no: serviceaccount \"no\" not found"
        )
        error = await fixture.error { _ = try await pod(#""priorityClassName": "high", "#) }
        #expect(error?.message == "pods \"p\" is forbidden: no PriorityClass with name high was found")
    }

    @Test(arguments: [
        ("{}", "BestEffort"), (#"{"requests": {"cpu": "1"}}"#, "Burstable"),
        (#"{"limits": {"cpu": "1", "memory": "1Gi"}}"#, "Guaranteed"),
        (#"{"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "500m"}}"#, "Burstable"),
        (#"{"limits": {"memory": "1Gi"}}"#, "Burstable"),
    ])
    func classifiesPods(_ resources: String, _ quality: String) async throws {
        #expect(try await pod("", resources)["status", "qosClass"]?.text == quality)
    }

    @Test func fillsInLimits() async throws {
        try await limits(
            #"{"type": "Container", "default": {"memory": "64Mi"}, "defaultRequest": {"memory": "32Mi"}}"#
        )
        let made = try await pod()
        #expect(
            made.annotations["kubernetes.io/limit-ranger"]
                == "LimitRanger plugin set: memory request for container p6; memory limit for container p6"
        )
        #expect(
            StoreFixture.text(made["spec", "containers"]?.elements?.first?["resources"])
                == #"{"limits":{"memory":"64Mi"},"requests":{"memory":"32Mi"}}"#
        )
    }

    @Test(arguments: [
        (#"{"limits": {"memory": "1Gi"}}"#, "maximum memory usage per Container is 128Mi, but limit is 1Gi"),
        (#"{"limits": {"memory": "8Mi"}}"#, "minimum memory usage per Container is 16Mi, but request is 8Mi"),
        (
            #"{"limits": {"memory": "64Mi"}, "requests": {"memory": "8Mi"}}"#,
            "minimum memory usage per Container is 16Mi, but request is 8Mi"
        ),
    ])
    func refusesWhatIsOutsideOfLimits(_ resources: String, _ problem: String) async throws {
        try await limits(#"{"type": "Container", "max": {"memory": "128Mi"}, "min": {"memory": "16Mi"}}"#)
        let error = await fixture.error { _ = try await pod("", resources) }
        #expect(error?.message == "pods \"p\" is forbidden: \(problem)")
    }
}

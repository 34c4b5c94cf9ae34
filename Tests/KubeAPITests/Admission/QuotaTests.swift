import EngineAPI
import KubeAPI
import Testing

struct QuotaTests {
    private let fixture = StoreFixture()

    private func quota(_ hard: String) async throws {
        try await fixture.create(
            .resourceQuotas,
            #"{"metadata": {"name": "q"}, "spec": {"hard": \#(hard)}}"#,
            in: "default"
        )
    }

    private func used() async throws -> String {
        let quota = try await fixture.store.get(.resourceQuotas, namespace: "default", name: "q")
        return StoreFixture.text(quota["status", "used"])
    }

    private func pod(_ name: String, _ resources: String) async throws {
        let container = #"{"name": "c", "image": "i:1", "resources": \#(resources)}"#
        try await fixture.create(
            .pods,
            #"{"metadata": {"name": "\#(name)"}, "spec": {"containers": [\#(container)]}}"#,
            in: "default"
        )
    }

    @Test func countsPodsAndRefusesTheOneTooMany() async throws {
        try await quota(#"{"pods": "2"}"#)
        try await fixture.pod("a")
        try await fixture.pod("b")
        #expect(try await used() == #"{"pods":"2"}"#)
        let error = await fixture.error { try await fixture.pod("p") }
        #expect(error?.code == 403 && error?.reason == "Forbidden")
        #expect(
            error?.message
                == "pods \"p\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2"
        )
        // One that is gone, and one that has ended, make room.
        _ = try await fixture.store.delete(.pods, namespace: "default", name: "a", DeleteOptions())
        var ended = try await fixture.store.get(.pods, namespace: "default", name: "b")
        ended["status", "phase"] = .string("Succeeded")
        _ = try await fixture.store.update(
            .pods,
            namespace: "default",
            ended,
            subresource: "status",
            StoreFixture.options
        )
        #expect(try await used() == #"{"pods":"0"}"#)
    }

    @Test func countsWhatIsThereAlready() async throws {
        try await pod("a", #"{"requests": {"cpu": "250m"}, "limits": {"memory": "64Mi"}}"#)
        try await quota(
            #"{"requests.cpu": "1", "limits.memory": "1Gi", "count/configmaps": "9", "services": "1"}"#
        )
        #expect(
            try await used()
                == #"{"count/configmaps":"1","limits.memory":"64Mi","requests.cpu":"250m","services":"1"}"#
        )
        let error = await fixture.error {
            try await pod("b", #"{"requests": {"cpu": "800m"}, "limits": {"memory": "1Gi"}}"#)
        }
        #expect(
            error?.message
                == "pods \"b\" is forbidden: exceeded quota: q, requested: limits.memory=1Gi,requests.cpu=800m, "
                + "used: limits.memory=64Mi,requests.cpu=250m, limited: limits.memory=1Gi,requests.cpu=1"
        )
    }

    @Test func demandsWhatItCounts() async throws {
        try await quota(#"{"requests.cpu": "1", "limits.memory": "1Gi"}"#)
        let error = await fixture.error { try await pod("p", "{}") }
        #expect(
            error?.message
                == "pods \"p\" is forbidden: failed quota: q: must specify limits.memory for: c; requests.cpu for: c"
        )
    }
}

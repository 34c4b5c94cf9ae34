import EngineAPI
import KubeAPI
import Testing

struct StoreDeletionTests {
    private let fixture = StoreFixture()
    private var store: ClusterStore { fixture.store }

    @Test func removesWhatNothingHolds() async throws {
        try await fixture.configMap("a")
        #expect(try await store.delete(.configMaps, namespace: "default", name: "a", DeleteOptions()) == nil)
        let error = await fixture.error {
            _ = try await store.get(.configMaps, namespace: "default", name: "a")
        }
        #expect(error?.code == 404)
    }

    @Test func givesARunningPodItsGrace() async throws {
        try await fixture.pod("p", node: "n1")
        let held = try #require(
            try await store.delete(.pods, namespace: "default", name: "p", DeleteOptions())
        )
        #expect(held["metadata", "deletionTimestamp"]?.text == "2025-01-31T12:00:30Z")
        #expect(held["metadata", "deletionGracePeriodSeconds"]?.integer == 30)
        let later = try await store.delete(
            .pods,
            namespace: "default",
            name: "p",
            DeleteOptions(gracePeriodSeconds: 60)
        )
        #expect(later?.resourceVersion == held.resourceVersion)
        let sooner = try await store.delete(
            .pods,
            namespace: "default",
            name: "p",
            DeleteOptions(gracePeriodSeconds: 1)
        )
        #expect(sooner?["metadata", "deletionGracePeriodSeconds"]?.integer == 1)
        let end = DeleteOptions(gracePeriodSeconds: 0, uid: held.uid)
        #expect(try await store.delete(.pods, namespace: "default", name: "p", end) == nil)
    }

    @Test func removesAPodThatRunsNowhereAtOnce() async throws {
        try await fixture.pod("p")
        #expect(try await store.delete(.pods, namespace: "default", name: "p", DeleteOptions()) == nil)
    }

    @Test func keepsWhatHasAFinalizer() async throws {
        try await fixture.create(
            .configMaps,
            #"{"metadata": {"name": "a", "finalizers": ["x.io/y"]}}"#,
            in: "default"
        )
        let held = try await store.delete(.configMaps, namespace: "default", name: "a", DeleteOptions())
        #expect(held?.isBeingDeleted == true)
        let last = try await fixture.merge(.configMaps, "a", #"{"metadata": {"finalizers": null}}"#)
        #expect(last.name == "a")
        let error = await fixture.error {
            _ = try await store.get(.configMaps, namespace: "default", name: "a")
        }
        #expect(error?.code == 404)
    }

    @Test(arguments: [
        (DeleteOptions.Propagation.foreground, "foregroundDeletion"), (.orphan, "orphan"),
    ])
    func marksWhatBecomesOfDependents(
        _ propagation: DeleteOptions.Propagation,
        _ finalizer: String
    ) async throws {
        try await fixture.configMap("a")
        let options = DeleteOptions(propagation: propagation)
        let held = try await store.delete(.configMaps, namespace: "default", name: "a", options)
        #expect(held?.finalizers == [finalizer])
    }

    @Test func deletesOnlyWhatIsMeant() async throws {
        let made = try await fixture.configMap("a")
        let error = await fixture.error {
            _ = try await store.delete(
                .configMaps,
                namespace: "default",
                name: "a",
                DeleteOptions(uid: "other")
            )
        }
        #expect(error?.code == 409)
        #expect(
            error?.message.hasSuffix("UID in precondition: other, UID in object meta: \(made.uid)") == true
        )
    }

    @Test func finishesANamespaceWhenItIsEmptied() async throws {
        try await fixture.create(.namespaces, #"{"metadata": {"name": "shop"}}"#)
        var held = try #require(
            try await store.delete(.namespaces, namespace: nil, name: "shop", DeleteOptions())
        )
        #expect(held["status", "phase"]?.text == "Terminating")
        let error = await fixture.error {
            try await fixture.create(.configMaps, #"{"metadata": {"name": "b"}}"#, in: "shop")
        }
        #expect(
            error?.message == "configmaps \"b\" is forbidden: unable to create new content in namespace shop "
                + "because it is being terminated"
        )
        held["spec", "finalizers"] = .array([])
        _ = try await store.update(
            .namespaces,
            namespace: nil,
            held,
            subresource: "finalize",
            StoreFixture.options
        )
        let gone = await fixture.error { _ = try await store.get(.namespaces, namespace: nil, name: "shop") }
        #expect(gone?.code == 404)
    }

    /// `kubectl delete all --all` deletes it with the rest; pods find the API server by it.
    @Test func theServersOwnServiceComesBackAtOnce() async throws {
        let old = try await store.get(.services, namespace: "default", name: "kubernetes")
        #expect(
            try await store.delete(.services, namespace: "default", name: "kubernetes", DeleteOptions())
                == nil
        )
        let new = try await store.get(.services, namespace: "default", name: "kubernetes")
        #expect(new.uid != old.uid && new["spec"] == old["spec"] && new.labels == old.labels)
        try await fixture.create(
            .services,
            #"{"metadata": {"name": "web"}, "spec": {"ports": [{"port": 80}]}}"#,
            in: "default"
        )
        _ = try await store.delete(.services, namespace: "default", name: "web", DeleteOptions())
        let left = try await store.list(.services, ObjectQuery(namespace: "default")).items
        #expect(left.map(\.name) == ["kubernetes"])
    }

    @Test func protectsTheFirstNamespaces() async throws {
        let error = await fixture.error {
            _ = try await store.delete(.namespaces, namespace: nil, name: "default", DeleteOptions())
        }
        #expect(error?.message == "namespaces \"default\" is forbidden: this namespace may not be deleted")
    }
}

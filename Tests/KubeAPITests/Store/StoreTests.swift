import EngineAPI
import KubeAPI
import Testing

struct StoreTests {
    private let fixture = StoreFixture()
    private var store: ClusterStore { fixture.store }

    @Test func startsWithWhatEveryClusterHas() async throws {
        let namespaces = try await store.list(.namespaces, ObjectQuery()).items.map(\.name)
        #expect(namespaces == ["default", "kube-node-lease", "kube-public", "kube-system"])
        let service = try await store.get(.services, namespace: "default", name: "kubernetes")
        #expect(service["spec", "clusterIP"]?.text == "10.96.0.1")
        #expect(service.labels == ["component": "apiserver", "provider": "kubernetes"])
        let names = try await store.get(.services, namespace: "kube-system", name: "kube-dns")
        #expect(names["spec", "clusterIP"]?.text == "10.96.0.10")
        #expect(names.labels["kubernetes.io/name"] == "CoreDNS")
        #expect(names["spec", "ports"]?.elements?.map { $0["port"]?.integer } == [53, 53, 9153])
        #expect(
            try await store.list(.serviceAccounts, ObjectQuery()).items.map(\.name)
                == Array(repeating: "default", count: 4)
        )
        #expect(try await store.list(.configMaps, ObjectQuery()).items.count == 4)
    }

    @Test func hasTheRolesOfEveryCluster() async throws {
        let roles = try await store.list(.clusterRoles, ObjectQuery()).items
        #expect(roles.map(\.name) == ["admin", "cluster-admin", "edit", "view"])
        #expect(roles.allSatisfy { $0.labels["kubernetes.io/bootstrapping"] == "rbac-defaults" })
        func rules(_ name: String) -> [JSON] { roles.first { $0.name == name }?["rules"]?.elements ?? [] }
        #expect(
            StoreFixture.text(.array(rules("cluster-admin")))
                == #"[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]},{"nonResourceURLs":["*"],"verbs":["*"]}]"#
        )
        // Each contains the next smaller one; who may only look sees no secrets.
        #expect(Set(rules("view")).isStrictSubset(of: rules("edit")))
        #expect(Set(rules("edit")).isStrictSubset(of: rules("admin")))
        func names(_ role: String, _ resource: JSON) -> Bool {
            rules(role).contains { $0["resources"]?.elements?.contains(resource) ?? false }
        }
        #expect(!names("view", .string("secrets")) && names("edit", .string("secrets")))
        #expect(!names("edit", .string("roles")) && names("admin", .string("roles")))
        let binding = try await store.get(.clusterRoleBindings, namespace: nil, name: "cluster-admin")
        #expect(binding["roleRef", "name"]?.text == "cluster-admin")
        #expect(binding["subjects"]?.elements?.map { $0["name"]?.text } == ["system:masters"])
    }

    @Test func givesANewObjectItsIdentity() async throws {
        let made = try await fixture.configMap("a")
        #expect(made.uid.count == 36)
        #expect(made.resourceVersion > 0)
        #expect(made.kind == "ConfigMap" && made.apiVersion == "v1" && made.namespace == "default")
        #expect(made["metadata", "creationTimestamp"]?.text == "2025-01-31T12:00:00Z")
        #expect(made.generation == 0)
        #expect(try await store.get(.configMaps, namespace: "default", name: "a") == made)
    }

    @Test func makesUpTheRestOfAName() async throws {
        let made = try await fixture.create(
            .configMaps,
            #"{"metadata": {"generateName": "web-"}}"#,
            in: "default"
        )
        #expect(made.name.wholeMatch(of: /web-[bcdfghjklmnpqrstvwxz2456789]{5}/) != nil)
    }

    @Test func furnishesNewNamespaces() async throws {
        let made = try await fixture.create(.namespaces, #"{"metadata": {"name": "shop"}}"#)
        #expect(made.labels == ["kubernetes.io/metadata.name": "shop"])
        #expect(made["status", "phase"]?.text == "Active")
        #expect(StoreFixture.text(made["spec"]) == #"{"finalizers":["kubernetes"]}"#)
        _ = try await store.get(.serviceAccounts, namespace: "shop", name: "default")
        _ = try await store.get(.configMaps, namespace: "shop", name: "kube-root-ca.crt")
    }

    @Test func refusesWhatCantBeCreated() async throws {
        try await fixture.configMap("a")
        var error = await fixture.error { try await fixture.configMap("a") }
        #expect(error?.code == 409 && error?.reason == "AlreadyExists")
        #expect(error?.message == "configmaps \"a\" already exists")
        error = await fixture.error {
            try await fixture.create(.configMaps, #"{"metadata": {"name": "b"}}"#, in: "no")
        }
        #expect(error?.code == 404 && error?.message == "namespaces \"no\" not found")
        error = await fixture.error {
            try await fixture.create(.configMaps, #"{"metadata": {}}"#, in: "default")
        }
        #expect(
            error?.message.hasSuffix("metadata.name: Required value: name or generateName is required")
                == true
        )
        error = await fixture.error {
            try await fixture.create(.configMaps, #"{"kind": "Pod"}"#, in: "default")
        }
        #expect(error?.code == 400)
    }

    @Test func refusesToChangeWhatHasChanged() async throws {
        var made = try await fixture.configMap("a")
        let first = made
        made["data", "a"] = .string("2")
        let second = try await store.update(
            .configMaps,
            namespace: "default",
            made,
            subresource: nil,
            StoreFixture.options
        )
        #expect(second.resourceVersion > first.resourceVersion)
        let error = await fixture.error {
            _ = try await store.update(
                .configMaps,
                namespace: "default",
                first,
                subresource: nil,
                StoreFixture.options
            )
        }
        #expect(error?.reason == "Conflict")
        #expect(
            error?.message
                == "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; "
                + "please apply your changes to the latest version and try again"
        )
        made["metadata", "resourceVersion"] = nil
        made["data", "a"] = .string("3")
        _ = try await store.update(
            .configMaps,
            namespace: "default",
            made,
            subresource: nil,
            StoreFixture.options
        )
    }

    @Test func leavesTheVersionOfWhatDoesntChange() async throws {
        let made = try await fixture.configMap("a", labels: ["x": "y"])
        let same = try await fixture.merge(
            .configMaps,
            "a",
            #"{"metadata": {"labels": {"x": "y"}}, "data": {"b": null}}"#
        )
        #expect(same.resourceVersion == made.resourceVersion)
    }

    @Test func countsGenerationsOfSpecsOnly() async throws {
        let text = #"""
            {"metadata": {"name": "web"}, "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": {"metadata":
            {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "c", "image": "nginx:1"}]}}}, "status": {"replicas": 9}}
            """#
        var made = try await fixture.create(.deployments, text, in: "default")
        #expect(made.generation == 1)
        #expect(made["status", "replicas"] == nil)
        made["status", "readyReplicas"] = .number("1")
        made["spec", "replicas"] = .number("7")
        var changed = try await store.update(
            .deployments,
            namespace: "default",
            made,
            subresource: "status",
            StoreFixture.options
        )
        #expect(changed.generation == 1)
        #expect(changed["status", "readyReplicas"]?.integer == 1)
        #expect(changed["spec", "replicas"]?.integer != 7)
        changed = try await fixture.merge(.deployments, "web", #"{"metadata": {"labels": {"a": "b"}}}"#)
        #expect(changed.generation == 1)
        changed = try await fixture.merge(
            .deployments,
            "web",
            #"{"spec": {"paused": true}, "status": {"readyReplicas": 5}}"#
        )
        #expect(changed.generation == 2)
        #expect(changed["status", "readyReplicas"]?.integer == 1)
    }

    @Test func scalesByASmallObject() async throws {
        let text = #"""
            {"metadata": {"name": "web"}, "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web", "a": "b"}}, "template":
            {"metadata": {"labels": {"app": "web", "a": "b"}}, "spec": {"containers": [{"name": "c", "image": "nginx:1"}]}}}}
            """#
        try await fixture.create(.deployments, text, in: "default")
        let scale = try await store.patch(
            .deployments,
            namespace: "default",
            name: "web",
            .merge(try StoreFixture.object(#"{"spec": {"replicas": 4}}"#).json),
            subresource: "scale",
            StoreFixture.options
        )
        .object
        #expect(scale.kind == "Scale" && scale.apiVersion == "autoscaling/v1")
        #expect(scale["spec", "replicas"]?.integer == 4)
        #expect(scale["status", "selector"]?.text == "a=b,app=web")
        let web = try await store.get(.deployments, namespace: "default", name: "web")
        #expect(web["spec", "replicas"]?.integer == 4 && web.generation == 2)
    }

    @Test func writesNothingInADryRun() async throws {
        var options = StoreFixture.options
        options.isDryRun = true
        let object = try StoreFixture.object(#"{"metadata": {"name": "a"}}"#)
        let made = try await store.create(.configMaps, namespace: "default", object, options)
        #expect(!made.uid.isEmpty && made.resourceVersion == 0)
        let error = await fixture.error {
            _ = try await store.get(.configMaps, namespace: "default", name: "a")
        }
        #expect(error?.message == "configmaps \"a\" not found")
    }

    @Test func refusesTypesThatItDoesntHave() async throws {
        let error = await fixture.error {
            _ = try await store.list(ResourceType("x.io", "v1", "things", "Thing"), ObjectQuery())
        }
        #expect(error?.code == 404 && error?.message == "the server could not find the requested resource")
    }
}

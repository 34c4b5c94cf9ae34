import EngineAPI
import HTTPWire
import KubeAPI
import Testing

@testable import KubeServer

/// What goes over the wire, to clients that aren't kubectl.
@Suite struct WireTests {
    @Test func keepsDocumentsByTheirTags() async throws {
        try await withCluster { cluster in
            let accept =
                "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"
            let first = try await cluster.get("/apis", ["Accept": accept])
            #expect(
                first.head.fields["Content-Type"]
                    == "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
            )
            let tag = try #require(first.head.fields["ETag"])
            let second = try await cluster.get("/apis", ["Accept": accept, "If-None-Match": tag])
            #expect(second.status == 304)
            let old = try await cluster.get("/apis")
            #expect(old.json["kind"] == .string("APIGroupList"))
            let types = try await cluster.get("/apis/apps/v1")
            #expect(types.json["kind"] == .string("APIResourceList"))
            let missing = try await cluster.get("/apis/nosuch/v1")
            #expect(missing.status == 404)
        }
    }

    @Test func listsInPages() async throws {
        try await withCluster { cluster in
            for number in 0..<5 {
                let map = KubeObject(.record(["metadata": JSON.record(["name": "m\(number)"])]))
                _ = try await cluster.store.create(
                    .configMaps,
                    namespace: "default",
                    map,
                    WriteOptions("test")
                )
            }
            var names: [String] = []
            var token = ""
            repeat {
                let path = "/api/v1/namespaces/default/configmaps?limit=2&continue=\(token)"
                let page = try await cluster.get(path).json
                names += page["items"]?.elements?.compactMap { $0["metadata"]?["name"]?.text } ?? []
                token = page["metadata"]?["continue"]?.text ?? ""
            } while !token.isEmpty
            #expect(names.filter { $0.hasPrefix("m") } == ["m0", "m1", "m2", "m3", "m4"])
        }
    }

    @Test func warnsOfUnknownFields() async throws {
        try await withCluster { cluster in
            let body = #"{"metadata":{"name":"x"},"data":{"a":"1"},"dta":{}}"#
            let path = "/api/v1/namespaces/default/configmaps"
            let warned = try await cluster.post(path, body)
            #expect(warned.status == 201)
            #expect(warned.head.fields.values("Warning") == [#"299 - "unknown field \"dta\"""#])
            let refused = try await cluster.post(path + "?fieldValidation=Strict", body)
            #expect(refused.status == 400)
        }
    }

    /// Bodies that nobody means well are refused with a `Status`, and the server goes on.
    @Test(arguments: [
        ("application/json", "{"), ("application/json", "[]"), ("application/json", "\"x\""),
        ("application/json", String(repeating: "[", count: 10_000)),
        ("application/json", #"{"kind":"Pod","apiVersion":"v1"}"#),
        ("application/json", #"{"metadata":[]}"#), ("application/json", #"{"metadata":{"name":7}}"#),
        ("application/yaml", "a: &a [*a]"), ("application/yaml", ": :\n\t- x"),
        ("application/vnd.kubernetes.protobuf", "k8s"),
        ("application/vnd.kubernetes.protobuf", "k8s\0\u{0A}\u{7F}"),
        ("text/plain", "x"),
    ]) func refusesHostileBodies(_ type: String, _ body: String) async throws {
        try await withCluster { cluster in
            let answer = try await cluster.post("/api/v1/namespaces/default/configmaps", body, type: type)
            #expect((400..<500).contains(answer.status), "\(answer.status) \(answer.text)")
            #expect(answer.json["kind"] == .string("Status"))
            let health = try await cluster.get("/healthz")
            #expect(health.text == "ok")
        }
    }

    @Test func refusesBodiesThatAreTooLarge() async throws {
        try await withCluster { cluster in
            let body = String(repeating: " ", count: KubeRequest.largestBody + 1)
            let answer = try await cluster.post("/api/v1/namespaces/default/configmaps", body)
            #expect(answer.status == 413)
        }
    }

    @Test func tellsOfChangesLineByLine() async throws {
        try await withCluster { cluster in
            let map = KubeObject(.record(["metadata": JSON.record(["name": "w"])]))
            _ = try await cluster.store.create(.configMaps, namespace: "default", map, WriteOptions("test"))
            let path =
                "/api/v1/namespaces/default/configmaps?watch=true&timeoutSeconds=1&allowWatchBookmarks=true"
                + "&fieldSelector=metadata.name%3Dw&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
            let lines = try await cluster.get(path).text.split(separator: "\n")
            let events = try lines.map { try JSON(Array($0.utf8)) }
            #expect(events.compactMap { $0["type"]?.text } == ["ADDED", "BOOKMARK"])
            #expect(
                events.last?["object"]?["metadata"]?["annotations"]?["k8s.io/initial-events-end"]
                    == .string("true")
            )
        }
    }

    @Test func namesTheOptionsOfTheVerb() async throws {
        try await withCluster { cluster in
            let why =
                "Options.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: \"Foo\": supported values: \"All\""
            let patched = try await cluster.patch("/api/v1/namespaces/default?dryRun=Foo", "{}")
            #expect(patched.status == 422 && patched.json["message"]?.text == "Patch" + why)
            let posted = try await cluster.post(
                "/api/v1/namespaces?dryRun=Foo",
                #"{"metadata":{"name":"x"}}"#
            )
            #expect(posted.status == 422 && posted.json["message"]?.text == "Create" + why)
        }
    }

    @Test func escapesWhatItShowsOnThePage() async throws {
        try await withCluster { cluster in
            let event = KubeObject(
                .record([
                    "metadata": JSON.record(["name": "e"]),
                    "involvedObject": JSON.record(["kind": "Pod", "name": "p", "namespace": "default"]),
                    "message": "<script>alert(1)</script>", "type": "Normal", "reason": "X",
                ])
            )
            _ = try await cluster.store.create(.events, namespace: "default", event, WriteOptions("test"))
            let page = try await cluster.get("/dashboard")
            #expect(page.text.contains("&lt;script&gt;alert(1)"))
            #expect(!page.text.contains("<script"))
        }
    }
}

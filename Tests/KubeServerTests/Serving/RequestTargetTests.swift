import KubeAPI
import Testing

@testable import KubeServer

@Suite struct RequestTargetTests {
    @Test(arguments: [
        ("/api/v1/pods", "v1 nil pods nil nil"),
        ("/api/v1/namespaces/default/pods/web/log", "v1 default pods web log"),
        ("/api/v1/namespaces", "v1 nil namespaces nil nil"),
        ("/api/v1/namespaces/x", "v1 nil namespaces x nil"),
        ("/api/v1/namespaces/x/status", "v1 nil namespaces x status"),
        ("/apis/apps/v1/namespaces/d/deployments/w%2Db/scale", "v1 d deployments w-b scale"),
    ]) func readsPathsOfObjects(_ path: String, _ read: String) throws {
        guard case .resource(let found) = try RequestTarget(path[...]) else {
            Issue.record("\(path) is no object's")
            return
        }
        let parts = [found.namespace, found.plural, found.name, found.subresource].map { $0 ?? "nil" }
        #expect("\(found.version) " + parts.joined(separator: " ") == read)
    }

    @Test func readsOtherPaths() throws {
        #expect(try RequestTarget("/api") == .coreVersions)
        #expect(try RequestTarget("/apis") == .groups)
        #expect(try RequestTarget("/apis/apps") == .group("apps"))
        #expect(try RequestTarget("/apis/apps/v1") == .types(group: "apps", version: "v1"))
        #expect(try RequestTarget("/openapi/v3/api/v1") == .page(["openapi", "v3", "api", "v1"]))
    }

    @Test(arguments: ["/api/v1/%", "/api/%zz", "/api/%00", "/api/%ff"]) func refusesBrokenEscapes(
        _ path: String
    ) {
        #expect(throws: StatusError.self) { try RequestTarget(path[...]) }
    }

    @Test(
        arguments: [
            ("", ObjectForm.plain), ("application/json", .plain), ("*/*", .plain),
            ("application/vnd.kubernetes.protobuf,application/json", .plain),
            ("application/json;as=Table;v=v1;g=meta.k8s.io,application/json", .table(version: "v1")),
            ("application/json;as=Table;v=v9;g=meta.k8s.io, application/json", .plain),
            ("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", .metadata(version: "v1")),
            ("text/html", nil),
        ] as [(String, ObjectForm?)]
    ) func knowsWhatFormIsWanted(_ accept: String, _ form: ObjectForm?) {
        #expect(ObjectForm(accept: accept) == form)
    }
}

import EngineAPI
import Testing

@testable import KubeAPI

/// What becomes of addresses that somebody writes for a service without a selector: a database outside the cluster.
@Suite struct MirroredEndpointsTests {
    private static let service =
        #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"ext"},"spec":{"ports":[{"port":80}]}}"#

    private func endpoints(_ address: String, labels: String = "{}") -> String {
        """
        {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"ext","labels":\(labels)},"subsets":[
        {"addresses":[{"ip":"\(address)"}],"notReadyAddresses":[{"ip":"10.0.0.9"}],"ports":[{"port":5432}]}]}
        """
    }

    private func slices(_ cluster: ControlledCluster) async throws -> [KubeObject] {
        try await cluster.list(.endpointSlices, labels: "kubernetes.io/service-name=ext")
    }

    @Test(arguments: [true, false])
    func addressesOfAServiceWithoutASelectorAreMirrored(_ serviceIsFirst: Bool) async throws {
        let cluster = ControlledCluster()
        let texts: [(ResourceType, String)] = [
            (.services, Self.service), (.endpoints, endpoints("10.0.0.7", labels: #"{"tier":"db"}"#)),
        ]
        for (type, text) in serviceIsFirst ? texts : texts.reversed() {
            try await cluster.create(type, text)
            try await cluster.settle()
        }
        let slice = try #require(try await slices(cluster).first)
        #expect(try await slices(cluster).count == 1)
        #expect(
            slice.labels == [
                "endpointslice.kubernetes.io/managed-by": "endpointslicemirroring-controller.k8s.io",
                "kubernetes.io/service-name": "ext", "tier": "db",
            ]
        )
        #expect(slice.name.hasPrefix("ext-") && slice["addressType"]?.text == "IPv4")
        #expect(slice.controller?.kind == "Endpoints")
        #expect(
            StoreFixture.text(slice["endpoints"])
                == #"[{"addresses":["10.0.0.7"],"conditions":{"ready":true}},"#
                + #"{"addresses":["10.0.0.9"],"conditions":{"ready":false}}]"#
        )
        #expect(StoreFixture.text(slice["ports"]) == #"[{"name":"","port":5432,"protocol":"TCP"}]"#)
    }

    @Test func theMirrorFollowsAndGoes() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.services, Self.service)
        try await cluster.create(.endpoints, endpoints("10.0.0.7"))
        try await cluster.settle()
        let name = try #require(try await slices(cluster).first?.name)
        try await cluster.patch(
            .endpoints,
            "ext",
            #"{"subsets":[{"addresses":[{"ip":"10.0.0.8"}],"ports":[{"port":5432}]}]}"#
        )
        try await cluster.settle()
        let slice = try await cluster.get(.endpointSlices, name)
        #expect(slice["endpoints"]?.elements?.first?["addresses"] == ["10.0.0.8"].json)
        try await cluster.patch(
            .endpoints,
            "ext",
            #"{"metadata":{"labels":{"endpointslice.kubernetes.io/skip-mirror":"true"}}}"#
        )
        try await cluster.settle()
        #expect(try await slices(cluster).isEmpty)
        try await cluster.patch(.endpoints, "ext", #"{"metadata":{"labels":null}}"#)
        try await cluster.settle()
        #expect(try await slices(cluster).count == 1)
        try await cluster.delete(.services, "ext")
        try await cluster.settle()
        #expect(try await slices(cluster).isEmpty)
        #expect(try await cluster.list(.endpoints).map(\.name) == ["kubernetes"])
    }

    /// A selector takes over: what was mirrored goes, and the pods' own slice comes.
    @Test func aSelectorEndsTheMirror() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.services, Self.service)
        try await cluster.create(.endpoints, endpoints("10.0.0.7"))
        try await cluster.settle()
        try await cluster.patch(.services, "ext", #"{"spec":{"selector":{"app":"web"}}}"#)
        try await cluster.settle()
        #expect(
            try await slices(cluster).map { $0.labels["endpointslice.kubernetes.io/managed-by"] }
                == ["endpointslice-controller.k8s.io"]
        )
    }
}

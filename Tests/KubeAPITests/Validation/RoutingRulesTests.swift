import EngineAPI
import KubeAPI
import Testing

/// What is said of rules for what may reach pods, and of services' addresses.
struct RoutingRulesTests {
    private let fixture = StoreFixture()

    /// What is wrong with an object named `x`: `field: message`, each.
    private func causes(_ type: ResourceType, _ spec: String) async -> [String] {
        let text = #"{"metadata": {"name": "x"}, "spec": \#(spec)}"#
        let error = await fixture.error { try await fixture.create(type, text, in: "default") }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }
    }

    @Test func checksWhoMaySpeakWithPods() async {
        let found = await causes(
            .networkPolicies,
            #"""
            {"podSelector": {}, "policyTypes": ["Foo"], "ingress": [{"ports": [{"port": 99999}, {"port": 80, "endPort": 70},
            {"endPort": 5}, {"port": "a_b", "protocol": "ICMP"}], "from": [{"ipBlock": {"cidr": "300.1.1.1/3"}}, {"podSelector": {},
            "ipBlock": {"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16", "11.0.0.0/16", "10.0.0.0/8", "x"]}}, {}]}],
            "egress": [{"to": [{"ipBlock": {"cidr": ""}}, {"ipBlock": {"cidr": "2001:db8::/32", "except": ["2001:db8:1::/48"]}}]}]}
            """#
        )
        let ranges = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
        let subset = "must be a strict subset of `cidr`"
        let name =
            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"
        #expect(
            found == [
                "spec.ingress[0].ports[0].port: Invalid value: 99999: must be between 1 and 65535, inclusive",
                "spec.ingress[0].ports[1].endPort: Invalid value: 70: must be greater than or equal to `port`",
                "spec.ingress[0].ports[2].endPort: Invalid value: 5: may not be specified when `port` is not specified",
                "spec.ingress[0].ports[3].protocol: Unsupported value: \"ICMP\": supported values: \"TCP\", \"UDP\", \"SCTP\"",
                "spec.ingress[0].ports[3].port: Invalid value: \"a_b\": \(name)",
                "spec.ingress[0].from[0].ipBlock.cidr: Invalid value: \"300.1.1.1/3\": \(ranges)",
                "spec.ingress[0].from[1].ipBlock.except[1]: Invalid value: \"11.0.0.0/16\": \(subset)",
                "spec.ingress[0].from[1].ipBlock.except[2]: Invalid value: \"10.0.0.0/8\": \(subset)",
                "spec.ingress[0].from[1].ipBlock.except[3]: Invalid value: \"x\": \(ranges)",
                "spec.ingress[0].from[1]: Forbidden: may not specify both ipBlock and another peer",
                "spec.ingress[0].from[2]: Required value: must specify a peer",
                "spec.egress[0].to[0].ipBlock.cidr: Required value",
                "spec.policyTypes[0]: Unsupported value: \"Foo\": supported values: \"Ingress\", \"Egress\"",
            ]
        )
    }

    @Test func checksWhatRoutesToServices() async {
        #expect(
            await causes(.ingresses, "{}") == [
                "spec: Invalid value: []networking.IngressRule(nil): either `defaultBackend` or `rules` must be specified"
            ]
        )
        let found = await causes(
            .ingresses,
            #"""
            {"rules": [{"host": "*.*.x", "http": {"paths": [{"path": "foo", "backend": {"service": {"name": "x"}}},
            {"path": "/a//b", "pathType": "Prefix", "backend": {"service": {"name": "x", "port": {"name": "a", "number": 1}}}},
            {"path": "/", "pathType": "Exact", "backend": {}}, {"path": "/", "pathType": "Exact", "backend": {"service": {"name":
            "x"}}}]}}, {"host": "10.0.0.1"}], "tls": [{"hosts": ["A.b"]}]}
            """#
        )
        #expect(
            found.map { $0.split(separator: " must consist")[0] } == [
                "spec.rules[0].host: Invalid value: \"*.*.x\": a wildcard DNS-1123 subdomain must start with '*.', followed by "
                    + "a valid DNS subdomain, which",
                "spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified",
                "spec.rules[0].http.paths[1].path: Invalid value: \"/a//b\": must not contain '//'",
                "spec.rules[0].http.paths[1].backend: Invalid value: \"\": cannot set both port name & port number",
                "spec.rules[0].http.paths[2].backend: Invalid value: \"\": resource or service backend is required",
                "spec.rules[0].http.paths[3].backend: Required value: port name or number is required",
                "spec.rules[1].host: Invalid value: \"10.0.0.1\": must be a DNS name, not an IP address",
                "spec.tls[0].hosts[0]: Invalid value: \"A.b\": a lowercase RFC 1123 subdomain",
            ]
        )
    }

    @Test func showsAddressesAsTheServerDoes() async {
        #expect(
            await causes(.services, #"{"clusterIP": "10.96.0.1", "ports": [{"port": 80}]}"#) == [
                "spec.clusterIPs: Invalid value: []string{\"10.96.0.1\"}: failed to allocate IP 10.96.0.1: provided IP is "
                    + "already allocated"
            ]
        )
    }
}

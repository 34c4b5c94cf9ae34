import EngineAPI
import KubeAPI
import Testing

@testable import KubeNode

/// The environment and the words of containers.
struct EnvironmentTests {
    struct Case: CustomTestStringConvertible {
        let text: String
        let expanded: String
        var testDescription: String { text }
    }

    @Test(
        arguments: [
            Case(text: "$(A)", expanded: "1"), Case(text: "x$(A)y$(B)", expanded: "x1y2"),
            Case(text: "$(C)", expanded: "$(C)"), Case(text: "$$(A)", expanded: "$(A)"),
            Case(text: "$A", expanded: "$A"), Case(text: "$(A", expanded: "$(A"),
            Case(text: "100$", expanded: "100$"),
            Case(text: "$()", expanded: "$()"), Case(text: "$$$$", expanded: "$$"),
            Case(text: "$(A$(B)", expanded: "$(A$(B)"),
        ]
    )
    func expandsWhatIsKnown(_ example: Case) {
        #expect(Expansion.expand(example.text, ["A": "1", "B": "2"]) == example.expanded)
    }

    private func object(_ text: String) throws -> KubeObject { KubeObject(try JSON(Array(text.utf8))) }

    private func variables(_ container: String) throws -> [String: String] {
        let pod = try object(
            #"""
            {"metadata": {"name": "web", "namespace": "shop", "uid": "u-1", "labels": {"app": "web"},
              "annotations": {"note": "hi"}},
             "spec": {"nodeName": "node-1", "serviceAccountName": "default", "containers": [\#(container)]}}
            """#
        )
        var objects = PodObjects(
            namespace: "shop",
            configMaps: [try object(#"{"metadata": {"name": "cm"}, "data": {"A": "1", "B": "two"}}"#)],
            secrets: [try object(#"{"metadata": {"name": "s"}, "data": {"KEY": "c2VjcmV0"}}"#)]
        )
        objects.services = [
            try object(
                #"""
                {"metadata": {"name": "kubernetes", "namespace": "default"}, "spec": {"clusterIP": "10.96.0.1",
                  "ports": [{"name": "https", "port": 443, "protocol": "TCP"}]}}
                """#
            ),
            try object(
                #"{"metadata": {"name": "my-db", "namespace": "shop"}, "spec": {"clusterIP": "10.96.3.4", "ports": [{"port": 5432}]}}"#
            ),
            try object(
                #"{"metadata": {"name": "none", "namespace": "shop"}, "spec": {"clusterIP": "None", "ports": [{"port": 1}]}}"#
            ),
        ]
        let facts = PodFacts(address: "10.244.0.9", hostAddress: "192.168.49.2")
        let spec = PodSpec(pod).main[0]
        let list = try Environment(pod: pod, objects: objects, facts: facts).variables(spec)
        return Dictionary(list.map { ($0.name, $0.value) }) { $1 }
    }

    @Test func takesValuesFromWhereverTheyComeFrom() throws {
        let values = try variables(
            #"""
            {"name": "c", "resources": {"limits": {"memory": "64Mi", "cpu": "1500m"}},
             "envFrom": [{"configMapRef": {"name": "cm"}}, {"prefix": "S_", "secretRef": {"name": "s"}},
                {"configMapRef": {"name": "gone", "optional": true}}],
             "env": [{"name": "B", "value": "own"}, {"name": "C", "value": "$(A)-$(B)-$(NOPE)"},
                {"name": "K", "valueFrom": {"secretKeyRef": {"name": "s", "key": "KEY"}}},
                {"name": "M", "valueFrom": {"configMapKeyRef": {"name": "cm", "key": "none", "optional": true}}},
                {"name": "NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
                {"name": "APP", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['app']"}}},
                {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}},
                {"name": "MEM", "valueFrom": {"resourceFieldRef": {"resource": "limits.memory", "divisor": "1Mi"}}},
                {"name": "CPU", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu"}}},
                {"name": "MILLI", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "1m"}}}]}
            """#
        )
        let own = [
            "A": "1", "B": "own", "C": "1-own-$(NOPE)", "S_KEY": "secret", "K": "secret", "NAME": "web",
            "APP": "web", "IP": "10.244.0.9", "MEM": "64", "CPU": "2", "MILLI": "1500",
        ]
        for (name, value) in own { #expect(values[name] == value, "\(name)") }
        #expect(values["M"] == nil)
        #expect(
            values["KUBERNETES_SERVICE_HOST"] == "10.96.0.1"
                && values["KUBERNETES_SERVICE_PORT_HTTPS"] == "443"
        )
        #expect(values["MY_DB_PORT_5432_TCP"] == "tcp://10.96.3.4:5432")
        #expect(values["MY_DB_SERVICE_PORT"] == "5432" && values["NONE_SERVICE_HOST"] == nil)
    }

    @Test(
        arguments: [
            (#""envFrom": [{"configMapRef": {"name": "gone"}}]"#, "configmap \"gone\" not found"),
            (#""envFrom": [{"secretRef": {"name": "gone"}}]"#, "secret \"gone\" not found"),
            (
                #""env": [{"name": "X", "valueFrom": {"configMapKeyRef": {"name": "cm", "key": "k"}}}]"#,
                "couldn't find key k in ConfigMap shop/cm"
            ),
            (
                #""env": [{"name": "X", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]"#,
                "couldn't find key k in Secret shop/s"
            ),
        ]
    )
    func saysWhatIsMissing(fields: String, message: String) {
        #expect(throws: ConfigError(message)) { try variables(#"{"name": "c", \#(fields)}"#) }
    }

    @Test(
        arguments: [
            ("128Mi", 134_217_728), ("1G", 1_000_000_000), ("500m", 1), ("2", 2), ("1.5Ki", 1536),
            ("1e3", 1000),
            ("0", 0),
        ]
    )
    func readsAmounts(text: String, units: Int) { #expect(Amount(text)?.units == units) }

    @Test(arguments: ["", "Mi", "-1", "1Xi", "1e99", "abc", "1..2", "99999999999999999999999999"])
    func refusesWhatIsNoAmount(text: String) { #expect(Amount(text) == nil) }
}

import EngineAPI
import KubeAPI
import Testing

/// Mistakes in kinds besides pods.
struct OtherKindsTests {
    private let fixture = StoreFixture()

    private func causes(_ type: ResourceType, _ body: String) async -> String {
        let text = #"{"metadata": {"name": "x"}, \#(body)}"#
        let error = await fixture.error {
            _ = try await fixture.store.create(
                type,
                namespace: type.isNamespaced ? "default" : nil,
                try StoreFixture.object(text),
                WriteOptions("test", isDryRun: true)
            )
        }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }.joined(separator: "; ")
    }

    private func job(_ spec: String, labels: String) async -> String {
        await causes(
            .jobs,
            #"""
            "spec": {\#(spec), "template": {"metadata": {"labels": \#(labels)}, "spec": {"restartPolicy": "Never",
            "containers": [{"name": "c", "image": "i"}]}}}
            """#
        )
    }

    @Test func aJobsSelectorIsTheClustersOwn() async {
        let selector = #""selector": {"matchLabels": {"a": "b"}}"#
        let found = await job(selector, labels: #"{"a": "b"}"#)
        #expect(
            found.hasPrefix(
                "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{\"a\":\"b\", "
                    + "\"batch.kubernetes.io/controller-uid\":"
            ) && found.hasSuffix(": `selector` not auto-generated")
        )
        #expect(await job("\(selector), \"manualSelector\": true", labels: #"{"a": "b"}"#).isEmpty)
        #expect(
            await job("\(selector), \"manualSelector\": true", labels: #"{"a": "c"}"#)
                == "spec.template.metadata.labels: Invalid value: map[string]string{\"a\":\"c\"}: `selector` does not match "
                + "template `labels`"
        )
        #expect(await job(#""parallelism": 1"#, labels: #"{"a": "b"}"#).isEmpty)
    }

    @Test(arguments: ["0", #""""#, "null"])
    func aTargetPortThatIsntSaidIsThePort(_ target: String) async throws {
        let made = try await fixture.create(
            .services,
            #"{"metadata": {"name": "s"}, "spec": {"ports": [{"port": 80, "targetPort": \#(target)}]}}"#,
            in: "default"
        )
        #expect(made["spec", "ports"]?.elements?.first?["targetPort"]?.integer == 80)
    }

    @Test func servicesAreFoundByTypeAndAddress() async throws {
        for (name, spec) in [("a", #""clusterIP": "None""#), ("b", #""type": "NodePort""#)] {
            try await fixture.create(
                .services,
                #"{"metadata": {"name": "\#(name)"}, "spec": {\#(spec), "ports": [{"port": 80}]}}"#,
                in: "default"
            )
        }
        func names(_ selector: String) async throws -> [String] {
            let query = ObjectQuery(namespace: "default", fields: selector)
            return try await fixture.store.list(.services, query).items.map(\.name)
        }
        #expect(try await names("spec.type=NodePort") == ["b"])
        #expect(try await names("spec.clusterIP=None") == ["a"])
    }

    private static func quantity(_ value: Int, _ scale: Int, _ text: String) -> String {
        "resource.Quantity{i:resource.int64Amount{value:\(value), scale:\(scale)}, "
            + "d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:\"\(text)\", Format:\"DecimalSI\"}"
    }

    @Test func aRangeOfLimitsIsInOrder() async {
        let item = #"{"type": "Container", "default": {"cpu": "100m"}, "defaultRequest": {"cpu": "200m"}}"#
        #expect(
            await causes(.limitRanges, #""spec": {"limits": [\#(item)]}"#)
                == "spec.limits[0].defaultRequest[cpu]: Invalid value: \(Self.quantity(200, -3, "200m")): default request "
                + "value 200m is greater than default limit value 100m"
        )
        let twice = #"{"type": "Pod", "max": {"cpu": 1}}"#
        #expect(
            await causes(.limitRanges, #""spec": {"limits": [\#(twice), \#(twice)]}"#)
                == "spec.limits[1].type: Duplicate value: \"Pod\""
        )
    }

    @Test func aQuotaCountsWholeThings() async {
        #expect(
            await causes(.resourceQuotas, #""spec": {"hard": {"pods": "1500m"}}"#)
                == "spec.hard[pods]: Invalid value: \(Self.quantity(1500, -3, "1500m")): must be an integer"
        )
        func scoped(_ scopes: String, _ hard: String = #"{"pods": 1}"#) async -> String {
            await causes(.resourceQuotas, #""spec": {"hard": \#(hard), "scopes": \#(scopes)}"#)
        }
        let list = "spec.scopes: Invalid value: []core.ResourceQuotaScope"
        #expect(await scoped(#"["Foo"]"#) == "\(list){\"Foo\"}: unsupported scope")
        #expect(
            await scoped(#"["BestEffort", "NotBestEffort"]"#)
                == "\(list){\"BestEffort\", \"NotBestEffort\"}: conflicting scopes"
        )
        #expect(
            await scoped(#"["BestEffort"]"#, #"{"cpu": 1}"#)
                == "\(list){\"BestEffort\"}: unsupported scope applied to resource"
        )
        #expect(await scoped(#"["NotTerminating"]"#, #"{"cpu": 1, "pods": 2}"#).isEmpty)
    }

    @Test func aBudgetIsAShareOrANumber() async {
        func shown(_ text: String) -> String { "intstr.IntOrString{Type:1, IntVal:0, StrVal:\"\(text)\"}" }
        #expect(
            await causes(.podDisruptionBudgets, #""spec": {"minAvailable": "150%"}"#)
                == "spec.minAvailable: Invalid value: \(shown("150%")): must not be greater than 100%"
        )
        #expect(
            await causes(.podDisruptionBudgets, #""spec": {"maxUnavailable": "abc"}"#)
                == "spec.maxUnavailable: Invalid value: \(shown("abc")): a valid percent string must be a numeric string "
                + "followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"
        )
        let both = await causes(.podDisruptionBudgets, #""spec": {"minAvailable": 1, "maxUnavailable": 1}"#)
        #expect(
            both.hasPrefix(
                "spec: Invalid value: policy.PodDisruptionBudgetSpec{MinAvailable:(*intstr.IntOrString)(0xc"
            )
                && both.hasSuffix(
                    "UnhealthyPodEvictionPolicy:(*policy.UnhealthyPodEvictionPolicyType)(nil)}: minAvailable and "
                        + "maxUnavailable cannot be both set"
                )
        )
    }

    @Test func aSecretHoldsWhatItsTypeSays() async {
        func registry(_ data: String) async -> String {
            await causes(
                .secrets,
                #""type": "kubernetes.io/dockerconfigjson", "stringData": {".dockerconfigjson": "\#(data)"}"#
            )
        }
        let start = "data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": "
        #expect(await registry("x: y") == start + "invalid character 'x' looking for beginning of value")
        #expect(await registry("") == start + "unexpected end of JSON input")
        #expect(
            await registry("[]") == start
                + "json: cannot unmarshal array into Go value of type map[string]interface {}"
        )
        #expect(await registry("{}").isEmpty)
        #expect(
            await causes(.secrets, #""type": "kubernetes.io/basic-auth", "stringData": {"a": "b"}"#)
                == "data[username]: Required value; data[password]: Required value"
        )
        #expect(
            await causes(.secrets, #""type": "kubernetes.io/basic-auth", "stringData": {"password": "b"}"#)
                .isEmpty
        )
    }

    @Test func aMetricIsOfItsType() async {
        func metric(_ metric: String) async -> String {
            await causes(
                .horizontalPodAutoscalers,
                #"""
                "spec": {"maxReplicas": 3, "scaleTargetRef": {"kind": "Deployment", "name": "d"}, "metrics": [\#(metric)]}
                """#
            )
        }
        #expect(
            await metric(#"{"type": "Resource"}"#)
                == "spec.metrics[0].resource: Required value: must populate information for the given metric source"
        )
        #expect(
            await metric(#"{"type": "Foo"}"#)
                == "spec.metrics[0].type: Unsupported value: \"Foo\": supported values: \"ContainerResource\", "
                + "\"External\", \"Object\", \"Pods\", \"Resource\""
        )
    }

    @Test func aServiceIsReachedFromOutsideOrNot() async {
        func service(_ more: String) async -> String {
            await causes(.services, #""spec": {"ports": [{"port": 80}], \#(more)}"#)
        }
        #expect(
            await service(#""externalTrafficPolicy": "Local""#)
                == "spec.externalTrafficPolicy: Invalid value: \"Local\": may only be set for externally-accessible services"
        )
        #expect(await service(#""externalTrafficPolicy": "Local", "type": "NodePort""#).isEmpty)
        #expect(await service(#""externalTrafficPolicy": "Local", "externalIPs": ["10.1.2.3"]"#).isEmpty)
        #expect(
            await service(#""externalIPs": ["x"]"#)
                == "spec.externalIPs[0]: Invalid value: \"x\": must be a valid IP address, (e.g. 10.9.8.7 or "
                + "2001:db8::ffff)"
        )
    }

    @Test func aDiskOfANodeSaysWhichNode() async {
        #expect(
            await causes(
                .persistentVolumes,
                #""spec": {"capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"], "local": {"path": "/x"}}"#
            ) == "spec.nodeAffinity: Required value: Local volume requires node affinity"
        )
    }
}

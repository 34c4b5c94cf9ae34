import EngineAPI
import KubeAPI
import Testing

/// What is filled in, compared with the specification's list of what `-o yaml` shows.
struct DefaultsTests {
    private let fixture = StoreFixture()
    private static let template = #"""
        {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "nginx", "ports": [{"containerPort": 80}],
        "livenessProbe": {"httpGet": {"port": 80}}}], "volumes": [{"name": "v", "configMap": {"name": "m"}}, {"name": "e"}]}}
        """#

    private func spec(_ type: ResourceType, _ spec: String) async throws -> KubeObject {
        try await fixture.create(type, #"{"metadata": {"name": "x"}, "spec": {\#(spec)}}"#, in: "default")
    }

    @Test func fillsInDeployments() async throws {
        let made = try await spec(
            .deployments,
            #""selector": {"matchLabels": {"a": "b"}}, "template": \#(Self.template)"#
        )
        var rest = made["spec"]
        rest?.set(nil, at: ["template"])
        #expect(
            StoreFixture.text(rest)
                == #"{"progressDeadlineSeconds":600,"replicas":1,"revisionHistoryLimit":10,"selector":{"matchLabels":{"a":"b"}},"#
                + #""strategy":{"rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"},"type":"RollingUpdate"}}"#
        )
        #expect(
            StoreFixture.text(made["spec", "template"])
                == #"{"metadata":{"creationTimestamp":null,"labels":{"a":"b"}},"spec":{"containers":[{"image":"nginx","#
                + #""imagePullPolicy":"Always","livenessProbe":{"failureThreshold":3,"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"#
                + #""periodSeconds":10,"successThreshold":1,"timeoutSeconds":1},"name":"c","ports":[{"containerPort":80,"protocol":"TCP"}],"#
                + #""resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],"#
                + #""dnsPolicy":"ClusterFirst","restartPolicy":"Always","schedulerName":"default-scheduler","securityContext":{},"#
                + #""terminationGracePeriodSeconds":30,"volumes":[{"configMap":{"defaultMode":420,"name":"m"},"name":"v"},"#
                + #"{"emptyDir":{},"name":"e"}]}}"#
        )
        #expect(StoreFixture.text(made["status"]) == "{}")
    }

    @Test func fillsInStatefulSets() async throws {
        let made = try await spec(
            .statefulSets,
            #""serviceName": "s", "selector": {"matchLabels": {"a": "b"}}, "template": \#(Self.template)"#
        )
        var rest = made["spec"]
        rest?.set(nil, at: ["template"])
        #expect(
            StoreFixture.text(rest)
                == #"{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"},"#
                + #""podManagementPolicy":"OrderedReady","replicas":1,"revisionHistoryLimit":10,"selector":{"matchLabels":{"a":"b"}},"#
                + #""serviceName":"s","updateStrategy":{"rollingUpdate":{"partition":0},"type":"RollingUpdate"}}"#
        )
    }

    @Test func fillsInDaemonSets() async throws {
        let made = try await spec(
            .daemonSets,
            #""selector": {"matchLabels": {"a": "b"}}, "template": \#(Self.template)"#
        )
        #expect(
            StoreFixture.text(made["spec", "updateStrategy"])
                == #"{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1},"type":"RollingUpdate"}"#
        )
        #expect(made.annotations == ["deprecated.daemonset.template.generation": "1"])
    }

    @Test func fillsInJobs() async throws {
        let template = #"{"spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i:1"}]}}"#
        let made = try await spec(.jobs, #""template": \#(template)"#)
        var rest = made["spec"]
        rest?.set(nil, at: ["template"])
        #expect(
            StoreFixture.text(rest)
                == #"{"backoffLimit":6,"completionMode":"NonIndexed","completions":1,"manualSelector":false,"parallelism":1,"#
                + #""podReplacementPolicy":"TerminatingOrFailed","selector":{"matchLabels":{"batch.kubernetes.io/controller-uid":"#
                + #""\#(made.uid)"}},"suspend":false}"#
        )
        let labels = [
            "batch.kubernetes.io/controller-uid": made.uid, "batch.kubernetes.io/job-name": "x",
            "controller-uid": made.uid,
            "job-name": "x",
        ]
        #expect(made.labels == labels)
        #expect(KubeObject(try #require(made["spec", "template"])).labels == labels)
    }

    @Test func fillsInServices() async throws {
        let made = try await spec(
            .services,
            #""type": "NodePort", "selector": {"a": "b"}, "ports": [{"port": 80}]"#
        )
        let address = try #require(made["spec", "clusterIP"]?.text)
        #expect(address.hasPrefix("10.96."))
        let port = try #require(made["spec", "ports"]?.elements?.first?["nodePort"]?.integer)
        #expect((30_000...32_767).contains(port))
        #expect(
            StoreFixture.text(made["spec"])
                == #"{"clusterIP":"\#(address)","clusterIPs":["\#(address)"],"externalTrafficPolicy":"Cluster","#
                + #""internalTrafficPolicy":"Cluster","ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack","#
                + #""ports":[{"nodePort":\#(port),"port":80,"protocol":"TCP","targetPort":80}],"selector":{"a":"b"},"#
                + #""sessionAffinity":"None","type":"NodePort"}"#
        )
        #expect(StoreFixture.text(made["status"]) == #"{"loadBalancer":{}}"#)
    }

    @Test func foldsPlainTextsIntoSecrets() async throws {
        let made = try await fixture.create(
            .secrets,
            #"{"metadata": {"name": "s"}, "stringData": {"user": "anna"}, "data": {"key": "AAA="}}"#,
            in: "default"
        )
        #expect(made["type"]?.text == "Opaque" && made["stringData"] == nil)
        #expect(StoreFixture.text(made["data"]) == #"{"key":"AAA=","user":"YW5uYQ=="}"#)
    }

    @Test func protectsVolumesAndClaims() async throws {
        let claim = try await spec(
            .persistentVolumeClaims,
            #""accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}"#
        )
        #expect(claim.finalizers == ["kubernetes.io/pvc-protection"])
        #expect(
            claim["spec", "volumeMode"]?.text == "Filesystem" && claim["status", "phase"]?.text == "Pending"
        )
    }

    @Test func fillsInTheRest() async throws {
        let policy = try await spec(.networkPolicies, #""podSelector": {}, "egress": [{}]"#)
        #expect(StoreFixture.text(policy["spec", "policyTypes"]) == #"["Ingress","Egress"]"#)
        let cron = try await spec(
            .cronJobs,
            #""schedule": "* * * * *", "jobTemplate": {"spec": {"template": {"spec": {"restartPolicy": "Never", "containers":"#
                + #"[{"name": "c", "image": "i:1"}]}}}}"#
        )
        #expect(
            cron["spec", "concurrencyPolicy"]?.text == "Allow"
                && cron["spec", "failedJobsHistoryLimit"]?.integer == 1
        )
        let scaler = try await spec(
            .horizontalPodAutoscalers,
            #""maxReplicas": 5, "scaleTargetRef": {"kind": "Deployment", "name": "web", "apiVersion": "apps/v1"}"#
        )
        #expect(scaler["spec", "minReplicas"]?.integer == 1)
        #expect(
            StoreFixture.text(scaler["spec", "metrics"])
                == #"[{"resource":{"name":"cpu","target":{"averageUtilization":80,"type":"Utilization"}},"type":"Resource"}]"#
        )
    }
}

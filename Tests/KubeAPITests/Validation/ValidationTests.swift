import EngineAPI
import KubeAPI
import Testing

/// The messages that the specification lists, and those of mistakes that beginners make.
struct ValidationTests {
    private let fixture = StoreFixture()

    /// The message of the refusal of an object named `x`; the part after `is invalid: `.
    private func refusal(_ type: ResourceType, _ body: String, name: String = "x") async -> String {
        let text = #"{"metadata": {"name": "\#(name)"}, \#(body)}"#
        guard let error = await fixture.error({ try await fixture.create(type, text, in: "default") }) else {
            return "accepted"
        }
        let kind = type.group.isEmpty ? type.kind : "\(type.kind).\(type.group)"
        let start = "\(kind) \"\(name)\" is invalid: "
        guard error.code == 422, error.reason == "Invalid", error.kind == type.kind,
            error.message.hasPrefix(start)
        else {
            return "\(error.code) \(error.message)"
        }
        return String(error.message.dropFirst(start.count))
    }

    private func pod(_ container: String, _ spec: String = "") async -> String {
        await refusal(.pods, #""spec": {\#(spec)"containers": [{\#(container)}]}"#)
    }

    private static let labelRule =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
        + "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"

    @Test func checksNames() async {
        #expect(
            await refusal(.configMaps, #""data": {}"#, name: "Bad_Name")
                == "metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain must consist of lower case "
                + "alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. "
                + "'example.com', regex used for validation is "
                + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
        )
        #expect(
            await refusal(.services, #""spec": {"ports": [{"port": 80}]}"#, name: "9x").hasPrefix(
                "metadata.name: Invalid value: \"9x\": a DNS-1035 label must consist of"
            )
        )
    }

    @Test func checksContainers() async {
        #expect(await refusal(.pods, #""spec": {"containers": []}"#) == "spec.containers: Required value")
        #expect(await refusal(.pods, #""spec": {}"#) == "spec.containers: Required value")
        #expect(await pod(#""name": "c""#) == "spec.containers[0].image: Required value")
        #expect(await pod(#""image": "i""#) == "spec.containers[0].name: Required value")
        #expect(
            await pod(#""name": "C_1", "image": "i""#)
                == "spec.containers[0].name: Invalid value: \"C_1\": \(Self.labelRule)"
        )
        #expect(
            await pod(#""name": "c", "image": "i", "ports": [{"containerPort": 99999999}]"#)
                == "spec.containers[0].ports[0].containerPort: Invalid value: 99999999: must be between 1 and 65535, inclusive"
        )
        #expect(
            await pod(
                #""name": "c", "image": "i", "resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "2"}}"#
            )
                == "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1"
        )
        #expect(
            await pod(#""name": "c", "image": "i", "imagePullPolicy": "Sometimes""#)
                == "spec.containers[0].imagePullPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", "
                + "\"IfNotPresent\", \"Never\""
        )
        #expect(
            await pod(#""name": "c", "image": "i", "volumeMounts": [{"name": "v", "mountPath": "/v"}]"#)
                == "spec.containers[0].volumeMounts[0].name: Not found: \"v\""
        )
        #expect(
            await pod(#""name": "c", "image": "i", "livenessProbe": {}"#)
                == "spec.containers[0].livenessProbe: Required value: must specify a handler type"
        )
        #expect(
            await refusal(
                .pods,
                #""spec": {"containers": [{"name": "c", "image": "i"}, {"name": "c", "image": "i"}]}"#
            )
                == "spec.containers[1].name: Duplicate value: \"c\""
        )
        #expect(
            await pod(#""name": "c""#, #""restartPolicy": "Maybe", "#)
                == "[spec.containers[0].image: Required value, spec.restartPolicy: Unsupported value: \"Maybe\": "
                + "supported values: \"Always\", \"OnFailure\", \"Never\"]"
        )
    }

    private static let template =
        #"{"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}"#

    @Test func checksDeployments() async {
        #expect(
            await refusal(
                .deployments,
                #""spec": {"selector": {"matchLabels": {"app": "x"}}, "template": \#(Self.template)}"#
            )
                == "spec.template.metadata.labels: Invalid value: map[string]string{\"a\":\"b\"}: `selector` does not match "
                + "template `labels`"
        )
        #expect(
            await refusal(.deployments, #""spec": {"template": \#(Self.template)}"#)
                == "[spec.selector: Required value, spec.template.metadata.labels: Invalid value: "
                + "map[string]string{\"a\":\"b\"}: `selector` does not match template `labels`]"
        )
        #expect(
            await refusal(
                .deployments,
                #""spec": {"replicas": -1, "selector": {"matchLabels": {"a": "b"}}, "template": \#(Self.template)}"#
            ) == "spec.replicas: Invalid value: -1: must be greater than or equal to 0"
        )
        #expect(
            await refusal(
                .deployments,
                #""spec": {"strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 0}}, "selector": {"matchLabels": {"a": "b"}}, "#
                    + #""template": \#(Self.template)}"#
            )
                == "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "
                + "intstr.IntOrString{Type:0, IntVal:0, StrVal:\"\"}: may not be 0 when `maxSurge` is 0"
        )
    }

    @Test func checksJobsAndSchedules() async {
        #expect(
            await refusal(
                .jobs,
                #""spec": {"template": {"spec": {"containers": [{"name": "c", "image": "i"}]}}}"#
            )
                == "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""
        )
        let job =
            #"{"spec": {"template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}}}}"#
        #expect(
            await refusal(.cronJobs, #""spec": {"schedule": "* * *", "jobTemplate": \#(job)}"#)
                == "spec.schedule: Invalid value: \"* * *\": expected exactly 5 fields, found 3: [* * *]"
        )
        #expect(
            await refusal(.cronJobs, #""spec": {"schedule": "61 * * * *", "jobTemplate": \#(job)}"#)
                == "spec.schedule: Invalid value: \"61 * * * *\": end of range (61) above maximum (59): 61"
        )
        #expect(
            await refusal(.cronJobs, #""spec": {"schedule": "*/5 0-6 1,15 JAN mon", "jobTemplate": \#(job)}"#)
                == "accepted"
        )
    }

    @Test func checksServices() async {
        #expect(await refusal(.services, #""spec": {}"#) == "spec.ports: Required value")
        #expect(
            await refusal(.services, #""spec": {"ports": [{"port": 80}, {"port": 81, "name": "b"}]}"#)
                == "spec.ports[0].name: Required value"
        )
        #expect(
            await refusal(
                .services,
                #""spec": {"type": "NodePort", "ports": [{"port": 80, "nodePort": 80}]}"#
            )
                == "spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid "
                + "ports is 30000-32767"
        )
        #expect(
            await refusal(.services, #""spec": {"ports": [{"port": 80, "nodePort": 30080}]}"#)
                == "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"
        )
        #expect(
            await refusal(
                .services,
                #""spec": {"type": "NodePort", "ports": [{"port": 80, "nodePort": 30080}]}"#
            ) == "accepted"
        )
        #expect(
            await refusal(
                .services,
                #""spec": {"type": "NodePort", "ports": [{"port": 80, "nodePort": 30080}]}"#,
                name: "y"
            )
                == "spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated"
        )
        #expect(
            await refusal(
                .services,
                #""spec": {"clusterIP": "10.96.0.1", "ports": [{"port": 80}]}"#,
                name: "z"
            )
                == "spec.clusterIPs: Invalid value: []string{\"10.96.0.1\"}: failed to allocate IP 10.96.0.1: provided IP is "
                + "already allocated"
        )
        #expect(
            await refusal(.services, #""spec": {"type": "Cluster", "ports": [{"port": 80}]}"#, name: "w")
                == "spec.type: Unsupported value: \"Cluster\": supported values: \"ClusterIP\", \"ExternalName\", "
                + "\"LoadBalancer\", \"NodePort\""
        )
    }

    @Test func checksTheRest() async {
        #expect(
            await refusal(.persistentVolumeClaims, #""spec": {}"#)
                == "[spec.accessModes: Required value: at least 1 access mode is required, spec.resources[storage]: Required value]"
        )
        #expect(
            await refusal(.configMaps, #""data": {"a b": ""}"#)
                == "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or "
                + "'.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
        )
        #expect(
            await refusal(.roles, #""rules": [{"apiGroups": [""], "resources": ["pods"]}]"#)
                == "rules[0].verbs: Required value: verbs must contain at least one value"
        )
        #expect(
            await refusal(
                .horizontalPodAutoscalers,
                #""spec": {"maxReplicas": 0, "scaleTargetRef": {"kind": "D", "name": "n"}}"#
            )
                == "[spec.maxReplicas: Invalid value: 0: must be greater than 0, spec.maxReplicas: Invalid value: 0: must be "
                + "greater than or equal to `minReplicas`]"
        )
    }
}

import EngineAPI
import KubeAPI
import Testing

/// What courses get wrong in pods, and what they are told.
struct PodDetailTests {
    private let fixture = StoreFixture()

    private func causes(_ spec: String) async -> String {
        let text = #"{"metadata": {"name": "x"}, "spec": {\#(spec)}}"#
        let error = await fixture.error {
            _ = try await fixture.store.create(
                .pods,
                namespace: "default",
                try StoreFixture.object(text),
                WriteOptions("test", isDryRun: true)
            )
        }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }.joined(separator: "; ")
    }

    private func container(_ more: String) async -> String {
        await causes(#""containers": [{"name": "c", "image": "i", \#(more)}]"#)
    }

    private func pod(_ more: String) async -> String {
        await causes(#""containers": [{"name": "c", "image": "i"}], \#(more)"#)
    }

    @Test func onlyInitContainersGoOn() async {
        #expect(
            await container(#""restartPolicy": "Always""#)
                == "spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers"
        )
        func first(_ more: String) async -> String {
            await pod(#""initContainers": [{"name": "d", "image": "i", \#(more)}]"#)
        }
        #expect(
            await first(#""restartPolicy": "Never""#)
                == "spec.initContainers[0].restartPolicy: Unsupported value: \"Never\": supported values: \"Always\""
        )
        #expect(
            await first(#""restartPolicy": "Always", "livenessProbe": {"exec": {"command": ["x"]}}"#).isEmpty
        )
        #expect(
            await first(#""livenessProbe": {"exec": {}}"#)
                == "spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without "
                + "restartPolicy=Always"
        )
    }

    @Test(arguments: [
        (#"{"runAsUser": -1}"#, "runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive"),
        (
            #"{"runAsGroup": 99999999999}"#,
            "runAsGroup: Invalid value: 99999999999: must be between 0 and 2147483647, inclusive"
        ),
        (
            #"{"seccompProfile": {"type": "Localhost"}}"#,
            "seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost"
        ),
        (
            #"{"seccompProfile": {"type": "Foo"}}"#,
            "seccompProfile.type: Unsupported value: \"Foo\": supported values: \"Localhost\", \"RuntimeDefault\", "
                + "\"Unconfined\""
        ),
        (
            #"{"seccompProfile": {"type": "Localhost", "localhostProfile": "../x"}}"#,
            "seccompProfile.localhostProfile: Invalid value: \"../x\": must not contain '..'"
        ),
    ])
    func aContainerIsSomebody(_ context: String, _ problem: String) async {
        #expect(
            await container(#""securityContext": \#(context)"#)
                == "spec.containers[0].securityContext.\(problem)"
        )
        #expect(await pod(#""securityContext": \#(context)"#) == "spec.securityContext.\(problem)")
    }

    @Test func aPrivilegedContainerMayGainPrivileges() async {
        let found = await container(
            #""securityContext": {"privileged": true, "allowPrivilegeEscalation": false}"#
        )
        #expect(
            found.hasPrefix(
                "spec.containers[0].securityContext: Invalid value: core.SecurityContext{Capabilities:"
            )
                && found.hasSuffix(
                    "}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true"
                )
        )
        #expect(await container(#""securityContext": {"privileged": true, "runAsUser": 0}"#).isEmpty)
    }

    @Test func devicesComeWholeAndForOneAlone() async {
        let limits = "spec.containers[0].resources.limits"
        #expect(
            await container(#""resources": {"limits": {"e.io/gpu": "500m"}}"#).contains(
                "\(limits)[e.io/gpu]: Invalid value: resource.Quantity{i:resource.int64Amount{value:500, scale:-3}, "
                    + "d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:\"500m\", Format:\"DecimalSI\"}: must be an integer"
            )
        )
        #expect(
            await container(#""resources": {"requests": {"e.io/gpu": 1}}"#)
                == "\(limits): Required value: Limit must be set for non overcommitable resources"
        )
        #expect(
            await container(#""resources": {"requests": {"e.io/gpu": 1}, "limits": {"e.io/gpu": 2}}"#)
                == "spec.containers[0].resources.requests: Invalid value: \"1\": must be equal to e.io/gpu limit of 2"
        )
        #expect(await container(#""resources": {"limits": {"e.io/gpu": 2, "cpu": "1500m"}}"#).isEmpty)
    }

    @Test func aPortOfTheNodeIsTakenOnce() async {
        func two(_ port: String) async -> String {
            let ports = #""ports": [{"containerPort": 80, "hostPort": 80}]"#
            return await causes(
                #""containers": [{"name": "a", "image": "i", \#(ports)}, {"name": "b", "image": "i", "ports": [\#(port)]}]"#
            )
        }
        #expect(
            await two(#"{"containerPort": 81, "hostPort": 80}"#)
                == "spec.containers[1].ports[0].hostPort: Duplicate value: \"TCP//80\""
        )
        #expect(await two(#"{"containerPort": 81, "hostPort": 80, "protocol": "UDP"}"#).isEmpty)
    }

    @Test func namesAreFoundSomewhere() async {
        #expect(
            await pod(#""dnsPolicy": "None""#)
                == "spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"
        )
        #expect(
            await pod(#""dnsPolicy": "None", "dnsConfig": {}"#)
                == "spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` "
                + "is None"
        )
        #expect(await pod(#""dnsPolicy": "None", "dnsConfig": {"nameservers": ["1.1.1.1"]}"#).isEmpty)
        #expect(
            await pod(#""hostAliases": [{"ip": "db", "hostnames": ["a.b"]}]"#)
                == "spec.hostAliases[0].ip: Invalid value: \"db\": must be a valid IP address, (e.g. 10.9.8.7 or "
                + "2001:db8::ffff)"
        )
    }

    @Test func aPodThatIsntReadyIsntEnded() async {
        let probe = #"{"exec": {"command": ["x"]}, "terminationGracePeriodSeconds": 5}"#
        #expect(
            await container(#""readinessProbe": \#(probe)"#)
                == "spec.containers[0].readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for "
                + "readinessProbes"
        )
        #expect(await container(#""livenessProbe": \#(probe)"#).isEmpty)
    }

    @Test(arguments: [
        (
            #"{"configMap": {"name": "m", "items": [{"key": "k", "path": "../x"}]}}"#,
            "configMap.items[0].path: Invalid value: \"../x\": must not contain '..'"
        ),
        (
            #"{"secret": {"secretName": "s", "defaultMode": 888}}"#,
            "secret.defaultMode: Invalid value: 888: must be a number between 0 and 0777 (octal), both inclusive"
        ),
        (
            #"{"hostPath": {"path": "/x", "type": "Foo"}}"#,
            "hostPath.type: Unsupported value: \"Foo\": supported values: \"\", \"BlockDevice\", \"CharDevice\", "
                + "\"Directory\", \"DirectoryOrCreate\", \"File\", \"FileOrCreate\", \"Socket\""
        ),
        (#"{"configMap": {"name": "m", "defaultMode": 511, "items": [{"key": "k", "path": "a/b"}]}}"#, ""),
        (#"{"hostPath": {"path": "/x", "type": "DirectoryOrCreate"}}"#, ""),
    ])
    func filesLieInTheirVolume(_ source: String, _ problem: String) async {
        let volume = source.replacing("{", with: #"{"name": "v", "#, maxReplacements: 1)
        let found = await pod(#""volumes": [\#(volume)]"#)
        #expect(found == (problem.isEmpty ? "" : "spec.volumes[0].\(problem)"))
    }

    @Test func wordsAreOnesThatThereAre() async {
        #expect(
            await pod(#""preemptionPolicy": "x""#)
                == "spec.preemptionPolicy: Unsupported value: \"x\": supported values: \"PreemptLowerPriority\", \"Never\""
        )
        let found = await container(
            #""env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "m", "key": "a/b"}}}]"#
        )
        #expect(
            found.hasPrefix(
                "spec.containers[0].env[0].valueFrom.configMapKeyRef.key: Invalid value: \"a/b\": a valid "
            )
        )
        #expect(
            await causes(#""containers": [{"name": "a.b", "image": "i"}]"#)
                == "spec.containers[0].name: Invalid value: \"a.b\": must not contain dots"
        )
    }

    @Test func aPodHasOneViewOfProcesses() async {
        #expect(
            await pod(#""hostPID": true, "shareProcessNamespace": true"#)
                == "spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID "
                + "cannot both be enabled"
        )
        #expect(await pod(#""shareProcessNamespace": true"#).isEmpty)
    }

    @Test func aPodThatIsHeldHasNoNode() async {
        #expect(
            await pod(#""schedulingGates": [{"name": "e.io/g"}], "nodeName": "n""#)
                == "spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared"
        )
        #expect(await pod(#""schedulingGates": [{"name": "e.io/g"}]"#).isEmpty)
    }
}

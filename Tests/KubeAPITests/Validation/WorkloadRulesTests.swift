import EngineAPI
import Testing

@testable import KubeAPI

/// What is said of workloads' strategies and policies, of pods' own fields, of quotas, and of claims that grow.
struct WorkloadRulesTests {
    private let fixture = StoreFixture()

    /// What is wrong with an object named `x`: `field: message`, each.
    private func causes(_ type: ResourceType, _ spec: String) async -> [String] {
        let text = #"{"metadata": {"name": "x"}, "spec": \#(spec)}"#
        let error = await fixture.error { try await fixture.create(type, text, in: "default") }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }
    }

    private func workload(_ more: String, _ pod: String = "") -> String {
        #"""
        {"selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels": {"a": "b"}}, "spec": {\#(pod)"containers":
        [{"name": "c", "image": "i:1"}]}}, \#(more)}
        """#
    }

    @Test func statefulSetsHaveWordsOfTheirOwn() async {
        #expect(
            await causes(
                .statefulSets,
                workload(
                    #""podManagementPolicy": "X", "updateStrategy": {"type": "Foo"}"#,
                    #""activeDeadlineSeconds": 3, "#
                )
            ) == [
                "spec.podManagementPolicy: Invalid value: \"X\": must be 'OrderedReady' or 'Parallel'",
                "spec.updateStrategy: Invalid value: apps.StatefulSetUpdateStrategy{Type:\"Foo\", "
                    + "RollingUpdate:(*apps.RollingUpdateStatefulSetStrategy)(nil)}: must be 'RollingUpdate' or 'OnDelete'",
                "spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported",
            ]
        )
        #expect(
            await causes(
                .statefulSets,
                workload(#""updateStrategy": {"type": "OnDelete", "rollingUpdate": {"partition": 2}}"#)
            ) == [
                "spec.updateStrategy.rollingUpdate: Invalid value: apps.RollingUpdateStatefulSetStrategy{Partition:2, "
                    + "MaxUnavailable:(*intstr.IntOrString)(nil)}: only allowed for updateStrategy 'RollingUpdate'"
            ]
        )
    }

    @Test func aDaemonSetReplacesPodsOneWayOrTheOther() async {
        let none = workload(
            #""updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0}}"#
        )
        #expect(
            await causes(.daemonSets, none) == [
                "spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0"
            ]
        )
        let both = workload(#""updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 2}}"#)
        #expect(
            await causes(.daemonSets, both) == [
                "spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: intstr.IntOrString{Type:0, IntVal:2, StrVal:\"\"}: "
                    + "may not be set when maxUnavailable is non-zero"
            ]
        )
    }

    @Test func aJobThatJudgesFailuresWaitsForThem() async {
        let policy =
            #""podFailurePolicy": {"rules": [{"action": "FailJob", "onExitCodes": {"operator": "In", "values": [0, 3, 3]}}]}"#
        let pod =
            #""template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i:1"}]}}"#
        #expect(
            await causes(.jobs, #"{"podReplacementPolicy": "TerminatingOrFailed", \#(policy), \#(pod)}"#) == [
                "spec.podReplacementPolicy: Unsupported value: \"TerminatingOrFailed\": supported values: \"Failed\"",
                "spec.podFailurePolicy.rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator",
                "spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 3",
            ]
        )
    }

    @Test(arguments: [
        (
            "status.nope",
            "Invalid value: \"status.nope\": error converting fieldPath: field label not supported: status.nope"
        ),
        ("spec.nodeName['a']", "Invalid value: \"spec.nodeName\": does not support subscript"),
        (
            "metadata.labels",
            "Unsupported value: \"metadata.labels\": supported values: \"metadata.name\", \"metadata.namespace\", \"metadata.uid\", "
                + "\"spec.nodeName\", \"spec.serviceAccountName\", \"status.hostIP\", \"status.hostIPs\", \"status.podIP\", "
                + "\"status.podIPs\""
        ),
    ])
    func aVariableHoldsWhatThePodKnows(field: String, problem: String) async {
        let pod = #"""
            {"containers": [{"name": "c", "image": "i:1", "env": [{"name": "V", "valueFrom": {"fieldRef": {"fieldPath":
            "\#(field)"}}}]}]}
            """#
        #expect(
            await causes(.pods, pod) == ["spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: \(problem)"]
        )
        #expect(
            await causes(.pods, pod.replacing(field, with: "metadata.annotations['Build.of/App']")).isEmpty
        )
    }

    @Test func aQuotaCountsWhatThereIs() async {
        #expect(
            await causes(
                .resourceQuotas,
                #"{"hard": {"foo": 1, "pods": 2, "count/jobs.batch": 1, "a.io/gpu": 1}}"#
            ) == [
                "spec.hard[foo]: Invalid value: \"foo\": must be a standard resource type or fully qualified",
                "spec.hard[foo]: Invalid value: \"foo\": must be a standard resource for quota",
            ]
        )
    }

    @Test func aClaimGrowsOnlyWhereItsClassAllowsIt() async throws {
        let cluster = ControlledCluster()
        for (name, grows) in [("standard", false), ("large", true)] {
            try await cluster.create(
                .storageClasses,
                #"{"metadata":{"name":"\#(name)"},"provisioner":"slidectl/engine-volume","allowVolumeExpansion":\#(grows)}"#
            )
            try await cluster.create(
                .persistentVolumeClaims,
                #"{"metadata":{"name":"\#(name)"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"\#(name)","#
                    + "\n"
                    + #""resources":{"requests":{"storage":"1Gi"}}}}"#
            )
        }
        try await cluster.settle()
        let more = #"{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}"#
        let error = await #expect(throws: StatusError.self) {
            try await cluster.patch(.persistentVolumeClaims, "standard", more)
        }
        #expect(
            error?.message
                == "persistentvolumeclaims \"standard\" is forbidden: only dynamically provisioned pvc can be resized and the "
                + "storageclass that provisions the pvc must support resize"
        )
        try await cluster.patch(.persistentVolumeClaims, "large", more)
        try await cluster.settle()
        #expect(
            try await cluster.get(.persistentVolumeClaims, "large").status("capacity")?["storage"]?.text
                == "2Gi"
        )
    }
}

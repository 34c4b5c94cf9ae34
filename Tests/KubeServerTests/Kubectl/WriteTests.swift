import EngineAPI
import Foundation
import KubeAPI
import SystemPackage
import TestKit
import Testing

@testable import KubeServer

/// What the real kubectl says of writes that clash, or aren't quite right.
@Suite(.enabled(if: Kubectl.isThere, "kubectl isn't installed")) struct WriteTests {
    private static let manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: d}
        spec:
          replicas: 5
          selector: {matchLabels: {app: d}}
          template:
            metadata: {labels: {app: d}}
            spec: {containers: [{name: nginx, image: "nginx:1.25"}]}

        """

    @Test func appliesOnTheServerOnceTheConflictIsForced() async throws {
        try await withCluster { cluster in
            try await cluster.kubectl("create", "deployment", "d", "--image=nginx:1.25")
            try cluster.home.write("d.yaml", Self.manifest)
            var run = try await cluster.kubectl("apply", "--server-side", "-f", "d.yaml")
            #expect(
                run.error.hasPrefix(
                    "error: Apply failed with 1 conflict: conflict with \"kubectl-create\" using apps/v1: .spec.replicas\n"
                )
            )
            run = try await cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", "d.yaml")
            #expect(run.output == "deployment.apps/d serverside-applied\n")
            run = try await cluster.kubectl("diff", "-f", "d.yaml")
            #expect(run.code == 0)
        }
    }

    @Test func patchesInThreeWays() async throws {
        try await withCluster { cluster in
            try await cluster.kubectl("create", "deployment", "d", "--image=nginx:1.25")
            var run = try await cluster.kubectl("patch", "deploy", "d", "-p", #"{"spec":{"replicas":2}}"#)
            #expect(run.output == "deployment.apps/d patched\n")
            run = try await cluster.kubectl(
                "patch",
                "deploy",
                "d",
                "--type=merge",
                "-p",
                #"{"spec":{"replica":2}}"#
            )
            #expect(run.output == "deployment.apps/d patched (no change)\n")
            #expect(run.error == "Warning: unknown field \"spec.replica\"\n")
            run = try await cluster.kubectl(
                "patch",
                "deploy",
                "d",
                "--type=json",
                "-p",
                #"[{"op":"replace","path":"/spec/replicas","value":1}]"#
            )
            #expect(run.output == "deployment.apps/d patched\n")
            run = try await cluster.kubectl("patch", "deploy", "d", "-p", #"{"spec":{"replicas":"many"}}"#)
            #expect(
                run.error
                    == "The request is invalid: patch: Invalid value: \"map[spec:map[replicas:many]]\": unrecognized type: int32\n"
            )
        }
    }

    /// Those of `create`: `apply` doesn't send them.
    @Test func keysWithoutAValueStay() async throws {
        try await withCluster { cluster in
            let manifest =
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, labels: {a: }}\ndata: {x: , z: \"1\"}\n"
            try await cluster.kubectl("create", "-f", "-", input: manifest)
            let run = try await cluster.kubectl("get", "cm", "m", "-o", "jsonpath={.data}{.metadata.labels}")
            #expect(run.output == #"{"x":"","z":"1"}{"a":""}"#)
        }
    }

    /// What a shell leaves of quotes that weren't the right ones.
    @Test func aPatchThatIsNoJSONIsToldWhereItBreaks() async throws {
        try await withCluster { cluster in
            try await cluster.kubectl("create", "deployment", "d", "--image=nginx:1.25")
            let problem = "invalid character 's' looking for beginning of object key string\n"
            var run = try await cluster.kubectl("patch", "deploy", "d", "-p", "{spec:{replicas:2}}")
            #expect(run.error == "Error from server (BadRequest): \(problem)")
            run = try await cluster.kubectl("patch", "deploy", "d", "--type=merge", "-p", "{spec:1}")
            #expect(run.error == "Error from server (BadRequest): error decoding patch: \(problem)")
        }
    }

    @Test func editsWithTheUsersEditor() async throws {
        try await withCluster { cluster in
            try await cluster.kubectl("create", "deployment", "d", "--image=nginx:1.25", "--replicas=2")
            try cluster.home.write("editor", "#!/bin/sh\nsed -i \"s/replicas: 2/replicas: 3/\" \"$1\"\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755],
                ofItemAtPath: cluster.home.file("editor").string
            )
            var own = cluster
            own.environment["EDITOR"] = cluster.home.file("editor").string
            var run = try await own.kubectl("edit", "deploy", "d")
            #expect(run.output == "deployment.apps/d edited\n")
            run = try await own.kubectl("edit", "deploy", "d")
            #expect(
                run.output.contains("Edit cancelled, no changes made.")
                    || run.error.contains("Edit cancelled, no changes made.")
            )
        }
    }

    @Test func warnsOfVariablesThatAreNamedTwice() async throws {
        try await withCluster { cluster in
            let pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec: {containers: [{name: c, image: x, env: [{name: A, value: "1"}, {name: A, value: "2"}]}]}

                """
            let run = try await cluster.kubectl("apply", "-f", "-", input: pod)
            #expect(
                run.error
                    == "Warning: spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when using apply\n"
            )
        }
    }

    /// Who writes `m` means mega; a pod itself requests what it limits, its template doesn't say so yet.
    @Test func warnsOfFractionsOfBytes() async throws {
        try await withCluster { cluster in
            let container = #"{name: c, image: x, resources: {limits: {memory: 128m}}}"#
            var run = try await cluster.kubectl(
                "apply",
                "-f",
                "-",
                input: "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [\(container)]}\n"
            )
            let problem = #"fractional byte value "128m" is invalid, must be an integer"#
            #expect(
                run.error == """
                    Warning: spec.containers[0].resources.limits[memory]: \(problem)
                    Warning: spec.containers[0].resources.requests[memory]: \(problem)

                    """
            )
            run = try await cluster.kubectl(
                "create",
                "-f",
                "-",
                input: Self.manifest.replacingOccurrences(
                    of: #"{name: nginx, image: "nginx:1.25"}"#,
                    with: container
                )
            )
            #expect(
                run.error
                    == "Warning: spec.template.spec.containers[0].resources.limits[memory]: \(problem)\n"
            )
        }
    }

    /// kubectl finds a type by its kind in small letters, too; the server doesn't.
    @Test func aKindIsWrittenAsItIs() async throws {
        try await withCluster { cluster in
            let manifest = Self.manifest.replacingOccurrences(
                of: "kind: Deployment",
                with: "kind: deployment"
            )
            let run = try await cluster.kubectl("create", "-f", "-", input: manifest)
            #expect(
                run.error
                    == "Error from server (BadRequest): error when creating \"STDIN\": deployment in version \"v1\" cannot "
                    + "be handled as a Deployment: no kind \"deployment\" is registered for version \"apps/v1\" in scheme "
                    + "\"pkg/api/legacyscheme/scheme.go:30\"\n"
            )
        }
    }

    @Test func patchesAnAutoscalerInTheOlderWords() async throws {
        try await withCluster { cluster in
            try await cluster.kubectl("create", "deployment", "d", "--image=nginx:1.25")
            try await cluster.kubectl("autoscale", "deploy", "d", "--max=3", "--cpu-percent=70")
            let path = "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers/d"
            let answer = try await cluster.patch(path, #"{"spec":{"targetCPUUtilizationPercentage":50}}"#)
            #expect(answer.status == 200)
            #expect(answer.json["spec"]?["targetCPUUtilizationPercentage"]?.integer == 50)
            let run = try await cluster.kubectl("get", "hpa", "d", "-o", "jsonpath={.spec.metrics}")
            #expect(run.output.contains(#""averageUtilization":50"#))
        }
    }

    @Test func leavesWhatItIsToldToLeave() async throws {
        try await withCluster(hasControllers: true) { cluster in
            try await cluster.kubectl("create", "deployment", "d", "--image=nginx:1.25")
            try await cluster.kubectl("rollout", "status", "deploy/d", "--timeout=20s")
            try await cluster.kubectl("delete", "deploy", "d", "--cascade=orphan")
            let left = try await cluster.kubectl("get", "rs", "-l", "app=d", "-o", "name")
            #expect(left.rows.count == 1)
            try await cluster.kubectl("delete", "rs", "-l", "app=d", "--cascade=foreground")
            let pods = try await cluster.kubectl("get", "pods", "-l", "app=d")
            #expect(pods.error == "No resources found in default namespace.\n")
        }
    }
}

import Foundation
import SystemPackage
import TestKit
import Testing

/// The real kubectl on a session's cluster, through the program itself.
@Suite(
    "The embedded cluster",
    .serialized,
    .enabled(
        if: ClusterProgram.kubectlIsThere,
        "no kubectl: install kubernetes-client, or scripts/test-engine start"
    )
)
struct ClusterTests {
    private func run(_ script: String, _ options: [String] = []) async throws -> Program.Result {
        try await ClusterProgram.slidectl(
            ["sandbox", "run", "--engine", "embedded"] + options + ["--", "bash", "-c", script]
        )
    }

    @Test func deploysScalesHealsAndRollsBack() async throws {
        let result = try await run(
            """
            kubectl create deployment web --image=nginx:1.25 --replicas=2
            kubectl rollout status deployment/web --timeout=30s | tail -1
            kubectl scale deployment web --replicas=3
            kubectl wait deployment/web --for=jsonpath='{.status.readyReplicas}'=3 --timeout=30s
            kubectl delete pod -l app=web --wait=false | wc -l
            kubectl rollout status deployment/web --timeout=60s | tail -1
            kubectl set image deployment/web nginx=nginx:1.27
            kubectl rollout status deployment/web --timeout=60s | tail -1
            kubectl rollout undo deployment/web
            kubectl rollout status deployment/web --timeout=60s | tail -1
            kubectl get deployment web -o jsonpath='{.spec.template.spec.containers[0].image}{"\\n"}'
            """
        )
        let rolledOut = "deployment \"web\" successfully rolled out"
        #expect(
            result.output.split(separator: "\n").map(String.init) == [
                "deployment.apps/web created", rolledOut, "deployment.apps/web scaled",
                "deployment.apps/web condition met", "3", rolledOut, "deployment.apps/web image updated",
                rolledOut,
                "deployment.apps/web rolled back", rolledOut, "nginx:1.25",
            ],
            "\(result.output)\(result.error)"
        )
    }

    @Test func runsPodsOnTheSessionsEngine() async throws {
        let result = try await run(
            """
            kubectl run web --image=nginx:1.27 && kubectl wait pod/web --for=condition=Ready --timeout=30s
            kubectl exec web -- sh -c 'echo inside $HOSTNAME'
            kubectl logs web | grep -c 'start worker process' || true
            docker ps --format '{{.Image}}' | sort -u
            kubectl get pod nope
            """
        )
        #expect(
            result.output.hasPrefix("pod/web created\npod/web condition met\ninside web\n"),
            "\(result.output)"
        )
        #expect(result.output.contains("nginx:1.27"), "\(result.output)")
        #expect(
            result.error.contains("Error from server (NotFound): pods \"nope\" not found"),
            "\(result.error)"
        )
        #expect(result.code == 1)
    }

    @Test func reachesServicesFromPodsAndFromOutside() async throws {
        let result = try await run(
            """
            kubectl create deployment web --image=nginx:1.27 --replicas=2 > /dev/null
            kubectl rollout status deployment/web --timeout=30s > /dev/null
            kubectl expose deployment web --port=80 --type=NodePort
            port=$(kubectl get service web -o jsonpath='{.spec.ports[0].nodePort}')
            curl -s --retry 20 --retry-connrefused --retry-delay 1 http://localhost:$port | grep -o '<title>.*</title>'
            kubectl run client --rm -i --quiet --restart=Never --image=busybox:1.37 -- \
                wget -qO- http://web.default.svc.cluster.local | grep -o '<title>.*</title>'
            kubectl port-forward service/web 8080:80 > forward & pid=$!
            curl -s --retry 20 --retry-connrefused --retry-delay 1 http://localhost:8080 | grep -o '<title>.*</title>'
            kill $pid; minikube service web --url
            """
        )
        let title = "<title>Welcome to nginx!</title>\n"
        #expect(
            result.output.hasPrefix("service/web exposed\n" + title + title + title),
            "\(result.output)\(result.error)"
        )
        #expect(result.output.contains(try Regex("(?m)^http://127.0.0.1:3[0-9]{4}$")), "\(result.output)")
    }

    @Test func startsAndStopsByMinikube() async throws {
        let result = try await run(
            """
            minikube status | sed -n 3p; kubectl create deployment web --image=nginx:1.27
            minikube stop > /dev/null; minikube status | sed -n 3p; kubectl get pods
            minikube start > /dev/null; kubectl rollout status deployment/web --timeout=60s | tail -1
            minikube delete; minikube status; echo $?; minikube start > /dev/null; kubectl get deployments
            """
        )
        #expect(
            result.output.split(separator: "\n").map(String.init) == [
                "host: Running", "deployment.apps/web created", "host: Stopped",
                "deployment \"web\" successfully rolled out",
                "* Removed all traces of the \"minikube\" cluster.", "85",
            ],
            "\(result.output)\(result.error)"
        )
        #expect(
            result.error.contains("the cluster is stopped: `minikube start` starts it"),
            "\(result.error)"
        )
        #expect(result.error.contains("No resources found in default namespace."), "\(result.error)")
    }

    @Test func givesTheShellOutsideAKubeconfig() async throws {
        let result = try await ClusterProgram.shell(
            """
            eval "$($SLIDECTL sandbox up --engine embedded --format env)" || exit 1
            kubectl get nodes -o name
            curl -sk "$(kubectl config view -o jsonpath='{.clusters[0].cluster.server}')/api/v1/pods" | grep -o '"Unauthorized"'
            $SLIDECTL sandbox down "$SLIDECTL_SESSION"
            """
        )
        #expect(result.output.hasPrefix("node/"), "\(result.output)\(result.error)")
        #expect(result.output.contains("\"Unauthorized\""), "\(result.output)\(result.error)")
    }

    @Test func givesNoClusterWhereNoneIsWanted() async throws {
        let result = try await run("echo \"[$KUBECONFIG]\"; minikube status", ["--cluster", "none"])
        #expect(result.output == "[]\n")
        #expect(result.error.contains("minikube start"))
        #expect(result.code == 85)
    }

    /// Our own cluster stands for a real one here: it is reached through a kubeconfig, like any.
    @Test func givesANamespaceOfARealCluster() async throws {
        let result = try await ClusterProgram.shell(
            """
            eval "$($SLIDECTL sandbox up --engine embedded --format env)" || exit 1
            outer=$SLIDECTL_SESSION
            env -u SLIDECTL_SESSION -u DOCKER_HOST $SLIDECTL sandbox run --engine embedded --cluster kubeconfig:minikube -- bash -c '
                kubectl create deployment web --image=nginx:1.27
                kubectl rollout status deployment/web --timeout=60s | tail -1
                kubectl get deployments -o jsonpath="{.items[*].metadata.namespace}{\\"\\\\n\\"}"
                kubectl get pods --namespace default
                kubectl get resourcequota,networkpolicy -o name'
            kubectl wait namespace --all --for=delete --timeout=1s 2>/dev/null
            kubectl get namespaces -o name | grep slidectl- && echo left
            $SLIDECTL sandbox down "$outer"
            """
        )
        #expect(
            result.output.contains(
                "deployment.apps/web created\ndeployment \"web\" successfully rolled out\nslidectl-"
            ),
            "\(result.output)\(result.error)"
        )
        #expect(
            result.output.contains("resourcequota/slidectl\nnetworkpolicy.networking.k8s.io/slidectl\n"),
            "\(result.output)"
        )
        #expect(
            result.error.contains(
                "cannot list resource \"pods\" in API group \"\" in the namespace \"default\""
            ),
            "\(result.error)"
        )
        #expect(!result.output.contains("left"), "\(result.output)")
    }

    /// A cluster can be away just when a session ends; its namespace must not be forgotten with the session.
    @Test func aNamespaceThatCannotBeRemovedIsTriedAgain() async throws {
        let result = try await ClusterProgram.shell(
            """
            eval "$($SLIDECTL sandbox up --engine embedded --format env)" || exit 1
            outer=$SLIDECTL_SESSION; real=$(command -v kubectl); own=$(mktemp -d); old=$PATH
            printf '%s\\n' '#!/bin/sh' "case \"\\$*\" in *'delete namespace'*)" \
                "if [ -e $own/away ]; then echo 'the cluster is away' >&2; exit 1; fi;; esac" \
                "exec $real \"\\$@\"" > "$own/kubectl"
            chmod +x "$own/kubectl"; touch "$own/away"; export PATH="$own:$old"
            env -u SLIDECTL_SESSION -u DOCKER_HOST $SLIDECTL sandbox run --engine embedded \
                --cluster kubeconfig:minikube -- echo ran
            echo "after: $($real get namespaces -o name | grep -c slidectl-)"
            rm "$own/away"
            $SLIDECTL sandbox status > /dev/null
            $real wait namespace --all --for=delete --timeout=1s 2> /dev/null
            echo "at last: $($real get namespaces -o name | grep -c slidectl-)"
            PATH=$old; rm -r "$own"
            $SLIDECTL sandbox down "$outer"
            """
        )
        #expect(result.output == "ran\nafter: 1\nat last: 0\n", "\(result.output)\(result.error)")
        #expect(
            result.error.contains(
                "isn't gone yet, and will be tried again: its namespace is still in the cluster: the cluster is away"
            ),
            "\(result.error)"
        )
    }
}

/// The program with the clients for tests.
enum ClusterProgram {
    private static let environment = ProcessInfo.processInfo.environment

    static var kubectlIsThere: Bool {
        let folders =
            (environment["SLIDECTL_TEST_CLIENTS"].map { [$0 + "/bin"] } ?? [])
            + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/kubectl") }
    }

    static func slidectl(_ arguments: [String]) async throws -> Program.Result {
        try await inOwnState { variables in
            try Program.run(arguments, in: root, environment: variables, within: .seconds(240))
        }
    }

    /// Runs a script outside of any session, in which `$SLIDECTL` is the program.
    static func shell(_ script: String) async throws -> Program.Result {
        try await inOwnState { variables in
            var variables = variables
            variables["SLIDECTL"] = try Program.path()
            if let clients = environment["SLIDECTL_TEST_CLIENTS"] {
                variables["PATH"] = clients + "/bin:" + (environment["PATH"] ?? "")
            }
            let process = Process()
            process.executableURL = URL(filePath: "/bin/bash")
            process.arguments = ["-c", script]
            process.environment = environment.filter { !$0.key.hasPrefix("SLIDECTL_") }.merging(variables) {
                $1
            }
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "sl-shell-\(UUID().uuidString)"
            )
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let files = ["output", "error"].map { folder.appending(path: $0) }
            for file in files { try Data().write(to: file) }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: files[0])
            process.standardError = try FileHandle(forWritingTo: files[1])
            try process.run()
            process.waitUntilExit()
            let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
            return Program.Result(code: process.terminationStatus, output: texts[0], error: texts[1])
        }
    }

    private static let root = FilePath(FileManager.default.currentDirectoryPath)

    private static func inOwnState(
        _ body: @escaping @Sendable ([String: String]) throws -> Program.Result
    ) async throws -> Program.Result {
        try await onOwnThread {
            let state = FileManager.default.temporaryDirectory.appending(
                path: "sl-\(UUID().uuidString.prefix(8))"
            )
            defer { try? FileManager.default.removeItem(at: state) }
            // Mirrors for real engines are none for this one.
            var variables = environment.filter { $0.key.hasPrefix("SLIDECTL_SANDBOX_") }
            variables["SLIDECTL_SANDBOX_STATE"] = state.path
            return try body(variables)
        }
    }
}

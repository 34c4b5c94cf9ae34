import Testing

/// What people do with single pods by the real kubectl: each line is what a real cluster's kubectl prints.
@Suite(
    "Pods on the embedded cluster",
    .serialized,
    .enabled(
        if: ClusterProgram.kubectlIsThere,
        "no kubectl: install kubernetes-client, or scripts/test-engine start"
    )
)
struct KubectlPodTests {
    private func lines(of script: String) async throws -> (output: [String], error: String) {
        let result = try await ClusterProgram.slidectl(
            ["sandbox", "run", "--engine", "embedded", "--", "bash", "-c", script]
        )
        let text = result.output.replacing("\r\n", with: "\n")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return (lines.map(String.init), result.error)
    }

    @Test func showsWhatShortProgramsSay() async throws {
        let (output, error) = try await lines(
            of: """
                onTerminal() { script -qec "$*" /dev/null < /dev/null; }
                kubectl run r --restart=Never --attach --rm --image=busybox -- sh -c 'echo attached; exit 2' | grep attached
                onTerminal "kubectl run q -it --rm --restart=Never --image=busybox -- echo hi" | grep '^hi'
                onTerminal "kubectl run s -it --rm --restart=Never --image=busybox -- sh -c 'echo one; sleep 2; echo two'" | grep -oE 'one|two'
                kubectl run p --image=nginx:1.27 > /dev/null; kubectl wait pod/p --for=condition=Ready --timeout=30s
                kubectl debug p -i --image=busybox -- echo looking 2> /dev/null | grep looking
                onTerminal "kubectl debug p -it --image=busybox -- echo seeing" | grep '^seeing'
                """
        )
        #expect(
            output == ["attached", "hi", "one", "two", "pod/p condition met", "looking", "seeing"],
            "\(output)\(error)"
        )
    }

    @Test func deletesAPodWhoseNameComesBack() async throws {
        let (output, error) = try await lines(
            of: #"""
                kubectl create -f - > /dev/null <<'END'
                {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "p"}, "spec": {"serviceName": "p",
                "selector": {"matchLabels": {"a": "p"}}, "template": {"metadata": {"labels": {"a": "p"}},
                "spec": {"containers": [{"name": "c", "image": "nginx:1.27"}]}}}}
                END
                kubectl rollout status statefulset/p --timeout=30s | tail -1
                for i in 1 2 3 4; do
                    timeout 30 kubectl delete pod p-0
                    kubectl rollout status statefulset/p --timeout=30s > /dev/null
                done
                kubectl create deployment w --image=nginx:1.27 > /dev/null
                for way in foreground orphan foreground orphan; do
                    kubectl rollout status deployment/w --timeout=30s > /dev/null
                    timeout 30 kubectl delete rs -l app=w --cascade=$way | sed 's/w-[0-9a-f]*/SET/'
                done
                """#
        )
        let gone = [String](repeating: "pod \"p-0\" deleted", count: 4)
        let deleted = [String](repeating: "replicaset.apps \"SET\" deleted", count: 4)
        #expect(output.dropFirst() == gone[...] + deleted, "\(output)\(error)")
    }

    @Test func callsItsNodeAsMinikubeDoes() async throws {
        let (output, error) = try await lines(
            of: """
                kubectl get nodes -o name; kubectl cordon minikube; minikube node list
                kubectl get node minikube -o jsonpath='{.status.addresses[0].address}{"\\n"}'
                """
        )
        #expect(
            output == ["node/minikube", "node/minikube cordoned", "minikube\t192.168.49.2", "192.168.49.2"],
            "\(output)\(error)"
        )
    }

    /// The server knows a token again that a pod, or a secret of its account, has.
    @Test func givesPodsTheirAccountsCredentials() async throws {
        let (output, error) = try await lines(
            of: #"""
                kubectl create -f - > /dev/null <<'END'
                {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
                "metadata": {"name": "s", "annotations": {"kubernetes.io/service-account.name": "default"}}}
                END
                kubectl run p --image=nginx:1.27 > /dev/null; kubectl wait pod/p --for=condition=Ready --timeout=30s
                folder=/var/run/secrets/kubernetes.io/serviceaccount
                who() { kubectl auth whoami --token="$1" -o jsonpath='{.status.userInfo.username}{"\n"}'; }
                who "$(kubectl exec p -- cat $folder/token)"
                who "$(kubectl get secret s -o jsonpath='{.data.token}' | base64 -d)"
                kubectl config view --raw -o jsonpath='{.clusters[0].cluster.certificate-authority-data}' | base64 -d > ca
                kubectl exec p -- cat $folder/ca.crt | cmp - ca && grep -c BEGIN ca
                kubectl get secret s -o jsonpath='{.data.ca\.crt}' | base64 -d | cmp - ca
                kubectl get secret s -o jsonpath='{.data.namespace}' | base64 -d; echo
                """#
        )
        let account = "system:serviceaccount:default:default"
        #expect(output == ["pod/p condition met", account, account, "1", "default"], "\(output)\(error)")
    }
}

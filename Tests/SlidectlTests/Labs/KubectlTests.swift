import Testing

/// What people do with the real kubectl, on the cluster of a session on the embedded engine: each line is what a real
/// cluster's kubectl prints.
@Suite(
    "kubectl on the embedded cluster",
    .serialized,
    .enabled(
        if: ClusterProgram.kubectlIsThere,
        "no kubectl: install kubernetes-client, or scripts/test-engine start"
    )
)
struct KubectlTests {
    private func lines(of script: String) async throws -> (output: [String], error: String) {
        let result = try await ClusterProgram.slidectl(
            ["sandbox", "run", "--engine", "embedded", "--", "bash", "-c", script]
        )
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return (lines.map(String.init), result.error)
    }

    @Test func rollsOutPausesAndGoesBack() async throws {
        let (output, error) = try await lines(
            of: """
                status() { kubectl rollout status deploy/d --timeout=60s | tail -1; }
                kubectl create deployment d --image=nginx:1.25 --replicas=2; status
                kubectl set image deploy/d nginx=nginx:1.27; status
                kubectl rollout history deploy/d | grep .
                kubectl rollout pause deploy/d; kubectl rollout undo deploy/d; kubectl rollout resume deploy/d
                kubectl rollout undo deploy/d; status
                kubectl rollout undo deploy/d --to-revision=99
                kubectl rollout restart deploy/d; status
                kubectl rollout history deploy/d | grep . | tail -2
                """
        )
        let done = "deployment \"d\" successfully rolled out"
        #expect(
            output == [
                "deployment.apps/d created", done, "deployment.apps/d image updated", done,
                "deployment.apps/d ",
                "REVISION  CHANGE-CAUSE", "1         <none>", "2         <none>", "deployment.apps/d paused",
                "deployment.apps/d resumed", "deployment.apps/d rolled back", done,
                "deployment.apps/d restarted", done,
                "3         <none>", "4         <none>",
            ],
            "\(output)\(error)"
        )
        #expect(error.contains("error: you cannot rollback a paused deployment; resume it first"), "\(error)")
        #expect(error.contains("error: unable to find specified revision 99 in history"), "\(error)")
    }

    @Test func drainsTheNodeAndLetsPodsBack() async throws {
        let (output, error) = try await lines(
            of: """
                kubectl create deployment d --image=nginx:1.27 --replicas=2 > /dev/null
                kubectl rollout status deploy/d --timeout=60s > /dev/null
                node=$(kubectl get nodes -o jsonpath='{.items[0].metadata.name}')
                kubectl drain $node --ignore-daemonsets --timeout=60s | sed "s/d-[0-9a-z-]*/POD/; s/$node/NODE/"
                kubectl get nodes --no-headers | awk '{print $2}'
                kubectl get pods --field-selector=status.phase=Pending -o name | wc -l
                kubectl uncordon $node | sed "s/$node/NODE/"
                kubectl wait --for=condition=Available deploy/d --timeout=60s
                kubectl taint nodes --all k=v:NoSchedule | sed "s/$node/NODE/"
                kubectl taint nodes --all k- | sed "s/$node/NODE/"
                """
        )
        #expect(
            output == [
                "node/NODE cordoned", "evicting pod default/POD", "evicting pod default/POD",
                "pod/POD evicted",
                "pod/POD evicted", "node/NODE drained", "Ready,SchedulingDisabled", "2",
                "node/NODE uncordoned",
                "deployment.apps/d condition met", "node/NODE tainted", "node/NODE untainted",
            ],
            "\(output)\(error)"
        )
    }

    @Test func readsWritesAndCallsWhatRuns() async throws {
        let (output, error) = try await lines(
            of: #"""
                kubectl run web --image=nginx:1.27 && kubectl wait pod/web --for=condition=Ready --timeout=60s
                kubectl exec web -- sh -c 'cat /etc/hostname; exit 4'; echo $?
                echo copied > f.txt; kubectl cp f.txt web:/tmp/f.txt; kubectl exec web -- cat /tmp/f.txt
                kubectl cp web:/tmp/f.txt back.txt > /dev/null; cat back.txt
                echo by stdin | kubectl exec -i web -- cat
                sleep 2 | script -qec "kubectl exec -it web -- sh -c 'tty; stty size > /dev/null && echo has a size'" \
                    /dev/null | tr -d '\r'
                (timeout 30 kubectl port-forward pod/web 8080:80 > forward &)
                curl -s --retry 20 --retry-connrefused --retry-delay 1 localhost:8080 | grep -o '<title>.*</title>'
                head -1 forward; kubectl logs web --tail=1 | cut -d'"' -f2
                kubectl debug web --image=busybox:1.37 -c look --attach=false -- sh -c 'echo beside; exit 3' > /dev/null
                kubectl wait pod/web --timeout=30s \
                    --for=jsonpath='{.status.ephemeralContainerStatuses[0].state.terminated.exitCode}'=3
                kubectl logs web -c look
                kubectl exec nope -- true; kubectl exec web -- nope; kubectl logs web -c nope; kubectl top pods
                """#
        )
        #expect(
            output == [
                "pod/web created", "pod/web condition met", "web", "4", "copied", "copied", "by stdin",
                "/dev/pts/0",
                "has a size", "<title>Welcome to nginx!</title>", "Forwarding from 127.0.0.1:8080 -> 80",
                "GET / HTTP/1.1", "pod/web condition met", "beside",
            ],
            "\(output)\(error)"
        )
        for message in [
            "command terminated with exit code 4", "Error from server (NotFound): pods \"nope\" not found",
            "exec: \"nope\": executable file not found in $PATH",
            "error: container nope is not valid for pod web",
            "error: Metrics API not available",
        ] { #expect(error.contains(message), "\(message): \(error)") }
    }

    @Test func followsLogsAndObjects() async throws {
        let (output, error) = try await lines(
            of: """
                kubectl run p --image=busybox:1.37 --restart=Never -- sh -c 'for i in 1 2 3; do echo line $i; sleep 0.3; done'
                kubectl wait --for=condition=Ready pod/p --timeout=30s > /dev/null; kubectl logs -f p
                kubectl wait --for=jsonpath='{.status.phase}'=Succeeded pod/p --timeout=30s
                timeout 20 kubectl get configmaps -w --no-headers -o custom-columns=NAME:.metadata.name > seen &
                watch=$!; sleep 1; kubectl create configmap late > /dev/null
                for i in $(seq 50); do grep -q late seen && break; sleep 0.2; done; kill $watch; tail -1 seen
                """
        )
        #expect(
            output == ["pod/p created", "line 1", "line 2", "line 3", "pod/p condition met", "late"],
            "\(output)\(error)"
        )
    }

    private static let settings = """
        cat > cm.yaml <<'Y'
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {colour: blue}
        Y
        """

    @Test func writesObjectsInEveryWay() async throws {
        let (output, error) = try await lines(
            of: Self.settings + #"""

                kubectl apply --server-side -f cm.yaml
                sed s/blue/red/ cm.yaml | kubectl apply --server-side --field-manager=other -f -
                sed s/blue/red/ cm.yaml | kubectl apply --server-side --field-manager=other --force-conflicts -f -
                kubectl diff -f cm.yaml | grep '^[+-]  '
                printf '#!/bin/sh\nsed -i s/red/green/ "$1"\n' > ed; chmod +x ed
                KUBE_EDITOR=$PWD/ed kubectl edit configmap settings
                kubectl get configmap settings -o jsonpath='{.data.colour}{"\n"}'
                kubectl label configmap settings a=b; kubectl annotate configmap settings note=x
                kubectl get configmap -l a=b -o name
                kubectl patch configmap settings -p '{"data":{"colour":"one"}}'
                kubectl patch configmap settings --type=json -p '[{"op":"replace","path":"/data/colour","value":"two"}]'
                kubectl patch configmap settings --type=merge -p '{"data":{"colour":null}}'
                kubectl get configmap settings -o jsonpath='{.data}{"\n"}'
                kubectl create -f cm.yaml; kubectl replace -f cm.yaml; kubectl delete -f cm.yaml; kubectl delete -f cm.yaml
                kubectl create deployment d --image=nginx:1.27
                kubectl autoscale deployment d --min=1 --max=3 --cpu-percent=80
                kubectl delete deployment d --cascade=orphan; kubectl get replicasets -o name | wc -l
                """#
        )
        #expect(
            output == [
                "configmap/settings serverside-applied", "configmap/settings serverside-applied",
                "-  colour: red",
                "+  colour: blue", "configmap/settings edited", "green", "configmap/settings labeled",
                "configmap/settings annotated", "configmap/settings", "configmap/settings patched",
                "configmap/settings patched", "configmap/settings patched", "", "configmap/settings replaced",
                "configmap \"settings\" deleted", "deployment.apps/d created",
                "horizontalpodautoscaler.autoscaling/d autoscaled", "deployment.apps \"d\" deleted", "1",
            ],
            "\(output)\(error)"
        )
        for message in [
            "error: Apply failed with 1 conflict: conflict with \"kubectl\": .data.colour",
            "Error from server (AlreadyExists): error when creating \"cm.yaml\": configmaps \"settings\" already exists",
            "Error from server (NotFound): error when deleting \"cm.yaml\": configmaps \"settings\" not found",
        ] { #expect(error.contains(message), "\(message): \(error)") }
    }

    @Test func saysWhatIsWrongInKubernetesWords() async throws {
        let (output, error) = try await lines(
            of: """
                kubectl explain deployment.spec.replicas | head -4
                kubectl get widgets
                kubectl create deployment d --image=nginx --dry-run=client -o yaml > d.yaml
                sed 's/replicas: 1/replicas: many/' d.yaml | kubectl apply -f -
                sed 's/image:/imag:/' d.yaml | kubectl apply -f -
                sed 's/apiVersion: .*/apiVersion: apps\\/v9/' d.yaml | kubectl apply -f -
                kubectl create deployment D --image=nginx
                """
        )
        #expect(
            output == ["GROUP:      apps", "KIND:       Deployment", "VERSION:    v1", ""],
            "\(output)\(error)"
        )
        for message in [
            "error: the server doesn't have a resource type \"widgets\"",
            "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32",
            "strict decoding error: unknown field \"spec.template.spec.containers[0].imag\"",
            "no matches for kind \"Deployment\" in version \"apps/v9\"",
            "Deployment.apps \"D\" is invalid: metadata.name: Invalid value: \"D\": a lowercase RFC 1123 subdomain must",
        ] { #expect(error.contains(message), "\(message): \(error)") }
    }
}

import Testing

@testable import LabSandbox

/// What the session's `minikube` does and what it says that it doesn't have, with a kubectl that knows two services.
struct MinikubeShimTests {
    /// A function, for a program that was just written can't be run while another process is being made from ours.
    private static let kubectl = #"""
        kubectl() (
            case "$*" in
                "get --raw /slidectl/cluster/state") printf Running ;;
                *nosuch*) echo 'Error from server (NotFound): services "nosuch" not found' >&2; exit 1 ;;
                *-n\ stopped*) echo 'the cluster is stopped' >&2; exit 1 ;;
                "get services web "*" -o "*) printf '30080 30081' ;;
                "get services -n "*" -o "*) printf 'web inner web' ;;
            esac
        )

        """#

    private func minikube(_ arguments: [String]) throws -> ShellRun {
        try ShellRun("/bin/sh", ["-c", Self.kubectl + MinikubeShim.text, "minikube"] + arguments)
    }

    @Test(
        arguments: [
            (["start", "--nodes", "3"], "has one node, not 3"), (["start", "-n=2"], "has one node, not 2"),
            (["start", "-p", "other"], "has the one profile minikube, and none that is called \"other\""),
            (["start", "--kubernetes-version=v1.25.0"], "alone, not v1.25.0"),
            (["start", "--addons=ingress"], "slidectl's minikube doesn't know --addons"),
            (["status", "--format", "{{.Uptime}}"], "doesn't know the format {{.Uptime}}"),
            (["status", "-o", "yaml"], "doesn't know the output yaml"),
            (["stop", "-p", "other"], "\"other\""),
        ]
    )
    func saysWhatItDoesNotHave(arguments: [String], complaint: String) throws {
        let run = try minikube(arguments)
        #expect(run.code == 14 && run.output.isEmpty)
        #expect(run.error.contains(complaint), "\(run.error)")
    }

    @Test(
        arguments: [
            ["start"],
            [
                "start", "--driver=docker", "--memory", "4096", "--cpus=2", "--nodes=1", "-p", "minikube",
                "--kubernetes-version=v1.32.0", "--force",
            ],
        ]
    )
    func startsWithWhatIsOfNoMatter(arguments: [String]) throws {
        let run = try minikube(arguments)
        #expect(run.code == 0 && run.output.contains("* Done!"), "\(run.error)")
    }

    @Test(
        arguments: [
            (["--format", "{{.Host}}"], "Running"),
            (["--format={{.Name}}: {{ .APIServer }}"], "minikube: Running"),
            (
                ["-o", "json"],
                #"{"Name":"minikube","Host":"Running","Kubelet":"Running","APIServer":"Running","#
                    + #""Kubeconfig":"Configured","Worker":false}"# + "\n"
            ),
        ]
    )
    func tellsItsStatusInTheFormThatIsAskedFor(arguments: [String], output: String) throws {
        let run = try minikube(["status"] + arguments)
        #expect(run.output == output && run.code == 0)
    }

    @Test func tellsWhereServicesAre() throws {
        var run = try minikube(["service", "web", "--url"])
        #expect(run.output == "http://127.0.0.1:30080\nhttp://127.0.0.1:30081\n" && run.code == 0)
        run = try minikube(["service", "--all", "--url"])
        #expect(run.output.split(separator: "\n").count == 4)
        run = try minikube(["service", "inner", "--url"])
        #expect(run.error == "* service default/inner has no node port\n")
        #expect(run.code != 0)
        run = try minikube(["service", "nosuch", "--url", "-n", "shop"])
        #expect(
            run.error.hasPrefix(
                "X Exiting due to SVC_NOT_FOUND: Service 'nosuch' was not found in 'shop' namespace.\n"
            )
        )
        #expect(run.code == 115 && run.output.isEmpty)
        run = try minikube(["service", "web", "--url", "-n", "stopped"])
        #expect(run.error == "the cluster is stopped\n" && run.code == 1)
    }
}

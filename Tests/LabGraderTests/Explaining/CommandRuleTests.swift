import LabModel
import Testing

@testable import LabGrader

/// Why commands fail, as the client says it and the engine shows it.
struct CommandRuleTests {
    private func explain(
        _ lines: [String],
        around containers: [ContainerSight] = [],
        images: [String] = [],
        of command: String = "docker run …",
        exitCode: Int = 125
    ) -> Explanation? {
        var surroundings = Surroundings()
        (surroundings.containers, surroundings.images) = (containers, images)
        return FailedCommand(command, exitCode: exitCode, lines: lines, surroundings: surroundings)
            .explanation
    }

    @Test func explainsANameInUse() {
        let line =
            "docker: Error response from daemon: Conflict. The container name \"/web\" is already in use by container \"ab12\"."
        let found = explain([line], around: [container("web", "exited", code: 3)])
        #expect(found?.why == "there is a container web, which exited with code 3")
        #expect(found?.attempt == "docker rm -f web")
        let podman =
            "Error: creating container storage: the container name \"db\" is already in use by 9f. You have to remove that container"
        #expect(explain([podman], around: [container("db")])?.why == "there is a container db, which runs")
        #expect(explain(["docker: invalid reference format."]) == nil)
    }

    @Test func explainsAPortInUse() {
        let line =
            "docker: Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:8080 failed: port is already allocated."
        let holder = container("old") { $0.ports = ["80/tcp": ["8080"]] }
        #expect(explain([line], around: [holder])?.why == "old has port 8080")
        let other = "Error: rootlessport listen tcp 0.0.0.0:5432: bind: address already in use"
        #expect(explain([other])?.why == "port 5432 is in use")
        #expect(explain(["listening on 0.0.0.0:8080"]) == nil)
    }

    @Test(arguments: [
        ("docker build .", "APP", "go build -o /bin/${APP} .", "docker build --build-arg APP=VALUE ."),
        (
            "docker compose up", "VERSION", "curl -o x https://example.org/$VERSION.tar",
            "give it under 'args:' of the service's 'build:', or in the Dockerfile: ARG VERSION=VALUE"
        ),
    ])
    func explainsABuildWithoutAnArgument(_ command: String, _ name: String, _ run: String, _ attempt: String)
    {
        let failure = "The command '/bin/sh -c \(run)' returned a non-zero code: 1"
        let found = explain(["Step 2/7 : ARG \(name)", failure], of: command)
        #expect(found?.why?.hasPrefix("\(name) is empty: ") == true)
        #expect(found?.attempt == attempt)
        // It has a value, or isn't what the command uses.
        #expect(explain(["Step 2/7 : ARG \(name)=a", failure], of: command) == nil)
        #expect(explain(["Step 2/7 : ARG OTHER", failure], of: command) == nil)
        #expect(explain(["Step 2/7 : ARG \(name)", failure], of: command + " --build-arg \(name)=a") == nil)
    }

    @Test(arguments: [
        (
            "docker build -f build/Dockerfile .",
            "unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /x/work/build: no such file or directory",
            "build/Dockerfile"
        ),
        ("docker build my-app/src", "unable to prepare context: path \"my-app/src\" not found", "my-app/src"),
        ("kubectl apply -f web.yaml", "error: the path \"web.yaml\" does not exist", "web.yaml"),
        ("docker compose --file=dev.yaml up", "open /x/work/dev.yaml: no such file or directory", "dev.yaml"),
    ])
    func namesAnInputThatIsntThere(_ command: String, _ line: String, _ path: String) {
        #expect(explain([line], of: command)?.why == "there is no \(path) in the workspace")
        #expect(explain([line], of: "docker build .") == nil)
    }

    @Test func explainsAnImageThatNobodyHas() {
        let line = "Unable to find image 'todos:v1' locally"
        #expect(
            explain([line], images: ["todos:v2", "web:1"])?.why == "there is no image todos:v1, but todos:v2"
        )
        #expect(
            explain(["Error: No such image: postgrse:16"], images: ["postgres:16"])?.why
                == "there is no image postgrse:16, but postgres"
        )
        #expect(explain([line], images: ["web:1"]) == nil)
    }

    @Test(arguments: [
        (
            "docker compose up -d", "unknown shorthand flag: 'd' in -d",
            "Run 'docker --help' for more information"
        ),
        (
            "docker compose ps", "docker: unknown command: docker compose",
            "Run 'docker --help' for more information"
        ),
        ("docker compose ps", "docker: 'compose' is not a docker command.", "See 'docker --help'"),
    ])
    func namesAPluginThatIsntThere(_ command: String, _ line: String, _ help: String) {
        let found = explain([line, "", help], of: command, exitCode: 1)
        #expect(found?.why == "this machine has no docker compose plugin")
        // The plugin's own complaint, and another command's.
        #expect(explain([line, "", "See 'docker compose --help'"], of: command, exitCode: 1) == nil)
        #expect(explain([line, "", help], of: "docker ps -d", exitCode: 1) == nil)
    }

    @Test func namesAProgramThatIsntThere() {
        let line = "/bin/sh: 1: kubectl: not found"
        #expect(explain([line], of: "kubectl get pods", exitCode: 127)?.why == "this machine has no kubectl")
        #expect(
            explain(["bash: line 1: docker: command not found"], exitCode: 127)?.why
                == "this machine has no docker"
        )
        #expect(explain(["sh: my-tool: not found"], exitCode: 127) == nil)
        #expect(explain([line], exitCode: 1) == nil)
    }

    @Test(arguments: [
        ("go run main.go", "bash: line 1: go: command not found", "go"),
        ("dokcer ps -a", "bash: line 3: dokcer: command not found", "dokcer"),
    ])
    func namesAProgramThatTheSandboxLacks(_ command: String, _ line: String, _ name: String) {
        let found = explain([line], of: command, exitCode: 127)
        #expect(found?.why?.hasPrefix("the sandbox has no program '\(name)'") == true)
        // How to go on is the lecturer's to say: the step may be meant to fail.
        #expect(found?.attempt == nil)
        // The shell of a container says the same of its image.
        #expect(explain([line], of: "docker exec web bash -c \(name)", exitCode: 127) == nil)
        #expect(explain([line], of: command, exitCode: 1) == nil)
    }
}

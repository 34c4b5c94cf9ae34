import EngineAPI
import KubeAPI
import KubeNode
import TestKit
import Testing

/// What the first pages of kubernetes.io do in their images.
struct TutorialImageTests {
    @Test(arguments: ["gcr.io/google-samples/kubernetes-bootcamp", "docker.io/jocatalin/kubernetes-bootcamp"])
    func theBootcampShowsItsServerAndAnswersCurl(image: String) async throws {
        let cluster = TestCluster()
        try await cluster.pod("app", #""containers": [{"name": "c", "image": "\#(image):v1"}]"#)
        try await cluster.wait("app", for: "Running")
        let script = "cat server.js; curl -s localhost:8080"
        var (output, end) = try await cluster.exec("app", "bash", "-c", script)
        // A pod runs before its server listens.
        for _ in 0..<500 where end != .exited(0) {
            try await Task.sleep(for: .milliseconds(10))
            (output, end) = try await cluster.exec("app", "bash", "-c", script)
        }
        #expect(end == .exited(0))
        #expect(output.contains("const version = 1;") && output.contains("listen(8080"))
        #expect(output.hasSuffix("Hello Kubernetes bootcamp! | Running on: app | v=1\n"))
        let (told, refused) = try await cluster.exec("app", "sh", "-c", "node --version 2>&1")
        #expect(refused != .exited(0) && told.contains("is not modelled"))
        await cluster.stop()
    }

    @Test(
        arguments: [
            ("nginx-slim:0.26", "", "curl -s localhost", "Welcome to nginx!"),
            ("busybox:1.27.2", #", "command": ["sleep", "3600"]"#, "echo hello", "hello"),
            (
                "e2e-test-images/agnhost:2.53", #", "command": ["/agnhost", "netexec", "--http-port=8080"]"#,
                "curl -s localhost:8080/hostname", "app"
            ),
        ]
    )
    func theImagesOfTheFirstPagesAreThere(
        image: String,
        more: String,
        script: String,
        text: String
    ) async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "app",
            #""containers": [{"name": "c", "image": "registry.k8s.io/\#(image)"\#(more)}]"#
        )
        try await cluster.wait("app", for: "Running")
        // A pod runs before its server listens.
        var output = ""
        for _ in 0..<500 where !output.contains(text) {
            output = try await cluster.exec("app", "sh", "-c", script).0
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(output.contains(text))
        await cluster.stop()
    }
}

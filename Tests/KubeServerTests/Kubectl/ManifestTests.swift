import KubeAPI
import TestKit
import Testing

@testable import KubeServer

/// What the real kubectl does with files.
@Suite(.enabled(if: Kubectl.isThere, "kubectl isn't installed")) struct ManifestTests {
    private static let manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: app}
        spec:
          replicas: 1
          selector: {matchLabels: {app: app}}
          template:
            metadata: {labels: {app: app}}
            spec: {containers: [{name: c, image: "nginx:1.25"}]}

        """

    @Test func appliesAndChangesAFile() async throws {
        try await withCluster { cluster in
            try cluster.home.write("app.yaml", Self.manifest)
            var run = try await cluster.kubectl("apply", "-f", "app.yaml")
            #expect(run.output == "deployment.apps/app created\n")
            run = try await cluster.kubectl("apply", "-f", "app.yaml")
            #expect(run.output == "deployment.apps/app unchanged\n")
            let more = Self.manifest.replacing("replicas: 1", with: "replicas: 3")
            try cluster.home.write("app.yaml", more)
            run = try await cluster.kubectl("diff", "-f", "app.yaml")
            #expect(run.code == 1)
            #expect(run.output.contains("-  replicas: 1\n+  replicas: 3\n"))
            run = try await cluster.kubectl("apply", "-f", "app.yaml")
            #expect(run.output == "deployment.apps/app configured\n")
            run = try await cluster.kubectl("get", "deploy", "app", "-o", "jsonpath={.spec.replicas}")
            #expect(run.output == "3")
            run = try await cluster.kubectl("delete", "-f", "app.yaml")
            #expect(run.output == "deployment.apps \"app\" deleted\n")
        }
    }

    @Test func refusesFieldsThatAreNotThere() async throws {
        try await withCluster { cluster in
            let wrong = Self.manifest.replacing("replicas: 1", with: "replica: 1")
            let run = try await cluster.kubectl("apply", "-f", "-", input: wrong)
            #expect(
                run.error
                    == "Error from server (BadRequest): error when creating \"STDIN\": Deployment in version \"v1\" "
                    + "cannot be handled as a Deployment: strict decoding error: unknown field \"spec.replica\"\n"
            )
            let foreign = "apiVersion: foo.io/v1\nkind: Foo\nmetadata: {name: x}\n"
            let other = try await cluster.kubectl("apply", "-f", "-", input: foreign)
            #expect(other.error.contains("no matches for kind \"Foo\" in version \"foo.io/v1\""))
        }
    }

    @Test func explainsFields() async throws {
        try await withCluster { cluster in
            var run = try await cluster.kubectl("explain", "deployment.spec.replicas")
            #expect(
                run.output.hasPrefix(
                    "GROUP:      apps\nKIND:       Deployment\nVERSION:    v1\n\nFIELD: replicas <integer>\n"
                )
            )
            run = try await cluster.kubectl("explain", "pod.spec.restartPolicy")
            #expect(run.output.contains("ENUM:\n    Always\n    Never\n    OnFailure\n"))
            run = try await cluster.kubectl("explain", "pod.spec.nosuch")
            #expect(run.error == "error: field \"nosuch\" does not exist\n")
        }
    }

    /// A type that a definition brings is found, explained and shown by its own columns.
    @Test func learnsCustomTypes() async throws {
        try await withCluster { cluster in
            let definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wd]}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec: {type: object, properties: {size: {type: integer, description: How big.}}}

                """
            try await cluster.kubectl("apply", "-f", "-", input: definition)
            let widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {size: 3}\n"
            var run = try await cluster.kubectl("apply", "-f", "-", input: widget)
            #expect(run.output == "widget.example.com/w created\n")
            run = try await cluster.kubectl("get", "wd")
            #expect(run.rows == ["NAME SIZE", "w 3"])
            run = try await cluster.kubectl("explain", "widget.spec.size")
            #expect(run.output.contains("FIELD: size <integer>") && run.output.contains("    How big."))
        }
    }
}

import Testing

@testable import KubeAPI

@Suite struct KubeSchemaTests {
    private let schema = KubeSchema.builtIn

    @Test func knowsTheFieldsOfAKind() throws {
        let deployment = try #require(schema.kind("Deployment", in: "apps/v1"))
        #expect(deployment.field(named: "spec")?.content == .type("apps/v1.DeploymentSpec"))
        let spec = try #require(schema["apps/v1.DeploymentSpec"])
        #expect(spec.field(number: 1)?.name == "replicas")
        #expect(spec.field(named: "replicas")?.isPointer == true)
        #expect(spec.field(named: "template")?.content == .type("v1.PodTemplateSpec"))
        #expect(spec.field(named: "replica") == nil)
    }

    @Test func findsTheFieldsOfInlinedTypes() throws {
        let volume = try #require(schema["v1.Volume"])
        #expect(volume.field(named: "emptyDir")?.content == .type("v1.EmptyDirVolumeSource"))
        let container = try #require(schema["v1.EphemeralContainer"])
        #expect(container.named.map(\.name).contains("targetContainerName"))
        #expect(container.named.map(\.name).contains("image"))
    }

    @Test func templatesAreNoKinds() {
        #expect(schema.kind("PodTemplateSpec", in: "v1") == nil)
        #expect(schema.kind("DeploymentSpec", in: "apps/v1") == nil)
        #expect(schema.kind("DeleteOptions", in: "v1") != nil)
    }

    /// All but one kind have a type here: the schemas of custom resource definitions are JSON.
    @Test func everyStoredTypeHasFields() {
        let missing = ResourceType.stored.filter { schema.kind($0.kind, in: $0.apiVersion) == nil }
        #expect(missing == [.customResourceDefinitions])
    }

    @Test func everyTypeThatAFieldNamesIsThere() {
        var todo = schema.kinds
        var seen: Set<String> = []
        while let type = todo.popLast() {
            guard seen.insert(type.fullName).inserted else { continue }
            #expect(!type.fields.isEmpty)
            for field in type.fields {
                guard case .type(let name) = field.content else { continue }
                let next = schema[name]
                #expect(next != nil, "\(type.fullName).\(field.name): \(name)")
                if let next { todo.append(next) }
            }
        }
        #expect(seen.count > 330)
    }

    /// The names are read from one text and the numbers must not repeat within a type.
    @Test func numbersAndNamesStandOnce() {
        for type in schema.kinds.flatMap({ [$0] + $0.fields.compactMap { inner($0) } }) {
            #expect(Set(type.fields.map(\.number)).count == type.fields.count, "\(type.fullName)")
        }
    }

    private func inner(_ field: SchemaField) -> SchemaType? {
        if case .type(let name) = field.content { schema[name] } else { nil }
    }
}

import EngineAPI
import KubeAPI
import Testing

@testable import KubeServer

/// A body that the real kubectl 1.32 sent, and what the same kubectl prints for the same command as JSON.
struct Sample: CustomTestStringConvertible, Sendable {
    let command: String
    let body: String
    let json: String

    init(_ command: String, body: String, json: String) {
        self.command = command
        self.body = body
        self.json = json
    }

    var testDescription: String { command }

    static let all = [
        Sample(
            "kubectl create configmap cm1 --from-literal=a=1 --from-literal=b=2",
            body: """
                azhzAAoPCgJ2MRIJQ29uZmlnTWFwEiUKEwoDY20xEgAaACIAKgAyADgAQgASBgoBYRIBMRIGCgFiEgEyGgAiAA==
                """,
            json: #"""
                {"apiVersion":"v1","data":{"a":"1","b":"2"},"kind":"ConfigMap","metadata":{"name":"cm1"}}
                """#
        ),
        Sample(
            "kubectl create deployment web --image=nginx:1.25 --replicas=2",
            body: """
                azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50ErABCh8KA3dlYhIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViEn8IAhIMCgoK\
                A2FwcBIDd2ViGmUKHAoAEgAaACIAKgAyADgAQgBaCgoDYXBwEgN3ZWISRRInCgVuZ2lueBIKbmdpbng6MS4yNSoAQgBqAHIA\
                gAEAiAEAkAEAogEAGgAyAEIASgBSAFgAYABoAIIBAIoBAJoBAMIBACICCgAoADgAGgwIABAAGAAgACgAOAAaACIA
                """,
            json: #"""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"labels":{"app":"web"},"name":"web"},"sp\#
                ec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"strategy":{},"template":{"metadata":\#
                {"labels":{"app":"web"}},"spec":{"containers":[{"image":"nginx:1.25","name":"nginx","resources":\#
                {}}]}}},"status":{}}
                """#
        ),
        Sample(
            "kubectl create ingress ing1 --rule='foo.com/bar=svc1:8080'",
            body: """
                azhzAAofChRuZXR3b3JraW5nLms4cy5pby92MRIHSW5ncmVzcxJLChQKBGluZzESABoAIgAqADIAOABCABIvGi0KB2Zvby5j\
                b20SIgogCh4KBC9iYXISDyINCgRzdmMxEgUKABCQPxoFRXhhY3QaAgoAGgAiAA==
                """,
            json: #"""
                {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"ing1"},"spec":{"rules"\#
                :[{"host":"foo.com","http":{"paths":[{"backend":{"service":{"name":"svc1","port":{"number":8080}\#
                }},"path":"/bar","pathType":"Exact"}]}}]},"status":{"loadBalancer":{}}}
                """#
        ),
        Sample(
            "kubectl create namespace dev",
            body: """
                azhzAAoPCgJ2MRIJTmFtZXNwYWNlEhsKEwoDZGV2EgAaACIAKgAyADgAQgASABoCCgAaACIA
                """,
            json: #"""
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"dev"},"spec":{},"status":{}}
                """#
        ),
        Sample(
            "kubectl create quota q1 --hard=pods=10",
            body: """
                azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRImChIKAnExEgAaACIAKgAyADgAQgASDgoMCgRwb2RzEgQKAjEwGgAaACIA
                """,
            json: #"""
                {"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q1"},"spec":{"hard":{"pods":"10"}}\#
                ,"status":{}}
                """#
        ),
        Sample(
            "kubectl create rolebinding rb1 --role=r1 --serviceaccount=default:bob",
            body: """
                azhzAAorChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgtSb2xlQmluZGluZxJeChMKA3JiMRIAGgAiACoAMgA4AEIA\
                EiAKDlNlcnZpY2VBY2NvdW50EgAaA2JvYiIHZGVmYXVsdBolChlyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvEgRSb2xlGgJy\
                MRoAIgA=
                """,
            json: #"""
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"rb1"},"rol\#
                eRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"r1"},"subjects":[{"kind":"Se\#
                rviceAccount","name":"bob","namespace":"default"}]}
                """#
        ),
        Sample(
            "kubectl create role r1 --verb=get,list --resource=pods",
            body: """
                azhzAAokChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgRSb2xlEikKEgoCcjESABoAIgAqADIAOABCABITCgNnZXQK\
                BGxpc3QSABoEcG9kcxoAIgA=
                """,
            json: #"""
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"r1"},"rules":[{"a\#
                piGroups":[""],"resources":["pods"],"verbs":["get","list"]}]}
                """#
        ),
        Sample(
            "kubectl create serviceaccount bob",
            body: """
                azhzAAoUCgJ2MRIOU2VydmljZUFjY291bnQSFQoTCgNib2ISABoAIgAqADIAOABCABoAIgA=
                """,
            json: #"""
                {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"bob"}}
                """#
        ),
        Sample(
            "kubectl create secret generic s1 --from-literal=password=s3cret",
            body: """
                azhzAAoMCgJ2MRIGU2VjcmV0EioKEgoCczESABoAIgAqADIAOABCABISCghwYXNzd29yZBIGczNjcmV0GgAaACIA
                """,
            json: #"""
                {"apiVersion":"v1","data":{"password":"czNjcmV0"},"kind":"Secret","metadata":{"name":"s1"}}
                """#
        ),
        Sample(
            "kubectl create service clusterip svcx --tcp=80:8080",
            body: """
                azhzAAoNCgJ2MRIHU2VydmljZRJsCiEKBHN2Y3gSABoAIgAqADIAOABCAFoLCgNhcHASBHN2Y3gSQwobCgc4MC04MDgwEgNU\
                Q1AYUCIHCAAQkD8aACgAEgsKA2FwcBIEc3ZjeBoAIglDbHVzdGVySVA6AEIAUgBaAGAAaAAaAgoAGgAiAA==
                """,
            json: #"""
                {"apiVersion":"v1","kind":"Service","metadata":{"labels":{"app":"svcx"},"name":"svcx"},"spec":{"\#
                ports":[{"name":"80-8080","port":80,"protocol":"TCP","targetPort":8080}],"selector":{"app":"svcx\#
                "},"type":"ClusterIP"},"status":{"loadBalancer":{}}}
                """#
        ),
    ]
}

@Suite struct ProtobufReaderTests {
    private let reader = ProtobufReader(schema: .builtIn)

    @Test(arguments: Sample.all) func readsWhatKubectlWrites(_ sample: Sample) throws {
        let bytes = try #require(Base64.decode(sample.body))
        let object = try reader.object(bytes)
        #expect(Self.sorted(object.json) == Self.sorted(try JSON(Array(sample.json.utf8))))
    }

    /// Numbers that point to something are kept when they are zero, all other zeros are nothing.
    @Test func keepsZerosThatMeanSomething() throws {
        let spec: [UInt8] = [0x08, 0x00, 0x28, 0x00, 0x38, 0x00]
        let object = try reader.object(Self.body("apps/v1", "Deployment", [0x12, UInt8(spec.count)] + spec))
        #expect(object["spec"]?.members?.map(\.name) == ["replicas"])
        #expect(object["spec", "replicas"] == .number("0"))
    }

    @Test func readsNegativeNumbersAndNumbersOrNames() throws {
        // A service's port with targetPort "web", and a session's timeout of -1 in ten bytes.
        let target: [UInt8] = [0x22, 0x09, 0x08, 0x01, 0x10, 0x00, 0x1A, 0x03] + "web".utf8
        let port: [UInt8] = [0x18, 0x50] + target
        let minus: [UInt8] = [0x08] + [UInt8](repeating: 0xFF, count: 9) + [0x01]
        let affinity = [0x72, UInt8(minus.count + 2), 0x0A, UInt8(minus.count)] + minus
        let spec = [0x0A, UInt8(port.count)] + port + affinity
        let object = try reader.object(Self.body("v1", "Service", [0x12, UInt8(spec.count)] + spec))
        #expect(object["spec", "ports"]?.elements?.first?["targetPort"] == .string("web"))
        #expect(
            object["spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"] == .number("-1")
        )
    }

    /// Every prefix of a body and every body with one byte changed is read or refused, never a trap.
    @Test func survivesBrokenBodies() throws {
        for sample in Sample.all.prefix(4) {
            let bytes = try #require(Base64.decode(sample.body))
            for end in bytes.indices { _ = try? reader.object(Array(bytes[..<end])) }
            for index in bytes.indices {
                var broken = bytes
                broken[index] ^= 0xFF
                _ = try? reader.object(broken)
            }
        }
    }

    @Test func refusesWhatIsNoMessage() {
        #expect(throws: StatusError.self) { try reader.object(Array("{}".utf8)) }
        #expect(throws: StatusError.self) { try reader.object(Self.body("v9", "Nothing", [])) }
    }

    private static func body(_ apiVersion: String, _ kind: String, _ raw: [UInt8]) -> [UInt8] {
        let type =
            [0x0A, UInt8(apiVersion.utf8.count)] + apiVersion.utf8 + [0x12, UInt8(kind.utf8.count)]
            + kind.utf8
        return [0x6B, 0x38, 0x73, 0x00, 0x0A, UInt8(type.count)] + type + [0x12, UInt8(raw.count)] + raw
    }

    /// The value without nulls, and with the members of all objects in the order of the alphabet.
    private static func sorted(_ json: JSON) -> JSON {
        switch json {
        case .object(let members):
            .object(
                members.filter { $0.value != .null }.map { .init($0.name, sorted($0.value)) }
                    .sorted { $0.name < $1.name }
            )
        case .array(let elements): .array(elements.map(sorted))
        default: json
        }
    }
}

import EngineAPI
import KubeAPI
import TestKit
import Testing

/// Bodies that nobody means well with: the store answers or refuses, and still works.
struct HostileBodyTests {
    private static let seeds = [
        #"{"metadata":{"name":"p","labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i:1","ports":[{"containerPort":80}],"#
            + #""resources":{"limits":{"cpu":"1","memory":"1Gi"}},"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"x"}}}]}],"#
            + #""volumes":[{"name":"v","configMap":{"name":"m"}}]}}"#,
        #"{"metadata":{"name":"d"},"spec":{"replicas":1,"selector":{"matchLabels":{"a":"b"}},"strategy":{"rollingUpdate":{"maxSurge":"1%"}},"#
            + #""template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}"#,
        #"{"metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"port":80,"nodePort":30001}],"clusterIP":"10.96.1.1"}}"#,
        #"{"metadata":{"name":"j"},"spec":{"schedule":"*/5 1-2 * * 1,2","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never"}}}}}}"#,
        #"{"metadata":{"name":"q"},"spec":{"hard":{"pods":"2","limits.cpu":"1e3"},"scopes":["BestEffort"]}}"#,
        #"{"metadata":{"name":"l"},"spec":{"limits":[{"type":"Container","max":{"cpu":"1"},"min":{"cpu":"2"}}]}}"#,
        #"{"metadata":{"name":"x.y"},"spec":{"group":"y","scope":"Cluster","names":{"plural":"x","kind":"X"},"versions":[{"name":"v1","#
            + #""served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}"#,
    ]

    private static func mutate(_ json: JSON, _ random: inout SeededGenerator) -> JSON {
        if random.chance(6) {
            return random.pick([
                .null, .bool(true), .number("-1"), .number("99999999999999999999"), .number("1.5"),
                .string(""), .string("x y"),
                .array([]), .object([]), .array([.null]), .string("$patch"), .number("9223372036854775807"),
                .string("é/%"),
            ])
        }
        switch json {
        case .array(let elements):
            var changed = elements.map { mutate($0, &random) }
            if random.chance(10), let first = changed.first { changed.append(first) }
            return .array(changed)
        case .object(let members):
            var changed = members.map { JSON.Member($0.name, mutate($0.value, &random)) }
            if random.chance(5) {
                changed.append(
                    .init(random.pick(["", "status", "$patch", "kind", "metadata"]), .string("x"))
                )
            }
            if random.chance(5), !changed.isEmpty { changed.removeLast() }
            return .object(changed)
        case .null, .bool, .number, .string: return json
        }
    }

    @Test func survivesBodiesChangedAtRandom() async throws {
        let types: [ResourceType] = [
            .pods, .deployments, .services, .cronJobs, .resourceQuotas, .limitRanges,
            .customResourceDefinitions, .jobs, .statefulSets,
        ]
        let fixture = StoreFixture()
        var random = SeededGenerator(seed: 77)
        var accepted = 0
        for _ in 0..<250 {
            let seed = try JSON(Array(random.pick(Self.seeds).utf8))
            let body = Self.mutate(seed, &random)
            let type = random.pick(types)
            let options = WriteOptions(
                "fuzz",
                fieldValidation: random.chance(50) ? .strict : .ignore,
                force: random.chance(50)
            )
            let store = fixture.store
            if (try? await store.create(type, namespace: "default", KubeObject(body), options)) != nil {
                accepted += 1
            }
            let patch: ObjectPatch = random.pick([
                .merge(body), .strategic(body), .apply(body),
                .json(
                    .array([
                        .object([
                            .init("op", .string("add")), .init("path", .string("/spec/x")),
                            .init("value", body),
                        ])
                    ])
                ),
            ])
            for name in ["p", "d", "s"] {
                _ = try? await store.patch(
                    type,
                    namespace: "default",
                    name: name,
                    patch,
                    subresource: nil,
                    options
                )
            }
            _ = try? await store.update(
                type,
                namespace: "default",
                KubeObject(body),
                subresource: random.pick([nil, "status", "scale", "binding", "x"]),
                options
            )
            if random.chance(10) {
                _ = try? await store.delete(type, namespace: "default", name: "p", DeleteOptions())
            }
        }
        // The bodies are near enough to good ones that some are.
        #expect(accepted > 10)
        #expect(try await fixture.store.list(.namespaces, ObjectQuery()).items.count == 4)
    }

    @Test func readsEachPartOfASelectorAlone() async throws {
        let store = StoreFixture().store
        let text = "app=web,tier in (a,b),!x,n>3,é==\"\\"
        for end in text.indices {
            _ = try? await store.list(
                .pods,
                ObjectQuery(labels: String(text[..<end]), fields: String(text[end...]))
            )
        }
    }
}

import EngineAPI
import LabModel

extension Observer {
    func volume(_ name: String) async throws -> VolumeSight {
        let details = try await room.engine.inspectVolume(name)
        return VolumeSight().with {
            $0.driver = details.driver
            $0.labels = details.labels ?? [:]
        }
    }

    func network(_ name: String) async throws -> NetworkSight {
        let details = try await room.engine.inspectNetwork(name)
        return NetworkSight().with {
            $0.driver = details.driver
            $0.isInternal = details.isInternal
            $0.labels = details.labels ?? [:]
            $0.containers = (details.containers ?? [:]).values.map(\.name).sorted()
        }
    }

    /// Looks at a file of the workspace.
    func file(_ path: String, _ predicates: [CheckPredicate]) async throws -> Observation {
        switch try await room.files.read(path, limit: Self.fileLimit) {
        case .missing: return .absent
        case .notAFile(let kind): return .file(FileSight().with { $0.otherKind = kind })
        case .file(let bytes, let size):
            let isRead = predicates.contains { predicate in
                switch predicate {
                case .matches, .composeService, .contains, .quantity("stages", _): true
                default: false
                }
            }
            return .file(
                FileSight().with {
                    $0.size = size
                    if isRead {
                        $0.text = TextSight(
                            String(decoding: bytes.prefix(Self.fileLimit), as: UTF8.self),
                            isWhole: size <= min(bytes.count, Self.fileLimit)
                        )
                    }
                }
            )
        }
    }

    /// How many bytes of a file are evidence.
    private static var fileLimit: Int { 262_144 }
}

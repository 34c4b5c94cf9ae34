import EngineAPI
import KubeAPI

/// Makes tables as clients are sent them.
struct TableAnswer: Sendable {
    /// What stands beside a row's cells.
    enum Included: String, Sendable {
        case none = "None"
        case metadata = "Metadata"
        case object = "Object"
    }

    let table: ObjectTable
    /// `v1` or `v1beta1`.
    let version: String
    let included: Included
    let now: KubeTime

    /// A table of objects.
    ///
    /// - Parameters:
    ///   - objects: The rows.
    ///   - metadata: The list's own: its version, and where it goes on.
    ///   - withColumns: Whether the columns are told; events of a watch after the first don't.
    /// - Returns: The table as clients are sent it.
    func json(_ objects: [KubeObject], metadata: JSON, withColumns: Bool = true) -> JSON {
        .record([
            "kind": "Table", "apiVersion": "meta.k8s.io/\(version)", "metadata": metadata,
            "columnDefinitions": withColumns ? JSON.array(table.columns.map(\.json)) : JSON.null,
            "rows": JSON.array(objects.map(row)),
        ])
    }

    private func row(_ object: KubeObject) -> JSON {
        let cells = JSON.Member("cells", .array(table.cells(object, now)))
        switch included {
        case .none: return .object([cells])
        case .object: return .object([cells, .init("object", object.json)])
        case .metadata: return .object([cells, .init("object", object.metadataAlone(version))])
        }
    }
}

extension KubeObject {
    /// The object's metadata as an object of its own; who owns which field isn't shown in tables and left out.
    func metadataAlone(_ version: String, withManagers: Bool = false) -> JSON {
        let members = (json["metadata"]?.members ?? []).filter { withManagers || $0.name != "managedFields" }
        return .object([
            .init("kind", .string("PartialObjectMetadata")),
            .init("apiVersion", .string("meta.k8s.io/\(version)")), .init("metadata", .object(members)),
        ])
    }
}

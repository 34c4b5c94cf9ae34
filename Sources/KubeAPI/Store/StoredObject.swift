/// An object as the store keeps it: as a tree, or in little room where it is hardly read.
enum StoredObject: Sendable {
    case tree(KubeObject)
    case packed(PackedObject)

    var object: KubeObject {
        switch self {
        case .tree(let object): object
        case .packed(let packed): packed.object
        }
    }
}

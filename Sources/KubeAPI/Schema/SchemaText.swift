/// The fields of the built-in kinds in a form of our own, short enough to be read here.
///
/// `@ apps/v1` begins a group and version; then each type has a line, which goes on where the next is indented:
///
/// ```
/// *Deployment: 1 metadata meta.ObjectMeta, 2 spec DeploymentSpec, 3 status DeploymentStatus
/// DeploymentSpec: 1 replicas int32?, 2 selector meta.LabelSelector!, 8 paused bool
/// Volume: 1 name string!, 2 +VolumeSource
/// ```
/// `*` marks what stands alone, with `apiVersion` and `kind`. A field is its number in protobuf, its name in JSON and its type:
/// a scalar, or a type of the same group, or of `core` or `meta`. `[]` is a list, `{}` a map from strings; `?` says that zero
/// differs from nothing, `!` that it must be given, `+` that the other type's fields stand here without a name of their own.
///
/// Source: the fields' numbers and names are those of Kubernetes' `generated.proto` files, v1.32.
enum SchemaText {
    static let all = [
        meta, pods, podStatus, containers, volumes, nodes, core, workloads, access, others,
    ]
}

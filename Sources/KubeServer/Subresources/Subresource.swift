import KubeAPI

/// What hangs below objects.
enum Subresource {
    /// The kind that a subresource speaks in.
    static func kind(_ name: String, of type: ResourceType) -> (group: String, version: String, kind: String)
    {
        switch name {
        case "scale": ("autoscaling", "v1", "Scale")
        case "eviction": ("policy", "v1", "Eviction")
        case "token": ("authentication.k8s.io", "v1", "TokenRequest")
        case "binding": ("", "v1", "Binding")
        case "exec": ("", "v1", "PodExecOptions")
        case "attach": ("", "v1", "PodAttachOptions")
        case "portforward": ("", "v1", "PodPortForwardOptions")
        case "proxy": ("", "v1", "\(type.kind)ProxyOptions")
        default: ("", "", type.kind)
        }
    }

    static func verbs(_ name: String) -> [String] {
        switch name {
        case "binding", "eviction", "token": ["create"]
        case "exec", "attach", "portforward": ["create", "get"]
        case "proxy": ["create", "delete", "get", "patch", "update"]
        case "log": ["get"]
        case "finalize": ["update"]
        default: ["get", "patch", "update"]
        }
    }
}

import EngineAPI
import KubeAPI

/// What a pod may ask of its node that isn't there in this cluster: it is refused by name rather than passed over.
enum Unmodelled {
    /// The first such field of a pod; nil where it asks for none.
    static func field(of spec: PodSpec) -> String? {
        if let name = namespaces.first(where: { spec.json[$0]?.isTrue ?? false }) { return name }
        let hasDevices = spec.containers.contains { !($0.json["volumeDevices"]?.elements ?? []).isEmpty }
        return hasDevices ? "volumeDevices" : nil
    }

    private static let namespaces = ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"]

    /// Why containerd doesn't make a container whose profile lies on the node, in its words: no profile lies there.
    static func profileProblem(of container: ContainerSpec, in pod: KubeObject) -> String? {
        if let profile = localProfile("seccompProfile", of: container, in: pod) {
            let path = "/var/lib/kubelet/seccomp/\(profile)"
            return "failed to create containerd container: cannot load seccomp profile \"\(path)\": "
                + "open \(path): no such file or directory"
        }
        let old = pod.annotations["container.apparmor.security.beta.kubernetes.io/\(container.name)"] ?? ""
        let annotated = old.hasPrefix("localhost/") ? String(old.dropFirst("localhost/".count)) : nil
        if let profile = localProfile("appArmorProfile", of: container, in: pod) ?? annotated {
            return "failed to get container spec opts: failed to generate apparmor spec opts: "
                + "apparmor profile not found \(profile)"
        }
        return nil
    }

    /// The profile of a node that a container names, or else its pod.
    private static func localProfile(
        _ field: String,
        of container: ContainerSpec,
        in pod: KubeObject
    ) -> String? {
        let own = container.json.at("securityContext", field)
        let profile = own ?? PodSpec(pod).json.at("securityContext", field)
        guard profile?["type"]?.text == "Localhost" else { return nil }
        return profile?["localhostProfile"]?.text
    }
}

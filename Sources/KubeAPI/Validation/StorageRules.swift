import EngineAPI

/// What holds for volumes, claims and classes of storage.
enum StorageRules {
    private static let modes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]

    static func claim(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        accessModes(spec, &faults)
        switch Quantity(json: spec?["resources"]?["requests"]?["storage"]) {
        case nil: faults.require("spec.resources[storage]")
        case let size? where size <= .zero:
            faults.refuse("spec.resources.requests[storage]", size.text, "must be greater than zero")
        case .some: break
        }
        faults.checkSelector("spec.selector", spec?["selector"])
        faults.check("spec.volumeMode", spec?["volumeMode"]?.text, oneOf: ["Block", "Filesystem"])
    }

    static func volume(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        accessModes(spec, &faults)
        switch Quantity(json: spec?["capacity"]?["storage"]) {
        case nil: faults.require("spec.capacity")
        case let size? where size <= .zero:
            faults.refuse("spec.capacity[storage]", size.text, "must be greater than zero")
        case .some: break
        }
        faults.check(
            "spec.persistentVolumeReclaimPolicy",
            spec?["persistentVolumeReclaimPolicy"]?.text,
            oneOf: ["Delete", "Recycle", "Retain"]
        )
        let known = KubeSchema.builtIn["v1.PersistentVolumeSource"]
        let sources = (spec?.members ?? []).filter { known?.field(named: $0.name) != nil }
        if sources.isEmpty { faults.require("spec", "must specify a volume type") }
        checkLocal(spec, &faults)
        for extra in sources.dropFirst() {
            faults.add(.forbidden("spec.\(extra.name)", "may not specify more than 1 volume type"))
        }
    }

    /// A disk of one node is reached from that node alone.
    private static func checkLocal(_ spec: JSON?, _ faults: inout Faults) {
        guard let local = spec?["local"] else { return }
        faults.checkRequired("spec.local.path", local["path"]?.text)
        if spec?["nodeAffinity"] == nil {
            faults.require("spec.nodeAffinity", "Local volume requires node affinity")
        }
    }

    static func storageClass(_ object: KubeObject, _ faults: inout Faults) {
        faults.checkRequired("provisioner", object["provisioner"]?.text)
        faults.check("reclaimPolicy", object["reclaimPolicy"]?.text, oneOf: ["Delete", "Retain"])
        faults.check(
            "volumeBindingMode",
            object["volumeBindingMode"]?.text,
            oneOf: ["Immediate", "WaitForFirstConsumer"]
        )
    }

    private static func accessModes(_ spec: JSON?, _ faults: inout Faults) {
        let given = spec?["accessModes"]?.elements ?? []
        if given.isEmpty { faults.require("spec.accessModes", "at least 1 access mode is required") }
        for mode in given { faults.check("spec.accessModes", mode.text ?? "", oneOf: modes) }
    }
}

import EngineAPI
import KubeAPI

extension ObjectTable {
    static let persistentVolumeClaims = ObjectTable(
        [
            .init("Name"), .init("Status"), .init("Volume"), .init("Capacity"), .init("Access Modes"),
            .init("StorageClass"), .init("VolumeAttributesClass"), .init("Age"),
            .init("VolumeMode", wide: true),
        ]
    ) { claim, now in
        let volume = claim["spec", "volumeName"]?.text ?? ""
        let capacity = volume.isEmpty ? nil : claim["status", "capacity", "storage"]?.numberOrText
        let modes = volume.isEmpty ? [] : claim["status", "accessModes"]?.elements ?? []
        let phase = claim.isBeingDeleted ? .string("Terminating") : claim.text("status", "phase", or: "")
        return [
            .string(claim.name), phase, .string(volume), .string(capacity ?? ""), .string(accessModes(modes)),
            .string(storageClass(claim)),
            claim.text("spec", "volumeAttributesClassName", or: "<unset>"), claim.age(now),
            claim.text("spec", "volumeMode", or: "<unset>"),
        ]
    }

    static let persistentVolumes = ObjectTable(
        [
            .init("Name"), .init("Capacity"), .init("Access Modes"), .init("Reclaim Policy"), .init("Status"),
            .init("Claim"), .init("StorageClass"), .init("VolumeAttributesClass"), .init("Reason"),
            .init("Age"), .init("VolumeMode", wide: true),
        ]
    ) { volume, now in
        let claim = volume["spec", "claimRef"]?.nonNull
        let name = claim.map { "\($0["namespace"]?.text ?? "")/\($0["name"]?.text ?? "")" }
        let phase = volume.isBeingDeleted ? .string("Terminating") : volume.text("status", "phase", or: "")
        return [
            .string(volume.name), .string(volume["spec", "capacity", "storage"]?.numberOrText ?? ""),
            .string(accessModes(volume["spec", "accessModes"]?.elements ?? [])),
            volume.text("spec", "persistentVolumeReclaimPolicy", or: ""), phase, .string(name ?? ""),
            .string(storageClass(volume)),
            volume.text("spec", "volumeAttributesClassName", or: "<unset>"),
            volume.text("status", "reason", or: ""), volume.age(now),
            volume.text("spec", "volumeMode", or: "<unset>"),
        ]
    }

    private static func storageClass(_ object: KubeObject) -> String {
        let old = object.annotations["volume.beta.kubernetes.io/storage-class"]
        return old ?? object["spec", "storageClassName"]?.text ?? ""
    }

    private static func accessModes(_ modes: [JSON]) -> String {
        let short = [
            ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"),
            ("ReadWriteOncePod", "RWOP"),
        ]
        let given = Set(modes.compactMap(\.text))
        return short.filter { given.contains($0.0) }.map(\.1).joined(separator: ",")
    }

    static let storageClasses = ObjectTable(
        [
            .init("Name"), .init("Provisioner"), .init("ReclaimPolicy"), .init("VolumeBindingMode"),
            .init("AllowVolumeExpansion"), .init("Age"),
        ]
    ) { object, now in
        let isDefault = object.annotations["storageclass.kubernetes.io/is-default-class"] == "true"
        return [
            .string(object.name + (isDefault ? " (default)" : "")), object.text("provisioner", or: ""),
            object.text("reclaimPolicy", or: "Delete"), object.text("volumeBindingMode", or: "Immediate"),
            .bool(object["allowVolumeExpansion"]?.isTrue == true), object.age(now),
        ]
    }
}

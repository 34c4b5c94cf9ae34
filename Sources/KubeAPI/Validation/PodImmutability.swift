import EngineAPI

/// What of a pod can be changed: images, its deadline, more tolerations, little else.
enum PodImmutability {
    private static let refusal =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"

    static func check(_ new: KubeObject, _ old: KubeObject, _ faults: inout Faults) {
        for list in ["containers", "initContainers"] {
            let count = new["spec", list]?.elements?.count ?? 0
            if count != old["spec", list]?.elements?.count ?? 0 {
                faults.add(.forbidden("spec.\(list)", "pod updates may not add or remove containers"))
                return
            }
        }
        if let deadline = old["spec", "activeDeadlineSeconds"]?.integer {
            switch new["spec", "activeDeadlineSeconds"]?.integer {
            case nil:
                faults.add(
                    .invalid(
                        "spec.activeDeadlineSeconds",
                        "null",
                        "must not update from a positive integer to nil value"
                    )
                )
            case let later? where later > deadline:
                faults.refuse(
                    "spec.activeDeadlineSeconds",
                    later,
                    "must be less than or equal to previous value"
                )
            case .some: break
            }
        }
        let before = old["spec", "tolerations"]?.elements ?? []
        let after = new["spec", "tolerations"]?.elements ?? []
        if before.contains(where: { !after.contains($0) }) {
            faults.add(
                .forbidden(
                    "spec.tolerations",
                    "existing toleration can not be modified except its tolerationSeconds"
                )
            )
        }
        if fixed(new) != fixed(old) { faults.add(.forbidden("spec", refusal)) }
    }

    /// What can't be changed.
    private static func fixed(_ pod: KubeObject) -> JSON? {
        var spec = pod["spec"]
        for field in ["activeDeadlineSeconds", "tolerations", "ephemeralContainers", "schedulingGates"] {
            spec?.set(nil, at: [field])
        }
        if let grace = spec?["terminationGracePeriodSeconds"]?.integer, grace < 0 || grace == 1 {
            spec?.set(nil, at: ["terminationGracePeriodSeconds"])
        }
        for list in ["containers", "initContainers"] {
            spec?.editEach(list) { $0.set(nil, at: ["image"]) }
        }
        return spec
    }
}

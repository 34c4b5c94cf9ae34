import EngineAPI

/// What the cluster itself adds to new objects, and what it refuses whoever asks.
extension StoreState {
    /// Before an object is judged: what admission fills in.
    mutating func admit(_ object: inout KubeObject, _ type: ResourceType) throws(StatusError) {
        let ranges = LimitRanges(objects(.limitRanges, in: object.namespace ?? ""))
        switch type.qualifiedName {
        case "pods":
            let account = object["spec", "serviceAccountName"]?.text ?? "default"
            let admission = PodAdmission(
                account: self.object(.serviceAccounts, object.namespace ?? "default", account),
                priorities: objects(.priorityClasses, in: nil)
            )
            try admission.admit(&object, &random)
            if !ranges.isEmpty {
                ranges.fillIn(&object)
                try refuse(ranges.problems(of: object), object, type)
            }
            let namespace = self.object(.namespaces, nil, object.namespace ?? "default")
            try PodSecurity.check(object, in: namespace)
        case "persistentvolumeclaims": try refuse(ranges.problems(ofClaim: object), object, type)
        case "ingresses.networking.k8s.io": giveClass(to: &object)
        default: break
        }
    }

    /// Rules that name no class are of the one that is marked as the default, the newest of several.
    private func giveClass(to ingress: inout KubeObject) {
        guard ingress["spec", "ingressClassName"] == nil,
            ingress.annotations["kubernetes.io/ingress.class"] == nil
        else { return }
        let mark = "ingressclass.kubernetes.io/is-default-class"
        let marked = objects(.ingressClasses, in: nil).filter { $0.annotations[mark] == "true" }
        let newest = marked.compactMap(\.created).max()
        let chosen = marked.filter { $0.created == newest }.min { $0.name < $1.name }
        if let chosen { ingress["spec", "ingressClassName"] = .string(chosen.name) }
    }

    /// A claim may ask for more only where its class says that its volumes can grow.
    func admitGrowth(_ new: KubeObject, of old: KubeObject) throws(StatusError) {
        let path = ["spec", "resources", "requests", "storage"]
        guard let size = Quantity(json: new.json.value(at: path[...])),
            let before = Quantity(json: old.json.value(at: path[...])), size > before
        else { return }
        guard old["status", "phase"]?.text == "Bound" else {
            let why = "Only bound persistent volume claims can be expanded"
            throw .forbidden(.persistentVolumeClaims, new.name, why)
        }
        let storage = old["spec", "storageClassName"]?.text ?? ""
        guard object(.storageClasses, nil, storage)?["allowVolumeExpansion"]?.flag ?? false else {
            let why =
                "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc "
                + "must support resize"
            throw .forbidden(.persistentVolumeClaims, new.name, why)
        }
    }

    private func refuse(
        _ problems: [String],
        _ object: KubeObject,
        _ type: ResourceType
    ) throws(StatusError) {
        guard !problems.isEmpty else { return }
        let text = problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]"
        throw .forbidden(type, object.name, text)
    }
}

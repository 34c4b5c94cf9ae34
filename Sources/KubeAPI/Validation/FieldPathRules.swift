/// Which of its own fields a pod may tell its containers.
enum FieldPathRules {
    /// Those that the downward API knows at all.
    private static let known: Set<String> = [
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
        "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs", "status.phase", "status.podIP", "status.podIPs",
    ]

    private static let ofVariables = [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ]

    /// A field in a variable.
    static func variable(_ field: String, _ path: String, _ faults: inout Faults) {
        check(field, path, ofVariables, &faults)
    }

    private static func check(_ field: String, _ path: String, _ words: [String], _ faults: inout Faults) {
        let path = "\(path).fieldPath"
        guard !field.isEmpty else { return faults.require(path) }
        // One entry of a map: `metadata.labels['app']`.
        if field.hasSuffix("']"), let start = field.firstRange(of: "['") {
            let map = String(field[..<start.lowerBound])
            let key = String(field[start.upperBound...].dropLast(2))
            switch map {
            case "metadata.annotations": faults.check(path, key.lowercased(), NameRules.qualifiedNameProblem)
            case "metadata.labels": faults.check(path, key, NameRules.qualifiedNameProblem)
            case _ where known.contains(map): faults.refuse(path, map, "does not support subscript")
            default: unknown(field, path, &faults)
            }
        } else if !known.contains(field) {
            unknown(field, path, &faults)
        } else {
            faults.check(path, field, oneOf: words)
        }
    }

    private static func unknown(_ field: String, _ path: String, _ faults: inout Faults) {
        faults.refuse(path, field, "error converting fieldPath: field label not supported: \(field)")
    }
}

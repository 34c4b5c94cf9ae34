import EngineAPI
import KubeAPI

extension ObjectTable {
    private static let template: [TableColumn] = [
        .init("Containers", wide: true), .init("Images", wide: true), .init("Selector", wide: true),
    ]

    private static func templateCells(_ object: KubeObject) -> [JSON] {
        let containers = object.containers("spec", "template", "spec", "containers")
        let selector = object["spec", "selector"]
        // A replication controller's selector is a plain map.
        let text = object.kind == "ReplicationController" ? selector?.labelText : selector?.selectorText
        return [containers.names, containers.images, .string(text ?? "<none>")]
    }

    static let deployments = ObjectTable(
        [.init("Name"), .init("Ready"), .init("Up-to-date"), .init("Available"), .init("Age")] + template
    ) { object, now in
        [
            .string(object.name),
            .string("\(object.number("status", "readyReplicas"))/\(object.number("spec", "replicas"))"),
            .string(String(object.number("status", "updatedReplicas"))),
            .string(String(object.number("status", "availableReplicas"))), object.age(now),
        ] + templateCells(object)
    }

    static let replicaSets = ObjectTable(
        [
            .init("Name"), .init("Desired", .integer), .init("Current", .integer), .init("Ready", .integer),
            .init("Age"),
        ] + template
    ) { object, now in
        [
            .string(object.name), .int(object.number("spec", "replicas")),
            .int(object.number("status", "replicas")), .int(object.number("status", "readyReplicas")),
            object.age(now),
        ] + templateCells(object)
    }

    static let statefulSets = ObjectTable(
        [.init("Name"), .init("Ready"), .init("Age")] + template.prefix(2)
    ) { object, now in
        [
            .string(object.name),
            .string("\(object.number("status", "readyReplicas"))/\(object.number("spec", "replicas"))"),
            object.age(now),
        ] + templateCells(object).prefix(2)
    }

    static let daemonSets = ObjectTable(
        [
            .init("Name"), .init("Desired", .integer), .init("Current", .integer), .init("Ready", .integer),
            .init("Up-to-date", .integer), .init("Available", .integer), .init("Node Selector"), .init("Age"),
        ] + template
    ) { object, now in
        [
            .string(object.name), .int(object.number("status", "desiredNumberScheduled")),
            .int(object.number("status", "currentNumberScheduled")),
            .int(object.number("status", "numberReady")),
            .int(object.number("status", "updatedNumberScheduled")),
            .int(object.number("status", "numberAvailable")),
            .string(object["spec", "template", "spec", "nodeSelector"]?.labelText ?? "<none>"),
            object.age(now),
        ] + templateCells(object)
    }

    static let controllerRevisions = ObjectTable(
        [.init("Name"), .init("Controller"), .init("Revision", .integer), .init("Age")]
    ) { object, now in
        let owner = object["metadata", "ownerReferences"]?.elements?.first {
            $0["controller"]?.isTrue == true
        }
        let group = owner?["apiVersion"]?.text?.split(separator: "/").first.map { "." + $0 } ?? ""
        let name = owner.map { "\($0["kind"]?.text?.lowercased() ?? "")\(group)/\($0["name"]?.text ?? "")" }
        return [
            .string(object.name), .string(name ?? "<none>"), .int(object.number("revision")), object.age(now),
        ]
    }

    static let jobs = ObjectTable(
        [.init("Name"), .init("Status"), .init("Completions"), .init("Duration"), .init("Age")] + template
    ) { job, now in
        [
            .string(job.name), .string(jobStatus(job)), .string(jobCompletions(job)),
            .string(jobDuration(job, now)), job.age(now),
        ] + templateCells(job)
    }

    private static func jobStatus(_ job: KubeObject) -> String {
        let conditions = (job["status", "conditions"]?.elements ?? []).filter { $0["status"]?.text == "True" }
            .compactMap { $0["type"]?.text }
        for (type, word) in [("Complete", "Complete"), ("Failed", "Failed")] where conditions.contains(type) {
            return word
        }
        if job.isBeingDeleted { return "Terminating" }
        let words = ["Suspended", "FailureTarget", "SuccessCriteriaMet"]
        return words.first(where: conditions.contains) ?? "Running"
    }

    private static func jobCompletions(_ job: KubeObject) -> String {
        let succeeded = job.number("status", "succeeded")
        if let completions = job["spec", "completions"]?.integer { return "\(succeeded)/\(completions)" }
        let parallelism = job.number("spec", "parallelism")
        return parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
    }

    private static func jobDuration(_ job: KubeObject, _ now: KubeTime) -> String {
        guard let start = job["status", "startTime"]?.text.flatMap({ KubeTime($0) }) else { return "" }
        let end = job["status", "completionTime"]?.text.flatMap { KubeTime($0) } ?? now
        return HumanDuration.text(from: start, to: end)
    }

    static let cronJobs = ObjectTable(
        [
            .init("Name"), .init("Schedule"), .init("Timezone"), .init("Suspend", .boolean),
            .init("Active", .integer), .init("Last Schedule"), .init("Age"),
        ] + template
    ) { object, now in
        let containers = object.containers("spec", "jobTemplate", "spec", "template", "spec", "containers")
        let last = object["status", "lastScheduleTime"]?.nonNull
        return [
            .string(object.name), object.text("spec", "schedule"), object.text("spec", "timeZone"),
            .string(object["spec", "suspend"]?.isTrue == true ? "True" : "False"),
            .int(object["status", "active"]?.elements?.count ?? 0),
            .string(last.map { HumanDuration.since($0, now) } ?? "<none>"), object.age(now),
            containers.names, containers.images,
            .string(object["spec", "jobTemplate", "spec", "selector"]?.selectorText ?? "<none>"),
        ]
    }
}

import EngineAPI

/// What holds for jobs and for what makes them by the clock.
enum BatchRules {
    static func job(_ object: KubeObject, _ faults: inout Faults) {
        guard let spec = object["spec"] else { return }
        check(spec, "spec", &faults)
        guard let selector = spec["selector"] else { return faults.require("spec.selector") }
        let labels = spec["template"]?["metadata"]?["labels"]
        if LabelSelector(json: selector)?.matches(texts(labels)) == false {
            let why = "`selector` does not match template `labels`"
            faults.add(.invalid("spec.template.metadata.labels", GoFormat.map(labels), why))
        }
    }

    /// A new job's selector is the cluster's own, unless the job says that it brings one.
    static func checkSelector(of job: KubeObject, _ faults: inout Faults) {
        guard !(job["spec", "manualSelector"]?.flag ?? false), let selector = job["spec", "selector"],
            let own = LabelSelector(json: selector)
        else { return }
        let expected = [
            "batch.kubernetes.io/controller-uid": job.uid, "controller-uid": job.uid,
            "batch.kubernetes.io/job-name": job.name, "job-name": job.name,
        ]
        if !own.matches(expected) {
            let why = "`selector` not auto-generated"
            faults.add(.invalid("spec.selector", GoFormat.labelSelector(selector), why))
        }
    }

    private static func texts(_ labels: JSON?) -> [String: String] {
        Dictionary((labels?.members ?? []).map { ($0.name, $0.value.text ?? "") }) { first, _ in first }
    }

    static func cronJob(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        let schedule = spec?["schedule"]?.text ?? ""
        if schedule.isEmpty {
            faults.require("spec.schedule")
        } else {
            faults.check("spec.schedule", schedule, CronText.problem)
            if schedule.contains("TZ") {
                let why = "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"
                faults.refuse("spec.schedule", schedule, why)
            }
        }
        faults.check("spec.timeZone", spec?["timeZone"]?.text, zoneProblem)
        faults.check(
            "spec.concurrencyPolicy",
            spec?["concurrencyPolicy"]?.text,
            oneOf: ["Allow", "Forbid", "Replace"]
        )
        for field in ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"] {
            faults.checkNatural("spec.\(field)", spec?[field])
        }
        check(spec?["jobTemplate"]?["spec"] ?? .object([]), "spec.jobTemplate.spec", &faults)
        if object.name.utf8.count > 52 {
            faults.refuse("metadata.name", object.name, "must be no more than 52 characters")
        }
    }

    private static func zoneProblem(_ zone: String) -> String? {
        if zone.isEmpty { return "timeZone must be nil or non-empty string" }
        if zone.lowercased() == "local" {
            return "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"
        }
        return TimeZoneNames.contains(zone) ? nil : "unknown time zone \(zone)"
    }

    private static func check(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        for field in [
            "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
        ] {
            faults.checkNatural("\(path).\(field)", spec[field])
        }
        faults.check(
            "\(path).completionMode",
            spec["completionMode"]?.text,
            oneOf: ["NonIndexed", "Indexed"]
        )
        if spec["completionMode"]?.text == "Indexed", spec["completions"] == nil {
            faults.require("\(path).completions", "when completion mode is Indexed")
        }
        policies(spec, path, &faults)
        PodRules.check(template: spec["template"], "\(path).template", &faults)
        let policy = spec["template"]?["spec"]?["restartPolicy"]?.text
        if policy != "OnFailure", policy != "Never" {
            faults.require(
                "\(path).template.spec.restartPolicy",
                "valid values: \"OnFailure\", \"Never\""
            )
        }
    }

    /// What a job says of failures and of successes that are enough.
    private static func policies(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        for field in ["backoffLimitPerIndex", "maxFailedIndexes"] where spec[field] != nil {
            let why = "slidectl: limits for each index aren't part of the embedded cluster"
            faults.add(.forbidden("\(path).\(field)", why))
        }
        // A failure is judged once the pod has ended, so the next one can't come before that.
        faults.check(
            "\(path).podReplacementPolicy",
            spec["podReplacementPolicy"]?.text,
            oneOf: spec["podFailurePolicy"] == nil ? ["Failed", "TerminatingOrFailed"] : ["Failed"]
        )
        if let policy = spec["podFailurePolicy"] {
            if spec["template"]?["spec"]?["restartPolicy"]?.text != "Never" {
                faults.refuse(
                    "\(path).template.spec.restartPolicy",
                    spec["template"]?["spec"]?["restartPolicy"]?.text ?? "",
                    "only \"Never\" is supported when podFailurePolicy is specified"
                )
            }
            for (index, rule) in (policy["rules"]?.elements ?? []).enumerated() {
                failureRule(rule, "\(path).podFailurePolicy.rules[\(index)]", &faults)
            }
        }
        if spec["successPolicy"] != nil, spec["completionMode"]?.text != "Indexed" {
            faults.refuse(
                "\(path).successPolicy",
                GoFormat.plain(spec["successPolicy"] ?? .null),
                "requires indexed completion mode"
            )
        }
    }

    private static func failureRule(_ rule: JSON, _ path: String, _ faults: inout Faults) {
        let action = rule["action"]?.text
        if action == "FailIndex" {
            faults.refuse("\(path).action", "FailIndex", "requires the backoffLimitPerIndex to be set")
        } else {
            faults.check("\(path).action", action, oneOf: ["Count", "FailIndex", "FailJob", "Ignore"])
        }
        let (codes, conditions) = (rule["onExitCodes"], rule["onPodConditions"])
        guard (codes == nil) != (conditions?.elements?.isEmpty ?? true) else {
            return faults.refuse(
                path,
                GoFormat.plain(rule),
                codes == nil
                    ? "specifying one of OnExitCodes and OnPodConditions is required"
                    : "specifying both OnExitCodes and OnPodConditions is not supported"
            )
        }
        guard let codes else { return }
        faults.check("\(path).onExitCodes.operator", codes["operator"]?.text, oneOf: ["In", "NotIn"])
        let values = codes["values"]?.elements ?? []
        for (index, value) in values.enumerated() {
            let path = "\(path).onExitCodes.values[\(index)]"
            if codes["operator"]?.text == "In", value.integer == 0 {
                faults.refuse(path, 0, "must not be 0 for the In operator")
            }
            if values[..<index].contains(value) { faults.add(.duplicate(path, GoFormat.plain(value))) }
        }
    }
}

import EngineAPI

/// What holds for jobs and for what makes them by the clock.
enum BatchRules {
    static func job(_ object: KubeObject, _ faults: inout Faults) {
        guard let spec = object["spec"] else { return }
        check(spec, "spec", &faults)
        if spec["selector"] == nil { faults.require("spec.selector") }
    }

    static func cronJob(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        let schedule = spec?["schedule"]?.text ?? ""
        if schedule.isEmpty {
            faults.require("spec.schedule")
        } else if let problem = CronText.problem(schedule) {
            faults.refuse("spec.schedule", schedule, problem)
        }
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
        PodRules.check(template: spec["template"], "\(path).template", &faults)
        let policy = spec["template"]?["spec"]?["restartPolicy"]?.text
        if policy != "OnFailure", policy != "Never" {
            faults.require(
                "\(path).template.spec.restartPolicy",
                "valid values: \"OnFailure\", \"Never\""
            )
        }
    }
}

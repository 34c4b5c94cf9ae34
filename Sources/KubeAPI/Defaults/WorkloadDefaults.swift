import EngineAPI

/// What is filled in in workloads.
enum WorkloadDefaults {
    static func deployment(_ spec: inout JSON) {
        spec.setDefault("replicas", .int(1))
        spec.setDefault("progressDeadlineSeconds", .int(600))
        spec.setDefault("revisionHistoryLimit", .int(10))
        spec.setDefault("strategy", .object([]))
        spec.edit("strategy") { strategy in
            strategy.setDefault("type", .string("RollingUpdate"))
            guard strategy["type"]?.text == "RollingUpdate" else { return }
            strategy.setDefault("rollingUpdate", .object([]))
            strategy.edit("rollingUpdate") { update in
                update.setDefault("maxSurge", .string("25%"))
                update.setDefault("maxUnavailable", .string("25%"))
            }
        }
        template(&spec)
    }

    static func replicaSet(_ spec: inout JSON) {
        spec.setDefault("replicas", .int(1))
        template(&spec)
    }

    static func statefulSet(_ spec: inout JSON) {
        spec.setDefault("replicas", .int(1))
        spec.setDefault("podManagementPolicy", .string("OrderedReady"))
        spec.setDefault("revisionHistoryLimit", .int(10))
        spec.setDefault("updateStrategy", .object([]))
        spec.edit("updateStrategy") { strategy in
            strategy.setDefault("type", .string("RollingUpdate"))
            guard strategy["type"]?.text == "RollingUpdate" else { return }
            strategy.setDefault("rollingUpdate", .object([]))
            strategy.edit("rollingUpdate") { $0.setDefault("partition", .int(0)) }
        }
        spec.setDefault("persistentVolumeClaimRetentionPolicy", .object([]))
        spec.edit("persistentVolumeClaimRetentionPolicy") { policy in
            policy.setDefault("whenDeleted", .string("Retain"))
            policy.setDefault("whenScaled", .string("Retain"))
        }
        spec.editEach("volumeClaimTemplates") { claim in
            claim.setDefault("apiVersion", .string("v1"))
            claim.setDefault("kind", .string("PersistentVolumeClaim"))
            claim.edit("metadata") { $0.setDefault("creationTimestamp", .null) }
            claim.edit("spec") { $0.setDefault("volumeMode", .string("Filesystem")) }
            claim.setDefault("status", .object([.string("phase", "Pending")]))
        }
        template(&spec)
    }

    static func daemonSet(_ spec: inout JSON) {
        spec.setDefault("revisionHistoryLimit", .int(10))
        spec.setDefault("updateStrategy", .object([]))
        spec.edit("updateStrategy") { strategy in
            strategy.setDefault("type", .string("RollingUpdate"))
            guard strategy["type"]?.text == "RollingUpdate" else { return }
            strategy.setDefault("rollingUpdate", .object([]))
            strategy.edit("rollingUpdate") { update in
                update.setDefault("maxSurge", .int(0))
                update.setDefault("maxUnavailable", .int(1))
            }
        }
        template(&spec)
    }

    static func job(_ spec: inout JSON) {
        // A job that says nothing ends with one success; one that says how many run at once ends with the first.
        if spec["completions"] == nil, spec["parallelism"] == nil { spec.setDefault("completions", .int(1)) }
        spec.setDefault("parallelism", .int(1))
        if spec["backoffLimitPerIndex"] == nil { spec.setDefault("backoffLimit", .int(6)) }
        spec.setDefault("completionMode", .string("NonIndexed"))
        spec.setDefault("suspend", .bool(false))
        spec.setDefault("manualSelector", .bool(false))
        let hasFailurePolicy = spec["podFailurePolicy"] != nil
        spec.setDefault("podReplacementPolicy", .string(hasFailurePolicy ? "Failed" : "TerminatingOrFailed"))
        template(&spec)
    }

    static func cronJob(_ spec: inout JSON) {
        spec.setDefault("concurrencyPolicy", .string("Allow"))
        spec.setDefault("suspend", .bool(false))
        spec.setDefault("successfulJobsHistoryLimit", .int(3))
        spec.setDefault("failedJobsHistoryLimit", .int(1))
        spec.edit("jobTemplate") { job in
            job.setDefault("metadata", .object([]))
            job.edit("metadata") { $0.setDefault("creationTimestamp", .null) }
            // The rest of a job is filled in when it is made.
            job.edit("spec", template)
        }
    }

    private static func template(_ spec: inout JSON) { spec.edit("template", PodDefaults.apply(toTemplate:)) }
}

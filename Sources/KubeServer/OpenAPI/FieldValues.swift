/// The words that a field may hold, where they are few.
enum FieldValues {
    private static let all: [String: [String]] = [
        "Container.imagePullPolicy": ["Always", "IfNotPresent", "Never"],
        "Container.terminationMessagePolicy": ["FallbackToLogsOnError", "File"],
        "ContainerPort.protocol": ["SCTP", "TCP", "UDP"],
        "PodSpec.restartPolicy": ["Always", "Never", "OnFailure"],
        "PodSpec.dnsPolicy": ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
        "PodSpec.preemptionPolicy": ["Never", "PreemptLowerPriority"],
        "PodStatus.phase": ["Failed", "Pending", "Running", "Succeeded", "Unknown"],
        "PodStatus.qosClass": ["BestEffort", "Burstable", "Guaranteed"],
        "ServiceSpec.type": ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"],
        "ServiceSpec.sessionAffinity": ["ClientIP", "None"],
        "ServiceSpec.externalTrafficPolicy": ["Cluster", "Local"],
        "ServiceSpec.internalTrafficPolicy": ["Cluster", "Local"],
        "ServicePort.protocol": ["SCTP", "TCP", "UDP"],
        "DeploymentStrategy.type": ["Recreate", "RollingUpdate"],
        "StatefulSetUpdateStrategy.type": ["OnDelete", "RollingUpdate"],
        "DaemonSetUpdateStrategy.type": ["OnDelete", "RollingUpdate"],
        "StatefulSetSpec.podManagementPolicy": ["OrderedReady", "Parallel"],
        "CronJobSpec.concurrencyPolicy": ["Allow", "Forbid", "Replace"],
        "JobSpec.completionMode": ["Indexed", "NonIndexed"],
        "HTTPIngressPath.pathType": ["Exact", "ImplementationSpecific", "Prefix"],
        "Taint.effect": ["NoExecute", "NoSchedule", "PreferNoSchedule"],
        "Toleration.effect": ["NoExecute", "NoSchedule", "PreferNoSchedule"],
        "Toleration.operator": ["Equal", "Exists"],
        "PersistentVolumeSpec.persistentVolumeReclaimPolicy": ["Delete", "Recycle", "Retain"],
        "PersistentVolumeClaimSpec.volumeMode": ["Block", "Filesystem"],
        "NamespaceStatus.phase": ["Active", "Terminating"],
        "HTTPGetAction.scheme": ["HTTP", "HTTPS"],
    ]

    /// The words of `Type.field`; nil where it isn't limited to some.
    static func of(_ name: String) -> [String]? { all[name] }
}

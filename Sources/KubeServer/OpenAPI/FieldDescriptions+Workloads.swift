extension FieldDescriptions {
    /// What makes pods.
    static let workloads = """
        Deployment: A number of equal pods, and their orderly replacement when their template changes.
        DeploymentSpec: What a deployment is to do.
        DeploymentSpec.replicas: How many pods are wanted; 1 where nothing is said.
        DeploymentSpec.selector: The pods that belong to the deployment; the template's labels must match, and it never changes.
        DeploymentSpec.template: The pods that are made.
        DeploymentSpec.strategy: How old pods are replaced by new ones.
        DeploymentSpec.minReadySeconds: How many seconds a pod must be ready before it counts as available.
        DeploymentSpec.revisionHistoryLimit: How many old replica sets are kept, so that one can go back.
        DeploymentSpec.paused: Whether changes of the template wait.
        DeploymentSpec.progressDeadlineSeconds: After how many seconds without progress a rollout is said to have failed.
        DeploymentStrategy.type: All at once, or one after the other.
        DeploymentStrategy.rollingUpdate: How many pods may be missing or too many while they are replaced.
        RollingUpdateDeployment.maxSurge: How many pods, or what share of them, may be there beyond those wanted.
        RollingUpdateDeployment.maxUnavailable: How many pods, or what share of them, may be missing.
        DeploymentStatus.replicas: How many pods there are.
        DeploymentStatus.updatedReplicas: How many of them are made from the newest template.
        DeploymentStatus.readyReplicas: How many of them are ready.
        DeploymentStatus.availableReplicas: How many of them have been ready for long enough.
        DeploymentStatus.unavailableReplicas: How many are still missing.
        ReplicaSet: A number of equal pods; mostly one is made by a deployment for each of its templates.
        ReplicaSetSpec.replicas: How many pods are wanted.
        StatefulSet: Pods with lasting names and volumes that start and end in order.
        StatefulSetSpec.serviceName: The service that gives the pods their names in DNS.
        StatefulSetSpec.replicas: How many pods are wanted.
        StatefulSetSpec.volumeClaimTemplates: The claims that each pod has of its own.
        StatefulSetSpec.podManagementPolicy: Whether pods wait for those before them.
        StatefulSetSpec.updateStrategy: How pods are replaced when the template changes.
        DaemonSet: One pod on each node, or on each that is selected.
        DaemonSetSpec.updateStrategy: How pods are replaced when the template changes.
        ControllerRevision: A former template of a stateful set or a daemon set.
        Job: Pods that run to their end, until enough of them have succeeded.
        JobSpec.completions: How many pods must succeed.
        JobSpec.parallelism: How many pods run at one time.
        JobSpec.backoffLimit: How often a failure is tried again.
        JobSpec.activeDeadlineSeconds: How many seconds the job may take.
        JobSpec.ttlSecondsAfterFinished: After how many seconds a job that is over is removed.
        JobSpec.suspend: Whether no pods run for now.
        CronJob: Jobs that are made at set times.
        CronJobSpec.schedule: When, in the five fields of cron.
        CronJobSpec.timeZone: The time zone of the schedule.
        CronJobSpec.suspend: Whether no jobs are made for now.
        CronJobSpec.concurrencyPolicy: What is done when the job before still runs.
        CronJobSpec.startingDeadlineSeconds: How many seconds late a job may still start.
        CronJobSpec.successfulJobsHistoryLimit: How many jobs that succeeded are kept.
        CronJobSpec.failedJobsHistoryLimit: How many jobs that failed are kept.
        CronJobSpec.jobTemplate: The jobs that are made.
        HorizontalPodAutoscaler: A number of replicas that follows the load.
        HorizontalPodAutoscalerSpec.scaleTargetRef: What is scaled.
        HorizontalPodAutoscalerSpec.minReplicas: The fewest replicas.
        HorizontalPodAutoscalerSpec.maxReplicas: The most replicas.
        HorizontalPodAutoscalerSpec.metrics: What is measured, and the goal of each.
        PodDisruptionBudget: How many pods may be taken away at one time by those who ask.
        PodDisruptionBudgetSpec.minAvailable: How many pods, or what share of them, must stay.
        PodDisruptionBudgetSpec.maxUnavailable: How many pods, or what share of them, may be missing.
        """
}

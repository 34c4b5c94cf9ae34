import EngineAPI

/// A job with its pods: what has come of them, and what is to be done next.
struct JobPlan {
    static let tracking = "batch.kubernetes.io/job-tracking"
    static let index = "batch.kubernetes.io/job-completion-index"

    let job: KubeObject
    /// All of its pods, also those that end.
    let pods: [JobPod]
    let parallelism: Int
    /// Nil: as many as it takes until one succeeds and all have ended.
    let completions: Int?
    let isIndexed: Bool
    let isSuspended: Bool
    let backoffLimit: Int

    init(_ job: KubeObject, _ pods: [JobPod]) {
        self.job = job
        self.pods = pods
        parallelism = max(0, job.spec("parallelism")?.integer ?? 1)
        completions = job.spec("completions")?.integer.map { max(0, $0) }
        isIndexed = job.spec("completionMode")?.text == "Indexed"
        isSuspended = job.spec("suspend") == .bool(true)
        backoffLimit = job.spec("backoffLimit")?.integer ?? 6
    }

    var isOver: Bool {
        job.condition("Complete")?["status"]?.text == "True"
            || job.condition("Failed")?["status"]?.text == "True"
    }
    var startTime: KubeTime? { job.status("startTime")?.text.flatMap { KubeTime($0) } }

    /// The ended pods that the status hasn't counted yet.
    var uncounted: [JobPod] {
        let noted = Set(
            ["succeeded", "failed"].flatMap { job.status("uncountedTerminatedPods")?[$0]?.elements ?? [] }
                .compactMap(\.text)
        )
        return pods.filter { $0.isTracked && $0.isOver && !noted.contains($0.facts.uid) }
    }

    // MARK: - Counts

    var active: [JobPod] { pods.filter { $0.facts.isActive } }
    var succeeded: Int {
        isIndexed ? completedIndexes.count : job.count("succeeded") + uncounted.count(where: \.hasSucceeded)
    }
    var failed: Int { job.count("failed") + uncounted.count(where: \.hasFailed) }

    /// The indices whose pods have succeeded.
    var completedIndexes: Set<Int> {
        let known = CompletionIndexes.read(
            job.status("completedIndexes")?.text ?? "",
            below: completions ?? 0
        )
        return known.union(pods.filter(\.hasSucceeded).compactMap(\.index).filter { $0 < completions ?? 0 })
    }

    /// Why the job is over now; nil while it isn't.
    func verdict(at now: KubeTime) -> (isSuccess: Bool, reason: String, message: String)? {
        for case .endsJob(let why) in pods.filter(\.isOver).map(\.ruling) {
            return (false, "PodFailurePolicy", why)
        }
        if isIndexed, let completions,
            let rule = JobSuccessRules.met(by: completedIndexes, of: job, completions: completions)
        {
            return (true, "SuccessPolicy", "Matched rules at index \(rule)")
        }
        let isEnough: Bool
        if let completions {
            isEnough = succeeded >= completions
        } else {
            isEnough = succeeded > 0 && active.isEmpty
        }
        if isEnough { return (true, "CompletionsReached", "Reached expected number of succeeded pods") }
        if failed > backoffLimit || restartsExceedLimit {
            return (false, "BackoffLimitExceeded", "Job has reached the specified backoff limit")
        }
        if let deadline, deadline <= now, !isSuspended {
            return (false, "DeadlineExceeded", "Job was active longer than specified deadline")
        }
        return nil
    }

    /// Restarts of containers count where pods restart theirs.
    private var restartsExceedLimit: Bool {
        guard job.spec("template")?["spec"]?["restartPolicy"]?.text == "OnFailure" else { return false }
        let restarts = pods.filter { $0.facts.phase == .running || $0.facts.phase == .pending }
            .reduce(0) { $0 + $1.restarts }
        return backoffLimit == 0 ? restarts > 0 : restarts >= backoffLimit
    }

    var deadline: KubeTime? {
        guard let seconds = job.spec("activeDeadlineSeconds")?.integer else { return nil }
        return startTime?.advanced(by: .seconds(seconds))
    }

    // MARK: - Pods

    /// When the next pod may be made after failures: 10 s after the last, then 20 s, 40 s … at most 10 minutes.
    var nextTry: KubeTime? {
        let ends = pods.filter(\.isOver).compactMap { pod in pod.finished.map { (pod, $0) } }
            .sorted { $0.1 > $1.1 }
        let failures = ends.prefix { !$0.0.hasSucceeded }
        guard let last = failures.first?.1 else { return nil }
        return last.advanced(by: .seconds(min(600, 10 << min(failures.count - 1, 10))))
    }

    /// How many pods are to run at once now.
    var wanted: Int {
        guard let completions else { return succeeded > 0 ? active.count : parallelism }
        return min(parallelism, max(0, completions - succeeded))
    }

    /// The indices that have no pod and haven't succeeded, the lowest first.
    func freeIndexes(_ count: Int) -> [Int] {
        let running = active + pods.filter(\.isLeaving)
        let taken = Set(running.compactMap(\.index)).union(completedIndexes)
        return Array((0..<(completions ?? 0)).lazy.filter { !taken.contains($0) }.prefix(count))
    }

    /// Pods for the next tries.
    func newPods(_ count: Int) -> [KubeObject] {
        guard isIndexed else { return Array(repeating: pod(index: nil), count: count) }
        return freeIndexes(count).map { pod(index: $0) }
    }

    private func pod(index: Int?) -> KubeObject {
        var pod = PodTemplate.pod(of: job, namespace: job.namespace ?? "")
        pod["metadata", "finalizers"] = (pod.finalizers + [Self.tracking]).json
        guard let index else { return pod }
        pod["metadata", "generateName"] = "\(job.name)-\(index)-".json
        pod["metadata", "annotations", Self.index] = String(index).json
        pod["metadata", "labels", Self.index] = String(index).json
        pod["spec", "hostname"] = "\(job.name)-\(index)".json
        let source: JSON = .of([
            "name": "JOB_COMPLETION_INDEX".json,
            "valueFrom": .of(["fieldRef": .of(["fieldPath": "metadata.labels['\(Self.index)']".json])]),
        ])
        for list in ["initContainers", "containers"] {
            guard let containers = pod.spec(list)?.elements else { continue }
            pod["spec", list] = .array(
                containers.map { container in
                    var container = KubeObject(container)
                    container["env"] = .array((container["env"]?.elements ?? []) + [source])
                    return container.json
                }
            )
        }
        return pod
    }
}

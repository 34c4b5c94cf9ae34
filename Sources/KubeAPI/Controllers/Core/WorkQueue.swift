/// What a controller has to look at: each object once, however often it changed meanwhile; pure.
struct WorkQueue: Sendable {
    private static let firstDelay = 5_000_000
    private static let longestDelay = Duration.seconds(300)

    private var ready: [ObjectKey] = []
    private var head = 0
    private var queued: Set<ObjectKey> = []
    private var running: ObjectKey?
    private var changedMeanwhile = false
    private var later: [ObjectKey: KubeTime] = [:]
    private var failures: [ObjectKey: Int] = [:]
    /// The next moment for which a look was asked; never too late.
    private(set) var nextDue: KubeTime?

    /// An object changed.
    mutating func add(_ key: ObjectKey) {
        if key == running {
            changedMeanwhile = true
        } else if queued.insert(key).inserted {
            ready.append(key)
        }
    }

    /// Takes the next object to look at; one at a time.
    mutating func next(at now: KubeTime) -> ObjectKey? {
        takeDue(at: now)
        guard running == nil, head < ready.count else { return nil }
        let key = ready[head]
        head += 1
        // What was taken out is let go of now and then.
        if head > 64, head * 2 > ready.count {
            ready.removeFirst(head)
            head = 0
        }
        queued.remove(key)
        later[key] = nil
        running = key
        changedMeanwhile = false
        return key
    }

    /// The look is over; where it has failed, it is tried again, later each time.
    mutating func finish(_ key: ObjectKey, hasFailed: Bool, lookAgain moment: KubeTime?, at now: KubeTime) {
        running = nil
        if changedMeanwhile { add(key) }
        var moment = moment
        if hasFailed {
            let count = failures[key, default: 0]
            failures[key] = count + 1
            let delay = min(Self.longestDelay, .nanoseconds(Self.firstDelay << min(count, 20)))
            let retry = now.advanced(by: delay)
            moment = moment.map { min($0, retry) } ?? retry
        } else {
            failures[key] = nil
        }
        later[key] = moment
        if let moment { nextDue = nextDue.map { min($0, moment) } ?? moment }
    }

    /// Whether something can be taken now.
    func hasWork(at now: KubeTime) -> Bool {
        running == nil && (head < ready.count || nextDue.map { $0 <= now } ?? false)
    }

    private mutating func takeDue(at now: KubeTime) {
        guard let due = nextDue, due <= now else { return }
        for (key, moment) in later.filter({ $0.value <= now }).sorted(by: {
            ($0.value, $0.key) < ($1.value, $1.key)
        }) {
            _ = moment
            later[key] = nil
            add(key)
        }
        nextDue = later.values.min()
    }
}

/// Where changes meet controllers: holds the cache, and for each controller what it has to look at.
actor ControllerHub {
    /// A look that a controller's worker is to carry out.
    struct Look: Sendable {
        var key: ObjectKey
        var decision: Decision
    }

    let controllers: [any Controller]
    private let clock: any ClusterClock
    private(set) var cache = ObjectCache()
    private var queues: [WorkQueue]
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    /// The types whose objects aren't all known yet; until they are, nobody decides.
    private var unsynced: Set<Shelf>
    private var isStopped = false
    private var timer: Task<Void, Never>?
    private var timerDue: KubeTime?
    private let typesChanged: @Sendable () -> Void

    init(
        _ controllers: [any Controller],
        shelves: [Shelf],
        clock: any ClusterClock,
        typesChanged: @escaping @Sendable () -> Void = {}
    ) {
        self.controllers = controllers
        self.clock = clock
        self.typesChanged = typesChanged
        unsynced = Set(shelves)
        queues = controllers.map { controller in
            var queue = WorkQueue()
            for key in controller.initialKeys { queue.add(key) }
            return queue
        }
    }

    // MARK: - Changes

    /// Makes room for the objects of another type.
    func newShelf(_ type: ResourceType) -> Shelf { cache.addShelf(type) }

    /// An object came or changed.
    func put(_ object: KubeObject, on shelf: Shelf) {
        if let change = cache.put(object, on: shelf) { spread(change) }
    }

    /// An object went.
    func remove(_ key: ObjectKey, uid: String, on shelf: Shelf) {
        if let change = cache.remove(key, uid: uid, on: shelf) { spread(change) }
    }

    /// All objects of a type, as they were at a version.
    func replace(_ list: ObjectList, on shelf: Shelf) {
        var listed: Set<String> = []
        for object in list.items {
            listed.insert(object.uid)
            put(object, on: shelf)
        }
        for object in cache.all(shelf)
        where !listed.contains(object.uid) && object.resourceVersion <= list.resourceVersion {
            remove(ObjectKey(object), uid: object.uid, on: shelf)
        }
        if unsynced.remove(shelf) != nil, unsynced.isEmpty { wakeAll() }
    }

    private func spread(_ change: ObjectChange) {
        for (index, controller) in controllers.enumerated() {
            for key in controller.keys(for: change, in: cache) {
                queues[index].add(key)
                wake(index)
            }
        }
        if change.shelf == .customResourceDefinitions { typesChanged() }
    }

    // MARK: - Work

    /// The next look of a controller, when there is one; nil at the end.
    func next(_ index: Int) async -> Look? {
        while !isStopped {
            if let look = take(index) { return look }
            await withCheckedContinuation { waiting[index] = $0 }
        }
        return nil
    }

    /// The next look of a controller, if there is one now.
    func take(_ index: Int) -> Look? {
        let now = clock.now
        guard unsynced.isEmpty, let key = queues[index].next(at: now) else { return nil }
        return Look(key: key, decision: controllers[index].decide(key, in: cache, at: now))
    }

    func conclude(_ index: Int, _ key: ObjectKey, failure: StatusError?) -> Decision {
        controllers[index].conclude(key, in: cache, failure: failure, at: clock.now)
    }

    func finish(_ index: Int, _ key: ObjectKey, hasFailed: Bool, lookAgain: KubeTime?) {
        queues[index].finish(key, hasFailed: hasFailed, lookAgain: lookAgain, at: clock.now)
        arm()
    }

    func stop() {
        isStopped = true
        timer?.cancel()
        wakeAll()
    }

    private func wake(_ index: Int) { waiting.removeValue(forKey: index)?.resume() }

    private func wakeAll() {
        for index in controllers.indices { wake(index) }
    }

    // MARK: - Time

    /// Sees to it that the next due look is taken in time.
    private func arm() {
        guard !isStopped, let due = queues.compactMap(\.nextDue).min() else { return }
        if let timerDue, timerDue <= due { return }
        timer?.cancel()
        timerDue = due
        timer = Task { [clock] in
            guard (try? await clock.sleep(until: due)) != nil else { return }
            self.ring()
        }
    }

    private func ring() {
        timerDue = nil
        let now = clock.now
        for index in queues.indices where queues[index].hasWork(at: now) { wake(index) }
        // Whoever was woken sees to the time when the look is over; the others' times may come first.
        guard let due = queues.compactMap(\.nextDue).filter({ $0 > now }).min() else { return }
        timerDue = due
        timer = Task { [clock] in
            guard (try? await clock.sleep(until: due)) != nil else { return }
            self.ring()
        }
    }
}

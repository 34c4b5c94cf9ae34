import Dispatch
import Glibc
import Ports
import SystemPackage

/// One watch of one folder, from `start` to `stop`.
///
/// Everything runs on one serial queue; nothing runs while nothing changes.
final class WatchSession: @unchecked Sendable {
    // Unchecked: all variables below are touched on `queue` alone.
    private let queue = DispatchQueue(label: "slidectl.watch", qos: .userInitiated)
    private let folder: FilePath
    private let pollInterval: Int
    private let report: @Sendable (String) -> Void
    private let yield: @Sendable (Set<FilePath>) -> Void

    private var inotify: CInt = -1
    private var folders: [CInt: FilePath] = [:]
    private var events: (any DispatchSourceRead)?
    private var timer: (any DispatchSourceTimer)?
    private var pending = PendingChanges()
    private var poll: (any DispatchSourceTimer)?
    private var seen: [FilePath: FileStamp] = [:]
    private var isStopped = false

    init(
        folder: FilePath,
        pollInterval: Int,
        report: @escaping @Sendable (String) -> Void,
        yield: @escaping @Sendable (Set<FilePath>) -> Void
    ) {
        self.folder = folder
        self.pollInterval = pollInterval
        self.report = report
        self.yield = yield
    }

    /// Starts to watch; what changes after this returns is told.
    func start(looking: Bool) { queue.sync { looking ? startLooking() : startInotify() } }

    func stop() { queue.async { self.stopOnQueue() } }

    private func startInotify() {
        inotify = inotify_init1(O_NONBLOCK | O_CLOEXEC)
        guard inotify >= 0 else { return startPolling("inotify isn't available (\(Errno(rawValue: errno)))") }
        let descriptor = inotify
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [weak self] in self?.readEvents() }
        source.setCancelHandler { close(descriptor) }
        events = source
        source.activate()
        watch(folder, tellsContents: false)
    }

    private func stopOnQueue() {
        isStopped = true
        stopInotify()
        timer?.cancel()
        poll?.cancel()
        (timer, poll) = (nil, nil)
    }

    private func stopInotify() {
        events?.cancel()
        events = nil
        folders = [:]
    }

    // MARK: inotify

    /// Watches a folder and those below it.
    ///
    /// In a folder that is new, files came before the watch: there, those that are found are told.
    private func watch(_ top: FilePath, tellsContents: Bool) {
        var waiting = [top]
        while let next = waiting.popLast() {
            let watch = next.withPlatformString {
                inotify_add_watch(inotify, $0, UInt32(bitPattern: InotifyEvent.wanted))
            }
            guard watch >= 0 else {
                // A folder that is gone again, or closed to us, is none of our business; a full table is.
                guard errno == ENOSPC || errno == ENOMEM else { continue }
                return startPolling("too many folders to watch (fs.inotify.max_user_watches)")
            }
            folders[watch] = next
            for entry in WatchedTree.entries(of: next) {
                if entry.isFolder { waiting.append(entry.path) }
                if tellsContents { note(entry.path, isWhole: true) }
            }
        }
    }

    private func readEvents() {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
            while inotify >= 0, events != nil {
                let count = read(inotify, buffer.baseAddress, buffer.count)
                guard count > 0 else { return }
                for event in InotifyEvent.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
                    handle(event)
                }
            }
        }
    }

    private func handle(_ event: InotifyEvent) {
        if event.has(Int(IN_Q_OVERFLOW)) {
            watch(folder, tellsContents: false)
            return note(folder, isWhole: true)
        }
        guard let parent = folders[event.watch] else { return }
        if event.has(Int(IN_IGNORED)) {
            folders[event.watch] = nil
            return
        }
        guard let name = event.name else { return }
        let path = parent.pushing(name)
        guard event.has(Int(IN_ISDIR)) else {
            if !WatchedTree.isTemporary(name.string) { note(path, isWhole: event.isWholeSave) }
            return
        }
        guard WatchedTree.isWatched(folder: name.string) else { return }
        if event.has(Int(IN_MOVED_FROM)) { forget(below: path) }
        if event.has(Int(IN_CREATE)) || event.has(Int(IN_MOVED_TO)) { watch(path, tellsContents: true) }
        note(path, isWhole: true)
    }

    /// Stops the watches of a folder that has another name now.
    private func forget(below path: FilePath) {
        for (watch, watched) in folders where watched.starts(with: path) {
            inotify_rm_watch(inotify, watch)
            folders[watch] = nil
        }
    }

    // MARK: Telling

    private var now: Int { Int(clamping: DispatchTime.now().uptimeNanoseconds) }

    private func note(_ path: FilePath, isWhole: Bool) {
        pending.note(path, isWhole: isWhole, now: now)
        schedule()
    }

    private func schedule() {
        guard let due = pending.due else { return }
        if timer == nil {
            let source = DispatchSource.makeTimerSource(queue: queue)
            source.setEventHandler { [weak self] in self?.tell() }
            source.activate()
            timer = source
        }
        timer?.schedule(deadline: DispatchTime(uptimeNanoseconds: UInt64(due)), leeway: .microseconds(500))
    }

    private func tell() {
        guard !isStopped else { return }
        if let batch = pending.take(now: now) { yield(batch) } else { schedule() }
    }

    // MARK: Looking again and again

    private func startPolling(_ reason: String) {
        stopInotify()
        report("\(reason): looking for changes every \(pollInterval) ms instead")
        startLooking()
    }

    private func startLooking() {
        seen = WatchedTree.stamps(below: folder)
        let source = DispatchSource.makeTimerSource(queue: queue)
        let interval = DispatchTimeInterval.milliseconds(pollInterval)
        source.schedule(deadline: .now() + interval, repeating: interval, leeway: .milliseconds(50))
        source.setEventHandler { [weak self] in self?.look() }
        source.activate()
        poll = source
    }

    private func look() {
        let present = WatchedTree.stamps(below: folder)
        let changed = Set(present.keys).union(seen.keys).filter { present[$0] != seen[$0] }
        seen = present
        if !changed.isEmpty { yield(changed) }
    }
}

import EngineAPI

/// Where something that takes its time puts its messages, for whoever waits for them.
struct ProgressFeed: Sendable {
    private let box = Mailbox<Result<ProgressMessage, EngineError>>(capacity: 1000)

    /// Says something; waits where the reader is slow.
    func say(_ message: ProgressMessage) async { _ = await box.send(.success(message)) }

    /// Says a line of a build's.
    func say(stream text: String) async { await say(ProgressMessage(stream: text)) }

    /// Says that something is at some point.
    func say(status: String, id: String? = nil, current: Int? = nil, total: Int? = nil) async {
        var message = ProgressMessage(status: status, id: id)
        if id != nil, id?.isEmpty == false { message.progressDetail = ProgressMessage.Progress() }
        // Where nothing is counted there is no bar, and a client that isn't on a terminal prints the line whole.
        if let current, let total, current > 0 || total > 0 {
            message.progressDetail?.current = current
            message.progressDetail?.total = total
            message.progress = Self.bar(current, total)
        }
        await say(message)
    }

    /// Ends the messages, with a failure or without.
    func finish(_ failure: EngineError? = nil) {
        if let failure { box.post(.failure(failure)) }
        box.close()
    }

    /// The messages as the API has them; a reader who leaves ends the work.
    func stream(_ task: Task<Void, Never>) -> ProgressStream {
        ProgressStream(cancel: {
            task.cancel()
            box.abandon()
        }) { try await box.next()?.get() }
    }

    /// `[=====>     ]  69.21kB/6.592MB`.
    private static func bar(_ current: Int, _ total: Int) -> String {
        let width = 50
        guard total > 0 else { return HumanSize.text(current) }
        let filled = min(width, current * width / total)
        let bar = String(repeating: "=", count: max(0, filled)) + ">"
        let room = String(repeating: " ", count: max(0, width - filled))
        let (now, all) = (HumanSize.text(current), HumanSize.text(total))
        return "[\(bar)\(room)] \(String(repeating: " ", count: max(0, 8 - now.count)))\(now)/\(all)"
    }
}

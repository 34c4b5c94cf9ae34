extension ProcessContext {
    /// Does something in a task of its own, and waits for it; a cancellation reaches it.
    ///
    /// A task keeps the room that its deepest call once needed for as long as it lives, and a server's waits for signals
    /// as long as its container runs. What it does before goes aside, so that its room is let go of.
    ///
    /// It isn't inlined, nor is the task a child: either would take that room in the frame of the caller.
    @inline(never)
    public func aside<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
        let task = Task { await body() }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }
}

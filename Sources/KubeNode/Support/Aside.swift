/// Does something in a task of its own, and waits for it; a cancellation reaches it.
///
/// A task keeps the room that its deepest call once needed for as long as it lives. Those that wait for the end of a pod
/// are many and live long: what they do before and after goes aside, so that its room is let go of.
///
/// It isn't inlined, nor is the task a child: either would take that room in the frame of the caller.
@inline(never)
func aside<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let task = Task { try await body() }
    return try await withTaskCancellationHandler {
        try await task.value
    } onCancel: {
        task.cancel()
    }
}

/// The same for what can't fail.
@inline(never)
func aside<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
    let task = Task { await body() }
    return await withTaskCancellationHandler {
        await task.value
    } onCancel: {
        task.cancel()
    }
}

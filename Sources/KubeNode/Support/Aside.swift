/// Does something in a task of its own, and waits for it; a cancellation reaches it.
///
/// A task keeps the room that its deepest call once needed for as long as it lives. Those that wait for the end of a pod
/// are many and live long: what they do before and after goes aside, so that its room is let go of.
func aside<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    async let result = body()
    return try await result
}

/// The same for what can't fail.
func aside<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
    async let result = body()
    return await result
}

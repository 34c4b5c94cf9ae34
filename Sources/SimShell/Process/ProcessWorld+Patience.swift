extension ProcessWorld {
    /// Does something that may take so many seconds; nil where it takes longer, and it is cancelled then.
    func within<Value: Sendable>(
        _ seconds: Double,
        _ body: @escaping @Sendable () async -> Value
    ) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await body() }
            group.addTask {
                try? await self.sleep(for: .milliseconds(Int64(min(seconds, 1e12) * 1000)))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

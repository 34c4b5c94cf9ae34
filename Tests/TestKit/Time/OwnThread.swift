import Foundation

/// Does something that blocks on a thread of its own: the tests' pool has as few threads as the machine has cores, and
/// whoever waits on one of them stops all other tests.
public func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
{
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

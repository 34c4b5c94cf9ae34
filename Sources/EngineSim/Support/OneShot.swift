/// A value that comes once and that any number of tasks may wait for.
final class OneShot<Value: Sendable>: Sendable {
    private let box = Mailbox<Value>()

    /// Sets the value; a second one is dropped.
    func set(_ value: Value) {
        guard box.isOpen else { return }
        box.post(value)
        box.close()
    }

    /// Waits for the value; nil where the waiting task is cancelled, or ``giveUp()`` was called before it came.
    func value() async -> Value? {
        guard let value = await box.next() else { return nil }
        return value
    }

    /// Ends all waits.
    func giveUp() { box.abandon() }
}

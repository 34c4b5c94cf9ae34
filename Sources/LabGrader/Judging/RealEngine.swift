/// Why a verdict has to wait for a real engine.
enum RealEngine {
    /// The reason, for what a result rests on.
    static func reason(_ what: [String]) -> String {
        "needs a real engine: \(what.joined(separator: ", ")) \(what.count == 1 ? "is" : "are") only modelled here"
    }
}

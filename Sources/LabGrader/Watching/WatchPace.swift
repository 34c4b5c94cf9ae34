import LabModel

/// How often a check's subject is looked at, and how sure a verdict must be; all in milliseconds.
///
/// Both follow from how long the check looks: nobody learns more from a hundred looks at two seconds than from ten.
struct WatchPace: Hashable, Sendable {
    /// The time that the check names; 0 for one that asks for now.
    let window: Int

    init(_ timing: LabCheck.Timing) {
        switch timing {
        case .now: window = 0
        case .within(let time), .always(let time), .never(let time): window = time
        }
    }

    /// The longest pause between two looks.
    var longestPause: Int { min(max(window / 8, 100), 1000) }

    /// The pause after so many looks.
    func pause(after looks: Int) -> Int { min(50 << min(looks, 8), longestPause) }

    /// The pause after so many failures on end: short at first, for most are over at once.
    func pause(afterFailures failures: Int) -> Int { min(50 << min(failures, 8), longestPause) }

    /// How long nothing may have been seen before one says that something never was.
    var longestGap: Int { min(max(window / 2, 1000), 5000) }

    /// How late an answer may be and still count as one of the last moment.
    static let slack = 500

    /// How long after the window a last answer is waited for.
    static let grace = 5000

    /// How long one look may take.
    static let longestLook = 15_000

    /// The shortest time between two looks, however much happens.
    static let shortestPause = 20
}

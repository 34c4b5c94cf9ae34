import LabModel

/// A report as one audience may see it: made plain, and nothing in it that isn't to be told.
struct ToldReport: Hashable, Sendable {
    var audience: Audience
    var lecture: Plain
    var mode: Report.Mode
    var engine: (name: Plain, version: Plain)? { engineName.map { ($0, engineVersion) } }
    var engineName: Plain?
    var engineVersion: Plain
    var student: Plain?
    var submission: Plain?
    var started: Plain
    var ended: Plain
    var version: Plain
    var labs: [ToldLab]
    var foreignValues: [ToldForeignValue] = []

    var points: ToldPoints { labs.reduce(ToldPoints.none(audience)) { $0 + $1.points } }
    var verdict: ToldVerdict { ToldVerdict(all: labs.map(\.verdict)) }
}

/// A value that isn't the student's own.
struct ToldForeignValue: Hashable, Sendable {
    var lab: Plain
    var file: Plain
    var name: Plain
    var value: Plain
    /// Whose it is; nil where that isn't told.
    var owners: [Plain]?
}

/// Points of the public part, and of the hidden one where it may be told.
struct ToldPoints: Hashable, Sendable {
    var visible: LabScore.Total
    var hidden: LabScore.Total?

    static func none(_ audience: Audience) -> Self {
        Self(visible: LabScore.Total(), hidden: audience == .staff ? LabScore.Total() : nil)
    }

    /// All that is told, together.
    var total: LabScore.Total { hidden.map { visible + $0 } ?? visible }

    /// Whether there is a hidden part to speak of.
    var hasHidden: Bool { hidden.map { $0 != LabScore.Total() } ?? false }

    static func + (left: Self, right: Self) -> Self {
        var hidden: LabScore.Total?
        if let one = left.hidden, let other = right.hidden { hidden = one + other }
        return Self(visible: left.visible + right.visible, hidden: hidden)
    }
}

/// What is said of a lab.
enum ToldVerdict: String, Hashable, Sendable {
    case pass, fail, unknown
    /// Nothing of it was to be run: that is no success.
    case skipped

    /// One failure decides, then one missing verdict, then one success.
    init(all verdicts: [ToldVerdict]) {
        self = [.fail, .unknown, .pass].first { verdicts.contains($0) } ?? .skipped
    }

    init(_ verdict: Verdict) {
        switch verdict {
        case .pass: self = .pass
        case .fail: self = .fail
        case .unknown: self = .unknown
        }
    }
}

struct ToldLab: Hashable, Sendable {
    var id: Plain
    var title: Plain
    var file: Plain
    var line: Int
    var verdict: ToldVerdict
    /// Why it couldn't be run, a line each.
    var problem: [Plain]
    /// Whether that is because the submission as a whole can't be taken.
    var isRefused: Bool
    /// What was handed in and doesn't count.
    var remarks: [Plain]
    var points: ToldPoints
    /// Whether a part is there that isn't told yet.
    var hasUntoldPart: Bool
    var attempt: Int
    var secondsLate: Int
    var milliseconds: Int
    var adjustments: [ToldAdjustment]
    var steps: [ToldStep]
}

struct ToldAdjustment: Hashable, Sendable {
    var kind: LabScore.Adjustment.Kind
    var points: Points
    var reason: Plain
    var isHidden: Bool
}

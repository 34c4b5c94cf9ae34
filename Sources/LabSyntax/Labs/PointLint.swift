import LabModel
import SourceText
import TextMatch

/// Points that are too easily had.
enum PointLint {
    /// A step of which nothing is asked but that it ends with 0: so does a command that does nothing.
    static func bareExit(_ step: LabStep) -> [Diagnostic] {
        let points = step.points ?? .zero
        guard step.isDeclared, points > .zero, step.checks.isEmpty, asksBareExit(step) else { return [] }
        return [.bareExit(points, of: step)]
    }

    /// A lab of which more than this is weak is warned of, in per cent.
    private static let mostWeak = 30

    /// Points that rest on what commands print, or on their ending with 0, are weak: a student can make that up.
    ///
    /// An id that is printed is asked of the engine, so it is as good as a check.
    static func weak(_ lab: Lab) -> [Diagnostic] {
        var ids: Set<String> = []
        var weak = Points.zero
        for step in lab.steps {
            ids.formUnion(step.expectedLines.flatMap(idNames))
            if step.checks.isEmpty {
                let names = step.expectedLines.flatMap { $0.captureNames + $0.references.map(\.name) }
                if ids.isDisjoint(with: names) { weak = weak + (step.points ?? .zero) }
            } else if asksBareExit(step), step.award != .all {
                weak = weak + StepShares(of: step).command
            }
        }
        guard weak.thousandths * 100 > lab.total.thousandths * mostWeak else { return [] }
        return [.weakPoints(weak, in: lab)]
    }

    private static func asksBareExit(_ step: LabStep) -> Bool {
        step.exit == 0 && step.errorOutput == nil && (step.output == nil || step.output == .anything)
    }

    /// The names under which a line captures ids.
    private static func idNames(_ line: LinePattern) -> [String] {
        guard case .line(let pieces, _) = line.form else { return [] }
        return pieces.compactMap { piece in
            guard case .hole(let hole) = piece,
                hole.content == .shape(.hex12) || hole.content == .shape(.hex64)
            else { return nil }
            return hole.name
        }
    }
}

extension Diagnostic {
    static func bareExit(_ points: Points, of step: LabStep) -> Self {
        Self(
            "lab.points.bare-exit",
            .warning,
            at: step.location,
            "\(points) points are given for ending with 0, which a command that does nothing does, too",
            notes: [Note("write below it what it must print, or a check")]
        )
    }

    static func weakPoints(_ weak: Points, in lab: Lab) -> Self {
        Self(
            "lab.points.weak",
            .warning,
            at: lab.location,
            "\(weak) of \(lab.total) points rest on what commands print and how they end: more than 30 %",
            notes: [Note("students can make that up: give more points to checks, which ask the engine")]
        )
    }
}

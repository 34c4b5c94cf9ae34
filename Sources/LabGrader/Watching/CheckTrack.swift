import LabModel

/// Follows the looks at a check's subject and says, after each, whether the verdict stands.
///
/// The watch feeds it while looking and the replay feeds it from evidence, so that both say the same.
struct CheckTrack: Sendable {
    /// What ends a watch.
    struct End: Hashable, Sendable {
        var verdict: Verdict
        var seen: String?
        var doom: String?
        var reason: String?
    }

    let check: FilledCheck
    let timing: LabCheck.Timing
    let pace: WatchPace
    private(set) var timeline = Timeline()
    /// The last thing that was seen.
    private(set) var last: Observation?
    private var lastText: String?
    /// When the last good answer was there; the window begins as if one had been.
    private var lastGood = 0
    /// The longest time in which nothing was seen.
    private var longestGap = 0
    private var lastReason: String?

    init(_ check: FilledCheck, _ timing: LabCheck.Timing) {
        (self.check, self.timing, pace) = (check, timing, WatchPace(timing))
    }

    /// Takes a look; returns how the check ends, nil where one must look on.
    mutating func take(_ look: RecordedObservation) -> End? {
        timeline.milliseconds = max(timeline.milliseconds, look.answered)
        let observation: Observation
        switch look.answer {
        case .failed(let error):
            timeline.failedObservations += 1
            if !timeline.errors.contains(error), timeline.errors.count < Timeline.mostEntries {
                timeline.errors.append(error)
            }
            return look.asked >= pace.window + WatchPace.grace ? outOfTime : nil
        case .seen(let seen): observation = seen
        }
        timeline.observations += 1
        last = observation
        let judgement = CheckJudge.judge(check, observation)
        timeline.note(judgement.text, at: look.answered)
        if case .unsaid(let reason) = judgement {
            lastReason = reason
            // What can't be looked at at all won't become visible by waiting.
            switch observation {
            case .unsupported, .modelled: return End(verdict: .unknown, reason: reason)
            default: break
            }
            return look.asked >= pace.window + WatchPace.grace || timing == .now ? outOfTime : nil
        }
        longestGap = max(longestGap, look.asked - lastGood)
        lastGood = look.answered
        return judge(judgement, look, observation)
    }

    private mutating func judge(
        _ judgement: Judgement,
        _ look: RecordedObservation,
        _ observation: Observation
    ) -> End? {
        let holds = if case .holds = judgement { true } else { false }
        lastText = judgement.text
        let isInTime = look.asked <= pace.window && look.answered <= pace.window + WatchPace.slack
        let isAtEnd = look.asked >= pace.window
        switch timing {
        case .now: return holds ? End(verdict: .pass) : End(verdict: .fail, seen: judgement.text)
        case .within:
            if holds { return isInTime ? End(verdict: .pass) : tooLate }
            if !look.isBusy, let doom = Doom.reason(check, observation) {
                return sure(End(verdict: .fail, seen: judgement.text, doom: doom))
            }
            return isAtEnd ? sure(End(verdict: .fail, seen: judgement.text)) : nil
        case .always, .never:
            let isBroken = if case .always = timing { !holds } else { holds }
            if isBroken {
                return isInTime ? End(verdict: .fail, seen: broken(judgement, look)) : tooLate
            }
            return isAtEnd ? sure(End(verdict: .pass)) : nil
        }
    }

    private func broken(_ judgement: Judgement, _ look: RecordedObservation) -> String {
        "after \(Self.seconds(look.answered)): \(judgement.text)"
    }

    /// A time for people.
    static func seconds(_ milliseconds: Int) -> String {
        "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// An end that rests on having looked all the time.
    private func sure(_ end: End) -> End {
        guard longestGap > pace.longestGap else { return end }
        return End(
            verdict: .unknown,
            reason: "there was no answer for \(Self.seconds(longestGap))" + lastError
        )
    }

    /// What came after the window says nothing of what was in it.
    private var tooLate: End {
        End(verdict: .unknown, reason: "the deciding answer came too late to count" + lastError)
    }

    /// The end of a check that got no answer at the end of its time.
    private var outOfTime: End {
        if timeline.observations == 0 {
            return End(
                verdict: .unknown,
                reason: "no answer to \(timeline.failedObservations) questions" + lastError
            )
        }
        return End(verdict: .unknown, reason: lastReason ?? "there was no answer at the end" + lastError)
    }

    private var lastError: String { timeline.errors.last.map { ": \($0)" } ?? "" }

    /// What the check ends with where nothing more is seen.
    var unfinished: End { outOfTime }

    /// How long to wait before the next look.
    func pause(afterFailures failures: Int, now: Int) -> Int {
        let pause =
            failures > 0
            ? pace.pause(afterFailures: failures - 1) : pace.pause(after: timeline.observations - 1)
        // The last look falls on the end of the window.
        return now < pace.window ? min(pause, pace.window - now) : pause
    }
}

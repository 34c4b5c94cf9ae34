import EngineAPI
import KubeAPI

/// Durations as people read them: two units at most, and one where the second says little.
enum HumanDuration {
    static func text(seconds: Int) -> String {
        if seconds < -1 { return "<invalid>" }
        let seconds = max(0, seconds)
        let minutes = seconds / 60
        let hours = seconds / 3600
        let days = hours / 24
        let years = days / 365
        return if seconds < 120 {
            "\(seconds)s"
        } else if minutes < 10 {
            pair(minutes, "m", seconds % 60, "s")
        } else if minutes < 180 {
            "\(minutes)m"
        } else if hours < 8 {
            pair(hours, "h", minutes % 60, "m")
        } else if hours < 48 {
            "\(hours)h"
        } else if days < 8 {
            pair(days, "d", hours % 24, "h")
        } else if days < 730 {
            "\(days)d"
        } else if years < 8 {
            pair(years, "y", days % 365, "d")
        } else {
            "\(years)y"
        }
    }

    /// How long ago a time in an object was; `<unknown>` for none.
    static func since(_ time: JSON?, _ now: KubeTime) -> String {
        guard let moment = time?.text.flatMap({ KubeTime($0) }) else { return "<unknown>" }
        return text(from: moment, to: now)
    }

    static func text(from start: KubeTime, to end: KubeTime) -> String {
        text(seconds: Int(start.duration(to: end).components.seconds))
    }

    private static func pair(_ first: Int, _ unit: String, _ second: Int, _ smaller: String) -> String {
        second == 0 ? "\(first)\(unit)" : "\(first)\(unit)\(second)\(smaller)"
    }
}

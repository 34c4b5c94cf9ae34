public import LabModel

/// What is reported: one run of a lecture's labs, by the lecture itself or by a student.
///
/// A report holds everything that is known. What of it somebody may see is decided when it is rendered, by the
/// ``Audience``; nothing but the renderers of this module reads it for printing.
public struct Report: Hashable, Sendable {
    /// Whose commands were run.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// The lecture's own.
        case test
        /// What a student handed in.
        case student
    }

    /// The engine that the labs ran on, by its own words.
    public struct Engine: Hashable, Sendable {
        public var name: String
        public var version: String

        public init(name: String, version: String) { (self.name, self.version) = (name, version) }
    }

    /// What is known of the run as a whole.
    public struct Head: Hashable, Sendable {
        /// The lecture's path, as the user knows it.
        public var lecture: String
        public var mode: Mode
        public var engine: Engine?
        public var student: String?
        /// What names the submission: its file or its hash.
        public var submission: String?
        /// When it began and ended, in the form of RFC 3339.
        public var started: String
        public var ended: String
        /// The version of slidectl.
        public var version: String

        public init(
            lecture: String,
            mode: Mode,
            engine: Engine? = nil,
            student: String? = nil,
            submission: String? = nil,
            started: String,
            ended: String,
            version: String
        ) {
            (self.lecture, self.mode, self.engine) = (lecture, mode, engine)
            (self.student, self.submission) = (student, submission)
            (self.started, self.ended, self.version) = (started, ended, version)
        }
    }

    /// A lab, what came of it, and what that is worth.
    public struct Entry: Hashable, Sendable {
        public var lab: Lab
        public var outcome: LabOutcome
        public var score: LabScore

        public init(_ lab: Lab, _ outcome: LabOutcome, _ score: LabScore) {
            (self.lab, self.outcome, self.score) = (lab, outcome, score)
        }
    }

    /// A value in what a student handed in that was given to others and not to this student.
    public struct ForeignValue: Hashable, Sendable {
        /// The lab's id.
        public var lab: String
        /// The file in which it stands.
        public var file: String
        /// The value's name in the lab.
        public var name: String
        public var value: String
        /// Whose it is; only staff are told.
        public var owners: [String]

        public init(lab: String, file: String, name: String, value: String, owners: [String]) {
            (self.lab, self.file, self.name) = (lab, file, name)
            (self.value, self.owners) = (value, owners)
        }
    }

    public var head: Head
    /// In the order of the lecture.
    public var entries: [Entry]
    /// Signs that something was copied.
    public var foreignValues: [ForeignValue] = []

    public init(_ head: Head, _ entries: [Entry]) { (self.head, self.entries) = (head, entries) }
}

/// Who reads a report.
public enum Audience: String, Hashable, Sendable, CaseIterable {
    /// Sees all there is.
    case staff
    /// Sees nothing of hidden checks but what their `feedback=` allows, and of public ones no more than that.
    case student
}

/// A format of reports.
///
/// All renderers print the same ``ToldReport``: they can't tell what it doesn't hold.
public protocol LabReportRenderer: Sendable {
    /// Renders a report for an audience; the text ends in a line feed.
    func text(of report: Report, for audience: Audience) -> String
}

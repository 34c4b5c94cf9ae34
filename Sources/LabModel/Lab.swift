public import SourceText

/// A lab: some commands of a lecture, in order, what they need and what is asked of them.
public struct Lab: Hashable, Sendable {
    /// What a lab's commands talk to.
    public enum Backend: String, Hashable, Sendable, CaseIterable {
        case docker
        case kubernetes = "k8s"
    }

    /// The name after `id=`; for the snippets outside of any lab the lecture's own.
    public var id: String
    public var title: String
    /// Whether the lecture gives it a title, and a time: what it doesn't give a sidecar may add.
    public var hasOwnTitle = false
    public var hasOwnTimeout = false
    /// What the lab says it needs; nil where its commands tell.
    public var backend: Backend?
    /// What the lab says that it gives; its steps must add up to that.
    public var points: Points?
    /// How long all of the lab may take, in seconds.
    public var timeout: Int
    public var setup: [LabCommand] = []
    public var teardown: [LabCommand] = []
    /// Files that a student hands in.
    public var files: [StudentFile] = []
    /// What stands for `<NAME>` in commands and checks.
    public var replacements: [Replacement] = []
    public var steps: [LabStep] = []
    /// When it is due and what is told, as the sidecar says.
    public var policy = LabPolicy()
    /// What its room may use, as the sidecar says.
    public var limits = LabLimits()
    /// What each student has of their own, as the sidecar says.
    public var variants: [LabVariant] = []
    public var location: SourceLocation

    public init(id: String, title: String, timeout: Int = 120, at location: SourceLocation) {
        self.id = id
        self.title = title
        self.timeout = timeout
        self.location = location
    }

    /// Whether the lab was written as one: with `//lab:begin`.
    public var isDeclared = false

    /// What the steps give together.
    public var total: Points { steps.reduce(.zero) { $0 + ($1.points ?? .zero) } }
}

/// A command with its place.
public struct LabCommand: Hashable, Sendable {
    /// The command as it is run; lines that it was continued on are joined by line feeds.
    public var text: String
    public var location: SourceLocation

    public init(_ text: String, at location: SourceLocation) {
        self.text = text
        self.location = location
    }
}

/// A file that comes from the student: `//lab:file Dockerfile from=student max=64KiB`.
public struct StudentFile: Hashable, Sendable {
    public enum Origin: String, Hashable, Sendable, CaseIterable {
        case student, lecture
    }

    public var path: String
    public var origin: Origin
    /// The most bytes that it may have.
    public var limit: Int
    public var location: SourceLocation

    public init(path: String, origin: Origin, limit: Int, at location: SourceLocation) {
        self.path = path
        self.origin = origin
        self.limit = limit
        self.location = location
    }
}

/// What stands for a placeholder: `//lab:let <NAME> = todos`.
public struct Replacement: Hashable, Sendable {
    /// The name between the angle brackets.
    public var name: String
    /// The text; `{{variant.NAME}}` in it is a student's own value.
    public var value: String
    public var location: SourceLocation

    public init(name: String, value: String, at location: SourceLocation) {
        self.name = name
        self.value = value
        self.location = location
    }
}

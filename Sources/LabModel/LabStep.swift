public import SourceText
public import TextMatch

/// One command of a lab and what is asked of it.
public struct LabStep: Hashable, Sendable {
    /// How a command is run.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// Until it exits.
        case run
        /// In the foreground, until the step's checks are met; then it is interrupted.
        case foreground = "fg"
        /// Until its output is what was expected; then it is left.
        case follow
        /// On a terminal, with lines typed.
        case terminal = "tty"
        /// Not at all: a placeholder has no value.
        case template
        /// Not at all: it opens windows or installs programs.
        case skip
    }

    /// The expected output of one of the streams.
    public enum Output: Hashable, Sendable {
        case block(BlockPattern)
        case table(TablePattern)
        /// `match=json`, `match=yaml`: a document that holds at least what this text does.
        case document(DocumentFormat, text: String)
        /// `match=none`: whatever it prints.
        case anything
    }

    /// The formats of documents that are compared by what they hold.
    public enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
        case json, yaml
    }

    /// A literal of the slide that stands for something captured: `//lab:bind 9a6a02b6f0d4 = $cid`.
    public struct Binding: Hashable, Sendable {
        public var literal: String
        public var capture: CaptureReference

        public init(literal: String, capture: CaptureReference) {
            self.literal = literal
            self.capture = capture
        }

        /// The capture, as long as the literal where that is the start of an id.
        public var reference: CaptureReference {
            let isID = literal.utf8.count >= 12 && literal.allSatisfy { $0.isHexDigit }
            return isID && capture.length == nil
                ? CaptureReference(capture.name, length: literal.count) : capture
        }
    }

    /// A hint, or what is said to a known mistake: `//lab:hint when="exit=125" "the port is taken"`.
    public struct Hint: Hashable, Sendable {
        public var text: String
        /// When it is shown by itself: a condition on exit code and outputs.
        public var condition: String?
        /// After how many failures it is shown.
        public var after: Int
        /// What asking for it costs.
        public var penalty: Points

        public init(text: String, condition: String? = nil, after: Int = 1, penalty: Points = .zero) {
            self.text = text
            self.condition = condition
            self.after = after
            self.penalty = penalty
        }
    }

    /// What a command printed when it was recorded, as far as the lecture itself says nothing of that stream.
    public struct Recorded: Hashable, Sendable {
        public var output: BlockPattern?
        public var errorOutput: BlockPattern?

        public init(output: BlockPattern?, errorOutput: BlockPattern?) {
            (self.output, self.errorOutput) = (output, errorOutput)
        }
    }

    /// Which of the parts of a step count.
    public enum Award: String, Hashable, Sendable, CaseIterable {
        case each, all, best
    }

    public var id: String
    public var command: LabCommand
    /// The number of the slide that shows the command; the cover is 1.
    public var slide: Int
    public var mode: Mode
    /// Why the command isn't run, for `template` and `skip`.
    public var reason: String?
    /// The exit code that is expected.
    public var exit: Int
    /// What the slide shows below the command.
    public var shown: [String] = []
    public var output: Output?
    /// Whether `output` is what the slide shows, as a terminal does: the one stream or, where it is empty, the other.
    public var isOutputShown = false
    public var errorOutput: BlockPattern?
    /// What is compared beside them where the lecture's own commands are run.
    public var recorded: Recorded?
    public var bindings: [Binding] = []
    /// Placeholders that hold from this command on.
    public var replacements: [Replacement] = []
    /// Lines that are typed, for a terminal.
    public var typed: [String] = []
    public var checks: [LabCheck] = []
    public var hints: [Hint] = []
    /// What the step gives; nil where nothing is said, which is nothing.
    public var points: Points?
    /// How long the command may take, in seconds; nil for the default.
    public var timeout: Int?
    /// Steps that must have been met.
    public var needs: [String] = []
    /// Whether the lab gives nothing when the step fails.
    public var isGate = false
    public var award = Award.each
    /// Whether the step was marked with `//lab:step`.
    public var isDeclared = false
    public var location: SourceLocation

    public init(id: String, command: LabCommand, slide: Int, mode: Mode, at location: SourceLocation) {
        self.id = id
        self.command = command
        self.slide = slide
        self.mode = mode
        self.exit = 0
        self.location = location
    }
}

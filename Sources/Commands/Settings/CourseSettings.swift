import LabSandbox
import DeckTerm

/// The settings of a course, from `slidectl.yaml` at its root; all of them may be missing.
struct CourseSettings: Hashable, Sendable {
    /// The course's title, for the index page.
    var course: String?
    /// The language of pages whose deck names none.
    var language: String?
    var theme = Theme()
    var serve = Serve()
    var check = Check()
    var sandbox = SandboxSettings()
    var present = Present()
    /// Where the private parts of labs are, from the root; beside the lectures where that is nil.
    var privateLabs: String?

    struct Theme: Hashable, Sendable {
        /// A colour, `#rgb` or `#rrggbb`.
        var accent: String?
        /// A picture for the cover, from the root.
        var logo: String?
        var textFont: String?
        var codeFont: String?
        /// A style sheet put behind ours, from the root.
        var css: String?
    }

    struct Serve: Hashable, Sendable {
        var host: String?
        var port: Int?
    }

    struct Present: Hashable, Sendable {
        /// How long a talk may be.
        var minutes: Int?
        /// Which keys do what in the terminal.
        var keys = KeyTable.standard
    }

    struct Check: Hashable, Sendable {
        var strict: Bool?
        /// Ids of diagnostics that aren't reported.
        var disable: [String] = []
    }
}

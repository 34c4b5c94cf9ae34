/// A language: how it is called and how it is read.
///
/// Each has a file of its own in `Languages`.
struct LanguageDefinition: Sendable {
    var name: String
    /// Other names, in lower case, separated by spaces.
    var aliases = ""
    /// File extensions without the dot, in lower case.
    var extensions = ""
    /// Whole file names, in lower case; `Name.anything` counts as well.
    var fileNames = ""
    /// The programs that a `#!` line names.
    var interpreters = ""
    var scan: @Sendable (inout Cursor) -> Void

    static let all: [LanguageDefinition] = [
        go, goModule, shell, shellSession, dockerfile, yaml, json, sql, html, css, javaScript, typeScript,
        python,
        c, cPlusPlus, rust, swift, toml, ini, protobuf, diff, makefile, java,
    ]
}

/// A command that the shell carries out itself.
struct ShellBuiltin: Sendable {
    /// Whether POSIX calls it special: an error in it ends a script, and assignments before it stay.
    var isSpecial = false
    let run: @Sendable (inout Shell, [String]) async throws(ShellUnwind) -> Int
}

extension Shell {
    /// All builtins by name.
    static let builtins: [String: ShellBuiltin] =
        flowBuiltins
        .merging(variableBuiltins) { one, _ in one }
        .merging(optionBuiltins) { one, _ in one }
        .merging(processBuiltins) { one, _ in one }
        .merging(commandBuiltins) { one, _ in one }
        .merging(textBuiltins) { one, _ in one }

    /// A number among the words, or an error in ash's words.
    func number(_ text: String) async throws(ShellUnwind) -> Int {
        guard let number = Int(text), number >= 0 else { throw await fail("Illegal number: \(text)") }
        return number
    }
}

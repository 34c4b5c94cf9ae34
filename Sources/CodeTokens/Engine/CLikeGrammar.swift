/// What sets a language with C's words, literals and comments apart from the others.
struct CLikeGrammar: Sendable {
    /// What `'` starts.
    enum SingleQuote { case none, literal, characterOrLifetime }
    /// What a backtick starts.
    enum Backtick { case none, rawString, template }
    /// What `#` starts.
    enum Hash { case none, preprocessor, attribute, directiveOrRawString }
    /// Which literals have letters before their quotes.
    enum Prefixes { case none, c, rust }

    /// The words with a colour; one of kind `function` has it only right before `(`.
    var words: WordTable
    /// The keyword that a function's name follows.
    var declarator: StaticString?
    /// A method's receiver stands between the keyword and the name, as in Go.
    var hasReceivers = false
    var singleQuote = SingleQuote.literal
    var backtick = Backtick.none
    var hash = Hash.none
    var prefixes = Prefixes.none
    var hasTripleQuotes = false
    /// `\(…)` in a string holds an expression, whose quotes don't end the string.
    var interpolates = false
    /// `@name` is an annotation.
    var hasAnnotations = false
    /// `name!` before a bracket calls a macro.
    var hasMacros = false
    var nestsComments = false
    /// `/…/` may be a regular expression.
    var hasRegularExpressions = false
    var allowsDollarInNames = false
    var digitSeparator = UInt8(ascii: "_")
}

/// Text with the inline styling of the legacy syntax, which captions and labels take in both syntaxes.
public enum Inline: Hashable, Sendable {
    case text(String)
    /// `_word_`
    case italic(String)
    /// `*word*`
    case bold(String)
    /// `` `word` ``
    case code(String)
    /// `[[url][label]]`; `opensNewTab` where `present` says `_blank`.
    case link(url: String, label: [Inline], opensNewTab: Bool)
}

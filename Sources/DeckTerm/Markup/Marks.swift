import TermUI

/// The signs that are put beside what the deck says.
enum Marks {
    /// The mark of a list's item by the depth of its list, from 0.
    static func bullet(_ depth: Int) -> String { bullets[min(max(depth, 0), bullets.count - 1)] }

    static let page = "▤ "
    static let film = "▶ "
    static let file = "▤ "
    static let picture = "▣ "

    private static let bullets = ["• ", "◦ ", "▪ ", "– "]
}

extension ScreenFormat {
    /// A sign of ours as the terminal can show it in one column.
    func sign(_ text: String) -> String {
        guard measure.widensAmbiguous else { return text }
        return String(text.map { Self.plainSigns[$0] ?? $0 })
    }

    private static let plainSigns: [Character: Character] = [
        "•": "*", "◦": "o", "▪": "-", "–": "-", "▤": "#", "▶": ">", "▣": "#", "▎": "|", "▌": "|", "↪": "\\",
        "─": "-",
        "│": "|", "┌": "+", "┬": "+", "┐": "+", "├": "+", "┼": "+", "┤": "+", "└": "+", "┴": "+", "┘": "+",
        "·": "-",
        "▾": "v", "…": "~", "█": "#", "→": ">", "←": "<", "↑": "^", "↓": "v",
    ]
}

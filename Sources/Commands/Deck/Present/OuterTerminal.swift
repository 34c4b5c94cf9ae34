import Host
import TermUI

/// The terminal around tmux, as far as tmux tells.
struct OuterTerminal: Hashable, Sendable {
    /// Where our pane is in it.
    var pane: PicturePrinter.Pane
    /// The form of pictures that gets through; nil where none does.
    var pictures: TerminalTraits.Pictures?

    /// Asks tmux, and blocks for some milliseconds.
    static func ask(_ environment: [String: String]) -> OuterTerminal? {
        var format = ["pane_top", "pane_left", "status-position", "status", "allow-passthrough"]
        format += ["client_termname", "client_termtype"]
        let arguments =
            ["tmux", "display-message", "-p"]
            + (environment["TMUX_PANE"].map { ["-t", $0] } ?? [])
            + [format.map { "#{\($0)}" }.joined(separator: "\t")]
        let program = FilterProgram("/usr/bin/env", arguments, environment: environment)
        return program.output().flatMap { OuterTerminal(String(decoding: $0, as: UTF8.self)) }
    }

    /// Reads what tmux says.
    init?(_ answer: String) {
        let parts = answer.split(separator: "\n").first?.split(
            separator: "\t",
            omittingEmptySubsequences: false
        )
        guard let parts, parts.count == 7, let top = Int(parts[0]), let left = Int(parts[1]) else {
            return nil
        }
        let statusRows = parts[3] == "off" ? 0 : Int(parts[3]) ?? 1
        pane = PicturePrinter.Pane(top: top + (parts[2] == "top" ? statusRows : 0), left: left)
        guard ["on", "all", "1"].contains(parts[4]) else { return }
        let (name, type) = (parts[5].lowercased(), parts[6].lowercased())
        func isOne(_ names: String...) -> Bool { names.contains { name.contains($0) || type.hasPrefix($0) } }
        if isOne("kitty", "ghostty") {
            pictures = .kitty
        } else if isOne("iterm", "wezterm") {
            pictures = .iterm
        } else if isOne("foot", "mlterm", "contour") {
            pictures = .sixel
        }
    }
}

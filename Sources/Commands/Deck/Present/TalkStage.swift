import DeckTerm
import TermUI

/// Everything between the screen that is meant and the bytes that show it: the printer, pictures, the recording.
struct TalkStage {
    private var printer: ScreenPrinter
    private var pictures: PicturePrinter
    private let source: TalkPictures?
    private let recording: TalkRecording?

    init(
        _ options: PrinterOptions,
        shelf: PictureShelf?,
        inTmux pane: PicturePrinter.Pane?,
        recording: TalkRecording?
    ) {
        printer = ScreenPrinter(options)
        pictures = PicturePrinter(inTmux: pane)
        source = shelf.map { TalkPictures(shelf: $0, limit: pane == nil ? .max : TmuxPassthrough.limit) }
        self.recording = recording
    }

    /// Returns what makes the terminal show a screen.
    mutating func show(_ screen: Screen, _ traits: TerminalTraits) -> [UInt8] {
        let bytes = pictures.print(screen, by: &printer) { [source] in source?.art($0, traits) }
        recording?.output(bytes)
        return bytes
    }

    /// Has pictures made ready that a step will show.
    func prepare(_ next: Screen, besides shown: Screen, _ traits: TerminalTraits) {
        source?.prepare(next, besides: shown, traits)
    }

    /// Forgets what the terminal shows.
    mutating func forget() {
        printer.forget()
        pictures.forget()
    }

    /// Learns where our cells are in the terminal around tmux.
    mutating func learn(_ pane: PicturePrinter.Pane) {
        pictures = PicturePrinter(inTmux: pane)
        printer.forget()
    }

    /// Forgets the pictures, because their files were saved.
    func forgetPictures() { source?.shelf.forget() }

    func resize(to size: TerminalSize) { recording?.resize(to: size) }

    func begin(_ modes: [UInt8], size: TerminalSize) {
        recording?.begin(size)
        recording?.output(modes)
    }

    func end(_ modes: [UInt8]) { recording?.output(modes) }
}

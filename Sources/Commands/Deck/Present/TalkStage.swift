import DeckTerm
import TermUI

/// Everything between the screen that is meant and the bytes that show it: the printer, pictures, the recording.
struct TalkStage {
    private var printer: ScreenPrinter
    private var pictures: PicturePrinter
    private let shelf: PictureShelf?
    private let recording: TalkRecording?

    init(
        _ options: PrinterOptions,
        shelf: PictureShelf?,
        inTmux pane: PicturePrinter.Pane?,
        recording: TalkRecording?
    ) {
        printer = ScreenPrinter(options)
        pictures = PicturePrinter(inTmux: pane)
        self.shelf = shelf
        self.recording = recording
    }

    /// Returns what makes the terminal show a screen.
    mutating func show(_ screen: Screen, _ traits: TerminalTraits) -> [UInt8] {
        let bytes = pictures.print(screen, by: &printer) { [shelf] picture in
            // Sixels and files are painted whole: of a part, signs are shown.
            let isWhole = picture.visible == picture.area || traits.pictures == .kitty
            return shelf?.art(PictureOrder(picture, traits, isWhole ? traits.pictures : .symbols))
        }
        recording?.output(bytes)
        return bytes
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
    func forgetPictures() { shelf?.forget() }

    func resize(to size: TerminalSize) { recording?.resize(to: size) }

    func begin(_ modes: [UInt8], size: TerminalSize) {
        recording?.begin(size)
        recording?.output(modes)
    }

    func end(_ modes: [UInt8]) { recording?.output(modes) }
}

import DeckTerm
import TermUI

/// Everything between the screen that is meant and the bytes that show it: the printer, pictures, the recording.
struct TalkStage {
    private var printer: ScreenPrinter
    private var recording: TalkRecording?

    init(_ options: PrinterOptions, recording: TalkRecording?) {
        printer = ScreenPrinter(options)
        self.recording = recording
    }

    /// Returns what makes the terminal show a screen.
    mutating func show(_ screen: Screen, _ traits: TerminalTraits) -> [UInt8] {
        let bytes = printer.print(screen)
        recording?.output(bytes)
        return bytes
    }

    /// Forgets what the terminal shows.
    mutating func forget() { printer.forget() }

    /// Forgets the pictures, because their files were saved.
    mutating func forgetPictures() {}

    /// Takes what is known about the terminal now.
    mutating func learn(_ traits: TerminalTraits) {}

    mutating func resize(to size: TerminalSize) { recording?.resize(to: size) }

    mutating func begin(_ modes: [UInt8], size: TerminalSize) {
        recording?.begin(size)
        recording?.output(modes)
    }

    mutating func end(_ modes: [UInt8]) { recording?.output(modes) }
}

/// Hears what a talk does, to tell it to other windows.
protocol TalkListener: Sendable {
    /// The talk went to a place.
    func moved(to place: TalkPlace)
    /// Asks the window that is followed to do something.
    func ask(_ command: TalkCommand)
    /// Asks the window that is followed for a slide.
    func ask(forSlide slide: Int)
    /// Time went on; called only while a clock is shown.
    func tick()
    /// The talk is over.
    func stop()
}

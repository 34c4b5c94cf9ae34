import TermUI

/// Finds the places where a line of ours can stand between what a shell and its programs print.
///
/// The shell marks its prompt and the beginning of each command. At an empty prompt a note is written in the prompt's
/// place, and the prompt again below it. While a command runs, a note may stand between two of its lines, as long as it
/// only prints lines: not on the alternate screen, not when it moved the cursor, not when it reads key by key. In all
/// other places a note waits. A program's own bytes are shown as they are.
struct NotePlacer {
    /// What the shell is told to print; nothing of it is shown.
    enum Mark: Character, CaseIterable {
        case prompt = "P"
        case input = "I"
        case command = "C"

        var text: String { "\u{1B}]slidectl;\(rawValue)\u{07}" }
    }

    fileprivate enum Place {
        /// Before the first prompt.
        case unknown
        case prompt
        case input(isEmpty: Bool)
        case command(Lines)
    }

    /// What a command has done to the screen so far.
    fileprivate struct Lines {
        var isAtStart = true
        var draws = false
        var isOnOtherScreen = false

        var hasRoom: Bool { isAtStart && !draws && !isOnOtherScreen }
    }

    /// Whether the terminal can clear the rest of a line.
    let clears: Bool
    private var place = Place.unknown
    private var scanner = SequenceScanner()
    /// The prompt, to be written again.
    private var prompt: [UInt8] = []
    /// What may become a mark.
    private var held: [UInt8] = []
    private static let marks = Mark.allCases.map { ($0, Array($0.text.utf8)) }

    init(clears: Bool) { self.clears = clears }

    /// Takes what was printed, and puts notes that wait where they have a place.
    ///
    /// - Parameters:
    ///   - printed: What the shell or a program printed.
    ///   - notes: What waits; those that found their place are taken out.
    /// - Returns: What is shown.
    mutating func show(_ printed: [UInt8], _ notes: inout [String]) -> [UInt8] {
        var shown: [UInt8] = []
        for byte in printed {
            if held.isEmpty, byte != 0x1B {
                take(byte, &shown)
                continue
            }
            held.append(byte)
            if let mark = Self.marks.first(where: { $0.1 == held })?.0 {
                held = []
                pass(mark, &notes, &shown)
            } else if !Self.marks.contains(where: { $0.1.starts(with: held) }) {
                release(&shown)
            }
        }
        return shown
    }

    /// Returns what is shown while nothing is printed.
    mutating func whileQuiet(isInLines: Bool, _ notes: inout [String]) -> [UInt8] {
        let text = Self.lines(notes)
        let shown: [UInt8]
        switch place {
        case .input(isEmpty: true) where !notes.isEmpty:
            shown = Array(((clears ? "\r\u{1B}[K" : "\r\n") + text).utf8) + prompt
        case .command(let lines) where lines.hasRoom && isInLines: shown = Array(text.utf8)
        default: return []
        }
        notes = []
        return shown
    }

    private static func lines(_ notes: [String]) -> String { notes.map { $0 + "\r\n" }.joined() }

    /// Shows what looked like a mark and is none; its last byte may begin another.
    private mutating func release(_ shown: inout [UInt8]) {
        let bytes = held
        held = []
        let isAnother = bytes.count > 1 && bytes.last == 0x1B
        for byte in isAnother ? bytes.dropLast() : bytes[...] { take(byte, &shown) }
        if isAnother { held = [0x1B] }
    }

    private mutating func pass(_ mark: Mark, _ notes: inout [String], _ shown: inout [UInt8]) {
        switch mark {
        case .prompt:
            place = .prompt
            prompt = []
        case .input: place = .input(isEmpty: true)
        case .command:
            // The line was accepted, so the cursor is at the beginning of the next one.
            place = .command(Lines())
            shown += Array(Self.lines(notes).utf8)
            notes = []
        }
    }

    private mutating func take(_ byte: UInt8, _ shown: inout [UInt8]) {
        shown.append(byte)
        if case .prompt = place { prompt.append(byte) }
        var place = place
        scanner.feed(byte) { Self.note($0, in: &place) }
        self.place = place
    }

    private static func note(_ sequence: TerminalSequence, in place: inout Place) {
        switch place {
        case .unknown, .prompt: break
        case .input: if !isMode(sequence, 2004) { place = .input(isEmpty: false) }
        case .command(var lines):
            lines.take(sequence)
            place = .command(lines)
        }
    }

    private static func isMode(_ sequence: TerminalSequence, _ number: Int) -> Bool {
        guard case .csi(let control) = sequence else { return false }
        return control.prefix == UInt8(ascii: "?") && control.parameter(0) == number
    }
}

extension NotePlacer.Lines {
    fileprivate mutating func take(_ sequence: TerminalSequence) {
        switch sequence {
        case .scalar: isAtStart = false
        case .control(0x0A): isAtStart = true
        case .control(0x07): break
        case .control: isAtStart = false
        case .string: break
        case .escape(let intermediates, _): if intermediates.isEmpty { draws = true }
        case .csi(let control): take(control)
        }
    }

    private mutating func take(_ control: ControlSequence) {
        switch control.final {
        // Colours, and clearing to the end of a line, which goes with them.
        case UInt8(ascii: "m"), UInt8(ascii: "K"): break
        case UInt8(ascii: "h"), UInt8(ascii: "l"):
            guard control.prefix == UInt8(ascii: "?") else { return }
            switch control.parameter(0) {
            case 47, 1047, 1049: isOnOtherScreen = control.final == UInt8(ascii: "h")
            case 2004: break
            default: draws = true
            }
        default: draws = true
        }
    }
}

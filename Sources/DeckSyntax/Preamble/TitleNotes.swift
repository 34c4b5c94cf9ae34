import DeckModel
import GoText
import SourceText

/// The speaker notes of the title: every note above the first line that begins with the section mark.
enum TitleNotes {
    static func collect(_ source: SourceFile, _ syntax: Deck.Syntax) -> [Text] {
        let mark = syntax.sectionMark(level: 1)
        var lines = LineCursor(source, comment: syntax.commentMark)
        var notes: [Text] = []
        while let line = lines.take(), !line.bytes.starts(with: mark) {
            guard line.isSpeakerNote else { continue }
            notes.append(Text(GoText.decode(line.bytes.speakerNoteText), at: lines.location(line)))
        }
        return notes
    }
}

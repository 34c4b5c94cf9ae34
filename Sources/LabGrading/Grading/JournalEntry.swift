import EngineAPI

/// A line of the journal: a run of a piece of work begins, or it has ended.
struct JournalEntry {
    enum Event {
        case begun(student: String?, lab: String?)
        case ended(GradeJournal.End, reason: String?)
    }

    let work: Digest
    /// From 1.
    let run: Int
    let event: Event

    /// Reads a line without its line feed; nil for what isn't the journal's.
    init?(_ line: ArraySlice<UInt8>) {
        guard let json = try? JSON(strictly: Array(line)), let name = json["event"]?.text,
            let work = json["work"]?.text.flatMap({ Digest(hex: $0) }), let run = json["run"]?.integer,
            run > 0
        else { return nil }
        if name == "begun" {
            event = .begun(student: json["student"]?.text, lab: json["lab"]?.text)
        } else {
            guard let end = GradeJournal.End(rawValue: name) else { return nil }
            event = .ended(end, reason: json["reason"]?.text)
        }
        (self.work, self.run) = (work, run)
    }

    /// The lines of a journal, and whether it ends in the middle of one that was never finished.
    static func lines(of journal: [UInt8]) -> (whole: [ArraySlice<UInt8>], size: Int, isCut: Bool) {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while let end = journal[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(journal[start..<end])
            start = end + 1
        }
        return (lines, start, start < journal.count)
    }
}

extension GradeJournal.End {
    /// Why a run that ended so can't have the result that is there; nil where it can.
    func problem(with result: GradeResult?) -> String? {
        switch (self, result?.statement.score.isPending) {
        case (.settled, false?), (.unknown, true?), (.failed, nil): nil
        case (.settled, nil), (.unknown, nil): "the journal knows it, and it is gone"
        case (.failed, _?): "the journal says that this run came to nothing"
        case (.settled, true?): "a verdict is missing in it, and the journal says that none is"
        case (.unknown, false?): "no verdict is missing in it, and the journal says that one is"
        }
    }
}

/// Runs a regular expression over a text, all ways at once.
struct PosixRegexMachine {
    private struct Thread {
        var at: Int
        var saves: [Int]
    }

    private let regex: PosixRegex
    private var seen: [Int]
    private var turn = 0

    init(_ regex: PosixRegex) {
        self.regex = regex
        seen = Array(repeating: 0, count: regex.code.count)
    }

    mutating func run(_ text: [UInt8], from start: Int) -> PosixRegex.Match? {
        var threads: [Thread] = []
        var best: [Int]?
        var place = start
        let empty = Array(repeating: -1, count: 2 * (regex.groups + 1))
        while place <= text.count {
            var next: [Thread] = []
            turn += 1
            var current: [Thread] = []
            for thread in threads { add(thread, text, place, to: &current) }
            // A later beginning is looked at only while nothing has matched.
            if best == nil { add(Thread(at: 0, saves: empty), text, place, to: &current) }
            for thread in current {
                switch regex.code[thread.at] {
                case .match:
                    let start = thread.saves[0]
                    if let old = best, old[0] < start || (old[0] == start && old[1] >= thread.saves[1]) {
                        continue
                    }
                    best = thread.saves
                case .set(let set):
                    if place < text.count, regex.sets[set].contains(text[place]),
                        best.map({ thread.saves[0] <= $0[0] }) ?? true
                    {
                        next.append(Thread(at: thread.at + 1, saves: thread.saves))
                    }
                default: continue
                }
            }
            threads = next
            if threads.isEmpty, best != nil { break }
            place += 1
        }
        return best.map { saves in
            stride(from: 0, to: saves.count, by: 2).map {
                saves[$0] >= 0 && saves[$0 + 1] >= saves[$0] ? saves[$0]..<saves[$0 + 1] : nil
            }
        }
    }

    /// Follows a thread to where it reads a byte or ends; with a stack of its own, as expressions may be long.
    private mutating func add(_ thread: Thread, _ text: [UInt8], _ place: Int, to list: inout [Thread]) {
        var stack = [thread]
        while var thread = stack.popLast() {
            guard seen[thread.at] != turn else { continue }
            seen[thread.at] = turn
            switch regex.code[thread.at] {
            case .jump(let target):
                thread.at = target
                stack.append(thread)
            case .split(let first, let second):
                stack.append(Thread(at: second, saves: thread.saves))
                thread.at = first
                stack.append(thread)
            case .save(let slot):
                thread.saves[slot] = place
                thread.at += 1
                stack.append(thread)
            case .assert(let assertion):
                guard holds(assertion, text, place) else { continue }
                thread.at += 1
                stack.append(thread)
            case .set, .match: list.append(thread)
            }
        }
    }

    private func holds(_ assertion: PosixRegex.Assertion, _ text: [UInt8], _ place: Int) -> Bool {
        switch assertion {
        case .start: return place == 0
        case .end: return place == text.count
        case .wordEdge(let atStart, let atEnd):
            let before = place > 0 && text[place - 1].isNamePart
            let after = place < text.count && text[place].isNamePart
            return (atStart && !before && after) || (atEnd && before && !after)
        }
    }
}

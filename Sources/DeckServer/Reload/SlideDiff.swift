/// One replacement in a list of slides, by the place in the list as it was.
struct SlideSplice: Hashable {
    var at: Int
    var remove: Int
    var insert: [String]
}

/// Finds what to replace in an open page.
enum SlideDiff {
    /// Returns the replacements that make one list of slides of another, the last first.
    ///
    /// A slide's number doesn't count: slides after an inserted one are the same slides, renumbered by the page.
    static func splices(from old: [String], to new: [String]) -> [SlideSplice] {
        var numbers: [Substring: Int] = [:]
        func number(_ slide: String) -> Int {
            let key = unnumbered(slide)
            if let known = numbers[key] { return known }
            numbers[key] = numbers.count
            return numbers.count - 1
        }
        let (before, after) = (old.map(number), new.map(number))
        let difference = after.difference(from: before)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var splices: [SlideSplice] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            var splice = SlideSplice(at: i, remove: 0, insert: [])
            while true {
                if removed.contains(i) {
                    splice.remove += 1
                    i += 1
                } else if inserted.contains(j) {
                    splice.insert.append(new[j])
                    j += 1
                } else {
                    break
                }
            }
            if splice.remove > 0 || !splice.insert.isEmpty { splices.append(splice) }
            i += 1
            j += 1
        }
        return splices.reversed()
    }

    /// The slide's markup without its number.
    static func unnumbered(_ slide: String) -> Substring {
        let opening = "<section id="
        guard slide.hasPrefix(opening) else { return slide[...] }
        let rest = slide.dropFirst(opening.count)
        return rest.drop { ("0"..."9").contains($0) }
    }
}

/// A command's options, as `getopt` finds them: letters anywhere, arguments behind them.
struct Options {
    private(set) var letters: [Character: Int] = [:]
    private(set) var values: [Character: [String]] = [:]
    private(set) var rest: [String] = []

    /// Reads words.
    ///
    /// `known` is getopt's: a letter with a colon takes an argument. A `+` in front stops at the first
    /// word that is no option.
    init(_ words: [String], _ known: String, _ applet: AppletContext) async throws(Applet.Stop) {
        var words = words[...]
        let stops = known.hasPrefix("+")
        let letterList = Array(known)
        while let word = words.popFirst() {
            if word == "--" {
                rest += words
                return
            }
            guard word.hasPrefix("-"), word.utf8.count > 1 else {
                rest.append(word)
                if stops {
                    rest += words
                    return
                }
                continue
            }
            if word.hasPrefix("--") {
                throw await applet.fail("unrecognized option '\(word)'")
            }
            var letters = word.dropFirst()
            while let letter = letters.popFirst() {
                guard letter != ":", let at = letterList.firstIndex(of: letter), letter != "+" else {
                    throw await applet.fail("invalid option -- '\(letter)'")
                }
                self.letters[letter, default: 0] += 1
                guard at + 1 < letterList.count, letterList[at + 1] == ":" else { continue }
                if letters.isEmpty {
                    guard let value = words.popFirst() else {
                        throw await applet.fail("option requires an argument -- '\(letter)'")
                    }
                    values[letter, default: []].append(value)
                } else {
                    values[letter, default: []].append(String(letters))
                    letters = ""
                }
            }
        }
    }

    func has(_ letter: Character) -> Bool { letters[letter] != nil }

    /// The last argument of a letter.
    func value(_ letter: Character) -> String? { values[letter]?.last }
}

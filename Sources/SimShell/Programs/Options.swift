/// A command's options, as `getopt` finds them: letters anywhere, arguments behind them.
struct Options {
    private(set) var letters: [Character: Int] = [:]
    private(set) var values: [Character: [String]] = [:]
    private(set) var rest: [String] = []

    /// Reads words.
    ///
    /// `known` is getopt's: a letter with a colon takes an argument. A `+` in front stops at the first
    /// word that is no option. `long` has the letters that long options stand for; their beginnings do, too.
    init(
        _ words: [String],
        _ known: String,
        long: [String: Character] = [:],
        _ applet: AppletContext
    ) async throws(Applet.Stop) {
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
                let (name, letter) = try await Self.find(word, in: long, applet)
                self.letters[letter, default: 0] += 1
                let takesValue = known.contains("\(letter):")
                guard let equals = word.firstIndex(of: "=") else {
                    guard takesValue else { continue }
                    guard let value = words.popFirst() else {
                        throw await applet.fail("option '--\(name)' requires an argument")
                    }
                    values[letter, default: []].append(value)
                    continue
                }
                guard takesValue else {
                    throw await applet.fail("option '--\(name)' doesn't allow an argument")
                }
                values[letter, default: []].append(String(word[word.index(after: equals)...]))
                continue
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

    /// The long option that a word means, by its name or an unambiguous beginning.
    private static func find(
        _ word: String,
        in long: [String: Character],
        _ applet: AppletContext
    ) async throws(Applet.Stop) -> (name: String, letter: Character) {
        let asked = String(word.dropFirst(2).prefix { $0 != "=" })
        if let letter = long[asked] { return (asked, letter) }
        let names = long.keys.filter { $0.hasPrefix(asked) }.sorted()
        guard let name = names.first, let letter = long[name] else {
            throw await applet.fail("unrecognized option '\(word)'")
        }
        guard Set(names.map { long[$0] }).count == 1 else {
            let possible = names.map { "'--\($0)'" }.joined(separator: " ")
            throw await applet.fail("option '\(word)' is ambiguous; possibilities: \(possible)")
        }
        return (name, letter)
    }

    func has(_ letter: Character) -> Bool { letters[letter] != nil }

    /// The last argument of a letter.
    func value(_ letter: Character) -> String? { values[letter]?.last }
}

import LabModel

/// A file or folder that a command names, and that isn't there.
enum MissingInput: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        if failed.lines.contains(where: { $0.contains("no configuration file provided: not found") }) {
            return Explanation(why: "there is no compose file in the folder")
        }
        let complaints = [
            /unable to evaluate symlinks in Dockerfile path: lstat (\S+): no such file/,
            /unable to prepare context: path "([^"]+)" not found/,
            /error: the path "([^"]+)" does not exist/,
            /(?:open|stat) (\S+): no such file or directory/,
        ]
        // What is complained of may be a folder on the way, and is a whole path where the command has a short one. The
        // first two words are the program and what it is to do.
        guard let missing = complaints.lazy.compactMap(failed.find).first?.split(separator: "/").last,
            let word = failed.text.split(whereSeparator: \.isWhitespace).dropFirst(2).first(where: { word in
                word.split(separator: "=").last?.split(separator: "/").contains(missing) == true
            })
        else { return nil }
        let path = word.hasPrefix("-") ? word.split(separator: "=").last ?? word : word
        return Explanation(why: "there is no \(path) in the workspace")
    }
}

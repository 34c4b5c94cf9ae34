/// What types and fields are for, in our own words.
enum FieldDescriptions {
    /// The text of `Type`, `Type.field` or, for fields that mean the same everywhere, `.field`; nil where nothing is said.
    static func text(_ name: String) -> String? { all[name] }

    private static let all = read([workloads, pods, network, storage, cluster, common])

    /// Texts of lines `Name: what it is`.
    private static func read(_ texts: [String]) -> [String: String] {
        var all: [String: String] = [:]
        for line in texts.flatMap({ $0.split(separator: "\n") }) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            all[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return all
    }
}

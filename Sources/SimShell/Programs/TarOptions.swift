/// What `tar` is told: BusyBox's letters, and the long options that GNU's or BusyBox's has for them.
struct TarOptions {
    // Long options without a letter have one here that nobody types.
    private static let strip: Character = "\u{1}"
    private static let exclude: Character = "\u{2}"
    private static let help: Character = "\u{3}"
    private static let withoutEffect: Character = "\u{4}"

    private static let letters = "ctxvf:C:zOomphkJjaT:X:\(strip):\(exclude):\(help)\(withoutEffect)"
    private static let long: [String: Character] = [
        "auto-compress": "a", "bzip2": "j", "create": "c", "dereference": "h", "directory": "C",
        "exclude": exclude, "exclude-from": "X", "extract": "x", "file": "f", "files-from": "T", "get": "x",
        "gunzip": "z", "gzip": "z", "help": help, "keep-old-files": "k", "list": "t",
        "no-same-owner": "o", "no-same-permissions": withoutEffect, "numeric-owner": withoutEffect,
        "overwrite": withoutEffect, "preserve-permissions": "p", "same-owner": withoutEffect,
        "same-permissions": "p", "strip-components": strip, "to-stdout": "O", "touch": "m", "ungzip": "z",
        "verbose": "v", "xz": "J",
    ]

    private let options: Options
    /// The names that were given, those of `-T` with them.
    let names: [String]
    /// How many folders members lose in front.
    let stripped: Int
    private let excluded: [ShellPattern]

    init(_ words: [String], _ applet: AppletContext) async throws(Applet.Stop) {
        var words = words
        // The first word may lack its dash.
        if let first = words.first, !first.hasPrefix("-") { words[0] = "-" + first }
        options = try await Options(words, Self.letters, long: Self.long, applet)
        if options.has(Self.help) { throw await applet.usage(Self.usage, 0) }
        let number = options.value(Self.strip) ?? "0"
        guard let stripped = Int(number), stripped >= 0 else {
            throw await applet.fail("invalid number '\(number)'")
        }
        self.stripped = stripped
        var names = options.rest
        for file in options.values["T"] ?? [] { names += try await Self.lines(of: file, applet) }
        self.names = names
        var patterns = options.values[Self.exclude] ?? []
        for file in options.values["X"] ?? [] { patterns += try await Self.lines(of: file, applet) }
        // What lies in a folder that is left out is left out with it.
        excluded = patterns.flatMap { [ShellPattern($0), ShellPattern($0 + "/*")] }
    }

    static let usage = """
        tar c|x|t [-hvokO] [-f TARFILE] [-C DIR] [-T FILE] [-X FILE] [LONG OPTION]... [FILE]...

        	c	Create
        	x	Extract
        	t	List
        	-f FILE	Name of TARFILE ('-' for stdin/out)
        	-C DIR	Change to DIR before operation
        	-v	Verbose
        	-O	Extract to stdout
        	-h	Follow symlinks
        	-T FILE	File with names to include
        	-X FILE	File with glob patterns to exclude
        	--exclude PATTERN	Glob pattern to exclude
        	--strip-components NUM	NUM of leading components to strip
        """

    private static func lines(of file: String, _ applet: AppletContext) async throws(Applet.Stop) -> [String]
    {
        do throws(FileTreeError) {
            let bytes = try applet.files.read(applet.path(file), from: 0, atMost: 1 << 20, as: applet.user)
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        } catch { throw await applet.fail("can't open '\(file)': \(error.words)") }
    }

    func has(_ letter: Character) -> Bool { options.has(letter) }

    var archive: String { options.value("f") ?? "-" }
    var folder: String { options.value("C") ?? "." }

    /// Whether the archive is to be compressed, or said to be.
    var isCompressed: Bool {
        let ends = [".gz", ".tgz", ".bz2", ".xz"]
        return has("z") || has("j") || has("J")
            || has("a") && has("c") && ends.contains(where: archive.hasSuffix)
    }

    /// Whether a member is among those that were named, or none was.
    func isNamed(_ name: String) -> Bool {
        names.isEmpty || names.contains { name == $0 || name.hasPrefix($0 + "/") }
    }

    /// Whether a pattern leaves a file out: it stands for the whole name, or for what follows one of its slashes.
    func isExcluded(_ name: String) -> Bool {
        guard !excluded.isEmpty else { return false }
        var rest = Array(name.utf8)[...]
        while rest.last == UInt8(ascii: "/") { rest.removeLast() }
        while true {
            if excluded.contains(where: { $0.matches(rest) }) { return true }
            guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return false }
            rest = rest[(slash + 1)...]
        }
    }

    /// A member's name without the folders in front; nil where nothing is left.
    func stripped(_ name: String) -> String? {
        let names = name.split(separator: "/").dropFirst(stripped)
        return names.isEmpty ? nil : names.joined(separator: "/")
    }
}

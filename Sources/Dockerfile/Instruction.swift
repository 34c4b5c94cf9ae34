public import SourceText

/// One instruction of a Dockerfile.
public struct Instruction: Hashable, Sendable {
    /// What it does.
    public var kind: Kind
    /// The options before its arguments, as written: `--from=build`.
    public var flags: [Flag]
    /// The documents that follow it, `<<EOF` … `EOF`.
    public var heredocs: [Heredoc]
    /// The instruction from its keyword to the end of its last line, heredocs included.
    public var range: Range<SourcePosition>
    /// Its bytes in the file, the same stretch.
    public var bytes: Range<Int>

    /// An option: `--name=value`, or `--name`.
    public struct Flag: Hashable, Sendable {
        /// The name without its dashes.
        public var name: String
        /// What stands after the equals sign; nothing where there is none.
        public var value: String?
    }

    /// The kinds of instruction, with what each says.
    public enum Kind: Hashable, Sendable {
        case from(From)
        case run(Command)
        case cmd(Command)
        case entrypoint(Command)
        case shell([String])
        case copy(Transfer)
        case add(Transfer)
        case arg([Variable])
        case env([Variable])
        case label([Variable])
        case expose([String])
        case volume([String])
        case workdir(String)
        case user(String)
        case stopSignal(String)
        case maintainer(String)
        case healthcheck(Healthcheck)
        indirect case onbuild(Instruction)
    }

    /// `FROM image AS name`, before any expansion.
    public struct From: Hashable, Sendable {
        public var image: String
        public var name: String?
        public var platform: String?
    }

    /// What runs: words as they are, or a line for the shell.
    public enum Command: Hashable, Sendable {
        case exec([String])
        case shell(String)
    }

    /// `COPY` and `ADD`: from where to where.
    public struct Transfer: Hashable, Sendable {
        public var sources: [String]
        public var destination: String
        public var from: String?
        public var owner: String?
        public var mode: String?
        public var link: Bool
    }

    /// A name, with a value where one is given.
    public struct Variable: Hashable, Sendable {
        public var name: String
        public var value: String?
    }

    /// `HEALTHCHECK NONE`, or a command; how often is in the flags.
    public enum Healthcheck: Hashable, Sendable {
        case none
        case command(Command)
    }

    /// The value of the first option of the name; the empty text for one without a value.
    public func flag(_ name: String) -> String? {
        flags.first { $0.name == name }.map { $0.value ?? "" }
    }

    /// The mounts of a `RUN`, each as its fields, such as `type`, `from` and `target`.
    public var mounts: [[String: String]] {
        flags.filter { $0.name == "mount" }.map { flag in
            var fields: [String: String] = [:]
            for field in CommaFields.split(flag.value ?? "") {
                let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                fields[String(parts[0]).lowercased()] = parts.count > 1 ? String(parts[1]) : "true"
            }
            return fields
        }
    }
}

/// A document in a Dockerfile: what a `RUN` reads, or a file that a `COPY` makes.
public struct Heredoc: Hashable, Sendable {
    /// The word that ends it, without quotes.
    public var name: String
    /// Whether variables in it are replaced: not when the word was quoted.
    public var expands: Bool
    /// Whether leading tabs are taken away: `<<-`.
    public var stripsTabs: Bool
    /// The text, with the newline of its last line.
    public var content: String
}

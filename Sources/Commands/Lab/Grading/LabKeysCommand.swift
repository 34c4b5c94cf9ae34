import ArgumentParser
import EngineAPI
import LabGrading
import SystemPackage

/// `slidectl lab keys` makes and keeps the keys that results are signed with.
struct LabKeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, change and list the keys of a course, which lie outside of its repository.",
        discussion: """
            A course has a pair of Ed25519 keys that signs results, and a secret that students' own values are made from. \
            Whoever grades needs all of them; whoever only verifies needs the .pub files.
            """,
        subcommands: [Begin.self, Rotate.self, List.self]
    )

    struct Begin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract:
                "Make the keys of a course; refused where there are some, and inside of a git work tree."
        )

        @OptionGroup var options: KeyOptions

        func run() async throws {
            try KeyWork.change(options, "made") { try $0.make(at: .now) }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Make a new key for signing; what the one before it signed until now stays valid.",
            discussion:
                "The secret behind students' own values stays as it is: another one would give all of them new labs."
        )

        @OptionGroup var options: KeyOptions

        func run() async throws {
            try KeyWork.change(options, "made for signing; the one before it only verifies from now on") {
                try $0.rotate(at: .now)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the public halves of all keys of a course, with their fingerprints and dates."
        )

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json
        }

        @OptionGroup var options: KeyOptions

        @Option(help: "How to print.")
        var format: Format = .text

        func run() async throws {
            let store = try options.store(for: try Course(of: ".", isFolder: true))
            let ring = try KeyWork.failing { try store.load() }
            StandardStream.output.write(format == .json ? KeyWork.json(ring) : KeyWork.text(ring))
        }
    }
}

/// What the commands on keys share.
enum KeyWork {
    static func change(_ options: KeyOptions, _ what: String, _ body: (KeyStore) throws -> KeyRing) throws {
        let store = try options.store(for: try Course(of: ".", isFolder: true))
        let ring = try failing { try body(store) }
        StandardStream.output.write(
            "\(store.folder): key \(ring.signing.verifying.fingerprint) \(what)\n"
        )
    }

    /// Does something whose errors are told as they are.
    static func failing<Value>(_ body: () throws -> Value) throws(CommandFailure) -> Value {
        do { return try body() } catch let failure as CommandFailure { throw failure } catch {
            throw CommandFailure("\(error)")
        }
    }

    static func text(_ ring: KeyRing) -> String {
        ring.records.map { record in
            let state = record.retired.map { "retired \($0)" } ?? "signs"
            return
                "\(record.key.fingerprint)  ed25519 \(hex(record.key.bytes))  made \(record.created)  \(state)\n"
        }.joined()
    }

    static func json(_ ring: KeyRing) -> String {
        let keys = ring.records.map { record -> JSON in
            .object([
                .init("fingerprint", record.key.fingerprint.json), .init("kind", .string("ed25519")),
                .init("public", .string(hex(record.key.bytes))),
                .init("created", .string("\(record.created)")),
                .init("retired", record.retired.map { .string("\($0)") } ?? .null),
            ])
        }
        let list = JSON.object([.init("version", .number("1")), .init("keys", .array(keys))])
        return String(decoding: list.bytes, as: UTF8.self) + "\n"
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

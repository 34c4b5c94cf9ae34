import Foundation
import SimShell
import Synchronization
import Testing

/// What bash has beside POSIX, by the real one and by ours; and what ours says where it doesn't go on.
@Suite(.serialized)
struct BashTests {
    static let path = "/usr/bin/bash"
    static let isUsable =
        FileManager.default.isExecutableFile(atPath: path)
        && (try? RealBusyBox.run([path, "-c", "echo yes"]).output) == "yes\n"

    @Test(
        .enabled(if: isUsable, "needs /usr/bin/bash and the right to a mount namespace"),
        arguments: Scripts.bash
    )
    func doesWhatBashDoes(_ script: String) async throws {
        let real = try RealBusyBox.run(["bash", "-c", script])
        let ours = try await Container(clock: ContinuousClock()).run(["bash", "-c", script])
        #expect(ours.output == real.output, "\(script)")
        #expect(ours.code == real.code, "\(script)")
        // Errors of arithmetic are in ash's words.
        if !script.contains("/0)") { #expect(ours.error == real.error, "\(script)") }
    }

    /// None of these is the script's mistake.
    @Test(arguments: [
        ("a=(1 2)", "arrays"), ("a+=(3)", "arrays"), ("a[0]=1", "arrays"), ("echo ${a[@]}", "arrays"),
        ("declare -a x=(1)", "arrays"), ("((a[0]++))", "arrays"), ("cat <(echo a)", "process substitution"),
        ("select x in a b; do break; done", "select"), ("coproc cat", "coproc"),
        ("declare -i x=1", "declare"),
        ("shopt -s nullglob", "shopt"), ("mapfile x </dev/null", "mapfile"), ("pushd /", "pushd"),
        ("echo ${x@Q}", "transformations of parameters"),
        ("x=ab; echo ${x^^[a]}", "patterns in changes of case"),
        ("echo ${!B*}", "lists of names and of keys"), ("trap 'echo no' ERR", "trap ERR"),
        ("read -a x <<< 'a b'", "read -a"), ("printf -v x %s a", "printf -v"),
        ("printf %q 'a b'", "printf %q"),
        ("f() { local -r x=1; }; f", "local -r"), ("type -t ls", "type -t"),
        (": </dev/udp/127.0.0.1/53", "/dev/udp"),
    ])
    func notesWhatOnlyBashWouldDo(_ script: String, _ what: String) async throws {
        let (notes, result) = try await Self.run(["bash", "-c", script])
        #expect(notes == ["bash: \(what)"], "\(script)")
        #expect(result.error.contains("\(what): not modelled by the embedded engine"), "\(result.error)")
        #expect(result.code != 0, "\(script)")
        // sh knows nothing of it.
        #expect(try await Self.run(["sh", "-c", script]).notes.isEmpty)
    }

    @Test(arguments: ["nosuch", "if; then", "cd /nono", "[[ a", "((1/0))", "echo ${x", "for x; do"])
    func leavesMistakesWhatTheyAre(_ script: String) async throws {
        #expect(try await Self.run(["bash", "-c", script]).notes.isEmpty)
    }

    private static func run(_ words: [String]) async throws -> (notes: [String], result: ScriptResult) {
        let notes = Mutex<[String]>([])
        let container = try Container(note: { note in notes.withLock { $0.append(note) } })
        let result = try await container.run(words)
        return (notes.withLock { $0 }, result)
    }

    @Test func isNoBashWhereItIsCalledSh() async throws {
        let result = try await Container().run(["sh", "-c", "echo {1..3} $BASH_VERSION\ncat <<< a"])
        #expect(result.output == "{1..3}\n")
        #expect(result.code == 2)
    }

    @Test func takesItsOwnOptions() async throws {
        #expect(try await Self.run(["bash", "--norc", "-c", "echo a"]).result.output == "a\n")
        let version = try await Self.run(["bash", "--version"]).result.output
        #expect(version.hasPrefix("GNU bash, version 5.2"))
        #expect(try await Self.run(["bash", "--nosuch"]).result.code == 2)
    }
}

import SimShell
import Testing

/// `tar` as people write it who have GNU's; what BusyBox has of it is held against the real one in the corpus.
struct TarTests {
    private let files = "mkdir -p d/sub; echo 1 > d/f; echo 2 > d/sub/g; ln d/f d/h; echo 3 > d/x.log; "

    /// The way back out of a volume's backup, as Docker's manual has it.
    @Test(arguments: [
        "tar xvf b.tar --strip 3", "tar --extract --file=b.tar --strip-components=3 --verbose",
        "tar -x -f b.tar --strip-components 3",
    ])
    func foldersInFrontAreTakenOff(_ command: String) async throws {
        let result = try await Container.sh(
            files + "tar cf b.tar /tmp/d/d 2>/dev/null; mkdir o; cp b.tar o; cd o; "
                + "\(command) >/dev/null; rm b.tar; find . | sort; stat -c %h h"
        )
        #expect(result.output == ".\n./f\n./h\n./sub\n./sub/g\n./x.log\n2\n")
        #expect(result.error == "")
    }

    @Test(arguments: [
        ("tar --create --file - --exclude=*.log --exclude sub d | tar --list", "d/\nd/f\nd/h\n"),
        ("tar -cf - d | tar -t --exclude d/sub", "d/\nd/f\nd/h\nd/x.log\n"),
        ("echo 'd/[fh]' > n; tar cf - -X n --directory . d | tar t", "d/\nd/sub/\nd/sub/g\nd/x.log\n"),
        ("echo d/f > n; tar cf - -T n | tar --get --to-stdout", "1\n"),
    ])
    func namesAreLeftOutByPatterns(_ command: String, _ output: String) async throws {
        let result = try await Container.sh(files + command)
        #expect(result == ScriptResult(output: output, error: "", code: 0))
    }

    @Test(arguments: [
        ("tar --nonsense", "tar: unrecognized option '--nonsense'\n"),
        (
            "tar --ex -f x",
            "tar: option '--ex' is ambiguous; possibilities: '--exclude' '--exclude-from' '--extract'\n"
        ),
        ("tar x --strip", "tar: option '--strip-components' requires an argument\n"),
        ("tar x --verbose=2", "tar: option '--verbose' doesn't allow an argument\n"),
        ("tar x --strip=two", "tar: invalid number 'two'\n"),
        ("tar --create --gzip --file x d", "tar: compression: not modelled by the embedded engine\n"),
        (
            "printf '\\037\\213\\010' > x; tar xf x",
            "tar: compression: not modelled by the embedded engine\n"
        ),
    ])
    func whatIsNoOptionIsSaid(_ command: String, _ error: String) async throws {
        #expect(try await Container.sh(command) == ScriptResult(output: "", error: error, code: 1))
    }

    @Test func tellsItsOptions() async throws {
        let result = try await Container.sh("tar --help")
        #expect(result.code == 0)
        #expect(result.error.contains("--strip-components NUM"))
    }
}

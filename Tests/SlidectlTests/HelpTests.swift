import TestKit
import Testing

/// What the program says of itself.
struct HelpTests {
    @Test func printsItsVersion() async throws {
        let result = try await slidectl("--version")
        #expect(result.code == 0)
        #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
        #expect(result.error == "")
    }

    @Test(arguments: [
        "slidectl", "serve", "present", "render", "check", "new", "doctor",
        "lab-list", "lab-test", "lab-record", "lab-run", "lab-shell", "lab-reset", "lab-hint", "lab-export",
        "lab-pack", "lab-grade",
        "lab-verify",
        "lab-rescore",
        "lab-override", "lab-keys", "lab-keys-init",
        "sandbox", "sandbox-shell", "sandbox-run", "sandbox-up", "sandbox-status", "sandbox-down",
    ])
    func printsHelp(_ command: String) async throws {
        let words = command == "slidectl" ? [] : command.split(separator: "-").map(String.init)
        let arguments = words + ["--help"]
        let result = try await slidectl(arguments)
        #expect(result.code == 0)
        for line in result.output.split(separator: "\n") where !line.hasPrefix("USAGE: ") {
            #expect(line.count <= 80, "\(line)")
        }
        try expectGolden(result.output, "\(command).help")
        if !words.isEmpty { #expect(try await slidectl(["help"] + words).output == result.output) }
    }

    @Test func helpsWhoeverSaysNothing() async throws {
        #expect(try await slidectl([]).output == slidectl("--help").output)
    }

    @Test(arguments: [
        (["nonsense"], "Unexpected argument 'nonsense'"),
        (["help", "nonsense"], "Unexpected argument 'nonsense'"),
        (["help", "lab", "nonsense"], "Unexpected argument 'nonsense'"),
        (["check"], "Missing expected argument '<paths> ...'"),
        (["serve", "--port", "99999"], "The value '99999' is invalid for '--port <port>'"),
        (["serve", "--prt", "1"], "Unknown option '--prt'. Did you mean '--port'?"),
        (["render", "a.slide", "--to", "pdf"], "The value 'pdf' is invalid for '--to <form>'"),
        (["check", "a.slide", "--format", "xml"], "The value 'xml' is invalid for '--format <format>'"),
    ])
    func explainsWrongUsage(_ arguments: [String], _ words: String) async throws {
        let result = try await slidectl(arguments)
        #expect(result.code == 64)
        #expect(result.output == "")
        #expect(result.error.hasPrefix("Error: " + words))
        #expect(result.error.contains("Usage: slidectl"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func printsCompletions(_ shell: String) async throws {
        let result = try await slidectl("--generate-completion-script", shell)
        #expect(result.code == 0)
        for command in ["serve", "render", "check", "new"] { #expect(result.output.contains(command)) }
    }

    private func slidectl(_ arguments: String...) async throws -> Program.Result {
        try await slidectl(arguments)
    }

    private func slidectl(_ arguments: [String]) async throws -> Program.Result {
        try await withScratch { try Program.run(arguments, in: $0.path) }
    }
}

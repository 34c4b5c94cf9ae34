import SystemPackage
import TestKit
import Testing

@testable import LabSandbox

/// Commands one after the other, each in a shell of its own, do what one shell does that reads all of them.
struct ShellScriptTests {
    private func bash(_ script: String, home: FilePath) throws -> ShellRun {
        try ShellRun("/bin/bash", ["-c", script], folder: home.string, variables: ["HOME": home.string])
    }

    @Test(
        "What holds on a terminal holds from one command to the next",
        arguments: [
            ["CID=$(echo abc)", "echo \"is $CID\"", "bash -c 'echo \"child ${CID:-has none}\"'"],
            ["export E=$'two\\nlines' N=1", "bash -c 'echo \"$E\"'", "unset N", "echo \"${N-unset}\""],
            [
                "greet() { local who=$1; echo \"hello $who\"; }", "greet \"the world\"",
                "echo \"${who-unset}\"",
            ],
            ["f() { echo f; }; export -f f", "bash -c f"],
            ["alias ll='echo long'", "ll list", "unalias ll", "ll 2>/dev/null || echo gone"],
            [
                "list=(a 'b c' d)", "echo \"${#list[@]} ${list[1]}\"", "declare -A map=([x]=1 [y z]=2)",
                "echo \"${map[y z]}\"",
            ],
            ["mkdir -p a/b && cd a", "cd b", "basename \"$PWD\"", "cd - >/dev/null; basename \"$PWD\""],
            ["readonly R=1", "(R=2) 2>/dev/null || echo \"still $R\"", "echo \"$R\""],
            ["IFS=,", "line=a,b; set -- $line; echo \"$#\"", "x='1  2'; echo $x"],
            ["q=\"it's \\\"so\\\" \\$HOME \\\\ ž\"", "echo \"$q\"", "printf '%s\\n' 'a\\nb' \"c\td\""],
            ["cat <<'E' > file\na\n  b'c\nE", "cat file; wc -l < file"],
        ]
    )
    func keepsWhatATerminalKeeps(commands: [String]) async throws {
        try await withScratch { scratch in
            for name in ["one", "many"] { try scratch.write("\(name)/.keep", "") }
            let one = try bash(
                "shopt -s expand_aliases\n" + commands.joined(separator: "\n"),
                home: scratch.file("one")
            )
            let many = try commands.map { try bash(ShellScript($0).text, home: scratch.file("many")) }
            #expect(many.map(\.output).joined() == one.output)
            #expect(many.allSatisfy { $0.error.isEmpty }, "\(many)")
        }
    }

    @Test(
        "The shell's own messages have the numbers of the script's lines",
        arguments: [
            "dcoker run x", "true\n\ncat <<E\nx\nE\nnosuch \\\n  a b", "exit 7", "false", "( exit 3 )",
        ]
    )
    func countsTheScriptsLines(script: String) async throws {
        try await withScratch { scratch in
            let plain = try bash(script, home: scratch.path)
            #expect(try bash(ShellScript(script).text, home: scratch.path) == plain)
            // The state that is read first changes no number.
            #expect(try bash(ShellScript(script).text, home: scratch.path) == plain)
        }
    }

    @Test func saysWhereAScriptIsNotOne() async throws {
        try await withScratch { scratch in
            let broken = try bash(ShellScript("true\necho (").text, home: scratch.path)
            #expect(broken.error.contains("line 2: syntax error near"), "\(broken)")
            #expect(broken.error.contains("`echo ('"), "the script's line, and nothing of ours: \(broken)")
            #expect(broken.code != 0)
        }
    }
}

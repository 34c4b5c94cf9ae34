import TestKit
import Testing

/// What is wrong in `slidectl.yaml` is placed like all else.
struct SettingsTests {
    static let faults: [(yaml: String, finding: String)] = [
        ("course: [x\nfoo: 1\n", "2:4: error: the settings can't be read as YAML [settings.yaml]"),
        ("course: A\ncourse: B\n", "1:1: error: the settings can't be read as YAML [settings.yaml]"),
        ("just words\n", "1:1: error: slidectl.yaml is a list of 'key: value' lines [settings.wrong-kind]"),
        ("colour: red\n", "1:1: warning: 'colour' is no setting [settings.unknown-key]"),
        (
            "language: en_US\n",
            "1:11: error: language is a language tag such as en or pt-BR [settings.wrong-kind]"
        ),
        ("language:\n", "1:10: error: language is a language tag such as en or pt-BR [settings.wrong-kind]"),
        ("serve:\n  prot: 1\n", "2:3: warning: 'prot' is no setting [settings.unknown-key]"),
        (
            "serve:\n  port: 99999\n",
            "2:9: error: serve.port is a number from 0 to 65535 [settings.wrong-kind]"
        ),
        ("sandbox:\n  qotas: 1\n", "2:3: warning: 'qotas' is no setting [settings.unknown-key]"),
        (
            "sandbox:\n  quotas:\n    pids: many\n",
            "3:11: error: sandbox.quotas.pids is a number from 1 [settings.wrong-kind]"
        ),
        (
            "sandbox:\n  command-time: soon\n",
            "2:17: error: sandbox.command-time is a time such as 90s, 10m or 2h [settings.wrong-kind]"
        ),
        ("labs:\n  privat: x\n", "2:3: warning: 'privat' is no setting [settings.unknown-key]"),
        ("check:\n  strict: very\n", "2:11: error: check.strict is true or false [settings.wrong-kind]"),
        (
            "check:\n  disable:\n    - lint.slide.emty\n",
            "3:7: warning: check says nothing by the id 'lint.slide.emty' [settings.unknown-id]"
        ),
        ("check:\n  disable: [[]]\n", "2:13: error: the value is a text [settings.wrong-kind]"),
        (
            "theme:\n  accent: red\n",
            "2:11: error: theme.accent is a colour such as \"#0b6e6e\" [settings.wrong-kind]"
        ),
        (
            "theme:\n  css: nope.css\n",
            "2:8: error: theme.css names a file of the course; 'slidectl.yaml'".replacing(
                "slidectl.yaml",
                with: "nope.css"
            )
                + " doesn't exist [settings.missing-file]"
        ),
        (
            "theme:\n  logo: ../out.svg\n",
            "2:9: error: theme.logo names a file of the course; '../out.svg'"
        ),
    ]

    @Test(arguments: faults.indices)
    func placesAFault(_ index: Int) async throws {
        let fault = Self.faults[index]
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\nText.\n")
            try scratch.write("slidectl.yaml", fault.yaml)
            let check = try Program.run(["check", "a.slide"], in: scratch.path)
            let line = String(check.output.prefix { $0 != "\n" })
            let isError = fault.finding.contains(": error: ")
            #expect(check.code == (isError ? 1 : 0))
            if index < Self.faults.count - 1 {
                #expect(line == "slidectl.yaml:" + fault.finding)
            } else {
                #expect(line.hasSuffix("lies outside the course's root [settings.missing-file]"))
            }
            // Other commands say so, too; `render` writes nothing that rests on wrong settings.
            let render = try Program.run(["render", "a.slide", "-o", "a.html"], in: scratch.path)
            #expect(render.code == (isError ? 1 : 0))
            #expect(render.error.contains(line))
            #expect(try scratch.files().contains("a.html") == !isError)
        }
    }

    @Test func tellsOfBytesThatAreNoText() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            let check = ["check", "a.slide", "--strict"]
            try scratch.write("slidectl.yaml", Array("course: Caf".utf8) + [0xE9, 0x0A])
            let result = try Program.run(check, in: scratch.path)
            #expect(result.code == 1)
            let finding = "1:12: warning: the settings aren't valid UTF-8 from here [settings.invalid-utf8]\n"
            #expect(result.output.hasPrefix("slidectl.yaml:" + finding))
            let disabled = Array("check: {disable: [settings.invalid-utf8]} # ".utf8) + [0xE9, 0x0A]
            try scratch.write("slidectl.yaml", disabled)
            #expect(try Program.run(check, in: scratch.path).output == "")
        }
    }

    /// Some editors write it, and YAML allows it.
    @Test func readsPastAByteOrderMark() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            try scratch.write("slidectl.yaml", "\u{FEFF}course: A\ncheck:\n  strict: very\n")
            let result = try Program.run(["check", "a.slide"], in: scratch.path)
            #expect(
                result.output.hasPrefix("slidectl.yaml:3:11: error: check.strict is true or false")
            )
            try scratch.write("slidectl.yaml", "\u{FEFF}colour: red\n")
            let first = try Program.run(["check", "a.slide"], in: scratch.path)
            #expect(first.output.hasPrefix("slidectl.yaml:1:1: warning: 'colour' is no setting"))
        }
    }

    @Test func takesEveryWayOfLeavingSettingsOut() async throws {
        for yaml in ["", "# nothing\n", "---\n", "course: A\n"] {
            try await withScratch { scratch in
                try scratch.write("a.slide", "# T\n\n## A\n\nText.\n")
                try scratch.write("slidectl.yaml", yaml)
                let result = try Program.run(["check", "a.slide", "--strict"], in: scratch.path)
                #expect(result.code == 0, "\(yaml) \(result.output)")
            }
        }
    }
}

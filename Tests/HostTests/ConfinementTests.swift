import Testing

@testable import Host

/// What bubblewrap is asked for.
struct ConfinementTests {
    private func words(_ change: (inout Confinement) -> Void = { _ in }) -> [String] {
        var confinement = Confinement(workspace: "/w", home: "/h", accounts: "/a")
        change(&confinement)
        return confinement.arguments(for: ["prog", "--", "x"], isTerminal: false) { _ in nil }
    }

    @Test func unsharesEverythingAndDropsAllRights() {
        let words = words { $0.forbidsNamespaces = true }
        for option in [
            "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts",
            "--die-with-parent",
            "--clearenv", "--new-session", "--disable-userns",
        ] { #expect(words.contains(option), "\(option)") }
        #expect(words.joined(separator: " ").contains("--cap-drop ALL"))
    }

    @Test func showsNothingOfTheMachineThatHoldsSecrets() {
        let words = words()
        let shown = words.indices.filter { words[$0].hasSuffix("bind") || words[$0].hasSuffix("bind-try") }
            .map { words[$0 + 1] }
        for path in shown {
            #expect(
                !["/", "/etc", "/root", "/home", "/var", "/run", "/sys", "/etc/shadow", "/etc/ssl"].contains(
                    path
                )
            )
            #expect(!path.hasPrefix("/var/run"))
        }
        // The only places that can be written to.
        #expect(
            words.indices.filter { words[$0] == "--bind" }.map { words[$0 + 2] } == ["/home/student", "/w"]
        )
    }

    @Test func passesTheCommandOnAsItIs() {
        #expect(words().suffix(4) == ["--", "prog", "--", "x"])
        #expect(words { $0.environment = ["A": "b c"] }.joined(separator: "|").contains("--setenv|A|b c"))
    }
}

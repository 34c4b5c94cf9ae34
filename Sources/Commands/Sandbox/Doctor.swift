import Foundation
import Glibc
import LabSandbox

/// Looks at the machine.
struct Doctor {
    let environment: [String: String]
    let engineSocket: String?

    /// One thing that was looked at.
    struct Finding: Codable {
        enum State: String, Codable {
            case good, missing
            case optional = "missing, optional"
        }

        var name: String
        var state: State
        /// What was found, or what its absence means.
        var what: String
        /// How to get it.
        var remedy: String?

        var text: String {
            let mark = [State.good: "ok      ", .missing: "MISSING ", .optional: "-       "][state] ?? ""
            return "\(mark)\(name): \(what)\n" + (remedy.map { "          \($0)\n" } ?? "")
        }
    }

    func examine() async -> [Finding] {
        var findings = await engines()
        findings += [
            await client(
                "docker",
                ["docker", "--version"],
                "sudo apt-get install docker.io (or docker-cli)"
            ),
            await plugin(
                "compose",
                "sudo apt-get install docker-compose-v2, or put docker-compose into ~/.docker/cli-plugins"
            ),
            await plugin("buildx", "not needed: sessions build with the classic builder"),
            await client(
                "podman",
                ["podman", "--version"],
                "not needed: in a session podman's commands go to docker"
            ),
            await client(
                "kubectl",
                ["kubectl", "version", "--client"],
                "needed for labs about Kubernetes only"
            ),
            await bubblewrap(), await namespaces(),
        ]
        findings.append(
            program("nsenter", "the forwarder of published ports", "sudo apt-get install util-linux")
        )
        findings.append(program("prlimit", "limits on students' commands", "sudo apt-get install util-linux"))
        findings.append(controlGroups())
        return findings
    }

    private func engines() async -> [Finding] {
        let sockets = EngineChoice(.auto, socket: engineSocket, environment: environment).candidates
        var findings: [Finding] = []
        var refusals: [String] = []
        for socket in sockets {
            do {
                let engine = try await EngineChoice.connect(socket)
                findings.append(
                    Finding(
                        name: "engine",
                        state: .good,
                        what: "\(engine.name), API \(engine.apiVersion), at \(socket)"
                    )
                )
            } catch { refusals.append("\(error)") }
        }
        guard findings.isEmpty else { return findings }
        return [
            Finding(
                name: "engine",
                state: .optional,
                what: "no real one, so sandboxes run on the embedded engine: "
                    + refusals.joined(separator: "; "),
                remedy: "sudo apt-get install docker.io && sudo usermod -aG docker $USER, or podman with "
                    + "systemctl --user start podman.socket; then log in again"
            )
        ]
    }

    private func client(_ name: String, _ words: [String], _ remedy: String) async -> Finding {
        let isNeeded = name == "docker"
        guard let line = await firstLine(words) else {
            return Finding(
                name: name,
                state: isNeeded ? .missing : .optional,
                what: "not found on PATH",
                remedy: remedy
            )
        }
        return Finding(name: name, state: .good, what: line)
    }

    private func plugin(_ name: String, _ remedy: String) async -> Finding {
        let folders = ClientFolders.plugins(environment)
        for folder in folders where access("\(folder)/docker-\(name)", X_OK) == 0 {
            let line = await firstLine([
                "\(folder)/docker-\(name)", name == "compose" ? "version" : "version",
            ])
            return Finding(name: "docker \(name)", state: .good, what: line ?? "\(folder)/docker-\(name)")
        }
        return Finding(name: "docker \(name)", state: .optional, what: "no such plugin", remedy: remedy)
    }

    private func bubblewrap() async -> Finding {
        guard let line = await firstLine(["bwrap", "--version"]) else {
            return Finding(
                name: "bubblewrap",
                state: .missing,
                what: "commands can't be confined, and don't run without",
                remedy: "sudo apt-get install bubblewrap"
            )
        }
        return Finding(name: "bubblewrap", state: .good, what: line)
    }

    private func namespaces() async -> Finding {
        let words = ["bwrap", "--unshare-all", "--unshare-user", "--ro-bind", "/", "/", "true"]
        if await status(words) == 0 {
            return Finding(name: "user namespaces", state: .good, what: "a confined command runs")
        }
        return Finding(
            name: "user namespaces",
            state: .missing,
            what: "a confined command doesn't run",
            remedy: "sudo sysctl kernel.unprivileged_userns_clone=1; on Ubuntu also "
                + "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"
        )
    }

    private func program(_ name: String, _ purpose: String, _ remedy: String) -> Finding {
        let isThere = access("/usr/bin/\(name)", X_OK) == 0
        return Finding(
            name: name,
            state: isThere ? .good : .missing,
            what: isThere ? purpose : "needed for \(purpose)",
            remedy: isThere ? nil : remedy
        )
    }

    private func controlGroups() -> Finding {
        let isSecond = access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0
        return Finding(
            name: "control groups",
            state: .good,
            what: isSecond ? "version 2" : "version 1: rootless engines can't limit memory and processors"
        )
    }

    private func firstLine(_ words: [String]) async -> String? {
        let (status, output) = await run(words)
        guard status == 0 else { return nil }
        return output.split(separator: "\n").first.map(String.init)
    }

    private func status(_ words: [String]) async -> Int32 { await run(words).0 }

    private func run(_ words: [String]) async -> (Int32, String) {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "slidectl.doctor").async {
                let process = Process()
                process.executableURL = URL(filePath: "/usr/bin/env")
                process.arguments = ["timeout", "10"] + words
                let pipe = Pipe()
                process.standardOutput = pipe
                process.standardError = FileHandle.nullDevice
                process.standardInput = FileHandle.nullDevice
                guard (try? process.run()) != nil else {
                    continuation.resume(returning: (127, ""))
                    return
                }
                let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
                process.waitUntilExit()
                continuation.resume(
                    returning: (process.terminationStatus, String(decoding: data, as: UTF8.self))
                )
            }
        }
    }
}

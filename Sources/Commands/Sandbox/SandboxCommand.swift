import ArgumentParser

/// `slidectl sandbox` opens sessions on a container engine.
struct SandboxCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Use a container engine in a session that can harm neither the machine nor a neighbour.",
        discussion: """
            docker, docker compose, podman and testcontainers work in a session as they are. The session has containers, \
            images, volumes and networks of its own, and a workspace; at its end all of it is taken away.

            slidectl doctor says what the machine lacks for it.
            """,
        subcommands: [
            SandboxShell.self, SandboxRun.self, SandboxUp.self, SandboxStatus.self, SandboxDown.self,
        ]
    )
}

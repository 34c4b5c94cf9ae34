import ArgumentParser

/// `slidectl lab`: what the commands of a lecture are, and what is asked of them.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Look at the labs of lectures: their commands, how each is run, and what is asked of it.",
        subcommands: [LabListCommand.self, LabTestCommand.self]
    )
}

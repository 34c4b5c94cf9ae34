import ArgumentParser

/// `slidectl lab`: what the commands of a lecture are, and what is asked of them.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "The commands of lectures as labs: listed, run in a sandbox, checked and graded.",
        subcommands: [
            LabListCommand.self, LabTestCommand.self, LabRecordCommand.self, LabRunCommand.self,
            LabHintCommand.self, LabShellCommand.self, LabResetCommand.self, LabPackCommand.self,
            LabExportCommand.self,
            LabGradeCommand.self, LabVerifyCommand.self, LabRescoreCommand.self, LabOverrideCommand.self,
            LabKeysCommand.self,
        ]
    )
}

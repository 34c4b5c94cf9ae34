extension LanguageDefinition {
    static let shell = LanguageDefinition(
        name: "sh",
        aliases: "bash shell zsh ksh dash shellscript",
        extensions: "sh bash zsh ksh env",
        fileNames: ".bashrc .profile .zshrc .env",
        interpreters: "sh bash zsh ksh dash",
        scan: { cursor in
            var scanner = ShellScanner(.script)
            scanner.scan(&cursor)
        }
    )
}

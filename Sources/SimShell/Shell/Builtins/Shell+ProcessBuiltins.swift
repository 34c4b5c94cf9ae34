extension Shell {
    static let processBuiltins: [String: ShellBuiltin] = [
        // Carried out where redirections are, as its own stay.
        "exec": ShellBuiltin(isSpecial: true) { _, _ async throws(ShellUnwind) in 0 },
        "wait": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.waitFor(words) },
        "jobs": ShellBuiltin { shell, _ async throws(ShellUnwind) in
            let running = Set(shell.process.world.processes().map(\.id))
            for job in shell.jobs where running.contains(job.process.id) {
                try await shell.write("[\(job.number)]+  Running                 \(job.text)\n")
            }
            return 0
        },
        "fg": ShellBuiltin { shell, _ async throws(ShellUnwind) in
            guard let job = shell.jobs.popLast() else { throw await shell.fail("no current job") }
            try await shell.waitInForeground([job.process])
            return shell.status
        },
        "bg": ShellBuiltin { _, _ async throws(ShellUnwind) in 0 },
        "kill": ShellBuiltin { shell, words async throws(ShellUnwind) in
            let jobs = shell.jobs
            var words = words
            for (index, word) in words.enumerated() where word.hasPrefix("%") {
                let number = Int(word.dropFirst())
                let job = number == nil ? jobs.last : jobs.first { $0.number == number }
                if let job { words[index] = String(job.process.id) }
            }
            let (output, errors, status) = KillCommand.run(words, in: shell.process.world)
            try await shell.write(output)
            for error in errors { await shell.sayPlain(error) }
            return status
        },
        "times": ShellBuiltin(isSpecial: true) { shell, _ async throws(ShellUnwind) in
            try await shell.write("0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n")
            return 0
        },
        "ulimit": ShellBuiltin { shell, words async throws(ShellUnwind) in
            let allowance = shell.process.world.allowance
            let letters = words.dropFirst().filter { $0.hasPrefix("-") }.joined()
            let count = letters.contains("H") ? allowance.mostOpenFiles : allowance.openFiles
            try await shell.write(letters.contains("n") ? "\(count)\n" : "unlimited\n")
            return 0
        },
        "hash": ShellBuiltin { _, _ async throws(ShellUnwind) in 0 },
    ]

    private mutating func waitFor(_ words: [String]) async throws(ShellUnwind) -> Int {
        guard words.count > 1 else {
            for job in jobs { if try await waitOrTrap(job.process) == nil { return status } }
            jobs = []
            return 0
        }
        var code = 0
        for word in words.dropFirst() {
            let number = word.hasPrefix("%") ? nil : Int(word)
            if number == nil, !word.hasPrefix("%") { throw await fail("Illegal number: \(word)") }
            let jobNumber = Int(word.dropFirst())
            guard
                let job = jobs.first(where: {
                    number == nil ? $0.number == jobNumber : $0.process.id == number
                })
            else {
                code = 127
                continue
            }
            guard let ended = try await waitOrTrap(job.process) else { return status }
            code = ended
            jobs.removeAll { $0.process.id == job.process.id }
            try await sayDeath(of: job.process)
        }
        return code
    }
}

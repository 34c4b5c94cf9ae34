extension Shell {
    /// A parameter's value: a variable's, or that of `1`, `#`, `?` and their kin; nil where it isn't set.
    func value(of name: String) -> String? {
        if let variable = variables[name] { return variable.value }
        switch name {
        case "?": return String(status)
        case "#": return String(positional.count)
        case "$": return String(shellID)
        case "!": return lastBackground.map(String.init) ?? ""
        case "-": return String(options.sorted()) + (isInteractive ? "i" : "")
        case "@", "*": return positional.isEmpty ? nil : positional.joined(separator: " ")
        case "0": return self.name
        case "LINENO": return String(line)
        case "PWD": return workingDirectory
        case "PPID": return String(process.world.processes().first { $0.id == shellID }?.parent ?? 0)
        case "RANDOM": return String(UInt16.random(in: 0...32_767))
        case "OPTIND": return "1"
        case "PS1":
            guard isInteractive else { return nil }
            return dialect == .bash ? "\\s-\\v\\$ " : "\\w \\$ "
        case "PS2": return "> "
        case "PS4": return "+ "
        default:
            if dialect == .bash, let value = bashValue(of: name) { return value }
            guard let number = Int(name), number > 0, number <= positional.count else { return nil }
            return positional[number - 1]
        }
    }

    /// Sets a variable.
    mutating func set(_ name: String, _ value: String) async throws(ShellUnwind) {
        if variables[name]?.isReadOnly == true { throw await fail("\(name): is read only") }
        variableBytes += value.utf8.count - (variables[name]?.value?.utf8.count ?? -name.utf8.count)
        guard variableBytes <= Self.maxVariables, memory.hold(variableBytes) else {
            throw await fail("out of memory")
        }
        variables[name, default: Variable()].value = value
        if options.contains("a") { variables[name]?.isExported = true }
        if name == "OPTIND" { getoptsPlace = 0 }
    }

    mutating func unset(_ name: String) async throws(ShellUnwind) {
        if variables[name]?.isReadOnly == true { throw await fail("\(name): is read only") }
        if let old = variables.removeValue(forKey: name) {
            variableBytes -= (old.value?.utf8.count ?? 0) + name.utf8.count
        }
    }

    /// The bytes that fields are split at.
    var separators: [UInt8] { variables["IFS"]?.value.map { Array($0.utf8) } ?? [32, 9, 10] }

    /// What a started process finds in its environment.
    var environment: [String: String] {
        var environment: [String: String] = [:]
        for (name, variable) in variables where variable.isExported { environment[name] = variable.value }
        return environment
    }

    /// A value, quoted where a shell would need it, as `set` and `export` print it.
    static func quoted(_ value: String) -> String {
        "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'"'"'"#) + "'"
    }
}

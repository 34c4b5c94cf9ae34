import SimShell

/// `addgroup` and `groupadd`: really make groups.
struct GroupTool: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (options, rest) = tool.options(valued: ["-g", "--gid"])
        guard process.user.id == 0 else { return await tool.fail("\(tool.name): Permission denied.") }
        guard let name = rest.last else { return await tool.fail("\(tool.name): needs a group's name", 2) }
        var accounts = Accounts(process.files)
        if rest.count == 2 {
            // `addgroup USER GROUP` lets a user into a group.
            guard accounts.add(rest[0], to: rest[1]) else {
                return await tool.fail("\(tool.name): unknown user or group")
            }
        } else {
            guard accounts.groups[name] == nil else {
                return await tool.fail(
                    tool.name == "groupadd"
                        ? "groupadd: group '\(name)' already exists" : "addgroup: group '\(name)' in use",
                    tool.name == "groupadd" ? 9 : 1
                )
            }
            let isSystem = ["-S", "-r", "--system"].contains { options[$0] != nil }
            let asked = (options["-g"] ?? options["--gid"]).flatMap { Int($0) }
            accounts.addGroup(
                name,
                asked
                    ?? accounts.freeNumber(
                        among: [.groups],
                        isSystem: isSystem,
                        fromAbove: tool.name == "groupadd"
                    )
            )
        }
        return accounts.save() ? 0 : 1
    }
}

/// `adduser` and `useradd`: really make users, with their groups and homes.
struct UserTool: Program {
    enum Style {
        case adduser, useradd
    }

    let style: Style

    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (options, rest) = tool.options(
            valued: [
                "-u", "--uid", "-g", "--gid", "-G", "--groups", "--ingroup", "-h", "-d", "--home",
                "--home-dir", "-s",
                "--shell", "-c", "--comment", "--gecos",
            ]
        )
        guard process.user.id == 0 else { return await tool.fail("\(tool.name): Permission denied.") }
        guard let name = rest.first, name.wholeMatch(of: /[a-z_][a-z0-9_.\-]*\$?/) != nil else {
            return await tool.fail("\(tool.name): needs a user's name", 2)
        }
        var accounts = Accounts(process.files)
        if rest.count == 2 {
            guard accounts.add(name, to: rest[1]) else {
                return await tool.fail("adduser: unknown user or group")
            }
            return accounts.save() ? 0 : 1
        }
        guard accounts.users[name] == nil else {
            return await tool.fail(
                style == .useradd
                    ? "useradd: user '\(name)' already exists" : "adduser: user '\(name)' in use",
                style == .useradd ? 9 : 1
            )
        }
        let value = { (keys: [String]) in keys.compactMap { options[$0] }.first { !$0.isEmpty } }
        let isSystem = ["-S", "-r", "--system"].contains { options[$0] != nil }
        // busybox's `-G` and useradd's `-g` name the main group.
        let isBusybox =
            style == .adduser && options["--gecos"] == nil && options["--disabled-password"] == nil
        let group =
            style == .useradd
            ? value(["-g", "--gid"]) : value(isBusybox ? ["-G", "--ingroup"] : ["--ingroup", "--gid"])
        // Where the user gets a group of the same name, both have one number.
        let hasOwnGroup =
            group == nil && !(isSystem && style == .adduser && options["--group"] == nil)
        let number =
            value(["-u", "--uid"]).flatMap { Int($0) }
            ?? accounts.freeNumber(
                among: hasOwnGroup ? [.users, .groups] : [.users],
                isSystem: isSystem,
                fromAbove: style == .useradd
            )
        let groupNumber: Int
        if let group {
            guard let known = accounts.groups[group]?.number ?? Int(group) else {
                return await tool.fail("\(tool.name): group '\(group)' does not exist", 6)
            }
            groupNumber = known
        } else if hasOwnGroup {
            accounts.addGroup(name, number)
            groupNumber = number
        } else {
            groupNumber = accounts.groups["nogroup"]?.number ?? 65_533
        }
        let home =
            value(["-h", "-d", "--home", "--home-dir"])
            ?? (isSystem && style == .adduser && options["-S"] == nil ? "/nonexistent" : "/home/\(name)")
        let shell = value(["-s", "--shell"]) ?? (isSystem ? "/sbin/nologin" : "/bin/sh")
        accounts.addUser(name, number, groupNumber, home: home, shell: shell)
        if style == .useradd, let more = value(["-G", "--groups"]) {
            for other in more.split(separator: ",") { _ = accounts.add(name, to: String(other)) }
        }
        let staysWithout = ["-H", "-M", "--no-create-home"].contains { options[$0] != nil }
        let makesHome =
            style == .useradd
            ? options["-m"] != nil || options["--create-home"] != nil : !isSystem || options["-S"] != nil
        if makesHome, !staysWithout {
            let owner = FileOwner(user: number, group: groupNumber)
            try? process.files.makeDirectory(home, intermediate: true)
            try? process.files.setOwner(home, owner)
            try? process.files.setMode(home, 0o700)
        }
        return accounts.save() ? 0 : 1
    }
}

/// `/etc/passwd` and `/etc/group`, to be changed.
struct Accounts {
    struct Group {
        var number: Int
        var members: [String]
    }

    private let files: FileTree
    private var passwd: [String]
    private var groupOrder: [String] = []
    private(set) var groups: [String: Group] = [:]
    private(set) var users: [String: Int] = [:]

    init(_ files: FileTree) {
        self.files = files
        let lines = { (path: String) in
            ((try? files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? "").split(separator: "\n")
                .map(String.init)
        }
        passwd = lines("/etc/passwd")
        for line in passwd {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 2, let number = Int(fields[2]) { users[String(fields[0])] = number }
        }
        for line in lines("/etc/group") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count > 2, let number = Int(fields[2]) else { continue }
            let members = fields.count > 3 ? fields[3].split(separator: ",").map(String.init) : []
            groups[String(fields[0])] = Group(number: number, members: members)
            groupOrder.append(String(fields[0]))
        }
    }

    /// Whose numbers are looked at for a free one.
    enum Kind {
        case users, groups
    }

    /// The first number that none of a kind has; system accounts of `useradd` and `groupadd` take the highest.
    func freeNumber(among kinds: [Kind], isSystem: Bool, fromAbove: Bool) -> Int {
        let taken = Set(
            (kinds.contains(.users) ? Array(users.values) : [])
                + (kinds.contains(.groups) ? groups.values.map(\.number) : [])
        )
        guard isSystem else { return (1000...59_999).first { !taken.contains($0) } ?? 59_999 }
        return fromAbove
            ? (100...999).last { !taken.contains($0) } ?? 100
            : (100...999).first { !taken.contains($0) } ?? 999
    }

    mutating func addGroup(_ name: String, _ number: Int) {
        guard groups[name] == nil else { return }
        groups[name] = Group(number: number, members: [])
        groupOrder.append(name)
    }

    mutating func addUser(_ name: String, _ number: Int, _ group: Int, home: String, shell: String) {
        users[name] = number
        passwd.append("\(name):x:\(number):\(group)::\(home):\(shell)")
    }

    /// Lets a user into a group; false where one of them isn't there.
    mutating func add(_ user: String, to group: String) -> Bool {
        guard users[user] != nil, var found = groups[group] else { return false }
        if !found.members.contains(user) { found.members.append(user) }
        groups[group] = found
        return true
    }

    /// Writes both files; false where that fails.
    func save() -> Bool {
        let rows = groupOrder.compactMap { name in
            groups[name].map { "\(name):x:\($0.number):\($0.members.joined(separator: ","))\n" }
        }
        do {
            try files.write("/etc/passwd", Array(passwd.map { $0 + "\n" }.joined().utf8))
            try files.write("/etc/group", Array(rows.joined().utf8))
            return true
        } catch { return false }
    }
}

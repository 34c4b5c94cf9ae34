/// Turns the tree of a regular expression into instructions.
struct PosixRegexCompiler {
    private(set) var code: [PosixRegex.Instruction] = []
    private(set) var sets: [ByteSet] = []

    mutating func emit(_ instruction: PosixRegex.Instruction) throws(PosixRegex.Failure) {
        guard code.count < 4000 else { throw .tooLarge }
        code.append(instruction)
    }

    mutating func compile(_ node: PosixRegexNode) throws(PosixRegex.Failure) {
        switch node {
        case .empty: return
        case .set(let set):
            let index = sets.firstIndex(of: set) ?? sets.count
            if index == sets.count { sets.append(set) }
            try emit(.set(index))
        case .assert(let assertion): try emit(.assert(assertion))
        case .group(let number, let inner):
            try emit(.save(2 * number))
            try compile(inner)
            try emit(.save(2 * number + 1))
        case .sequence(let nodes): for node in nodes { try compile(node) }
        case .either(let branches): try either(branches[...])
        case .repeated(let inner, let least, let most):
            for _ in 0..<least { try compile(inner) }
            if let most {
                var splits: [Int] = []
                for _ in least..<max(least, most) {
                    splits.append(code.count)
                    try emit(.match)
                    try compile(inner)
                }
                for split in splits { code[split] = .split(split + 1, code.count) }
            } else {
                let start = code.count
                try emit(.match)
                try compile(inner)
                try emit(.jump(start))
                code[start] = .split(start + 1, code.count)
            }
        }
    }

    private mutating func either(_ branches: ArraySlice<PosixRegexNode>) throws(PosixRegex.Failure) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index + 1 < branches.count else {
                try compile(branch)
                break
            }
            let split = code.count
            try emit(.match)
            try compile(branch)
            jumps.append(code.count)
            try emit(.match)
            code[split] = .split(split + 1, code.count)
        }
        for jump in jumps { code[jump] = .jump(code.count) }
    }
}

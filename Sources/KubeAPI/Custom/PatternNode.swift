/// A regular expression as a tree.
indirect enum PatternNode {
    case empty
    case scalar(PatternSet)
    case start
    case end
    case sequence([PatternNode])
    case either([PatternNode])
    /// `most` is nil where there is no bound.
    case repeated(PatternNode, least: Int, most: Int?)

    /// As many steps as a pattern may have.
    private static let longest = 20_000

    /// Appends the steps; tells whether they are few enough.
    func compile(into program: inout [PatternStep]) -> Bool {
        guard program.count < Self.longest else { return false }
        switch self {
        case .empty: break
        case .scalar(let set): program.append(.scalar(set))
        case .start: program.append(.start)
        case .end: program.append(.end)
        case .sequence(let nodes):
            for node in nodes where !node.compile(into: &program) { return false }
        case .either(let nodes): return Self.compile(nodes[...], into: &program)
        case .repeated(let node, let least, let most):
            for _ in 0..<least where !node.compile(into: &program) { return false }
            guard let most else { return Self.compileLoop(node, into: &program) }
            return Self.compileOptional(node, most - least, into: &program)
        }
        return program.count < Self.longest
    }

    private static func compile(_ nodes: ArraySlice<PatternNode>, into program: inout [PatternStep]) -> Bool {
        var jumps: [Int] = []
        for (index, node) in nodes.enumerated() {
            let isLast = index == nodes.count - 1
            let split = program.count
            if !isLast { program.append(.jump(0)) }
            guard node.compile(into: &program) else { return false }
            guard !isLast else { break }
            jumps.append(program.count)
            program.append(.jump(0))
            program[split] = .split(split + 1, program.count)
        }
        for jump in jumps { program[jump] = .jump(program.count) }
        return true
    }

    private static func compileLoop(_ node: PatternNode, into program: inout [PatternStep]) -> Bool {
        let split = program.count
        program.append(.jump(0))
        guard node.compile(into: &program) else { return false }
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return true
    }

    private static func compileOptional(
        _ node: PatternNode,
        _ times: Int,
        into program: inout [PatternStep]
    ) -> Bool {
        var splits: [Int] = []
        for _ in 0..<max(0, times) {
            splits.append(program.count)
            program.append(.jump(0))
            guard node.compile(into: &program) else { return false }
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
        return true
    }
}

import Glibc

extension AwkMachine {
    func value(_ expression: AwkExpression) async throws(Leap) -> AwkValue {
        switch expression {
        case .number(let number): return .number(number)
        case .text(let bytes): return .text(bytes)
        case .regex(let regex): return .number(regex.matches(try await currentLine()) ? 1 : 0)
        case .place(let place): return try await value(at: place)
        case .assign(let place, let operation, let right):
            var result = try await value(right)
            if let operation {
                result = .number(try Self.apply(operation, try await value(at: place).number, result.number))
            }
            try await put(result, at: place)
            return result
        case .step(let place, let by, let isPrefix):
            let old = try await value(at: place).number
            try await put(.number(old + by), at: place)
            return .number(isPrefix ? old + by : old)
        case .conditional(let test, let first, let second):
            return try await value(try await value(test).isTrue ? first : second)
        case .and(let left, let right):
            guard try await value(left).isTrue else { return .number(0) }
            return .number(try await value(right).isTrue ? 1 : 0)
        case .or(let left, let right):
            if try await value(left).isTrue { return .number(1) }
            return .number(try await value(right).isTrue ? 1 : 0)
        case .not(let inner): return .number(try await value(inner).isTrue ? 0 : 1)
        case .negative(let inner): return .number(-(try await value(inner).number))
        case .positive(let inner): return .number(try await value(inner).number)
        case .arithmetic(let operation, let left, let right):
            let first = try await value(left).number
            return .number(try Self.apply(operation, first, try await value(right).number))
        case .compare(let comparison, let left, let right):
            let first = try await value(left)
            return .number(compare(comparison, first, try await value(right)) ? 1 : 0)
        case .match(let left, let right, let isNegated):
            let bytes = try await value(left).text(text(of: "CONVFMT"))
            return .number(try await pattern(of: right).matches(bytes) != isNegated ? 1 : 0)
        case .concatenation(let left, let right):
            let first = try await value(left).text(text(of: "CONVFMT"))
            let joined = first + (try await value(right).text(text(of: "CONVFMT")))
            guard joined.count <= Self.longest else { throw .failed(AwkFailure(words: "out of memory")) }
            return .text(joined)
        case .contains(let array, let keys):
            let key = try await key(keys)
            return .number(self.array(array).contains(key) ? 1 : 0)
        case .group(let items):
            guard items.count == 1 else { return .text(try await key(items)) }
            return try await value(items[0])
        case .call(let name, let arguments): return try await call(name, arguments)
        case .builtin(let name, let arguments): return try await builtin(name, arguments)
        case .readLine(let place, let source): return .number(Double(try await getLine(place, source)))
        }
    }

    // MARK: Places

    private func value(at place: AwkPlace) async throws(Leap) -> AwkValue {
        switch place {
        case .variable(let name):
            if case .value(let local)? = frames.last?[name] { return local }
            if name == "NF" {
                try split()
                return .number(Double(fields.count))
            }
            return variables[name] ?? .unset
        case .field(let expression):
            let index = AwkNumber.whole(try await value(expression).number)
            if index == 0 { return .input(try await currentLine()) }
            guard index > 0 else { throw .failed(AwkFailure(words: "Access to negative field")) }
            try split()
            return index <= fields.count ? fields[index - 1] : .unset
        case .element(let name, let keys):
            let key = try await key(keys)
            let array = array(name)
            if let value = array[key] { return value }
            // Whoever asks for an element makes it.
            array[key] = .unset
            try note(.text(key))
            return .unset
        }
    }

    func put(_ value: AwkValue, at place: AwkPlace) async throws(Leap) {
        try note(value)
        switch place {
        case .variable(let name):
            if frames.last?[name] != nil {
                frames[frames.count - 1][name] = .value(value)
            } else if name == "NF" {
                try split()
                let count = min(max(0, AwkNumber.whole(value.number)), 10_000)
                fields =
                    Array(fields.prefix(count))
                    + Array(repeating: .unset, count: max(0, count - fields.count))
                isJoined = false
            } else {
                variables[name] = value
            }
        case .field(let expression):
            let index = AwkNumber.whole(try await self.value(expression).number)
            if index == 0 { return setLine(value.text(text(of: "CONVFMT"))) }
            guard index > 0 else { throw .failed(AwkFailure(words: "Access to negative field")) }
            guard index <= 10_000 else { throw .failed(AwkFailure(words: "out of memory")) }
            try split()
            while fields.count < index { fields.append(.unset) }
            fields[index - 1] = value
            isJoined = false
        case .element(let name, let keys):
            let key = try await key(keys)
            try note(.text(key))
            array(name)[key] = value
        }
    }

    /// The key that several values make.
    func key(_ items: [AwkExpression]) async throws(Leap) -> [UInt8] {
        var key: [UInt8] = []
        for (index, item) in items.enumerated() {
            if index > 0 { key += text(of: "SUBSEP") }
            key += try await value(item).text(text(of: "CONVFMT"))
        }
        return key
    }

    // MARK: Operators

    private static func apply(
        _ operation: AwkOperator,
        _ left: Double,
        _ right: Double
    ) throws(Leap) -> Double {
        switch operation {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .divide, .remainder:
            guard right != 0 else { throw .failed(AwkFailure(words: "Division by zero")) }
            return operation == .divide ? left / right : fmod(left, right)
        case .power: return pow(left, right)
        }
    }

    private func compare(_ comparison: AwkComparison, _ left: AwkValue, _ right: AwkValue) -> Bool {
        if let one = left.looksNumeric, let other = right.looksNumeric {
            switch comparison {
            case .less: return one < other
            case .lessOrEqual: return one <= other
            case .equal: return one == other
            case .unequal: return one != other
            case .greater: return one > other
            case .greaterOrEqual: return one >= other
            }
        }
        let (one, other) = (left.text(text(of: "CONVFMT")), right.text(text(of: "CONVFMT")))
        switch comparison {
        case .less: return one.lexicographicallyPrecedes(other)
        case .lessOrEqual: return !other.lexicographicallyPrecedes(one)
        case .equal: return one == other
        case .unequal: return one != other
        case .greater: return other.lexicographicallyPrecedes(one)
        case .greaterOrEqual: return !one.lexicographicallyPrecedes(other)
        }
    }

    /// What is matched against: a pattern as it stands there, or what a value says.
    func pattern(of expression: AwkExpression) async throws(Leap) -> PosixRegex {
        if case .regex(let regex) = expression { return regex }
        if case .group(let inner) = expression, inner.count == 1, case .regex(let regex) = inner[0] {
            return regex
        }
        return try pattern(try await value(expression).text(text(of: "CONVFMT")))
    }

    // MARK: Calls

    private func call(_ name: String, _ arguments: [AwkExpression]) async throws(Leap) -> AwkValue {
        guard let function = program.functions[name] else {
            throw .failed(AwkFailure(words: "Call to undefined function"))
        }
        guard frames.count < 100 else { throw .failed(AwkFailure(words: "function calls nested too deeply")) }
        var frame: [String: Local] = [:]
        for parameter in function.parameters { frame[parameter] = .value(.unset) }
        var shared: [(parameter: String, name: String)] = []
        for (parameter, argument) in zip(function.parameters, arguments) {
            if case .place(.variable(let name)) = argument {
                if let array = existingArray(name) {
                    frame[parameter] = .array(array)
                    continue
                }
                if isUnset(name) { shared.append((parameter, name)) }
            }
            frame[parameter] = .value(try await value(argument))
        }
        frames.append(frame)
        let result: AwkValue
        do throws(Leap) {
            try await run(function.body)
            result = .unset
        } catch {
            guard case .giveBack(let value) = error else {
                frames.removeLast()
                throw error
            }
            result = value
        }
        let left = frames.removeLast()
        // What had no value became an array in there: it is the caller's.
        for (parameter, name) in shared {
            guard case .array(let array)? = left[parameter] else { continue }
            if frames.last?[name] != nil {
                frames[frames.count - 1][name] = .array(array)
            } else {
                arrays[name] = array
            }
        }
        return result
    }

    private func existingArray(_ name: String) -> AwkArray? {
        if let local = frames.last?[name] {
            if case .array(let array) = local { return array }
            return nil
        }
        return arrays[name]
    }

    private func isUnset(_ name: String) -> Bool {
        if let local = frames.last?[name] {
            if case .value(.unset) = local { return true }
            return false
        }
        return variables[name] == nil && name != "NF"
    }
}

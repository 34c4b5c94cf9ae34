import Crypto

extension PgRoutines {
    static func text(_ name: String, _ values: [PgValue]) throws(PgError) -> PgValue? {
        let first = string(values.first)
        func count(_ index: Int) -> Int { index < values.count ? int(values[index]) : 0 }
        func bounded(_ length: Int) throws(PgError) -> Int {
            guard length <= textLimit else { throw PgError("54000", "requested length too large") }
            return max(0, length)
        }
        switch name {
        case "cast":
            guard let from = SQLType(rawValue: string(values[1])),
                let to = SQLType(rawValue: string(values[2]))
            else { return nil }
            return try PgCast.cast(
                values[0],
                from: from,
                to: to,
                modifiers: values.dropFirst(3).map { int($0) }
            )
        case "spaced": return .text(PgJSON.spaced(first))
        case "truncated": return .text(String(first.prefix(max(0, count(1)))))
        case "lower": return .text(first.lowercased())
        case "upper": return .text(first.uppercased())
        case "length": return .int(first.count)
        case "octet_length": return .int(first.utf8.count)
        case "like": return .int(PgLike.matches(first, string(values[1]), ignoresCase: count(2) != 0) ? 1 : 0)
        case "substr":
            let start = count(1)
            var range = max(1, start)..<Int.max
            if values.count > 2 {
                guard count(2) >= 0 else { throw PgError("22011", "negative substring length not allowed") }
                let end = start.addingReportingOverflow(count(2))
                range = max(1, start)..<max(max(1, start), end.overflow ? Int.max : end.partialValue)
            }
            return .text(
                String(first.dropFirst(range.lowerBound - 1).prefix(range.upperBound - range.lowerBound))
            )
        case "left":
            return .text(
                count(1) >= 0
                    ? String(first.prefix(count(1)))
                    : String(first.dropLast(Int(clamping: count(1).magnitude)))
            )
        case "right":
            return .text(
                count(1) >= 0
                    ? String(first.suffix(count(1)))
                    : String(first.dropFirst(Int(clamping: count(1).magnitude)))
            )
        case "lpad", "rpad":
            let length = try bounded(count(1))
            let fill = values.count > 2 ? string(values[2]) : " "
            guard first.count < length, !fill.isEmpty else { return .text(String(first.prefix(length))) }
            let missing = length - first.count
            let padding = String(String(repeating: fill, count: missing / fill.count + 1).prefix(missing))
            return .text(name == "lpad" ? padding + first : first + padding)
        case "repeat":
            return .text(
                String(
                    repeating: first,
                    count: try bounded(max(0, count(1)) &* max(1, first.utf8.count))
                        / max(1, first.utf8.count)
                )
            )
        case "reverse": return .text(String(first.reversed()))
        case "initcap":
            var isStart = true
            var result = ""
            for letter in first {
                result += isStart ? letter.uppercased() : letter.lowercased()
                isStart = !(letter.isLetter || letter.isNumber)
            }
            return .text(result)
        case "replace":
            let part = string(values[1])
            return .text(part.isEmpty ? first : first.split(part).joined(separator: string(values[2])))
        case "split_part":
            let parts = string(values[1]).isEmpty ? [first] : first.split(string(values[1]))
            guard count(2) != 0 else { throw PgError("22023", "field position must not be zero") }
            let index = count(2) > 0 ? count(2) - 1 : parts.count + count(2)
            return .text(parts.indices.contains(index) ? parts[index] : "")
        case "strpos":
            let part = string(values[1])
            guard !part.isEmpty else { return .int(1) }
            return .int(
                first.range(of: part).map { first.distance(from: first.startIndex, to: $0.lowerBound) + 1 }
                    ?? 0
            )
        case "btrim", "ltrim", "rtrim":
            let set = values.count > 1 ? string(values[1]) : " "
            var rest = first[...]
            if name != "rtrim" { while let letter = rest.first, set.contains(letter) { rest.removeFirst() } }
            if name != "ltrim" { while let letter = rest.last, set.contains(letter) { rest.removeLast() } }
            return .text(String(rest))
        case "md5":
            return .text(
                Insecure.MD5.hash(data: Array(first.utf8)).map {
                    ($0 < 16 ? "0" : "") + String($0, radix: 16)
                }.joined()
            )
        case "chr":
            guard let scalar = Unicode.Scalar(UInt32(clamping: count(0))), count(0) > 0 else {
                throw PgError("54000", "requested character not valid")
            }
            return .text(String(scalar))
        case "ascii": return .int(first.unicodeScalars.first.map { Int($0.value) } ?? 0)
        case "starts_with": return .int(first.hasPrefix(string(values[1])) ? 1 : 0)
        default: return nil
        }
    }

    static func moment(_ name: String, _ values: [PgValue]) throws(PgError) -> PgValue? {
        switch name {
        case "date_add":
            guard let (moment, _) = PgMoment.parse(string(values[0])) else { return .null }
            guard abs(int(values[1])) < 4_000_000 else { throw PgError("22008", "date out of range") }
            return .text(Calendar(days: moment.days + int(values[1])).date)
        case "date_diff":
            guard let (one, _) = PgMoment.parse(string(values[0])),
                let (other, _) = PgMoment.parse(string(values[1]))
            else { return .null }
            return .int(one.days - other.days)
        case "date_trunc":
            guard var (moment, _) = PgMoment.parse(string(values[1])) else { return .null }
            let field = string(values[0]).lowercased()
            let levels = ["microseconds", "second", "minute", "hour", "day", "month", "year"]
            guard let level = levels.firstIndex(of: field) else {
                throw .notModelled("date_trunc('\(field)', …)")
            }
            if level >= 1 { moment.microsecond = 0 }
            if level >= 2 { moment.second = 0 }
            if level >= 3 { moment.minute = 0 }
            if level >= 4 { moment.hour = 0 }
            if level >= 5 { moment.day = 1 }
            if level >= 6 { moment.month = 1 }
            return .text(PgMoment.timestamp(moment, zone: string(values[1]).hasSuffix("+00")))
        case "extract":
            guard let (moment, _) = PgMoment.parse(string(values[1])) else { return .null }
            switch string(values[0]).lowercased() {
            case "year": return .text(String(moment.year))
            case "month": return .text(String(moment.month))
            case "day": return .text(String(moment.day))
            case "hour": return .text(String(moment.hour))
            case "minute": return .text(String(moment.minute))
            case "second":
                return .text(
                    PgDecimal(mantissa: Int128(moment.second * 1_000_000 + moment.microsecond), scale: 6).text
                )
            case "dow": return .text(String(moment.weekday))
            case "isodow": return .text(String(moment.weekday == 0 ? 7 : moment.weekday))
            case "doy":
                var start = moment
                (start.month, start.day) = (1, 1)
                return .text(String(moment.days - start.days + 1))
            case "quarter": return .text(String((moment.month - 1) / 3 + 1))
            case "epoch": return .text(PgDecimal(mantissa: Int128(moment.microseconds), scale: 6).text)
            case let field: throw .notModelled("extract(\(field) …)")
            }
        default: return nil
        }
    }
}

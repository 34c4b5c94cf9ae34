import DeckModel
import GoText
import SourceText

/// The size of `.image`, `.video` and `.iframe`: none, or a height and a width, in this order.
enum SizeArguments {
    /// Reads the arguments from one on; nil when they are wrong, which is then reported.
    static func parse(
        _ line: DirectiveLine,
        from first: Int,
        _ context: inout ParserContext
    ) -> MediaSize? {
        let arguments = line.fields.dropFirst(first)
        var numbers: [Int] = []
        for argument in arguments {
            switch value(argument) {
            case .number(let number): numbers.append(number)
            case .open: numbers.append(0)
            case .invalid:
                context.report(.sizeInvalid(argument, line))
                return nil
            }
        }
        switch numbers.count {
        case 0: return MediaSize()
        case 2: return MediaSize(height: numbers[0], width: numbers[1])
        default:
            context.report(.wrongCount(line, "takes no size, or a height and a width"))
            return nil
        }
    }

    private enum Value {
        case number(Int)
        /// Left to the browser.
        case open
        case invalid
    }

    private static func value(_ argument: ArraySlice<UInt8>) -> Value {
        switch argument.first ?? 0 {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(GoText.decode(argument)).map(Value.number) ?? .invalid
        case UInt8(ascii: "/"): argument.count > 1 && argument.last == UInt8(ascii: "/") ? .open : .invalid
        case UInt8(ascii: "$"): .open
        case UInt8(ascii: "_"): argument.count == 1 ? .open : .invalid
        default: .invalid
        }
    }
}

extension Diagnostic {
    static func sizeInvalid(_ argument: ArraySlice<UInt8>, _ line: DirectiveLine) -> Self {
        Self(
            "deck.command.size",
            .error,
            at: line.location(argument),
            "a size is a whole number, or _ for 'as wide as it comes'; found '\(GoText.decode(argument))'",
            notes: [
                .present("bad code argument \(GoText.quoted(argument))"),
                Note("the height comes first, then the width"),
            ]
        )
    }

    static func wrongCount(_ line: DirectiveLine, _ rule: String) -> Self {
        let name = line.name.dropFirst()
        return Self(
            "deck.command.arguments",
            .error,
            at: line.text.location,
            "\(line.name) \(rule)",
            notes: [.present("incorrect \(name) invocation: \(line.quoted)")]
        )
    }

    /// An address that the page can't use.
    static func addressBlocked(_ url: String, at location: SourceLocation) -> Self {
        Self(
            "deck.address.blocked",
            .warning,
            at: location,
            "'\(url)' isn't shown: the scheme is neither http, https nor mailto",
            notes: [Note("present puts #ZgotmplZ in its place; a path with a colon is written './a:b'")]
        )
    }
}

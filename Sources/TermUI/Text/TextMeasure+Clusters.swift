extension TextMeasure {
    /// Splits text where a line may be cut, with the width of each part.
    ///
    /// Characters that show nothing are left out; control characters become spaces or `�`.
    public func clusters(of text: some StringProtocol) -> [TextCluster] {
        var clusters: [TextCluster] = []
        clusters.reserveCapacity(text.utf8.count)
        for character in text {
            if let ascii = character.asciiValue {
                clusters.append(cluster(ofASCII: ascii, character))
            } else if let cluster = cluster(of: character) {
                clusters.append(cluster)
            }
        }
        return clusters
    }

    private func cluster(ofASCII ascii: UInt8, _ character: Character) -> TextCluster {
        switch ascii {
        case 0x20..<0x7F: TextCluster(text: String(character), width: 1)
        case 0x09, 0x0A, 0x0D: TextCluster(text: " ", width: 1)
        default: TextCluster(text: "\u{FFFD}", width: 1)
        }
    }

    private func cluster(of character: Character) -> TextCluster? {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return nil }
        if first.properties.generalCategory == .control {
            // CR LF is one character; the rest of these are C1 controls, which steer a terminal as escapes do.
            return TextCluster(text: first == "\r" ? " " : "\u{FFFD}", width: 1)
        }
        if scalars.allSatisfy(isInvisible) { return nil }
        // Marks need something to stand on, else they would land on the cell before.
        if cells(of: first) == 0, !scalars.contains(where: { cells(of: $0) > 0 }) {
            return TextCluster(text: "\u{00A0}" + String(character), width: 1)
        }
        return TextCluster(text: String(character), width: max(1, width(of: scalars, first)))
    }

    private func width(of scalars: Character.UnicodeScalarView, _ first: Unicode.Scalar) -> Int {
        var width = 0
        var isJoined = false
        var previous = first
        for (index, scalar) in scalars.enumerated() {
            defer { previous = scalar }
            if index == 0 {
                width = cells(of: scalar)
            } else if scalar == "\u{200D}" {
                isJoined = joinsEmoji
                continue
            } else if scalar == "\u{FE0F}" {
                if widensEmojiVariants, previous.properties.isEmoji, width == 1 { width = 2 }
            } else if scalar.isRegionalIndicator {
                width = joinsFlags ? 2 : 4
            } else if scalar.properties.isEmojiModifier {
                width = joinsSkinTones ? 2 : width + cells(of: scalar)
            } else if scalar.properties.generalCategory == .spacingMark {
                if separatesSpacingMarks { width += 1 }
            } else if !isJoined,
                scalar.properties.isEmoji || scalar.properties.generalCategory == .otherLetter
            {
                width += cells(of: scalar)
            }
            isJoined = false
        }
        return width
    }

    /// How many cells a scalar takes by itself.
    private func cells(of scalar: Unicode.Scalar) -> Int {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control: return 0
        default: break
        }
        // The vowels and finals of Hangul syllables that are written as parts.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return 0 }
        if properties.isDefaultIgnorableCodePoint { return 0 }
        if scalar.isRegionalIndicator { return 1 }
        if WideRanges.wide.holds(scalar.value) { return 2 }
        if widensAmbiguous, WideRanges.ambiguous.holds(scalar.value) { return 2 }
        return 1
    }

    private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint
    }
}

extension Unicode.Scalar {
    /// One of the letters that make flags by pairs.
    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// Whether some terminals show the character wide and others don't.
    var isAmbiguous: Bool { WideRanges.ambiguous.holds(value) }
}

extension [ClosedRange<UInt32>] {
    /// Tells whether one of the ranges, which stand in order, holds a value.
    fileprivate func holds(_ value: UInt32) -> Bool {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle].upperBound < value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < endIndex && self[low].contains(value)
    }
}

extension String {
    /// The text as one word of a command line, so that a command that we print can be pasted.
    var quotedForShell: String {
        let isPlain =
            !isEmpty && utf8.first != UInt8(ascii: "-")
            && unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-._/+,:@%=".unicodeScalars.contains(scalar)
            }
        return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
    }
}

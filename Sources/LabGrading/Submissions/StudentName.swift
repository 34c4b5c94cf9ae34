/// Names of students, as the names of their submissions give them.
public enum StudentName {
    /// Whether a name can stand in file names, tables and pages: letters, digits, and `. _ - @ + , ( )` or a space
    /// within.
    public static func isValid(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        guard (1...64).contains(name.utf8.count), let first = scalars.first, let last = scalars.last,
            isWordly(first), isWordly(last) || last == ")"
        else { return false }
        return scalars.allSatisfy { isWordly($0) || "._-@+,() ".unicodeScalars.contains($0) }
    }

    private static func isWordly(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
        }
        return scalar.properties.isAlphabetic && !SubmittedPath.isRefused(scalar)
    }
}

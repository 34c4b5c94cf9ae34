import EngineAPI

/// What paths, modes and addresses are checked for, wherever they stand.
extension Faults {
    /// A path that must lead down from where it begins.
    mutating func checkDescending(_ path: String, _ place: String) {
        if place.hasPrefix("/") { refuse(path, place, "must be a relative path") }
        checkSteps(path, place)
    }

    /// A path that doesn't lead up.
    mutating func checkSteps(_ path: String, _ place: String) {
        if place.split(separator: "/").contains("..") { refuse(path, place, "must not contain '..'") }
    }

    /// The place of a file in a volume: what begins with two dots is the kubelet's own.
    mutating func checkFilePath(_ path: String, _ place: String?) {
        guard let place, !place.isEmpty else { return require(path) }
        checkDescending(path, place)
        if place.hasPrefix(".."), !place.hasPrefix("../"), place != ".." {
            refuse(path, place, "must not start with '..'")
        }
    }

    /// The mode of a file; written in decimal, though everybody thinks of it in octal.
    mutating func checkMode(_ path: String, _ mode: JSON?) {
        guard let value = mode?.integer, !(0...0o777).contains(value) else { return }
        refuse(path, value, "must be a number between 0 and 0777 (octal), both inclusive")
    }

    /// An address; a name is none.
    mutating func checkAddress(_ path: String, _ address: String?) {
        check(path, address ?? "", EndpointsRules.formProblem)
    }
}

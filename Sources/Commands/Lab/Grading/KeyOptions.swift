import ArgumentParser
import Foundation
import LabGrading
import SystemPackage

/// Where a course's keys are.
struct KeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of the course's keys (default: slidectl/keys/COURSE in $XDG_CONFIG_HOME or ~/.config).",
            valueName: "dir"
        ),
        completion: .directory
    )
    var keys: String?

    /// The keys' place, for a course.
    func store(for course: Course) throws(CommandFailure) -> KeyStore {
        if let keys { return KeyStore(WorkingFolder.absolute(FilePath(keys)).string) }
        let variables = Environment.variables
        let settings =
            variables["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? variables["HOME"].map { $0 + "/.config" }
        guard let settings else {
            throw CommandFailure("neither XDG_CONFIG_HOME nor HOME is set; --keys names the folder of keys")
        }
        return KeyStore("\(settings)/slidectl/keys/\(Self.folderName(of: course))")
    }

    /// Reads the keys.
    func ring(for course: Course) throws(CommandFailure) -> KeyRing {
        do { return try store(for: course).load() } catch let failure as CommandFailure {
            throw failure
        } catch { throw CommandFailure("\(error)") }
    }

    /// A course's name as the name of a folder: its title, else its folder's name.
    private static func folderName(of course: Course) -> String {
        let name = course.settings.course ?? course.root.lastComponent?.string ?? "course"
        let parts = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return parts.isEmpty ? "course" : parts.joined(separator: "-")
    }
}

extension Moment {
    /// The machine's clock.
    static var now: Moment { Moment(seconds: Int(Date().timeIntervalSince1970)) }
}

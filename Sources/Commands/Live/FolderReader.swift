import DeckHTML
import DeckModel
import DeckSyntax
import Foundation
import Host
import SourceText
import SystemPackage

/// Lists a folder of a course for its index page, as `present` does.
enum FolderReader {
    /// Lists a folder, named from the course's root; empty for the root itself.
    ///
    /// `address` turns the name of an entry into the address to link to.
    static func listing(
        of folder: FilePath,
        in course: Course,
        address: (_ name: String, _ isFolder: Bool) -> String
    ) -> FolderListing {
        var listing = FolderListing(title: course.settings.course ?? "Lectures", path: folder.string)
        let path = course.root.pushing(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
        for name in names.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            guard !name.hasPrefix("."), !name.hasPrefix("_") else { continue }
            let file = path.appending(name)
            if LectureFinder.isFolder(file) {
                if !LectureFinder.lectures(below: file).isEmpty {
                    listing.folders.append(.init(name: name, address: address(name, true)))
                }
            } else if LectureFile.isLecture(file) {
                let entry = entry(name, file, course, address(name, false))
                if file.extension == "article" {
                    listing.articles.append(entry)
                } else {
                    listing.decks.append(entry)
                }
            } else if ["pdf", "html", "go"].contains(file.extension) {
                listing.files.append(.init(name: name, address: address(name, false)))
            }
        }
        return listing
    }

    private static func entry(
        _ name: String,
        _ file: FilePath,
        _ course: Course,
        _ address: String
    ) -> FolderListing.Entry {
        let header = (try? course.reader.read(file)).flatMap {
            DeckParser.parseHeader(SourceFile(name: name, bytes: $0))
        }
        let title = header?.title.string ?? ""
        return .init(name: name, address: address, title: title.isEmpty ? nil : title, time: header?.time)
    }
}

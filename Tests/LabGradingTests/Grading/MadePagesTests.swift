import LabGrading
import Testing

/// Pages of students who are gone go, too; what anybody else put beside them stays.
struct MadePagesTests {
    private func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    /// A folder with pages of three students, and a file of somebody's.
    private func written() throws -> KillableFiles {
        let files = KillableFiles()
        for name in ["ada", "bob", "cyd"] { files.contents["/out/book/\(name).html"] = Array(name.utf8) }
        files.contents["/out/book/notes.html"] = Array("mine".utf8)
        try MadePages(GradeFolder("/state"), files: files).keep(
            ["ada.html": digest("ada"), "bob.html": digest("bob"), "cyd.html": digest("cyd")],
            in: "/out/book"
        )
        return files
    }

    private func pages(_ files: KillableFiles) -> [String] {
        files.contents.keys.filter { $0.hasPrefix("/out/") }.sorted()
    }

    @Test func takesAwayWhatItMadeForThoseWhoAreGone() throws {
        let files = try written()
        #expect(pages(files).count == 4, "nothing is gone yet")
        files.contents["/out/book/cyd.html"] = Array("cyd, with a remark of staff's".utf8)
        let made = MadePages(GradeFolder("/state"), files: files)
        try made.keep(["ada.html": digest("ada")], in: "/out/book")
        #expect(pages(files) == ["ada", "cyd", "notes"].map { "/out/book/\($0).html" })
        try made.keep([:], in: "/out/book")
        #expect(pages(files) == ["cyd", "notes"].map { "/out/book/\($0).html" })
    }

    @Test func keepsPagesOfOtherFolders() throws {
        let files = try written()
        let made = MadePages(GradeFolder("/state"), files: files)
        try made.keep([:], in: "/out/other")
        #expect(pages(files).count == 4)
        try made.keep([:], in: "/out/book")
        #expect(pages(files) == ["/out/book/notes.html"])
    }

    @Test(arguments: ["", "{", #"{"format":"slidectl-pages/1","folders":{"/out/book":{"../ada":1}}}"#])
    func removesNothingByAListThatIsNotIts(list: String) throws {
        let files = try written()
        files.contents["/state/pages.json"] = Array(list.utf8)
        try MadePages(GradeFolder("/state"), files: files).keep([:], in: "/out/book")
        #expect(pages(files).count == 4)
    }
}

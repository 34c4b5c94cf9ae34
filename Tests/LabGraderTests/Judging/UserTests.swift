import LabModel
import Testing

@testable import LabGrader

/// Who is root by whatever number.
struct UserTests {
    private func isRoot(_ user: String) throws -> [Bool] {
        var image = ImageSight()
        var container = ContainerSight()
        (image.user, container.setup.user) = (user, user)
        return try [
            judge("image x user != root", .image(image)),
            judge("container x user != root", .container(container)),
        ].map { if case .fails = $0 { true } else { false } }
    }

    @Test(
        "Zero is root however it is written",
        arguments: ["", "root", "root:app", "0", "00", "0:0", "0000:1", "0:app", "+0", "-0", ":1"]
    )
    func root(user: String) throws { #expect(try isRoot(user) == [true, true]) }

    @Test("All else isn't", arguments: ["app", "1", "10", "0100", "1000:0", "0x0", "00a", "+", "o"])
    func others(user: String) throws { #expect(try isRoot(user) == [false, false]) }
}

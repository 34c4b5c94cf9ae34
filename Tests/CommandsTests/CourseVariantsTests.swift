import LabModel
import SourceText
import Testing

@testable import Commands

@Suite struct CourseVariantsTests {
    /// Python's `hmac` gives these values for the same messages.
    @Test(arguments: [
        ("ada", ["port": "23993", "password": "kojisezu", "tag": "v20bdbc"]),
        ("Žofie", ["port": "26538", "password": "hogabaha", "tag": "v4a03c9"]),
    ])
    func areAnHMACUnderTheCoursesKey(student: String, expected: [String: String]) {
        let place = SourceText.SourceLocation(file: "a", line: 1, length: 1)
        var lab = Lab(id: "pg", title: "", at: place)
        lab.variants = [
            LabVariant(name: "port", kind: .port(20_000...29_999), at: place),
            LabVariant(name: "password", kind: .word, at: place),
            LabVariant(name: "tag", kind: .template([.literal("v"), .hex(6)]), at: place),
        ]
        #expect(VariantValues(of: lab, for: student, key: Array(0..<32)).values == expected)
        #expect(VariantValues(of: lab, for: student, key: Array(1..<33)).values != expected)
    }
}

import Foundation
import TestKit

/// What these tests read of the real program's tree.
struct PresentElement: Decodable {
    var Cmd: String?
    var Text: String?
    var Play: Bool?
    var Edit: Bool?
    var FileName: String?
    var Ext: String?
    var Raw: Data?
    var URL: PresentURL?
    var Label: String?
}

/// An address in the real program's tree.
struct PresentURL: Decodable {
    struct User: Decodable {}

    var Scheme: String
    var Opaque: String
    var User: User?
    var Host: String
    var Path: String
    var RawPath: String
    var OmitHost: Bool
    var ForceQuery: Bool
    var RawQuery: String
    var Fragment: String
    var RawFragment: String
}

private struct PresentSection: Decodable {
    var Elem: [PresentElement]?
}

/// What the real program makes of a deck with one command on its only slide.
enum PresentOutcome {
    case element(PresentElement)
    case refused(String)
    case crashed
}

extension RealPresent {
    /// The start of a deck whose line 5 is a command.
    static let deckStart = Array("Title\n\n* Slide\n\n".utf8)

    func outcome(of line: [UInt8], deck name: String) throws -> PresentOutcome {
        try write(name, Self.deckStart + line + [0x0A])
        let answer = try fetch("/" + name)
        guard let status = answer.status else { return .crashed }
        guard status == 200 else { return .refused(String(answer.text.dropLast())) }
        struct NoElement: Error {
            let page: String
        }
        guard let json = Self.value(of: "sections", inPage: answer.body),
            let element = try JSONDecoder().decode([PresentSection].self, from: Data(json.utf8)).first?.Elem?
                .first
        else { throw NoElement(page: answer.text) }
        return .element(element)
    }
}

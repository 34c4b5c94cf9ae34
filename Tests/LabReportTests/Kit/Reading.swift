import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Reads XML by Foundation's parser.
final class XMLReading: NSObject, XMLParserDelegate {
    final class Element {
        let name: String
        let attributes: [String: String]
        var children: [Element] = []
        var text = ""

        init(_ name: String, _ attributes: [String: String]) {
            (self.name, self.attributes) = (name, attributes)
        }
    }

    private var open: [Element] = []
    private var all: [Element] = []

    /// All elements of a document, in order; throws where it isn't well-formed.
    static func elements(_ text: String) throws -> [Element] {
        let reading = XMLReading()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reading
        let isRead = parser.parse()
        try #require(isRead, "\(String(describing: parser.parserError))")
        return reading.all
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        let element = Element(name, attributes)
        open.last?.children.append(element)
        open.append(element)
        all.append(element)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) { open.removeLast() }
}

/// Reads comma-separated values, to the letter of RFC 4180.
enum CSVReading {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                if scalar != "\"" {
                    cell.unicodeScalars.append(scalar)
                } else if scalars.first == "\"" {
                    cell += "\""
                    scalars.removeFirst()
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," {
                row.append(cell)
                cell = ""
            } else if scalar == "\r", scalars.first == "\n" {
                scalars.removeFirst()
                rows.append(row + [cell])
                (row, cell) = ([], "")
            } else {
                cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}

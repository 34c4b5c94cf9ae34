import CZlib

/// Shows pictures by kitty's protocol: each is sent once, then only placed and taken away.
///
/// - Note: Source: the terminal graphics protocol at sw.kovidgoyal.net/kitty/graphics-protocol.
struct KittyPictures: Sendable {
    /// Whether tmux stands between: then placeholders in cells show the pictures, because tmux knows only cells.
    let isInTmux: Bool
    /// The numbers of the pictures that were sent; their pixels are the terminal's to keep.
    private var sent: [PicturePixels.Mark: Int] = [:]
    private var placed: [Int: PlacedPicture] = [:]
    private var nextID = 1
    private static let mostKept = 8

    init(isInTmux: Bool) { self.isInTmux = isInTmux }

    /// Forgets what is placed; what was sent stays with the terminal.
    mutating func forget() { placed = [:] }

    /// Forgets all, because the terminal may have.
    mutating func forgetSent() {
        sent = [:]
        placed = [:]
    }

    /// Returns what makes the terminal show these pictures and no others.
    mutating func show(_ pictures: [(PlacedPicture, PicturePixels)]) -> [UInt8] {
        var output: [UInt8] = []
        var wanted: [Int: (PlacedPicture, PicturePixels)] = [:]
        for (picture, pixels) in pictures { wanted[send(pixels, &output)] = (picture, pixels) }
        for id in placed.keys.sorted() where wanted[id]?.0 != placed[id] {
            output += command("a=d,d=i,i=\(id),q=2")
            placed[id] = nil
        }
        for (id, (picture, pixels)) in wanted.sorted(by: { $0.key < $1.key }) where placed[id] == nil {
            output += place(id, picture, pixels)
            placed[id] = picture
        }
        return output
    }

    /// The number of a picture that was sent.
    func id(of pixels: PicturePixels) -> Int? { sent[pixels.mark] }

    /// The cells that stand for a picture inside tmux: their colour is its number, their marks say which part it is.
    static func placeholder(id: Int, row: Int, column: Int, _ style: TerminalStyle) -> Cell? {
        let marks = PlaceholderMarks.codes
        guard row < marks.count, column < marks.count, let first = Unicode.Scalar(marks[row]),
            let second = Unicode.Scalar(marks[column])
        else { return nil }
        var text = "\u{10EEEE}"
        text.unicodeScalars.append(first)
        text.unicodeScalars.append(second)
        return Cell(text, width: 1, style: style.with(foreground: .palette(UInt8(truncatingIfNeeded: id))))
    }

    private mutating func send(_ pixels: PicturePixels, _ output: inout [UInt8]) -> Int {
        if let id = sent[pixels.mark] { return id }
        if sent.count >= Self.mostKept {
            // All numbers are given up at once; what is shown is sent again.
            for id in sent.values.sorted() { output += command("a=d,d=I,i=\(id),q=2") }
            forgetSent()
        }
        let id = nextID
        nextID = nextID % 255 + 1
        sent[pixels.mark] = id
        let compressed = Self.compress(pixels.bytes)
        let data = Base64.encode(compressed ?? pixels.bytes)
        let format = compressed == nil ? "f=32" : "f=32,o=z"
        var head = "a=t,\(format),s=\(pixels.width),v=\(pixels.height),i=\(id),q=2,"
        for start in stride(from: 0, to: data.count, by: 4096) {
            let piece = data[start..<min(start + 4096, data.count)]
            output += command(head + "m=\(piece.endIndex < data.count ? 1 : 0)", piece)
            head = ""
        }
        return id
    }

    private func place(_ id: Int, _ picture: PlacedPicture, _ pixels: PicturePixels) -> [UInt8] {
        let (area, visible) = (picture.area, picture.visible)
        if isInTmux { return command("a=p,U=1,i=\(id),c=\(area.columns),r=\(area.rows),q=2") }
        // The part of the pixels that the visible cells show.
        let left = (visible.column - area.column) * pixels.width / max(area.columns, 1)
        let top = (visible.row - area.row) * pixels.height / max(area.rows, 1)
        let width = visible.columns * pixels.width / max(area.columns, 1)
        let height = visible.rows * pixels.height / max(area.rows, 1)
        return Array("\u{1B}[\(visible.row + 1);\(visible.column + 1)H".utf8)
            + command(
                "a=p,i=\(id),p=1,x=\(left),y=\(top),w=\(width),h=\(height),c=\(visible.columns),r=\(visible.rows),C=1,q=2"
            )
    }

    private func command(_ keys: String, _ payload: some Collection<UInt8> = []) -> [UInt8] {
        let bytes =
            Array("\u{1B}_G\(keys)".utf8) + (payload.isEmpty ? [] : [UInt8(ascii: ";")] + payload)
            + Array("\u{1B}\\".utf8)
        return isInTmux ? TmuxPassthrough.wrap(bytes) : bytes
    }

    /// Drawings shrink to a fraction, which counts over SSH.
    private static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var size = compressBound(UInt(bytes.count))
        var compressed = [UInt8](repeating: 0, count: Int(size))
        guard compress2(&compressed, &size, bytes, UInt(bytes.count), 1) == Z_OK else { return nil }
        return Array(compressed[..<Int(size)])
    }
}

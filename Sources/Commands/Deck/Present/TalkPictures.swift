import DeckTerm
import TermUI

/// The pictures of a talk, in the form that each place on the screen takes.
struct TalkPictures {
    let shelf: PictureShelf
    /// How long a picture may be that isn't sent in pieces, in bytes.
    let limit: Int

    /// The art of a picture; nil where it is still made, or can't be.
    func art(_ picture: PlacedPicture, _ traits: TerminalTraits) -> PictureArt? {
        guard let art = shelf.art(order(picture, traits)) else { return nil }
        guard case .sequence(let bytes) = art, bytes.count > limit else { return art }
        // What tmux would drop is shown by signs.
        return shelf.art(PictureOrder(picture, traits, .symbols, limit: limit))
    }

    /// Has pictures made ready that a step will show, as far as there is room beside those that are shown.
    func prepare(_ next: Screen, besides shown: Screen, _ traits: TerminalTraits) {
        guard !next.pictures.isEmpty else { return }
        shelf.prepare(
            next.pictures.map { order($0, traits) },
            besides: shown.pictures.map { order($0, traits) }
        )
    }

    private func order(_ picture: PlacedPicture, _ traits: TerminalTraits) -> PictureOrder {
        // Sixels and files are painted whole: of a part, signs are shown.
        let isWhole = picture.visible == picture.area || traits.pictures == .kitty
        return PictureOrder(picture, traits, isWhole ? traits.pictures : .symbols, limit: limit)
    }
}

/// What one page of a deck leaves for the next: the slides, printed, with what each asked of the page.
///
/// It holds for the same ``PageOptions/links``; the theme is in the cover and the frame, which are made anew.
public struct SlideMemory: Sendable {
    struct Slide: Sendable {
        var printed: PrintedSlide
        var requests: PageResources.Requests
    }

    /// The slides of the deck's sections, in order; the cover is always made anew.
    var slides: [Slide] = []

    /// Makes a memory of nothing.
    public init() {}

    /// Returns the slide of a section that was taken over from the earlier deck at `origin`.
    ///
    /// A slide's number is in its markup, so it is found only in its old place.
    func slide(at index: Int, origin: Int?) -> Slide? {
        guard let origin, origin == index, slides.indices.contains(index),
            !slides[index].requests.isEntangled
        else { return nil }
        return slides[index]
    }
}

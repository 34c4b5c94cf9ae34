/// A size in CSS pixels; 0 means that the deck doesn't say.
public struct MediaSize: Hashable, Sendable {
    public var height: Int
    public var width: Int

    public init(height: Int = 0, width: Int = 0) {
        self.height = height
        self.width = width
    }
}

/// A picture: `.image URL [HEIGHT WIDTH]`.
public struct Image: Hashable, Sendable {
    /// The command's line, white space at the ends removed.
    public var command: Text
    public var url: String
    public var size: MediaSize
    /// The alternative text of the `//alt:` line before it.
    public var alt: Text?

    public init(command: Text, url: String, size: MediaSize, alt: Text? = nil) {
        self.command = command
        self.url = url
        self.size = size
        self.alt = alt
    }
}

/// A film: `.video URL TYPE [HEIGHT WIDTH]`.
public struct Video: Hashable, Sendable {
    public var command: Text
    public var url: String
    /// The media type, such as `video/webm`.
    public var type: String
    public var size: MediaSize
    /// The title of the `//title:` line before it.
    public var title: Text?

    public init(command: Text, url: String, type: String, size: MediaSize, title: Text? = nil) {
        self.command = command
        self.url = url
        self.type = type
        self.size = size
        self.title = title
    }
}

/// A page inside the slide: `.iframe URL [HEIGHT WIDTH]`.
public struct IFrame: Hashable, Sendable {
    public var command: Text
    public var url: String
    public var size: MediaSize
    /// The title of the `//title:` line before it.
    public var title: Text?

    public init(command: Text, url: String, size: MediaSize, title: Text? = nil) {
        self.command = command
        self.url = url
        self.size = size
        self.title = title
    }
}

/// A link: `.link URL [LABEL…]`, or an author's line.
public struct Link: Hashable, Sendable {
    /// The command's line; for an author the line itself.
    public var command: Text
    public var url: URLParts
    public var label: String

    public init(command: Text, url: URLParts, label: String) {
        self.command = command
        self.url = url
        self.label = label
    }
}

/// A file put into the page as it is: `.html FILE`.
public struct HTMLFile: Hashable, Sendable {
    public var command: Text
    public var html: String

    public init(command: Text, html: String) {
        self.command = command
        self.html = html
    }
}

/// A caption: `.caption TEXT`; takes inline styling.
public struct Caption: Hashable, Sendable {
    public var command: Text
    public var text: String

    public init(command: Text, text: String) {
        self.command = command
        self.text = text
    }
}

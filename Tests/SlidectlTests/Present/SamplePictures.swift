import Foundation

/// Pictures of four squares: red and green above blue and white.
enum SamplePictures {
    static let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">
        <rect width="8" height="8" fill="#ff0000"/><rect x="8" width="8" height="8" fill="#00ff00"/>
        <rect y="8" width="8" height="8" fill="#0000ff"/><rect x="8" y="8" width="8" height="8" fill="#ffffff"/>
        </svg>
        """

    /// A file's bytes by its ending.
    static func bytes(_ ending: String) -> [UInt8] {
        let texts = ["png": png, "gif": gif, "jpg": jpg]
        guard let text = texts[ending] else { return Array(svg.utf8) }
        return Data(base64Encoded: text).map(Array.init) ?? []
    }

    private static let png = """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAHklEQVR4nGP4z8CAFWEXxYNGNVCkAZcMLjCqgSYaADtOfpCTQ+5g\
        AAAAAElFTkSuQmCC
        """

    private static let gif = """
        R0lGODlhEAAQAIEAAP8AAAD/AAAA/////ywAAAAAEAAQAAACkQQIECDAhAkTJgQIECDAhAkTJgQIECDAhAkTJgQIECDAhAkTJgQI\
        ECDAhAkTJgQIECDAhAkTJgQIECDAhAkTJgQIECDAhAkTJpQoUaLEjRs3bpQoUaLEjRs3bpQoUaLEjRs3bpQoUaLEjRs3bpQoUaLE\
        jRs3bpQoUaLEjRs3bpQoUaLEjRs3bpQoUaLEjRs3bgUAOw==
        """

    private static let jpg = """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh\
        Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB\
        UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA\
        AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y\
        WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM\
        ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYI\
        DAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQU\
        FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAACAkK\
        /8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAAAAAB/8QAJREAAQMBBgcAAAAAAAAAAAAAExESFAcAAQMF\
        QWEWFyEiJUNj/9oADAMBAAIRAxEAPwA6GMl40tlTKGcOQ/JEIT1NRrPreqraVhzPnTA7IkQupXlHthtaPdV0Tr//2Q==
        """
}

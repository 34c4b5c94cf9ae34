/// The known shapes of what tools print: `{{cid:hex64}}`.
public enum HoleShape: String, CaseIterable, Hashable, Sendable {
    case hex12, hex64, digest, uuid, name, port, ip, cidr, size, age, ts, duration, podname, image, ref, path,
        semver

    /// The shape as a regular expression of RE2, without groups that capture.
    var expression: String {
        switch self {
        case .hex12: "[0-9a-f]{12}"
        case .hex64: "[0-9a-f]{64}"
        case .digest: "sha256:[0-9a-f]{64}"
        case .uuid: "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
        case .name: "[A-Za-z0-9][A-Za-z0-9_.-]*"
        case .port:
            "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}|0)"
        case .ip: Self.address
        case .cidr: "(?:\(Self.address))/[0-9]{1,3}"
        case .size: #"[0-9]+(?:\.[0-9]+)?(?:e[+-][0-9]+)? ?(?:[kKMGTPE]i?B?|B)"#
        case .age: Self.ageExpression
        case .ts: Self.timeStamp
        case .duration: #"(?:[0-9]+(?:\.[0-9]+)?(?:ns|us|µs|ms|s|m|h|d))+"#
        case .podname: "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"
        case .image: Self.reference
        case .ref: Self.reference
        case .path: "[^\\s:]+"
        case .semver:
            #"v?[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?"#
        }
    }

    private static let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
    /// IPv4 in full, and what an IPv6 address is written with.
    private static let address =
        #"(?:\#(byte)(?:\.\#(byte)){3}|\[?(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}\]?)"#
    private static let reference =
        #"(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?"#
    /// As `docker` says it ("About a minute", "2 weeks ago") and as `kubectl` does ("5m3s", "2d").
    private static let ageExpression =
        "(?:(?:Less than a second|About an? (?:minute|hour)|[0-9]+ (?:second|minute|hour|day|week|month|year)s?)(?: ago)?"
        + "|(?:[0-9]+[smhdy])+|<unknown>|<invalid>)"
    /// RFC 3339, and the form that Go prints times in.
    private static let timeStamp =
        #"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z| ?[+-][0-9]{2}:?[0-9]{2}(?: [A-Z]{3,4})?)?"#
}

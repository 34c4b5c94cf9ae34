/// All rules, in the order in which the documentation lists them.
public enum LintRules {
    public static let all: [any LintRule] = [
        ImageAltRule(), MediaTitleRule(), UnusedAnnotationRule(), MisspelledAnnotationRule(),
        LanguageTagRule(),
        MissingFileRule(), OversizedImageRule(), HeavyImageRule(), UnreadableImageRule(),
        SlideLinkRule(), AnchorLinkRule(),
        LabelMismatchRule(), UnpairedLabelRule(), LongCodeLineRule(), CodeTabRule(),
        RepeatedHeaderRule(), TitleMarkupRule(), DuplicateIDRule(), SkippedHeadingRule(), EmptySlideRule(),
        OverlongSlideRule(), UnsupportedMarkdownRule(), UnresolvedReferenceRule(),
    ]
}

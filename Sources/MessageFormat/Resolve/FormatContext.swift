/// How values are set off from the text around them when their directions may differ.
public enum BidiStrategy: String, Sendable, Hashable, Codable {
    /// The specification's default: values that may run the other way are put in isolates.
    case `default`
    /// No isolates: for texts that run from left to right and count every character.
    case none
}

/// For whom and where a message is formatted.
public struct FormatContext: Sendable {
    /// The language, region and digits.
    public var locale: LanguageTag {
        didSet { profile = LocaleProfile.of(locale) }
    }
    /// Whether values are isolated.
    public var bidi: BidiStrategy
    /// The IANA time zone that moments are shown in, such as `America/Chicago`.
    public var timeZone: String
    /// The functions that messages may call.
    public var functions: FunctionRegistry
    /// Words and patterns that replace ICU's in dates.
    public var dates: DateWords?
    private(set) var profile: LocaleProfile

    /// Creates a context; nothing is taken from the process or the machine.
    public init(
        locale: LanguageTag, bidi: BidiStrategy = .default, timeZone: String = "UTC",
        functions: FunctionRegistry = .standard, dates: DateWords? = nil
    ) {
        self.locale = locale
        self.bidi = bidi
        self.timeZone = timeZone
        self.functions = functions
        self.dates = dates
        profile = LocaleProfile.of(locale)
    }
}

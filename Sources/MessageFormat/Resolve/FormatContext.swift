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
        get { shared.settings.locale }
        set {
            change {
                $0.locale = newValue
                $0.profile = LocaleProfile.of(newValue)
            }
        }
    }
    /// Whether values are isolated.
    public var bidi: BidiStrategy {
        get { shared.settings.bidi }
        set { change { $0.bidi = newValue } }
    }
    /// The IANA time zone that moments are shown in, such as `America/Chicago`.
    public var timeZone: String {
        get { shared.settings.timeZone }
        set { change { $0.timeZone = newValue } }
    }
    /// The functions that messages may call.
    public var functions: FunctionRegistry {
        get { shared.settings.functions }
        set { change { $0.functions = newValue } }
    }
    /// Words and patterns that replace ICU's in dates.
    public var dates: DateWords? {
        get { shared.settings.dates }
        set { change { $0.dates = newValue } }
    }

    var profile: LocaleProfile { shared.settings.profile }

    private struct Settings: Sendable {
        var locale: LanguageTag
        var profile: LocaleProfile
        var bidi: BidiStrategy
        var timeZone: String
        var functions: FunctionRegistry
        var dates: DateWords?
    }

    /// Every number and date keeps its context, so that a copy has to cost no more than a count.
    private final class Shared: Sendable {
        let settings: Settings
        init(_ settings: Settings) { self.settings = settings }
    }

    private var shared: Shared

    /// Creates a context; nothing is taken from the process or the machine.
    public init(
        locale: LanguageTag, bidi: BidiStrategy = .default, timeZone: String = "UTC",
        functions: FunctionRegistry = .standard, dates: DateWords? = nil
    ) {
        shared = Shared(
            Settings(
                locale: locale, profile: LocaleProfile.of(locale), bidi: bidi, timeZone: timeZone,
                functions: functions, dates: dates))
    }

    private mutating func change(_ change: (inout Settings) -> Void) {
        var settings = shared.settings
        change(&settings)
        shared = Shared(settings)
    }
}

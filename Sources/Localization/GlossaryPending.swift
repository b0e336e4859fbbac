import MessageFormat
import Store
struct GlossaryPending {}
public struct Glossary: Sendable {
    public init() {}
    public func terms(of: String, from: LanguageTag, to: LanguageTag, _ t: borrowing Transaction) throws -> [GlossaryTerm] { [] }
}
public enum GlossaryCheck {
    public static func findings(source: String, target: String, terms: [GlossaryTerm]) -> [Doubt] { [] }
}

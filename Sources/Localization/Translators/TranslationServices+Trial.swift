import MessageFormat
import Store

/// A service as an operator looks at it.
public struct ServiceState: Sendable, Hashable {
    /// What was set.
    public let service: TranslatorSettings.Service
    /// The pairs of languages in the provider's codes, a line for each source; nil when it does not
    /// say.
    public let languages: [String]?
    /// Why it does not say.
    public let failure: TranslatorFailure?
    /// Until when it is left alone, for what this program or another has met.
    public let pausedUntil: Instant?
}

extension TranslationServices {
    /// Asks each service for its languages; no words leave.
    public func states(_ budget: any TranslationBudget) async throws -> [ServiceState] {
        var states: [ServiceState] = []
        for service in settings.services {
            guard let line = lines[service.name] else { continue }
            let kept = try await budget.pausedUntil(service.name)
            let paused = [line.openUntil, kept].compactMap(\.self).max()
            do throws(TranslatorFailure) {
                let languages = try await line.translator.languages()
                states.append(
                    ServiceState(
                        service: service, languages: languages.lines, failure: nil,
                        pausedUntil: paused))
            } catch {
                states.append(
                    ServiceState(
                        service: service, languages: nil, failure: error.of(service.name),
                        pausedUntil: paused))
            }
        }
        return states
    }

    /// Connects to each service and sends nothing: the names of those that do not answer, with a
    /// sentence for the operator.
    public func unreachable() async -> [(service: TranslatorSettings.Service, why: String)] {
        var found: [(TranslatorSettings.Service, String)] = []
        for service in settings.services {
            if let why = await lines[service.name]?.translator.visit() {
                found.append((service, why))
            }
        }
        return found
    }

    /// Really asks one service, whatever the order of its pair, and though it be left alone.
    /// - Returns: As ``draft(_:_:glossary:purpose:budget:)``; all failed when there is no such
    ///   service.
    public func trial(
        of name: String, _ segments: [TextSegment], _ pair: LanguagePair,
        budget: any TranslationBudget
    ) async -> TranslationRun {
        await draft(
            segments, pair, [], "trial", budget, settings.services.filter { $0.name == name },
            heedingPauses: false)
    }

    /// What a segment is on its way to a service; nil when it cannot travel there.
    public func carried(_ segment: TextSegment, to name: String) -> String? {
        lines[name]?.translator.carried(segment, way: 0)?.text
    }
}

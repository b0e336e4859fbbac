import Store

/// The school's translation services: the one door through which words leave to machines.
///
/// Each segment goes along the services of its pair until one gives something that can be used. What
/// leaves is counted before, what comes back is checked, and what fails is left alone for a while.
public struct TranslationServices: Sendable {
    /// What was set.
    public let settings: TranslatorSettings
    let lines: [String: ServiceLine]
    private let source: ClockAndChance
    private let wait: @Sendable (Duration) async throws -> Void

    /// Makes ready; nothing connects before something is translated.
    /// - Parameters:
    ///   - settings: Without problems.
    ///   - source: Time, and chance for the spread of waits.
    ///   - wait: Sleeps; throws when it was cancelled.
    public init(
        settings: TranslatorSettings, source: ClockAndChance,
        wait: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.settings = settings
        self.source = source
        self.wait = wait
        let made = settings.services.map { service in
            (service.name, ServiceLine(service, service.translator(source.now), source))
        }
        lines = Dictionary(made, uniquingKeysWith: { first, _ in first })
    }

    /// Drafts segments along the services for a pair.
    ///
    /// Never throws and never hangs: each batch has its service's patience, all tries together.
    /// - Parameters:
    ///   - segments: With slots for what is protected.
    ///   - pair: From which language into which.
    ///   - glossary: The school's words in the target's language.
    ///   - purpose: What for; it may reach a provider and names nobody.
    ///   - budget: What counts the characters.
    /// - Returns: As many drafts as segments, in their order, and what was sent where.
    public func draft(
        _ segments: [TextSegment], _ pair: LanguagePair, glossary: [GlossaryTerm] = [],
        purpose: String, budget: any TranslationBudget
    ) async -> TranslationRun {
        await draft(segments, pair, glossary, purpose, budget, settings.services(for: pair))
    }

    /// The same along given services.
    func draft(
        _ segments: [TextSegment], _ pair: LanguagePair, _ glossary: [GlossaryTerm],
        _ purpose: String, _ budget: any TranslationBudget,
        _ services: [TranslatorSettings.Service], heedingPauses: Bool = true
    ) async -> TranslationRun {
        var progress = DraftProgress(count: segments.count)
        for service in services {
            guard let line = lines[service.name], !progress.pending.isEmpty else { continue }
            if heedingPauses, let until = try? await budget.pausedUntil(service.name) {
                line.pause(until: until)
            }
            var indexes = progress.pending
            for way in 0..<line.translator.ways where !indexes.isEmpty {
                var carried = [CarriedSegment?](repeating: nil, count: segments.count)
                for index in indexes {
                    carried[index] = line.translator.carried(segments[index], way: way)
                }
                let work = BatchWork(
                    line: line, carried: carried,
                    request: TranslationBatch(
                        [], pair, glossary: glossary, purpose: purpose, way: way),
                    budget: budget, source: source, wait: wait)
                progress.note(await ServiceWork(work).run(indexes), by: service.name)
                indexes = progress.damaged(of: indexes)
            }
        }
        return progress.run
    }

    /// Closes all connections.
    public func close() async {
        for line in lines.values { await line.translator.close() }
    }
}

extension TranslatorSettings.Service {
    /// What speaks to it.
    func translator(_ now: @escaping @Sendable () -> Instant) -> any Translator {
        HTTPTranslator(dialect, self, now: now)
    }

    var dialect: any ProviderDialect {
        switch kind {
        case .libretranslate: LibreTranslate(url: url, key: key)
        case .deepl: DeepL(url: url, key: key ?? "")
        case .apertium: Apertium(url: url)
        case .openai: ChatModel(url: url, key: key, model: model ?? "")
        }
    }
}

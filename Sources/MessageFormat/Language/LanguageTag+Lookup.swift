extension LanguageTag {
    /// Finds the best language among those that exist, for someone who wants these, in order.
    ///
    /// Each wanted tag is tried from the whole to its language alone before the next one is
    /// (RFC 4647 §3.4), over the parents that CLDR gives within a language (es-MX, es-419, es).
    /// A step never leaves the script or the language: `zh-Hant` is not answered with `zh`, which
    /// is Simplified, nor `ht` with `fr`, though CLDR names French its parent. A script that is
    /// only implied counts as named: `zh-CN` finds `zh` as well as `zh-Hans`.
    /// - Returns: A member of `available`, or `nil` when nothing fits.
    public static func lookup(
        _ wanted: [LanguageTag], in available: some Collection<LanguageTag>
    ) -> LanguageTag? {
        for tag in wanted {
            if let exact = available.first(where: { $0 == tag }) { return exact }
            for step in tag.steps {
                let found = available.filter { step == Step($0) }
                // Several spellings of one thing (zh and zh-Hans): the shortest, for stability.
                if let best = found.min(by: { ($0.text.utf8.count, $0) < ($1.text.utf8.count, $1) })
                {
                    return best
                }
            }
        }
        return nil
    }

    /// What two tags must share to serve the same reader.
    private struct Step: Equatable {
        var language: String, script: String?, region: String?, variants: [String] = []

        init(_ tag: LanguageTag) {
            language = tag.language
            script = tag.likelyScript
            region = tag.region
            variants = tag.variants
        }
    }

    private var steps: [Step] {
        var step = Step(self)
        var steps = [step]
        while !step.variants.isEmpty {
            step.variants.removeLast()
            steps.append(step)
        }
        while let region = step.region {
            step.region = Self.parentRegion(language: language, region: region)
            steps.append(step)
        }
        return steps
    }

    /// CLDR's parents that are regions of the same language and script (parentLocales).
    private static func parentRegion(language: String, region: String) -> String? {
        switch language {
        case "es" where latinAmerica.contains(region): "419"
        case "en" where europeanEnglish.contains(region): "150"
        case "en" where !["US", "001", "PR", "GU", "AS", "UM", "VI", "MP", "PH"].contains(region):
            "001"
        case "pt" where portugal.contains(region): "PT"
        case "zh" where region == "MO": "HK"
        default: nil
        }
    }

    private static let latinAmerica: Set<String> = [
        "AR", "BO", "BR", "BZ", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN", "JP", "MX", "NI",
        "PA", "PE", "PR", "PY", "SV", "US", "UY", "VE",
    ]
    private static let europeanEnglish: Set<String> = [
        "AT", "BE", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GE", "HU", "IT", "LT", "LV",
        "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "UA",
    ]
    private static let portugal: Set<String> = [
        "AO", "CH", "CV", "FR", "GQ", "GW", "LU", "MO", "MZ", "ST", "TL",
    ]
}

/// The rules about how far a translation can be relied on.
extension RuleExplanation {
    static let badStatus = RuleExplanation(
        finds:
            "An entry without @status draft, machine or reviewed, or one that is called reviewed and does not say by whom, when and of which text.",
        harm:
            "A school that sends only reviewed words would send words that nobody answers for.",
        file: "locales/es/urgent.mf2",
        wrong: """
            @status fine
            @source 14e1ce62b3f09268
            heading = Mensaje urgente de {$school}
            """,
        right: """
            @status draft
            @source 14e1ce62b3f09268
            heading = Mensaje urgente de {$school}
            """,
        remedy:
            "Write draft. If you read the language and have read this text, sign it: parley catalog review es urgent --key heading --by \"NAME\"."
    )

    static let changedAfterReview = RuleExplanation(
        finds:
            "A reviewed entry whose text was changed after its review: the number behind @reviewed-text is no longer that of the text.",
        harm:
            "A name would stand above words that its owner has never seen. It counts as a draft until somebody has read it again.",
        file: "locales/es/urgent.mf2",
        wrong: """
            @status reviewed
            @reviewed-by Name of the person who read it
            @reviewed-on 2026-11-25
            @reviewed-text 0000000000000000
            @source 14e1ce62b3f09268
            heading = Mensaje urgente de {$school}
            """,
        right: """
            @status reviewed
            @reviewed-by Name of the person who read it
            @reviewed-on 2026-11-25
            @reviewed-text 16fc7ee1cef684f6
            @source 14e1ce62b3f09268
            heading = Mensaje urgente de {$school}
            """,
        remedy:
            "Ask the reviewer, or another who reads the language, to look at the text as it is now and to sign it anew with parley catalog review."
    )

    static let stale = RuleExplanation(
        finds:
            "A translation of an English message that has changed since: the number behind @source is no longer that of the English.",
        harm:
            "The two languages may say different things, such as another day or another promise. It counts as a draft until somebody has looked.",
        file: "locales/es/urgent.mf2",
        wrong: """
            @status draft
            @source 0000000000000000
            heading = Mensaje urgente de {$school}
            """,
        right: """
            @status draft
            @source 14e1ce62b3f09268
            heading = Mensaje urgente de {$school}
            """,
        remedy:
            "See what changed in the English (parley catalog diff es) and change the translation where it needs it. Then say that it fits: parley catalog confirm es urgent.heading."
    )

    static let unreviewed = RuleExplanation(
        finds:
            "With --require-reviewed: an entry that no person has reviewed, or that has changed since.",
        harm:
            "A mistake in it has been seen by nobody who reads the language: a wrong \"not\" can keep a child at home.",
        file: "locales/es/urgent.mf2",
        wrong: """
            @status draft
            @source 14e1ce62b3f09268
            heading = Mensaje urgente de {$school}
            """,
        right: """
            @status reviewed
            @reviewed-by Name of the person who read it
            @reviewed-on 2026-11-25
            @reviewed-text 16fc7ee1cef684f6
            @source 14e1ce62b3f09268
            heading = Mensaje urgente de {$school}
            """,
        remedy:
            "Ask a person who reads the language to read it as families see it (parley catalog preview) and to sign it (parley catalog review)."
    )

    static let lowConfidence = RuleExplanation(
        finds: "An entry whose author wrote @confidence low above it.",
        harm:
            "It is never sent: the whole notice goes out in English, with a line about free help.",
        file: "locales/so/urgent.mf2",
        wrong: """
            @confidence low
            @status draft
            heading = Farriin degdeg ah oo ka timid {$school}
            """,
        right: """
            @status draft
            heading = Farriin degdeg ah oo ka timid {$school}
            """,
        remedy:
            "Ask somebody who reads the language. When the text is right, take the line @confidence low away."
    )
}

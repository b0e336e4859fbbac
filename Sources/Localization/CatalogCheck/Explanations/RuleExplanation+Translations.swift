/// The rules that hold a translation against its English message.
extension RuleExplanation {
    static let missingKey = RuleExplanation(
        finds: "A message that English has and this language lacks, or a whole file of them.",
        harm: "The notice goes out in English to families who read another language.",
        file: "locales/es/urgent.mf2",
        wrong: "question = Si tiene alguna pregunta, responda. {$liaison} lee las respuestas.",
        right: "questions = Si tiene alguna pregunta, responda. {$liaison} lee las respuestas.",
        remedy:
            "Copy the entry from the English file, translate it and put @status draft above it. If it is there under another name, put the name right."
    )

    static let extraKey = RuleExplanation(
        finds: "A message that English does not have, or an English one that no template uses.",
        harm:
            "Most often a name is misspelled: the translation is there, and families get English all the same.",
        file: "locales/es/urgent.mf2",
        wrong: "headng = Mensaje urgente de {$school}",
        right: "heading = Mensaje urgente de {$school}",
        remedy: "Spell the name as in the English file. If English has dropped it, take it out.")

    static let missingPlaceholder = RuleExplanation(
        finds: "A blank of the English message that the translation lacks.",
        harm:
            "Every family would read of Rosa, whoever their liaison is, or a time or a name would be missing.",
        file: "locales/es/urgent.mf2",
        wrong: "questions = Si tiene alguna pregunta, responda. Rosa lee las respuestas.",
        right: "questions = Si tiene alguna pregunta, responda. {$liaison} lee las respuestas.",
        remedy: "Put the blank where your language needs it, spelled as in English.")

    static let extraPlaceholder = RuleExplanation(
        finds: "A blank that the English message does not have.",
        harm:
            "Families of one language would be told what others are not: a child's name in a subject, perhaps, that anyone may see on a locked phone.",
        file: "locales/es/concern.mf2",
        wrong: "subject = Un mensaje sobre {$student}, de {$teacher}",
        right: "subject = Un mensaje sobre {$student}",
        remedy: "Take it out. If every family should read it, add it to the English first.")

    static let missingPlural = RuleExplanation(
        finds: "A message that counts and lacks a form that the language has for some numbers.",
        harm: "\"30 minutes\" would be written in a form that no reader of the language uses.",
        file: "locales/ar/common.mf2",
        wrong: """
            [value]
            length =
                .input {$minutes :integer}
                .match $minutes
                one {{حوالي دقيقة واحدة}}
                * {{حوالي {$minutes} دقيقة}}
            """,
        right: """
            [value]
            length =
                .input {$minutes :integer}
                .match $minutes
                zero {{حوالي {$minutes} دقيقة}}
                one {{حوالي دقيقة واحدة}}
                two {{حوالي دقيقتين}}
                few {{حوالي {$minutes} دقائق}}
                many {{حوالي {$minutes} دقيقة}}
                * {{حوالي {$minutes} دقيقة}}
            """,
        remedy:
            "Add a line for each form that the finding names; two of them may have the same text.")

    static let missingChoice = RuleExplanation(
        finds: "A case that English words for itself and the translation does not.",
        harm: "The parent would not learn that the principal comes too.",
        file: "locales/es/common.mf2",
        wrong: """
            [meeting]
            with =
                .input {$principal :string}
                .match $principal
                no {{{$teacher} (docente) junto con {$liaison}}}
                * {{{$teacher} (docente) junto con {$liaison}}}
            """,
        right: """
            [meeting]
            with =
                .input {$principal :string}
                .match $principal
                yes {{{$teacher} (docente), {$liaison} y la dirección de la escuela}}
                * {{{$teacher} (docente) junto con {$liaison}}}
            """,
        remedy: "Add the line that English has, with its name unchanged, and translate its text.")

    static let differentMarkup = RuleExplanation(
        finds:
            "Markup that English has and the translation lacks, or that is opened and not closed.",
        harm:
            "The number to call, or \"urgent\", would not stand out in this language; or all the rest would be bold.",
        file: "locales/es/common.mf2",
        wrong: "call = También puede llamar al {#strong}{$phone}.",
        right: "call = También puede llamar al {#strong}{$phone}{/strong}.",
        remedy: "Use the same markup as English, in pairs, around the words that it means.")

    static let untranslated = RuleExplanation(
        finds: "A translation whose words are the English ones.",
        harm:
            "A family would find English in the middle of its own language, and nobody would know that something is missing.",
        file: "locales/so/common.mf2",
        wrong: "[label]\ndate = Date",
        right: "[label]\ndate = Taariikhda",
        remedy: "Translate it. Where the word is the same in your language, the warning may stand.")
}

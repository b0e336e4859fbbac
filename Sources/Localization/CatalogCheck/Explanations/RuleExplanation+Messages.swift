/// The rules about what a message names: a breach would show when a family waits.
extension RuleExplanation {
    static let unknownVariable = RuleExplanation(
        finds: "A blank, such as {$liaison}, that the notice's template does not have.",
        harm:
            "Nothing could be put there: the parent would read \"{$liason} lee las respuestas\".",
        file: "locales/es/urgent.mf2",
        wrong: "questions = Si tiene alguna pregunta, responda. {$liason} lee las respuestas.",
        right: "questions = Si tiene alguna pregunta, responda. {$liaison} lee las respuestas.",
        remedy: "Spell the blank as the English message does. The finding lists all there are.")

    static let unguardedVariable = RuleExplanation(
        finds:
            "An optional variable in a message that the template shows whether there is a value or not.",
        harm: "Where the school gave no telephone number, nothing of the notice could be sent.",
        file: "locales/en/concern.mf2",
        wrong: "teacher = {$teacher} {$phone}",
        right: "teacher = {$teacher}",
        remedy:
            "Say it in a message of its own and give that part \"if: phone\" in the template, or leave the variable out."
    )

    static let wrongType = RuleExplanation(
        finds:
            "A date, a number or a choice that is shown as it stands, or a name that is formatted as a date.",
        harm: "The parent would read \"A meeting on 1796340600000\".",
        file: "locales/en/meeting-invitation.mf2",
        wrong: "heading = A meeting on {$starts}",
        right: "heading = A meeting on {$starts :date fields=month-day length=long}",
        remedy:
            "Copy the blank with all that stands in its braces from the English message. A choice is never shown: select by it with .match."
    )

    static let unknownFunction = RuleExplanation(
        finds: "A word behind a colon, such as :clock, that names no way of formatting.",
        harm: "The time of the meeting could not be written.",
        file: "locales/es/common.mf2",
        wrong: "[value]\ntime = {$starts :clock}",
        right: "[value]\ntime = {$starts :time precision=minute}",
        remedy: "Copy the blank from the English message. The finding lists the names there are.")

    static let unknownChoice = RuleExplanation(
        finds: "A variant for a value that the variable never has.",
        harm:
            "The sentence would never be used, and the parent would read the general one in its place.",
        file: "locales/es/concern.mf2",
        wrong: """
            opening =
                .input {$reason :string}
                .match $reason
                homework {{Hablemos sobre el trabajo en clase de {$student}.}}
                * {{Hablemos sobre {$student}.}}
            """,
        right: """
            opening =
                .input {$reason :string}
                .match $reason
                classwork {{Hablemos sobre el trabajo en clase de {$student}.}}
                * {{Hablemos sobre {$student}.}}
            """,
        remedy:
            "The word before {{ is a name, not a text: leave it in English as it was. Translate only between {{ and }}."
    )

    static let unknownMarkup = RuleExplanation(
        finds: "Markup other than {#strong}, {#em} and {#br /}.",
        harm: "What should stand out, such as \"urgent\", would not.",
        file: "locales/es/urgent.mf2",
        wrong: "opening = {#b}Este es un mensaje urgente de {$school}.{/b} Por favor, léalo ahora.",
        right:
            "opening = {#strong}Este es un mensaje urgente de {$school}.{/strong} Por favor, léalo ahora.",
        remedy: "Use the markup of the English message.")

    static let doesNotFormat = RuleExplanation(
        finds:
            "A message that fails when it is filled with example values, with every choice and with some numbers.",
        harm: "It would fail in the same way when a family waits for it.",
        file: "locales/es/common.mf2",
        wrong: "[value]\ndate = {$starts :date fields=everything}",
        right: "[value]\ndate = {$starts :date fields=year-month-day-weekday length=long}",
        remedy: "Copy the part in braces from the English message.")

    static let missingEnglish = RuleExplanation(
        finds: "A message that a template names and the English catalog does not have.",
        harm:
            "English is what every other language is made from and falls back to: without it nobody could be told.",
        file: "locales/en/urgent.mf2",
        wrong:
            "question = If you have a question, answer this email. {$liaison} reads the answers.",
        right:
            "questions = If you have a question, answer this email. {$liaison} reads the answers.",
        remedy: "Write the message in the English catalog, or mend its name in the template.")
}

/// The rules about files as wholes.
extension RuleExplanation {
    static let unreadableFile = RuleExplanation(
        finds:
            "A file that cannot be opened, is larger than 1 MB or is not saved as UTF-8; a folder without templates; a missing English catalog.",
        harm:
            "Parley would have to guess at letters, and a parent would read \"llÃ¡menos\". It leaves the language alone instead.",
        file: "locales/es/urgent.mf2",
        wrong:
            "questions = Si tiene alguna pregunta, ll‹byte E1›menos. {$liaison} lee las respuestas.",
        right: "questions = Si tiene alguna pregunta, llámenos. {$liaison} lee las respuestas.",
        remedy:
            "Open the file in an editor and save it as UTF-8 (\"Save with Encoding\"). A file of more than 1 MB is another one under this name: look for the right one."
    )

    static let syntax = RuleExplanation(
        finds:
            "A line that does not follow its file's format: a bracket without its partner, a key twice, a line that is not indented, a template that is not YAML.",
        harm:
            "Half a sentence, or none, would stand in the mail. Nothing is sent in the language until it is mended.",
        file: "locales/es/urgent.mf2",
        wrong: "questions = Si tiene alguna pregunta, responda. {$liaison lee las respuestas.",
        right: "questions = Si tiene alguna pregunta, responda. {$liaison} lee las respuestas.",
        remedy:
            "Go to the line and character that are named. Most often a { or } is missing near by. A bracket that readers should see is written \\{ or \\}."
    )

    static let badTemplate = RuleExplanation(
        finds:
            "A template with a field that is missing, unknown or of a value that does not exist, or with a variable whose type differs from that in common.yaml.",
        harm:
            "The kind of a notice decides whether it may come at night and whether STOP ends it: a wrong one reaches families who asked for silence.",
        file: "templates/urgent.yaml",
        wrong: "kind: loud",
        right: "kind: urgent",
        remedy: "Write one of the names that the finding lists, spelled as it stands there.")

    static let wrongLocale = RuleExplanation(
        finds:
            "A catalog whose @locale is not the name of its folder, or a folder whose name is not a language tag.",
        harm:
            "A file copied from another language would go out under the wrong name: Spanish to a Somali family, read aloud by their phone with Somali sounds.",
        file: "locales/so/urgent.mf2",
        wrong: "@locale es",
        right: "@locale so",
        remedy:
            "Look whether the file lies in the right folder. If it does, write the folder's name behind @locale."
    )

    static let badWords = RuleExplanation(
        finds: "A words.yaml that lacks one of its five lists, or has a word in two of them.",
        harm:
            "A word that means yes and stop would end all messages to a parent who only agreed to come.",
        file: "locales/es/words.yaml",
        wrong: "yes: [ALTO, sí, si]",
        right: "yes: [sí, si]",
        remedy:
            "Leave the word in the one list that it means when a parent writes nothing else. Where it can mean both, leave it out: a person reads it then."
    )

    static let badOverlay = RuleExplanation(
        finds:
            "An overlay.yaml with too few or too many names of months or weekdays, or a date pattern that cannot be read.",
        harm: "The wrong weekday would stand in an invitation, and a family would come on it.",
        file: "locales/ht/overlay.yaml",
        wrong: "weekdays: [lendi, madi]",
        right: "weekdays: [lendi, madi, mèkredi, jedi, vandredi, samdi, dimanch]",
        remedy: "Give twelve months, January first, and seven weekdays, Monday first.")

    static let missingWords = RuleExplanation(
        finds: "A language without words.yaml.",
        harm:
            "A parent's STOP, or \"yes\", in that language would not be understood, and would wait for a person.",
        file: "locales/so/words.yaml",
        wrong: "(there is no such file)",
        right: """
            opt-out: [JOOJI]
            opt-in: [BILOW]
            help: [CAAWIMO]
            yes: [haa]
            no: [maya]
            """,
        remedy:
            "Write the file: for each of the five, the words as families type them, with and without accents. The first of each list is the one that our messages name."
    )
}

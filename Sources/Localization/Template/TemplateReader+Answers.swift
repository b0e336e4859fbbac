import Yams

extension TemplateReader {
    /// What each of the numbered answers comes to, in their order.
    ///
    /// A number that comes back is read by this list alone, so it must be as long as the list that
    /// families see.
    mutating func answers(
        _ fields: inout YAMLFields, to form: AnswerForm?, _ body: [TemplatePart]
    ) -> [AnswerMeaning] {
        let node = fields.optional("answers")
        let words = fields.words("answers")
        let offered = body.reduce(into: 0) { count, part in
            if case .choices(_, let keys) = part.content { count += keys.count }
        }
        let meanings = words.compactMap(AnswerMeaning.init(rawValue:))
        guard meanings.count == words.count, meanings.count == offered,
            meanings.isEmpty || form == .rsvp
        else {
            note(file.finding(.badTemplate, node ?? fields.node, remedy(offered, form)))
            return []
        }
        return meanings
    }

    private func remedy(_ offered: Int, _ form: AnswerForm?) -> String {
        let known = AnswerMeaning.allCases.map(\.rawValue).joined(separator: ", ")
        if offered == 0 {
            return "\"answers\" says what each of the \"choices\" in the body comes to, and there "
                + "are none."
        }
        if let form, form != .rsvp {
            return "Numbered answers belong to a notice with \"answer: rsvp\"."
        }
        return "The body offers \(offered) numbered answers. Say here what each comes to, as in "
            + "answers: [yes, no, contact-me]; each is one of \(known)."
    }
}

import Yams

// What may stand beside the words of a parent's text: pictures, and which part it is.
extension ProviderReader {
    /// A place alone says how many there are; a mapping also where they lie.
    func media(
        _ fields: inout ProviderFields, _ kind: PlaceKind, settings: [String]
    ) throws(SMSProviderProblem) -> ProviderFile.Media? {
        guard let node = fields.optional("media") else { return nil }
        guard node.mapping != nil else {
            return try place("media", &fields, kind).map {
                ProviderFile.Media(count: $0, urls: [], hosts: [], account: nil)
            }
        }
        var fields = try ProviderFields(node, "media", in: file)
        let count = try place("count", &fields, kind)
        let urls = try places("url", &fields, kind)
        var hosts: [TextTemplate] = []
        if let node = fields.optional("hosts") {
            for entry in node.sequence.map({ Array($0) }) ?? [node] {
                hosts.append(try fields.template(entry, "hosts"))
            }
        }
        guard !urls.isEmpty, !hosts.isEmpty else {
            throw problem(
                node, in: file, "Without url and hosts no picture can be fetched.",
                "Add both, or write the place of their number alone.")
        }
        guard count != nil || !urls.contains(where: { $0.text.contains("{n}") }) else {
            throw problem(
                node, in: file, "Nothing says how many {n} stands for.",
                "Add count, the field with the number of pictures.")
        }
        let account = try account(&fields)
        let names = (hosts + (account?.templates ?? [])).flatMap(\.names)
        try check(names, against: settings, node)
        try fields.finish()
        return ProviderFile.Media(count: count, urls: urls, hosts: hosts, account: account)
    }

    private func account(
        _ fields: inout ProviderFields
    ) throws(SMSProviderProblem) -> ProviderFile.Media.Account? {
        if let node = fields.optional("header") {
            var fields = try ProviderFields(node, "header", in: file)
            let field = ProviderFile.Field(
                name: try fields.text("name"), value: try fields.template("value"))
            try fields.finish()
            return .header(field)
        }
        guard fields.optional("user") != nil else { return nil }
        return .basic(user: try fields.template("user"), password: try fields.template("password"))
    }

    func part(
        _ fields: inout ProviderFields, _ kind: PlaceKind
    ) throws(SMSProviderProblem) -> ProviderFile.Part? {
        guard let node = fields.optional("part") else { return nil }
        var fields = try ProviderFields(node, "part", in: file)
        let part: ProviderFile.Part
        if let field = try fields.optionalText("udh") {
            guard kind == .form, !field.isEmpty else {
                throw problem(
                    node, in: file, "A user data header can stand in a form's field only.",
                    "Name the field, or give number, count and reference.")
            }
            part = .header(field: field)
        } else {
            part = .places(
                number: try requiredPlace("number", &fields, kind),
                count: try requiredPlace("count", &fields, kind),
                reference: try place("reference", &fields, kind))
        }
        try fields.finish()
        return part
    }
}

import Yams

/// `<name>.yaml` → a provider. The first problem ends it.
struct ProviderReader {
    let name: String
    /// As problems name it.
    let file: String

    /// Setting and field names that a text's own values have.
    static let ownNames: Set<String> = [
        "to", "to_digits", "from", "from_digits", "text", "reference", "receipt_url", "timestamp",
        "encoding",
    ]
    /// Settings of the channel itself, beside which the provider's stand.
    static let channelSettings: Set<String> = [
        "provider", "providers", "from", "emergency", "price", "currency", "welcome", "connections",
        "ca", "which_child",
    ]

    func provider(_ bytes: [UInt8]) throws(SMSProviderProblem) -> SMSProvider {
        let root = try readProviderYAML(bytes, file)
        var fields = try ProviderFields(root, "the file", in: file)
        let title = try fields.text("title")
        let repeats = try fields.choice("repeats", of: Repeats.self)
        let settings = try self.settings(fields.optional("settings"))
        let names = settings.list.map(\.name)
        let request = try self.request(try fields.required("request"), settings: names)
        let response = try self.response(try fields.required("response"))
        let inbound = try self.inbound(
            try fields.required("inbound"), settings: names)
        let receipt = try self.receipt(try fields.required("receipt"))
        let signature = try self.signature(try fields.required("signature"), settings: names)
        let answer = try self.answer(try fields.required("answer"))
        try fields.finish()
        return SMSProvider(
            name: name, title: title, settings: settings.list, repeatsSafely: repeats == .safe,
            answer: answer,
            file: ProviderFile(
                request: request, response: response, inbound: inbound, receipt: receipt,
                signature: signature, defaults: settings.defaults))
    }

    private enum Repeats: String, CaseIterable { case safe, unsafe }

    // MARK: settings

    private func settings(
        _ node: Node?
    ) throws(SMSProviderProblem) -> (list: [SMSProvider.Setting], defaults: [String: TextTemplate])
    {
        guard let node else { return ([], [:]) }
        var list: [SMSProvider.Setting] = []
        var defaults: [String: TextTemplate] = [:]
        for (name, key, value) in try ProviderFields(node, "settings", in: file).all {
            guard isSettingName(name), !Self.ownNames.contains(name),
                !Self.channelSettings.contains(name), !name.hasSuffix("_file")
            else {
                throw problem(
                    key, in: file, "\"\(name)\" can't be a setting's name.",
                    "Use a-z, 0-9 and _, no name of a text's own values, and no _file at the end.")
            }
            var fields = try ProviderFields(value, "a setting", in: file)
            let about = try fields.text("about")
            let isSecret = try fields.flag("secret")
            let example = try fields.optionalText("example")
            if let node = fields.optional("default") {
                let template = try fields.template(node, "default")
                try check(template.names, against: list.map(\.name), node)
                defaults[name] = template
            }
            try fields.finish()
            list.append(
                SMSProvider.Setting(
                    name: name, about: about, isSecret: isSecret,
                    isRequired: defaults[name] == nil, example: example))
        }
        return (list, defaults)
    }

    func check(
        _ names: [String], against known: [String], _ node: Node
    ) throws(SMSProviderProblem) {
        for name in names where !known.contains(name) {
            throw problem(
                node, in: file, "{\(name)} stands for nothing here.",
                "Known are: \(known.joined(separator: ", ")).")
        }
    }

    // MARK: signature and answer

    private func signature(
        _ node: Node, settings: [String]
    ) throws(SMSProviderProblem) -> ProviderFile.Signature {
        var fields = try ProviderFields(node, "signature", in: file)
        let scheme = try fields.text("scheme")
        guard signatureSchemes[scheme] != nil else {
            throw problem(
                node, in: file, "There is no signature scheme \"\(scheme)\".",
                "Use one of: \(signatureSchemes.keys.sorted().joined(separator: ", ")).")
        }
        let secrets = try fields.words("secrets")
        guard !secrets.isEmpty else {
            throw problem(node, in: file, "No secret signs.", "Name the settings under secrets.")
        }
        let digest = try fields.optionalText("digest")
        try check(secrets + [digest].compactMap { $0 }, against: settings, node)
        try fields.finish()
        return ProviderFile.Signature(scheme: scheme, secrets: secrets, digest: digest)
    }

    private func answer(_ node: Node) throws(SMSProviderProblem) -> SMSProvider.HookAnswer {
        var fields = try ProviderFields(node, "answer", in: file)
        guard let status = Int(try fields.text("status")), (200...299).contains(status) else {
            throw problem(
                node, in: file, "Its status says that the message was not taken.", "Use 200 or 204."
            )
        }
        let type = try fields.optionalText("type") ?? ""
        let body = try fields.optionalText("body") ?? ""
        guard type.utf8.allSatisfy({ (32...126).contains($0) }) else {
            throw problem(node, in: file, "Its type can't be sent.", "Write one as text/xml.")
        }
        guard body.isEmpty == type.isEmpty, body.isEmpty || status != 204 else {
            throw problem(
                node, in: file, "Body and type don't go together.",
                "Give both with status 200, or neither.")
        }
        try fields.finish()
        return SMSProvider.HookAnswer(status: status, contentType: type, body: body)
    }
}

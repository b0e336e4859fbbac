import Foundation
import Wire

extension Settings {
    /// One server below `smtp`, or several below `smtp.hosts`.
    static func smarthosts(
        _ reader: inout SettingsReader, ehlo: String
    ) -> [SMTPEndpoint] {
        let several = reader.items("smtp.hosts")
        guard !several.isEmpty else { return [endpoint("smtp", &reader, ehlo: ehlo)] }
        for name in ["host", "port", "tls", "user", "password_file", "ca_file", "connections"]
        where reader.isSet("smtp.\(name)") {
            _ = reader.optional("smtp.\(name)")
            reader.refuse(
                "smtp.\(name)", "With smtp.hosts it belongs to one of them: move it there.")
        }
        let usual = reader.text("smtp.ehlo", default: ehlo)
        return several.map { name in
            if !reader.isSet("\(name).host") {
                reader.refuse("\(name).host", "Give the server's name: mail.example.org.")
            }
            return endpoint(name, &reader, ehlo: usual)
        }
    }

    private static func endpoint(
        _ place: String, _ reader: inout SettingsReader, ehlo: String
    ) -> SMTPEndpoint {
        var endpoint = SMTPEndpoint(
            host: reader.text("\(place).host", default: "127.0.0.1"),
            port: reader.number("\(place).port", default: 25, in: 1...65_535),
            ehloName: reader.text("\(place).ehlo", default: ehlo),
            tls: reader.choice("\(place).tls", default: .required, TLSPolicy.allCases))
        endpoint.user = reader.optional("\(place).user")
        endpoint.password = reader.secret("\(place).password")
        endpoint.caFile = reader.authorities("\(place).ca_file")
        endpoint.maxConnections = reader.number("\(place).connections", default: 4, in: 1...64)
        check(endpoint, place, &reader)
        return endpoint
    }

    private static func check(
        _ endpoint: SMTPEndpoint, _ place: String, _ reader: inout SettingsReader
    ) {
        let isAddress =
            endpoint.host.contains(":")
            && endpoint.host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        if !isHostName(endpoint.host), !isAddress {
            reader.refuse(
                "\(place).host", "Give the server's name or address alone: mail.example.org.")
        }
        if !isHostName(endpoint.ehloName) {
            reader.refuse("\(place).ehlo", "Give a host name, as parley.example.org.")
        }
        if endpoint.user != nil, endpoint.password == nil {
            reader.refuse("\(place).user", "A user needs \(place).password_file as well.")
        }
        if endpoint.user != nil, endpoint.tls == .never {
            reader.refuse(
                "\(place).tls", "A password may not go out without TLS: set it to required.")
        }
    }
}

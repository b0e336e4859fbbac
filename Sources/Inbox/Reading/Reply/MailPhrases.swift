/// What mail programs and offices say in one language: a table of `key: words | words`.
///
/// The tables stand in `Phrases/`, one a language (or a group of neighbours); a further one takes a
/// file there and its line in ``MailPhrases/all``. They come second: what a quote looks like is
/// told by structure first, and the words only settle what structure leaves open.
struct MailPhrases {
    /// What the phrases of a list are for.
    enum Key: String, CaseIterable {
        /// A verb for *wrote*, in an attribution.
        case wrote
        /// The word that an attribution begins with: *On*.
        case on
        /// "Original message", between dashes or alone.
        case original
        /// The same of a forwarded message.
        case forwarded
        /// Labels of a header block.
        case from, sent, to, subject, label
        /// How a device's line begins: "Sent from my".
        case device
        /// How it may begin, where it names a device or program as well.
        case maybeDevice = "maybe-device"
        /// How it ends, in languages that put the verb last.
        case deviceEnd = "device-end"
        /// Names of devices, programs and carriers.
        case brand
        /// Those that are found within a longer word, too.
        case brandWithin = "brand-within"
        /// How a program's advertisement begins.
        case advert
        /// How the words of a gateway from texts to mail begin; all below them is its own.
        case carrier
        /// A closing with nothing but a name below.
        case closing
        /// Stems of a confidentiality notice; it takes several.
        case notice
        /// Stems of those words of a notice that speak of who may read a mail; it takes one.
        case addressee
        /// Words that only stand in footers.
        case footer
        /// Words of the warnings that offices put above what comes from outside; it takes several.
        case banner
        /// Labels of a phone, an address, a site in a signature.
        case contact
        /// Where answers stand that are typed into the quote: "see below", "in red".
        case below
    }

    /// Phrases by what they are for, in lower case.
    private(set) var lists: [Key: [String]] = [:]

    /// Reads a table. A line that begins with white space goes on with the list above; what no key
    /// names is left out, and a test finds it.
    init(_ table: String) {
        var key: Key?
        for line in table.split(separator: "\n") where line.first != "#" {
            var words = line
            if line.first?.isWhitespace == false {
                guard let name = line.prefix(20).firstIndex(where: { $0 == ":" }) else {
                    key = nil
                    continue
                }
                key = Key(rawValue: String(line[..<name]))
                words = line[line.index(after: name)...]
            }
            guard let key else { continue }
            lists[key, default: []] += words.split(separator: "|").map { phrase in
                trimmedEnd(phrase.drop(while: \.isWhitespace)).lowercased()
            }.filter { !$0.isEmpty }
        }
    }

    /// Every table.
    static let all: [MailPhrases] = [
        PackageResources.any_txt, PackageResources.am_txt, PackageResources.ar_txt,
        PackageResources.ckb_txt, PackageResources.cs_txt, PackageResources.de_txt,
        PackageResources.el_txt, PackageResources.en_txt, PackageResources.es_txt,
        PackageResources.fa_txt, PackageResources.fi_txt, PackageResources.fil_txt,
        PackageResources.fr_txt, PackageResources.he_txt, PackageResources.hi_txt,
        PackageResources.hr_txt, PackageResources.ht_txt, PackageResources.hu_txt,
        PackageResources.id_txt, PackageResources.it_txt, PackageResources.ja_txt,
        PackageResources.ko_txt, PackageResources.more_txt, PackageResources.nl_txt,
        PackageResources.pl_txt, PackageResources.ps_txt, PackageResources.pt_txt,
        PackageResources.ro_txt, PackageResources.ru_txt, PackageResources.so_txt,
        PackageResources.sq_txt, PackageResources.sv_txt, PackageResources.sw_txt,
        PackageResources.th_txt, PackageResources.tr_txt, PackageResources.uk_txt,
        PackageResources.ur_txt, PackageResources.vi_txt, PackageResources.zh_txt,
    ].map { MailPhrases(String(decoding: $0, as: UTF8.self)) }

    /// The phrases of all languages for one purpose.
    static func every(_ key: Key) -> [String] { all.flatMap { $0.lists[key] ?? [] } }
}

/// The codes of a unit as they are written in MessageFormat 2, each once.
struct OriginalData {
    private(set) var texts: [String] = []
    private var numbers: [String: Int] = [:]

    init(_ codes: [ExchangeCode]) {
        for code in codes where numbers[code.source] == nil {
            texts.append(code.source)
            numbers[code.source] = texts.count
        }
    }

    func reference(to text: String) -> String? { numbers[text].map { "d\($0)" } }
}

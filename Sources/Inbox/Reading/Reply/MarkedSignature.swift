import Wire

/// The signature that the HTML marks as one, to be known again in the plain text beside it, whatever
/// its language.
struct MarkedSignature {
    private let lines: Set<[UInt8]>

    init(_ html: HTMLText) {
        lines = Set(
            html.lines.filter { $0.role == .signature }.map { FoldedText($0.text).bytes }
        ).subtracting([[]])
    }

    func mark(_ body: inout [ReplyLine]) {
        guard !lines.isEmpty else { return }
        for index in body.indices where body[index].depth == 0 && !body[index].isBlank {
            if lines.contains(FoldedText(body[index].bare).bytes) {
                body[index].isMarkedSignature = true
            }
        }
    }
}

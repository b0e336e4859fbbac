/// Guesses the charset of bytes that declare none, or the default that programs write without
/// knowing: Chinese, Japanese, Korean and Cyrillic mail of old phones and gateways.
///
/// Looks at the shape alone: in Latin languages bytes beyond ASCII stand by themselves among
/// letters; in double-byte charsets they come in pairs, and where the pairs begin tells the script;
/// in Cyrillic whole words consist of them, in the half of the table where small letters are.
/// Sources: the tables of GB 2312, Big5, KS X 1001, JIS X 0208, KOI8-R and windows-1251.
struct UndeclaredCharset {
    private var alone = 0
    private var high = 0
    private var oddRuns = 0
    private var pairs = 0
    private var leads = [Int](repeating: 0, count: 256)
    private var lowTrails = 0
    private var all = [Int](repeating: 0, count: 256)

    /// The charset; nil when the bytes have not its shape, or are too few.
    ///
    /// `least`: How many bytes beyond ASCII it takes to believe the shape before the label.
    static func guess(_ bytes: [UInt8], least: Int) -> Charset? {
        var shape = UndeclaredCharset()
        shape.read(bytes)
        guard shape.high >= least, shape.alone * 4 < shape.high else { return nil }
        return shape.cyrillic ?? shape.doubleByte
    }

    private mutating func read(_ bytes: [UInt8]) {
        var cursor = 0
        while cursor < bytes.count {
            guard bytes[cursor] >= 0x80 else {
                cursor += 1
                continue
            }
            let start = cursor
            while cursor < bytes.count, bytes[cursor] >= 0x80 { cursor += 1 }
            take(bytes[start..<cursor], next: cursor < bytes.count ? bytes[cursor] : 0)
        }
    }

    private mutating func take(_ run: ArraySlice<UInt8>, next: UInt8) {
        high += run.count
        if run.count == 1 { alone += 1 }
        if run.count % 2 == 1 {
            oddRuns += 1
            if next >= 0x40, next <= 0x7E { lowTrails += 1 }
        }
        for offset in stride(from: run.startIndex, to: run.endIndex, by: 2) {
            leads[Int(run[offset])] += 1
            pairs += 1
        }
        for byte in run { all[Int(byte)] += 1 }
    }

    private func share(_ counts: [Int], _ range: ClosedRange<Int>, of whole: Int) -> Double {
        Double(range.reduce(0) { $0 + counts[$1] }) / Double(max(whole, 1))
    }

    /// Words of odd length are as many as of even length; small letters are four in five.
    private var cyrillic: Charset? {
        guard oddRuns > 0 else { return nil }
        if share(all, 0xE0...0xFF, of: high) > 0.8 { return .singleByte("CP1251") }
        let koi = share(all, 0xC0...0xDF, of: high)
        return koi > 0.8 ? .singleByte("KOI8-R") : nil
    }

    private var doubleByte: Charset? {
        // Kana begin with these in Shift_JIS, and nothing else there does so often.
        if share(leads, 0x82...0x83, of: pairs) > 0.3 { return .doubleByte("CP932") }
        if oddRuns > 0 {
            // Big5's second byte is ASCII as often as not.
            let isBig5 = lowTrails * 5 >= oddRuns * 4 && share(all, 0xA1...0xF9, of: high) > 0.9
            return isBig5 ? .doubleByte("BIG5-HKSCS") : nil
        }
        guard share(all, 0xA1...0xFE, of: high) > 0.99 else { return nil }
        if share(leads, 0xA4...0xA5, of: pairs) > 0.3 { return .doubleByte("EUC-JP") }
        if share(leads, 0xB0...0xC8, of: pairs) > 0.9 { return .doubleByte("CP949") }
        return share(leads, 0xA1...0xF7, of: pairs) > 0.95 ? .doubleByte("GB18030") : nil
    }
}

/// Where we show more or less of a published body than its authors expect, with the reason.
let replyGaps: [String: String] = [:]

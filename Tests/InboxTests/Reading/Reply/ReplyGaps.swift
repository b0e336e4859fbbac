/// Where we show more or less of a published body than its authors expect, with the reason.
let replyGaps: [String: String] = [
    "crisp-email_7": "words below a quoted sentence that has ended are shown: they may answer it",
    "crisp-email_15": "sentences below a device's line are shown: a parent typed them there",
]

import Testing

@testable import Wire

/// What stands beside the words of a parent's text: which part it is, and its pictures.
struct BroughtPartsTests {
    @Test(
        arguments: [
            ([5, 0, 3, 0xA7, 3, 2], TextPart(number: 2, count: 3, reference: "8-bit 167")),
            ([6, 8, 4, 0x12, 0x34, 2, 1], TextPart(number: 1, count: 2, reference: "16-bit 4660")),
            // A port before it (TS 23.040 §9.2.3.24.4).
            (
                [11, 5, 4, 0, 1, 0, 2, 0, 3, 9, 2, 2],
                TextPart(number: 2, count: 2, reference: "8-bit 9")
            ),
        ] as [([UInt8], TextPart)])
    func `a user data header says which part it is`(_ bytes: [UInt8], _ part: TextPart) {
        #expect(TextPart(userDataHeader: bytes) == part)
    }

    @Test(
        arguments: [
            [], [0], [5], [5, 0, 3, 1], [5, 0, 3, 1, 2, 3], [5, 0, 3, 1, 2, 0], [5, 0, 3, 1, 1, 1],
            [5, 0, 4, 1, 2, 1], [255, 0, 255, 1, 2, 1], [2, 0, 0],
        ] as [[UInt8]])
    func `a header that tells of no parts is none`(_ bytes: [UInt8]) {
        #expect(TextPart(userDataHeader: bytes) == nil)
    }

    @Test func `Kannel's header is read, whatever its octets`() throws {
        let kannel = try account("kannel")
        let query = "from=%2B12025550123&to=12025550100&text=Hola&id=m1&udh=%05%00%03%FF%02%01"
        let text = try kannel.readText(Array(query.utf8))
        #expect(text.part == TextPart(number: 1, count: 2, reference: "8-bit 255"))
        #expect(text.text == "Hola" && text.id == "m1")
        #expect(
            kannel.deliveryID(headers: [], bytes: Array(query.utf8), isReceipt: false) == "m1")
        let whole = try kannel.readText(Array("from=1&to=2&text=a&id=m&udh=".utf8))
        #expect(whole.part == nil)
    }

    @Test func `Vonage's parts are known by their reference`() throws {
        let vonage = try account("vonage")
        for (total, number) in [(#""2""#, #""1""#), ("2", "1")] {
            let json =
                #"{"msisdn":"1","to":"2","messageId":"m","text":"a","concat":"true","#
                + #""concat-ref":"77","concat-total":\#(total),"concat-part":\#(number)}"#
            let part = try vonage.readText(Array(json.utf8)).part
            #expect(part == TextPart(number: 1, count: 2, reference: "77"))
        }
        for bad in [#""concat-ref":{}"#, #""concat-total":[2]"#] {
            let json =
                #"{"msisdn":"1","to":"2","text":"a","concat-part":1,"concat-total":2,\#(bad)}"#
            #expect(throws: SMSReadingError.self) { try vonage.readText(Array(json.utf8)) }
        }
    }

    @Test func `Sinch's and Infobip's pictures have their addresses, in order`() throws {
        let sinch = try account("sinch").readText(
            Array(
                (#"{"type":"mo_media","id":"m","from":"1","to":"2","body":{"message":"Foto","media":["#
                    + #"{"url":"https://mms.sinch.com/1"},{"status":"Failed"},"#
                    + #"{"url":"https://mms.sinch.com/2"}]}}"#).utf8))
        #expect(sinch.mediaURLs == ["https://mms.sinch.com/1", "https://mms.sinch.com/2"])
        let infobip = try account("infobip").readText(
            Array(
                (#"{"results":[{"messageId":"m","from":"1","to":"2","message":["#
                    + #"{"contentType":"image/png","url":"https://api.infobip.com/a"},"#
                    + #"{"contentType":"text/plain","value":"Foto"}]}]}"#).utf8))
        #expect(infobip.mediaURLs == ["https://api.infobip.com/a"])
        #expect(sinch.text == "Foto" && infobip.text == "Foto")
    }

    @Test func `addresses of pictures are found by number and by list`() throws {
        let form = "From=1&To=2&Body=&MessageSid=m&NumMedia=2&MediaUrl0=https%3A%2F%2Fa&MediaUrl1=b"
        let text = try account("twilio").readText(Array(form.utf8))
        #expect(text.mediaCount == 2 && text.mediaURLs == ["https://a", "b"])
        let json =
            #"{"data":{"event_type":"message.received","payload":{"from":{"phone_number":"1"},"#
            + #""to":[{"phone_number":"2"}],"text":"","media":[{"url":"https://c"},{},7]}}}"#
        let telnyx = try account("telnyx").readText(Array(json.utf8))
        #expect(telnyx.mediaCount == 3 && telnyx.mediaURLs == ["https://c"])
        for media in [#"["https://d"]"#, #"[{"url":"https://d"}]"#] {
            let json =
                #"{"type":"sms.received","data":{"from":"1","to":"2","text":"","media":\#(media)}}"#
            #expect(
                try account("standard-webhooks").readText(Array(json.utf8)).mediaURLs
                    == ["https://d"])
        }
    }

    @Test func `ten thousand pictures, huge and broken addresses harm nothing`() throws {
        let many =
            "From=1&To=2&Body=a&NumMedia=9999&MediaUrl0=" + String(repeating: "x", count: 9_000)
            + "&MediaUrl1=ok&MediaUrl2=%00"
        let text = try account("twilio").readText(Array(many.utf8))
        #expect(text.mediaCount == 9_999 && text.mediaURLs == ["ok"])
        let list = Array(repeating: #""u""#, count: 10_000).joined(separator: ",")
        let json =
            #"{"type":"sms.received","data":{"from":"1","to":"2","text":"","media":[\#(list)]}}"#
        let texts = try account("standard-webhooks").readText(Array(json.utf8))
        #expect(texts.mediaCount == 10_000 && texts.mediaURLs.count == InboundText.mostMedia)
    }
}

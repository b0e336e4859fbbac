import Foundation
import Inbox
import Testing
import Wire

@Suite struct VisibleReplyTests {
    @Test(arguments: [
        "On Tue, Mar 3, 2026 at 8:15 AM Lincoln School <s@school.example> wrote:",
        "El mar, 3 mar 2026 a las 8:15, Lincoln School (<s@school.example>) escribió:",
        "Le mar. 3 mars 2026 à 08:15, Lincoln School <s@school.example> a écrit :",
        "Em ter., 3 de mar. de 2026 às 08:15, Lincoln School <s@school.example> escreveu:",
        "Il giorno mar 3 mar 2026 alle ore 08:15 Lincoln School <s@school.example> ha scritto:",
        "Am Di., 3. März 2026 um 08:15 Uhr schrieb Lincoln School <s@school.example>:",
        "W dniu wt., 3 mar 2026 o 08:15 Lincoln School <s@school.example> napisał(a):",
        "вт, 3 мар. 2026 г. в 08:15, Lincoln School <s@school.example>:",
        "вт, 3 бер. 2026 р. о 08:15 Lincoln School <s@school.example> пише:",
        "Vào Th 3, 3 thg 3, 2026 vào lúc 08:15 Lincoln School <s@school.example> đã viết:",
        "في الثلاثاء، ٣ مارس ٢٠٢٦ في ٨:١٥ ص تمت كتابة ما يلي بواسطة Lincoln School <s@school.example>:",
        "در تاریخ سه‌شنبه ۳ مارس ۲۰۲۶،‏ ۸:۱۵ Lincoln School <s@school.example> نوشت:",
        "Lincoln School <s@school.example> 于2026年3月3日周二 08:15写道：",
        "2026년 3월 3일 (화) 오전 8:15, Lincoln School <s@school.example>님이 작성:",
        "2026年3月3日(火) 8:15 Lincoln School <s@school.example>:",
        "Talaado, 3 Maarso 2026 08:15, Lincoln School <s@school.example> ayaa qoray:",
        "Lincoln School <s@school.example>, 3 Mar 2026 Sal, 08:15 tarihinde şunu yazdı:",
        "On 3 Mar 2026, at 8:15, Lincoln School wrote:",
    ])
    func `an attribution of any mail program is cut with what follows`(_ line: String) {
        let quoted = visibleReply("Haa, waan imaan.\n\n\(line)\n\n> Dear family\n")
        #expect(quoted.reply == "Haa, waan imaan.")
        let bare = visibleReply("Haa, waan imaan.\n\n\(line)\n\nDear family\n")
        #expect(bare.reply == "Haa, waan imaan.")
        #expect(bare.cut.contains("Dear family"))
    }

    @Test(arguments: [
        "From|Sent|To|Subject", "De|Enviado|Para|Asunto", "De|Envoyé|À|Objet",
        "Von|Gesendet|An|Betreff", "Da|Inviato|A|Oggetto", "发件人|发送时间|收件人|主题",
        "寄件者|寄件日期|收件者|主旨", "От|Отправлено|Кому|Тема", "من|تم الإرسال|إلى|الموضوع",
        "De|Enviada em|Para|Assunto", "보낸 사람|보낸 날짜|받는 사람|제목", "Từ|Đã gửi|Tới|Chủ đề",
    ])
    func `a header block in any language is cut with what follows`(_ labels: String) {
        let names = labels.split(separator: "|")
        let values = ["Lincoln School", "Tue, 3 Mar 2026 8:15", "Anna", "Meeting"]
        let block = zip(names, values).map { "\($0): \($1)" }.joined(separator: "\n")
        let found = visibleReply("We will come.\n\n\(block)\n\nDear family\n")
        #expect(found.reply == "We will come.")
    }

    @Test(arguments: [
        "Please call me on Monday at 3:30 or write to me.",
        "De: lunes\nPara: viernes\nmi hijo estará enfermo.",
        "On Monday my son told me this:\nhe was pushed by two boys.",
        "The teacher wrote: he must study more.\nI agree.",
        "3 questions:\n- bus\n- lunch\n- books",
        "Write to anna@example.org or call 202-555-0100 from 8:00 to 9:00:\nwe are at home.",
        "He said on March 3, 2026 at 8:15:\nthey hit me.\nMy mail is anna@example.org",
        "My number is 555-0100, and my sister's is 555-0101:\nplease call her.",
        "On Monday March 2, 2026 at 8:15 I wrote:\nMy son is ill.\nNobody answered.",
        "Hola,\nEl martes 3 de marzo de 2026 a las 8:15 la maestra escribió:\n\"Luis no trajo la tarea\"",
        "Hola,\n\nDe: lunes a viernes\nPara: Luis\nFecha: marzo\nAsunto: transporte, no hay bus.",
        "내 아들이 아파요", "나의 아들은 오늘 집에 있습니다", "Sent from home today: the form. Did you get it?",
        "Name: Luis\nBirth: 03/12/2014 8:15\nE-mail: ana@x.example\nPhone: 555-0100\nPlease help.",
        "Please keep this confidential.\n\nMy husband does not know.",
        "Papers:\n-- original birth certificate\n-- forwarded letter of the doctor\nIs that all?",
        "Original message was lost, please send it again.",
    ])
    func `words of a parent that look like a quote stay`(_ words: String) {
        #expect(visibleReply(words).reply == words)
        #expect(visibleReply(words).cut.isEmpty)
    }

    @Test(arguments: [
        "-----Original-Nachricht-----\nBetreff: T\nDatum: 2026-03-03T08:15:02+0100\nVon: S <s@x.example>",
        "---------- Initial Header -----------\n\nFrom      : S s@x.example\nDate      : Tue, 3 Mar 2026",
        "---- 回复的原邮件 ----\n| 发件人 | S<s@x.example> |\n| 日期 | 2026年03月03日 08:15 |",
        "Kirhaq: S <s@x.example>\nPacha: martes 3 marzo 2026 8:15\nPiman: p@x.example\nWillay: H",
        "*From:* S <s@x.example>\n*Sent:* Tuesday, March 3, 2026 8:15 AM\n*To:* p\n*Subject:* M",
        "---Original---\nFrom: \"S\"<s@x.example>\nDate: Tue, Mar 3, 2026 08:15 AM\nSubject: M",
        "Original Message:\nFrom: S s@x.example\nDate: Tue, 3 Mar 2026 08:15:02 -0600",
        "ថ្ងៃអង្គារ ទី 3 មីនា 2026 នៅម៉ោង 8:15 S <s@x.example> បានសរសេរ៖",
        "út 3. 3. 2026 v 8:15 odesílatel S <s@x.example> napsal:",
    ])
    func `what programs put above a letter is cut without any marker`(_ head: String) {
        let found = visibleReply("Haa, waan imaan.\n\n\(head)\n\nDear family\nplease come\n")
        #expect(found.reply == "Haa, waan imaan.")
        #expect(found.cut.contains("please come"))
    }

    @Test func `a signature that the HTML marks is known in the text beside it in any language`() {
        let html = "<div>Ewe.</div><div id=\"composer_signature\">Isuka ku-Galaxy yam</div>"
        let found = visibleReply("Ewe.\n\nIsuka ku-Galaxy yam\n", html: htmlLines(html))
        #expect(found.reply == "Ewe.")
        #expect(found.cut == "Isuka ku-Galaxy yam")
    }

    @Test func `nothing is ever cut to nothing`() {
        for text in [
            "> quoted only\n> words", "Regards,\nAnna", "-- \nAnna", "Sent from my iPhone",
        ] {
            #expect(!visibleReply(text).reply.isEmpty, "\(text)")
        }
        #expect(visibleReply("").reply.isEmpty)
    }

    @Test(arguments: [
        "Sent from my iPhone", "Enviado desde mi iPhone", "Envoyé de mon iPhone",
        "Gesendet von Outlook für Android<https://aka.ms/AAb9ysg>", "Inviato da iPhone",
        "发自我的iPhone", "iPhoneから送信", "나의 iPhone에서 보냄", "مرسل من الـ iPhone", "Отправлено с iPhone",
        "Get Outlook for iOS<https://aka.ms/o0ukef>", "Gửi từ iPhone của tôi",
        "Enviado desde mi dispositivo móvil de Claro", "Envoyé de mon mobile Orange",
        "Sent from my Verizon, Samsung Galaxy smartphone", "從我的iPad傳送",
        "Holen Sie sich Outlook für iOS", "来自 Outlook for Android", "נשלח מהטלפון שלי",
        "Samsung Galaxy akıllı telefonumdan gönderildi.", "iPhone-omról küldve",
        "Odesláno z iPhonu",
        "أُرسلت من هاتفي الجوال", "Sent from my phone, please excuse typos.", "Sent with Shortwave",
        "Отправлено из мобильной Почты Mail.ru", "Skickat från Yahoo Mail på Android",
    ])
    func `a device's line is cut`(_ line: String) {
        #expect(visibleReply("Yes, we come.\n\n\(line)\n").reply == "Yes, we come.")
    }

    @Test(arguments: [
        "    On Tuesday, March 3, 2026 at 08:15:00 AM CST, School <s@x.example> wrote:  \n\n MARK\nDear",
        "  El mar., mar. 3, 2026 a la(s) 8:15, School<s@x.example> escribió:   MARK\nFamilia",
        "________________________________\nFrom: S <s@x.example>\nSent: Tuesday\nTo: P\nSubject: M\n\nMARK",
        "-------- Mensaje original --------\nDe: S <s@x.example>\nFecha: 3/3/26\nA: p\nAsunto: R\n\nMARK",
        "------------------ 原始邮件 ------------------\n发件人: \"S\" <s@x.example>;\n主题: 会议\n\nMARK",
        "At 2026-03-03 08:15:00, \"S\" <s@x.example> wrote:\n>MARK\n>Dear",
        ">Вторник, 3 марта 2026, 8:15 -06:00 от S <s@x.example>:\n> \n>MARK\n>",
        "Sent with [Proton Mail](https://proton.me/) secure email.\n\nOn Tuesday, March 3rd, 2026 at 8:15 AM, "
            + "S <s@x.example> wrote:\n\n> MARK\n> Dear",
    ])
    func `what common mail programs put below an answer is cut`(_ below: String) {
        let body =
            "Haa, waan imaan.\n\n" + below.replacingOccurrences(of: "MARK", with: replyMarker)
            + "\n"
        #expect(visibleReply(body).reply == "Haa, waan imaan.")
    }

    @Test func `what a marker of ours follows is cut, whatever stands above it`() {
        let found = visibleReply("Haa.\n\nDugsiga ayaa sidan yiri:\n\n\(replyMarker)\nWaalidka\n")
        #expect(found.reply == "Haa.")
        #expect(found.rules.contains("marker"))
    }
}

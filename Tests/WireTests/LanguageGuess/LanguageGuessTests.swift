import Testing
import Wire

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        ("en", "Thank you, we will come to the meeting on Thursday afternoon."),
        ("es", "Muchas gracias, vamos a ir a la reunión el jueves por la tarde."),
        ("so", "Waad ku mahadsan tihiin, waxaan imaan doonaa kulanka Khamiista."),
        ("ar", "شكرا لكم، سوف نحضر الاجتماع يوم الخميس بعد الظهر."),
        ("vi", "Cảm ơn cô, chúng tôi sẽ đến buổi họp vào chiều thứ năm."),
        ("ht", "Mèsi anpil, nou pral vini nan reyinyon an jedi apremidi."),
        ("fr", "Merci beaucoup, nous viendrons à la réunion jeudi après-midi."),
        ("pt", "Muito obrigado, nós vamos à reunião na quinta-feira à tarde."),
        ("zh-Hans", "谢谢老师，我们星期四下午会来学校参加会议。"),
        ("ko", "네, 목요일에 가겠습니다"), ("ja", "木曜日に学校へ行きます"),
        ("ru", "Спасибо, мы придём на собрание в четверг после обеда."),
        ("fa", "متشکرم، ما روز پنجشنبه به جلسه می‌آییم و به مترجم نیاز داریم."),
        ("fil", "Maraming salamat po, pupunta kami sa pulong sa Huwebes ng hapon."),
        ("sw", "Asante sana, tutakuja kwenye mkutano siku ya Alhamisi mchana."),
        ("am", "እናመሰግናለን፣ ሐሙስ ከሰዓት በኋላ ወደ ስብሰባው እንመጣለን።"),
    ])
    func `a sentence of a parent is recognised`(_ language: String, _ text: String) {
        let guess = guessLanguage(text)
        #expect(guess.language == language)
        #expect(guess.confidence > 0.5)
    }

    @Test(arguments: [
        "", "ok", "OK!", "Si", "yes", "123 456 789", "👍👍👍", "https://example.org/a/long/path",
        "jane@example.org", "Opo", "???",
    ])
    func `what is too short to tell is und`(_ text: String) {
        #expect(guessLanguage(text) == .unknown)
    }

    @Test func `a hint settles a doubt and does not overturn a plain text`() {
        let somali = "Haa waan imaanayaa berri subax"
        #expect(guessLanguage(somali, hints: ["so"]).language == "so")
        let english =
            "Thank you, we will come to the meeting on Thursday afternoon with our son and his sister."
        #expect(guessLanguage(english, hints: ["so"]).language == "en")
    }

    @Test func `hostile hints and texts do no harm`() {
        for hint in ["", "-", "x-y-z", "';--", String(repeating: "a", count: 9_999), "zz"] {
            _ = guessLanguage("Thank you, we will come to the meeting.", hints: [hint])
        }
        _ = guessLanguage(String(repeating: "\u{0}a\u{FFFD}", count: 100_000))
        _ = guessLanguage(String(repeating: "long", count: 200_000))
    }
}

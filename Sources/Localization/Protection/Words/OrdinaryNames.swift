/// Names that are ordinary words in other languages than English.
enum OrdinaryNames {
    static func contains(_ folded: String) -> Bool { words.contains(folded) }

    private static let words: Set<String> = Set(
        """
        rosa luz sol cruz paz pilar dolores mercedes esperanza consuelo rocio nieves flor estrella
        angel jesus reyes santos leon blanco moreno rubio delgado bravo cano calle casas campos
        fuentes flores rios torres montes vega prado iglesias guerra rosas luna mar mora salvador
        milagros soledad amparo victoria gloria gracia violeta margarita azucena perla alba aurora
        celeste clara bella linda bonita leal franco rico maya domingo abril julio augusto
        marco mark grace hope faith may june april will rose joy
        deniz umut baris gul can sevgi ay gunes yagmur ozgur
        mai an hoa lan anh em chi ba binh minh thu van linh ha le vo ho do
        вера надежда любовь роман слава мир роза лев віра надія любов
        """.split(whereSeparator: \.isWhitespace).map { FoldedWord.of(String($0)) })
}

/// Frequent short words that sound or look like names in scripts without capitals.
enum FrequentWords {
    /// Looks a word up in small letters with its accents, for `على` (on) and `علي` (Ali) fold alike.
    static func contains(_ written: String) -> Bool { words.contains(written) }

    /// Short words of a language in Latin letters that are a name elsewhere: `soo` of Somali, and the
    /// first half of Soo-yeon.
    static func contains(_ folded: String, of language: String) -> Bool {
        language == "so" && somali.contains(folded)
    }

    private static let somali: Set<String> = Set(
        """
        soo waan waa way wuu waxaan waxay wuxuu waxa marka ayaan ayaa ayay ayuu ii ha ka ku la u iyo
        in inuu inay inaan si sii isku aan aad mid ma miyaa maya haa kale kuwa oo ee loo lagu laga
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let words: Set<String> = Set(
        """
        على إلى الى في من عن مع هذا هذه ذلك هو هي هم أن ان إن لا ما لم لن قد كان كانت كل بعد قبل عند
        أو او ثم أي اي لي لنا له لها بها به فيه نحن أنا انا انت أنت يوم اليوم غدا أمس ابني ابنتي
        ولدي بنتي طفلي الطفل المدرسة مدرسة المعلمة المعلم شكرا مرحبا السلام عليكم سوف لقد ليس
        عنده عندها عندي عندنا عندهم مر مرت مرة منذ منه منها عنه عنها عليه عليها عليك إليه إليها معه معها
        معي حتى كيف متى أين لماذا نعم كما غير جدا هناك ليست يكون تكون هل لأن لأنه لأنها لكن ولكن
        از به در که را با این آن است برای تا هم من ما او شما نیست بود یک دو سه
        کے کا کی کو میں سے پر ہے ہیں نے اور یہ وہ ہم آپ تھا تھی ایک کل آج
        के का की को में से पर है हैं ने और यह वह हम आप था थी एक कल आज मैं मेरा मेरी मेरे नहीं
        나 너 저 제 내 그 이 것 수 안 못 더 왜 또 네 예 오늘 내일 어제 우리 아이 학교 감사합니다 선생님
        እና ነው ላይ ወደ ግን ዛሬ ነገ እኔ እሷ እሱ
        на не он она они мы вы я с и в к у о по из за до от то так как что это мой моя уже ещё
        него неё нее нему ней его её ее ему ей им их них ними никого никому никто ничего нет нету когда
        никогда тоже также если чтобы или но бы где кто вот там есть был была было были будет мне меня
        нам нас вам вас тебя тебе наш наша ваш ваша
        коли ніколи нього неї нікого нікому ніхто нема немає йому їй його її їх він вона вони воно ми
        ви що це та але або чи де хто як мені мене вже ще був була було були буде дуже
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

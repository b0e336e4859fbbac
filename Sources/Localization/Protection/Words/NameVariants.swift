/// Short forms and other spellings of given names, in the communities that schools serve.
enum NameVariants {
    /// Every other form of a name, folded; a name in several groups has those of all.
    static func forms(of folded: String) -> Set<String> {
        var forms: Set<String> = []
        for group in groups[folded] ?? [] { forms.formUnion(lists[group]) }
        forms.remove(folded)
        return forms
    }

    private static let lists: [[String]] = table.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: " ").map { FoldedWord.of(String($0)) }
    }

    private static let groups: [String: [Int]] = {
        var groups: [String: [Int]] = [:]
        for (index, names) in lists.enumerated() {
            for name in names { groups[name, default: []].append(index) }
        }
        return groups
    }()

    /// One name a line: its spellings and short forms.
    private static let table = """
        elizabeth liz lizzie lizzy beth betty betsy eliza elisa isabel isabella bella isa chabela
        william will bill billy willy liam guillermo memo
        robert rob bob bobby robbie roberto beto
        richard rick ricky rich dick ricardo
        michael mike mikey mick miguel migue
        james jim jimmy jamie santiago santi diego chago
        john jack johnny jon juan juanito
        joseph joe joey jose pepe pepito yusuf yousef youssef yusef yousuf yuusuf
        francisco paco pancho kiko frank fran francis curro quico
        francisca paca panchita fran
        guadalupe lupe lupita
        jesus chuy chucho
        ignacio nacho
        enrique quique kike henry harry hank
        eduardo lalo edu eddie edward ed ted teddy
        rafael rafa ralph
        alejandro alex ale jandro alexander sasha sascha aleksandr oleksandr sanya shura
        alejandra alex ale alexandra sasha aleksandra oleksandra
        fernando nando fer
        fernanda fer
        concepcion concha conchita
        dolores lola lolita
        rosario charo chayo
        graciela chela
        consuelo chelo
        mercedes meche merche
        maria mari mary maricela mariquita mia
        margarita margaret maggie meg peggy rita greta mago
        catherine katherine kathryn cathy kathy kate katie katya ekaterina kateryna catalina cata
        daniel dan danny dani danilo
        daniela dani
        david dave davey dawit davit dawud daud
        samuel sam sammy samu
        samantha sam sammie
        benjamin ben benny benji
        matthew matt matty mateo
        andrew andy drew andres andrei andriy
        anthony tony antonio tono
        christopher chris topher cristobal
        christina chris tina cristina christine
        nicholas nick nicky nicolas nico nikolai mykola kolya
        thomas tom tommy tomas
        timothy tim timmy
        steven steve stephen esteban stefan
        patricia pat patty trish tricia paty
        patrick pat paddy patricio
        jennifer jen jenny jenn
        jessica jess jessie
        rebecca becky becca rebeca
        deborah deb debbie
        susan sue susie suzy susana
        victoria vicky tori vika
        victor vic viktor
        gabriel gabe gabo
        gabriela gaby gabi
        jonathan jon jonny nathan
        joshua josh josue
        zachary zach zack
        nathaniel nate nathan
        abigail abby gail
        veronica vero ronnie
        beatriz bea betty
        leticia lety
        manuel manny manolo manu lolo
        pedro perico pete peter petro pyotr petya
        luis lucho louis lou
        carlos charly carlitos charles charlie chuck
        sergio checo sergey serhiy seryozha
        vladimir volodymyr vova volodya vlad
        dmitri dmytro dima mitya dmitry
        mikhail misha mykhailo mischa
        ivan vanya
        evgeny yevgeny zhenya yevhen
        anastasia nastya anastasiya stacy
        natalia natasha natalya nataliya nata
        tatiana tanya tetiana tatyana
        olga olya olha
        svetlana sveta svitlana
        yulia julia yuliya yulya julie
        anna ann anne annie anya hanna ania
        elena lena olena helen yelena alyona
        maryam mariam maryan miriam meryem mariama maryama
        mohamed muhammad mohammed mohammad muhammed maxamed mehmet mo moe mohamud maxamuud
        ahmed ahmad axmed ahmet
        abdullah abdallah abdulahi abdullahi abdi cabdullahi abdulla
        abdirahman abdurahman abdulrahman cabdiraxmaan abdi abdurrahman
        abdiaziz abdulaziz cabdicasiis abdi aziz
        abdikadir abdulkadir abdiqadir cabdiqaadir abdi kadir
        abdi cabdi
        ali cali aly
        omar umar cumar omer
        hassan hasan xasan
        hussein hussain husain xuseen hussien
        fatima fatuma faduma fadumo faadumo fatma fatimah fatou fatoumata faduumo
        khadija khadijah khadiijo khadra hadija hatice
        aisha ayesha aysha caasha asha aishah ayse
        yasmin yasmine jasmin jasmine yasmeen jazmin yasemin
        ibrahim ibraahim abraham ebrahim
        ismail ismaaciil ismael esmail
        mustafa mustafe mostafa
        hodan hoodo
        halima halimo xaliimo
        zahra sahra zara zahara
        zainab zaynab seynab zeinab zeynep
        safiya safiyo safia
        amina aamina amiina aminah
        jama jaamac
        farah faarax
        nur noor nuur
        said saeed siciid sayed
        saida sacdiyo sadia saadia
        hawa xaawo hawo eve eva
        ayub ayoub job
        yaqub yakub jacob jake jakob yakov
        yahya yahye
        tesfaye tesfa
        mulugeta mulu
        nguyen nguyễn ngyuen
        kim gim
        park pak bak
        lee yi rhee i
        choi choe
        jung jeong chung
        cho jo
        yoon yun
        lim im rim
        kang gang
        shin sin
        kwon gwon
        oh o
        yoo yu ryu
        """
}

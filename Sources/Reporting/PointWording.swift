import Diagnostics

/// What the points of the Regulation are about, in a few words of ours.
enum PointWording {
  /// The wording of a point such as `5.6`, `11.5`, `13.2` or `lease`; nil for a point that the report does not know.
  static func phrase(_ point: String) -> Phrase? { phrases[point] }

  /// A point as a value: its code, and on a sheet the number with the wording.
  static func value(_ point: String) -> TableValue {
    guard let phrase = phrases[point] else { return .code(point) }
    if point == "lease" { return .term(point, phrase) }
    return .term(
      point,
      Phrase(ky: "\(point). \(phrase.ky)", ru: "\(point). \(phrase.ru)", en: "\(point). \(phrase.en)"))
  }

  /// Points in order of their numbers, so that 11.10 follows 11.9; the lease after them.
  static func precedes(_ a: String, _ b: String) -> Bool {
    func key(_ text: String) -> [Int] { text.split(separator: ".").map { Int($0) ?? .max } }
    let (x, y) = (key(a), key(b))
    return x == y ? a.utf8.lexicographicallyPrecedes(b.utf8) : x.lexicographicallyPrecedes(y)
  }

  private static func p(_ ky: String, _ ru: String, _ en: String) -> Phrase { Phrase(ky: ky, ru: ru, en: en) }

  private static let phrases: [String: Phrase] = [
    "5.1": p(
      "Чек аралары кадастрда бекитилген", "Границы закреплены в кадастре", "Borders are fixed in the cadastre"),
    "5.2": p(
      "Участоктор жанаша же 2 км чегинде", "Участки смежные или в пределах 2 км",
      "Plots adjoin or lie within 2 km"),
    "5.3": p(
      "Аянты резиденттердин муктаждыгына жараша", "Площадь определена по потребностям резидентов",
      "The area follows the residents' needs"),
    "5.4": p(
      "Жердин категориясы өнөр жайга ылайык", "Категория земель допускает промышленность",
      "The category of the land allows industry"),
    "5.5": p("Участокторго чектөө жок", "Участки без обременений", "The plots are not encumbered"),
    "5.6": p(
      "Резиденттерге арналган аянттын үлүшү", "Доля площади для резидентов",
      "Share of the area meant for residents"),
    "5.7": p(
      "Жакынкы калктуу конуштар менен транспорт байланышы", "Транспортная связь с ближайшими населёнными пунктами",
      "Transport link to the nearest settlements"),
    "5.8": p(
      "Инженердик инфраструктуранын кубаттуулугу", "Мощности инженерной инфраструктуры",
      "Capacities of the utilities"),
    "5.9": p(
      "Коркунучтарга баа берүү жана коргоо чаралары", "Оценка опасностей и защитные меры",
      "Hazard assessment and protective measures"),
    "5.10": p(
      "Өрт коопсуздугу, жарандык коргонуу боюнча нускамалар жана машыгуулар",
      "Пожарная безопасность, инструктажи и учения по гражданской защите",
      "Fire safety, civil-defence briefings and drills"),
    "5.11": p(
      "Өзгөчө кырдаалдарда инфраструктуранын туруктуулугу", "Устойчивость инфраструктуры в чрезвычайных ситуациях",
      "Stable infrastructure in emergencies"),
    "8.2": p(
      "Компания парктын муктаждыгынан башка өндүрүш жүргүзбөйт",
      "Компания не ведёт производства, кроме нужд парка", "The company produces nothing but for the park's own needs"),
    "11.1": p("Инфраструктура объектилерин ижарага берүү", "Аренда объектов инфраструктуры", "Lease of infrastructure"),
    "11.2": p(
      "Электр жана жылуулук энергиясы менен камсыздоо", "Обеспечение электрической и тепловой энергией",
      "Supply of electricity and heat"),
    "11.3": p(
      "Суу менен камсыздоо жана саркынды сууларды чыгаруу", "Водоснабжение и водоотведение",
      "Water supply and wastewater disposal"),
    "11.4": p("Интернетке туташтыруу", "Подключение к интернету", "Connection to the internet"),
    "11.5": p(
      "Жалпы пайдалануудагы инфраструктураны иштетүү", "Эксплуатация инфраструктуры общего пользования",
      "Running the infrastructure of common use"),
    "11.6": p(
      "Инвестор жана куруучу милдети", "Функции инвестора и застройщика", "Investor and builder of the park"),
    "11.7": p("Каржы тартуу", "Привлечение финансирования", "Attracting financing"),
    "11.8": p(
      "Өндүрүштү жайгаштырууга жардам", "Содействие в размещении производств", "Help in placing production"),
    "11.9": p(
      "Келишимдерди түзүү жана аткарылышын камсыздоо", "Заключение договоров и обеспечение их исполнения",
      "Concluding contracts and seeing to their fulfilment"),
    "11.10": p("Резиденттердин реестрин жүргүзүү", "Ведение реестра резидентов", "Keeping the register of residents"),
    "12.1": p(
      "Инвестициялык макулдашууларды түзүү", "Заключение инвестиционных соглашений",
      "Concluding investment agreements"),
    "12.2": p("Келишим боюнча кызмат көрсөтүү", "Оказание услуг по договорам", "Services under contract"),
    "12.3": p("Кызматтар үчүн төлөм талап кылуу", "Требование оплаты услуг", "Demanding payment for services"),
    "12.4": p(
      "Ижарадагы имараттарды камсыздандыруу", "Страхование сданных в аренду зданий", "Insuring the leased buildings"),
    "12.5": p(
      "Резиденттердин милдеттенмелерин көзөмөлдөө", "Контроль обязательств резидентов",
      "Control of the residents' obligations"),
    "12.6": p(
      "Статусту жоготуу жөнүндө эскертүү", "Предупреждение об утрате статуса", "Warning of loss of status"),
    "12.7": p(
      "Келишимди бузуу боюнча сотко кайрылуу", "Обращение в суд о расторжении договора",
      "Going to court to end a contract"),
    "12.8": p("Инфраструктураны өзгөртүү", "Изменение инфраструктуры", "Changing the infrastructure"),
    "12.9": p(
      "Мамлекеттик органдардан маалымат суроо", "Запрос сведений у государственных органов",
      "Requesting data from the authorities"),
    "12.10": p(
      "Конференцияларды жана жарманкелерди өткөрүү", "Проведение конференций и ярмарок",
      "Holding conferences and fairs"),
    "13.1": p(
      "Капиталдык курулуш объектилерин түзүүнү уюштуруу", "Организация создания объектов капитального строительства",
      "Organising capital construction"),
    "13.2": p(
      "Энергия менен камсыздоо (электр, жылуулук)", "Энергоснабжение (электроэнергия, тепло)",
      "Energy supply (electricity, heat)"),
    "13.3": p(
      "Суу менен камсыздоо жана саркынды сууларды чыгаруу", "Водоснабжение и водоотведение",
      "Water supply and wastewater disposal"),
    "13.4": p(
      "Инженердик, юридикалык, консультациялык жана башка кызматтар",
      "Инженерные, юридические, консультационные и иные услуги", "Engineering, legal, consulting and other services"),
    "13.5": p(
      "Долбоорлорду коштоо, макулдашуу жана экспертиза", "Сопровождение, согласование и экспертиза проектов",
      "Support, approval and expertise of projects"),
    "13.6": p(
      "Каржы тартууга көмөк көрсөтүү", "Содействие в привлечении финансирования", "Help in attracting financing"),
    "13.7": p(
      "Жүктөө-түшүрүү иштери, атайын техника жана башка кызматтар",
      "Погрузочно-разгрузочные работы, спецтехника и прочие услуги", "Loading, specialised equipment, other services"),
    "13.8": p(
      "Инженердик жана транспорттук инфраструктураны иштетүү",
      "Эксплуатация инженерной и транспортной инфраструктуры", "Operating the utilities and transport infrastructure"),
    "13.9": p(
      "Парктын ичинде жана жакынкы калктуу конушка чейин транспорт", "Транспорт внутри парка и до населённого пункта",
      "Transport inside the park and to the settlement"),
    "lease": p("Ижара (11.1-пункт)", "Аренда (пункт 11.1)", "Lease (point 11.1)"),
  ]
}

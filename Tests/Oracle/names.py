"""Names: what a file may be called, what lies about, and which known name a wrong one nearly is [formats 1]."""
import re
import unicodedata

TITLES = {
    "residents": ("Резиденттер", "Резиденты"), "contracts": ("Келишимдер", "Договоры"),
    "premises": ("Жайлар", "Помещения"), "services": ("Кызматтар", "Услуги"), "tariffs": ("Тарифтер", "Тарифы"),
    "terms": ("Шарттар", "Условия"), "taxes": ("Салыктар", "Налоги"), "meters": ("Эсептегичтер", "Счётчики"),
    "meter-contracts": ("Эсептегичтердин келишимдери", "Счётчики по договорам"),
    "meter-aliases": ("Эсептегичтердин башка аттары", "Другие имена счётчиков"), "zones": ("Зоналар", "Зоны"),
    "holidays": ("Майрамдар", "Праздники"), "exchange-rates": ("Валюта курстары", "Курсы валют"),
    "opening-balances": ("Баштапкы калдыктар", "Начальные остатки"), "readings": ("Көрсөткүчтөр", "Показания"),
    "intervals": ("Интервалдар", "Интервалы"), "orders": ("Буйрутмалар", "Заявки"),
    "payments": ("Төлөмдөр", "Платежи"), "payment-contracts": ("Төлөмдөрдүн келишимдери", "Платежи по договорам"),
    "indicators": ("Индикаторлор", "Показатели"), "activities": ("Иш-чаралар", "Мероприятия"),
    "acknowledged": (), "notes": (), "site": ()}
FOLDERS = ("readings", "intervals", "orders", "payments", "indicators", "activities", "site")
LOOK_ALIKES = str.maketrans("авекмнорстухіѕ", "abekmhopctyxis")
LYING_ABOUT = re.compile(r"(\.|~\$).*|.*(~|\.bak|\.tmp)|thumbs\.db|desktop\.ini", re.IGNORECASE)


def lies_about(path):
    return any(LYING_ABOUT.fullmatch(part) for part in path.parts)


def plain(text):
    return unicodedata.normalize("NFC", text).strip().lower().replace("ё", "е")


def folded(text):
    return re.sub(r"[-_‐‑‒–—]", "", plain(text).translate(LOOK_ALIKES))


KNOWN = {plain(name): table for table, titles in TITLES.items() for name in (table, *titles)}


def table_called(stem):
    """The table that a file's or folder's name is, in any case and language."""
    return KNOWN.get(plain(stem))


def nearly(text, names):
    """The names that a text nearly is, of several equally near all; none where it is one of them."""
    if text in names:
        return []
    alike = sorted(name for name in names if folded(name) == folded(text))
    if alike:
        return alike
    most = 2 if len(text) >= 8 else 1
    digits = re.sub(r"\D", "", text)
    far = {name: distance(folded(text), folded(name), most) for name in names if re.sub(r"\D", "", name) == digits}
    best = min(far.values(), default=most + 1)
    return sorted(name for name in far if far[name] == best) if best <= most else []


def nearly_a_table(stem):
    names = {name for table, titles in TITLES.items() for name in (table, *titles)}
    return [table_called(name) for name in nearly(stem, names)]


def distance(left, right, most):
    """How many letters are changed, missing or added; digits never."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]

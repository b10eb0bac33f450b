"""Statements of a bank, `1CClientBankExchange` texts [formats 2]."""
import re
from collections import Counter

from tables import Problem, money
from values import BadCell, half_away, parse_day, show_day

HEAD = "1CClientBankExchange"


def is_statement(data):
    return HEAD in decode(data)[:200]


def decode(data):
    """Told apart by what the file holds, not by what it claims."""
    for encoding in ("utf-8-sig", "cp1251", "cp866"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "СекцияДокумент" in text or "РасчСчет" in text:
            return text
    return data.decode("cp1251", "replace")


def sections(text):
    """(kind, line, {key: value}) of the head, of each account and of each document."""
    kind, start, found = "head", 1, {}
    for line, content in enumerate(text.splitlines(), 1):
        name, _, value = content.strip().partition("=")
        if name in ("СекцияРасчСчет", "СекцияДокумент"):
            yield kind, start, found
            kind, start, found = "account" if name == "СекцияРасчСчет" else "document", line, {}
        elif name in ("КонецРасчСчет", "КонецДокумента"):
            yield kind, start, found
            kind, start, found = "head", line, {}
        else:
            found[name] = value.strip()


def statement_accounts(parts):
    return {cells["РасчСчет"] for kind, _, cells in parts if kind != "document" and cells.get("РасчСчет")}


def read_statements(paths, own, rates, residents, problems):
    """Payments of all statements: of equal documents in overlapping files the file that has most counts.

    `own` are the company's accounts with their currencies, `rates(currency, day)` the official rate, or None.
    """
    rows = {}
    for where, path in paths:
        parts = list(sections(decode(path.read_bytes())))
        accounts = statement_accounts(parts)
        unknown = accounts - set(own)
        if unknown or not accounts:
            what = f"a statement of account {', '.join(sorted(unknown)) or 'unknown'}, which is not the company's"
            problems.append(Problem("payments", where, {}, what, code="unknown-account", hits="everyone"))
            continue
        received, here = Counter(), Counter()
        for kind, line, cells in parts:
            if kind != "document":
                continue
            try:
                account = receiver(cells, accounts)
                if account is None:
                    if cells.get("ПолучательИНН") in residents and sender(cells) in accounts:
                        problems.append(Problem("payments", f"{where}:{line}", {}, "money that went to a resident: a "
                                                "refund?", severity="warning", code="paid-to-resident"))
                    continue
                amount = money(cells.get("Сумма", ""))
                received[account] += amount
                if sender(cells) in own:
                    continue
                row = document(cells, amount, own[account], rates)
            except BadCell as error:
                inn = inn_of(cells)
                problems.append(Problem("payments", f"{where}:{line}", {"inn": inn} if inn else {}, str(error)))
                continue
            here[row["payment_id"]] += 1
            mark = row["payment_id"], here[row["payment_id"]]
            if mark not in rows:
                rows[mark] = {**row, "where": f"{where}:{line}", "cells": {"inn": row["inn"] or ""}}
        check_totals(where, parts, received, problems)
    for (name, number), row in rows.items():
        if number > 1:
            row["payment_id"] = f"{name}#{number}"
    return list(rows.values())


def sender(cells):
    return cells.get("ПлательщикСчет") or cells.get("ПлательщикРасчСчет") or ""


def receiver(cells, accounts):
    """The account of the statement that received a document; None where it went out, or to somebody else."""
    account = cells.get("ПолучательСчет") or cells.get("ПолучательРасчСчет")
    if account:
        return account if account in accounts else None
    return min(accounts) if cells.get("ДатаПоступило") and not cells.get("ДатаСписано") else None


def document(cells, amount, currency, rates):
    day = parse_day(cells.get("ДатаПоступило") or cells.get("Дата") or "")
    if currency != "KGS":
        rate = rates(currency, day)
        if rate is None:
            raise BadCell(f"no rate of {currency} on {show_day(day)}")
        amount = half_away(amount * rate)
    inn = inn_of(cells)
    name = f"{show_day(day)}/{cells.get('Номер', '')}/{sender(cells)}/{inn or ''}/{cells.get('Сумма', '')}"
    return {"payment_id": name, "received_on": day, "kind": "payment", "amount": amount, "contract_id": None,
            "resident_id": None, "inn": inn, "invoice_no": None, "purpose": cells.get("НазначениеПлатежа", ""),
            "from_bank": True}


def check_totals(where, parts, received, problems):
    """Opening + received - written off is the closing balance, and the documents are what was received."""
    for kind, line, cells in parts:
        if kind != "account" or not cells.get("ВсегоПоступило"):
            continue
        try:
            sums = [money(cells.get(name) or "0") for name in
                    ("НачальныйОстаток", "ВсегоПоступило", "ВсегоСписано", "КонечныйОстаток")]
        except BadCell:
            continue
        told = None
        if cells.get("КонечныйОстаток") and sums[0] + sums[1] - sums[2] != sums[3]:
            told = "the opening balance and the turnover are not the closing balance"
        if received[cells.get("РасчСчет")] != sums[1]:
            told = (f"the documents received come to {float(received[cells.get('РасчСчет')]):.2f}, the statement says "
                    f"{float(sums[1]):.2f}")
        if told:
            problems.append(Problem("payments", f"{where}:{line}", {}, told, severity="warning", code="bank-totals"))


def inn_of(document):
    """The payer's number, or what some banks write before the name: `ИНН 22201199010017 ОсОО …`."""
    names = [document.get(name, "") for name in ("Плательщик", "Плательщик1")]
    found = (re.search(r"\bИНН\s*([0-9]{14})(?![0-9])", name) for name in names)
    return document.get("ПлательщикИНН") or next((match[1] for match in found if match), None)

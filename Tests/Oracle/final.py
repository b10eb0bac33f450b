"""`esep final CONTRACT`: the bill of a contract that has ended before its month has [I7]."""
from billing import Refused
from calculation import Calculation
from values import DataError, last_day, month_of


def final(billing, contract):
    """Bills the month of a contract's last day by readings alone, dated the run's date."""
    present, recorded, today = billing.present, billing.recorded, billing.today
    terms = present.contracts.get(contract)
    if terms is None or terms.last() > today:
        raise Refused(f"{contract} has not ended")
    month = month_of(terms.last())
    if today > last_day(month):
        raise Refused("the month is over: run it")
    next_month = recorded.months[-1] + 1 if recorded.months else present.first_month
    if next_month < month:
        raise Refused("an earlier month is due")
    if recorded.is_done(contract, month):
        return
    world = billing.world(final=contract, rate_day=today)
    calculation = Calculation(world, month)
    errors = [error for period in range(present.first_month, month + 1) if not recorded.is_done(contract, period)
              for error in calculation.errors.get((contract, period), [])]
    errors += [DataError("an estimate will not do", "reading-missing") for line in calculation.lines.get((contract, month), ())
               if line["basis"] == "estimated" and has_guess(calculation, contract, month)]
    if errors:
        billing.calculation = calculation
        for error in errors:
            place = error.place if hasattr(error, "place") else ("", "")
            billing.find("error", error.code, place, str(error), contract, month)
        return
    ledger = billing.ledger("recorded", world, today)
    lines = calculation.with_penalties(contract, month, ledger, until=today - 1)
    facts = recorded.snapshot(present)
    recorded.done.setdefault(contract, []).append(month)
    recorded.facts_of[contract, month] = facts
    if recorded.openings is None:
        recorded.openings = present.openings
    for part in calculation.metering.all_parts(month):
        if part.stretch.contract == contract and not part.error:
            recorded.meter_facts[part.meter.meter_id, month] = facts
            for name, done in part.closings.items():
                recorded.closings[part.key(name, month)] = done
    if lines:
        document = billing.make(contract, month, "invoice", lines, month, billing.dated(today), False)
        row = billing.balances(month, today)[contract]
        document.update(opening_balance=row["opening"], paid=row["paid"], balance_due=row["closing"])


def has_guess(calculation, contract, month):
    """Whether an own meter is estimated (an interpolated one is read)."""
    return any(part.guess or part.series and part.series.estimated for part in calculation.metering.all_parts(month)
               if part.stretch.contract == contract)

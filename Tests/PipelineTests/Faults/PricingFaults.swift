private let byTariff = Header.terms + "C-1,power,,T,,,2026-01-01\n"
private let byPrice = Header.terms + "C-1,power,2,,,,2026-01-01\n"

/// Terms, tariffs, taxes and rates.
let tariffFaults: [MonthFaultSample] = [
  MonthFaultSample(
    ["terms.csv": Header.terms + "C-1,rent,2,,,,2026-01-01\n"], "contracts.csv:2 no-term error C-1"),
  MonthFaultSample(
    ["terms.csv": byTariff, "tariffs.csv": Header.tariffs + "T,energy,,5,2,2026-01-01,\n"],
    "tariffs.csv:2:threshold no-first-block error C-1"),
  MonthFaultSample(
    [
      "terms.csv": byTariff, "tariffs.csv": Header.tariffs + "T,energy,day,0,2,2026-01-01,\n",
      "zones.csv": "zone,days,from,to\nday,all,08:00,20:00\n",
    ],
    "terms.csv:2:tariff zone-without-price error C-1"),
  MonthFaultSample(
    [
      "terms.csv": byTariff,
      "tariffs.csv": Header.tariffs + "T,energy,,0,2,2026-01-01,\nT,demand,,0,9,2026-01-01,\n",
    ],
    "tariffs.csv:3:component demand-without-intervals error C-1"),
  MonthFaultSample(
    [
      "terms.csv": byTariff,
      "tariffs.csv": Header.tariffs + "T,energy,,0,2,2026-01-01,\nT,percent,,0,2,2026-01-01,\n",
    ],
    "tariffs.csv:3:component component-not-for-service error C-1"),
  // Half of June's consumption, and half of a month's rent, are without a price.
  MonthFaultSample(
    ["terms.csv": byTariff, "tariffs.csv": Header.tariffs + "T,energy,,0,2,2026-01-01,2026-06-15\n"],
    "terms.csv:2:tariff no-price error C-1"),
  MonthFaultSample(
    [
      "terms.csv": byPrice + "C-1,rent,,T,,,2026-01-01\n",
      "tariffs.csv": Header.tariffs + "T,fixed,,0,2,2026-01-01,2026-06-15\n",
    ],
    "terms.csv:3:tariff no-price error C-1"),
  MonthFaultSample(
    [
      "terms.csv": Header.terms + "C-1,power,2,,USD,,2026-01-01\n",
      "exchange-rates.csv": "currency,date,rate\nUSD,2026-07-01,88\n",
    ],
    "terms.csv:2:currency no-exchange-rate error C-1"),
  MonthFaultSample(
    ["taxes.csv": "tax,name,kind,rate_percent,valid_from\nnone,Exempt,vat,0,2026-07-01\nvat,VAT,vat,12,2026-01-01\n"],
    "services.csv:2:tax no-tax-rate error C-1"),
  // 100 kWh at a million million soms.
  MonthFaultSample(
    ["terms.csv": Header.terms + "C-1,power,1000000000000,,,,2026-01-01\n"],
    "contracts.csv:2 amount-too-large error C-1"),
  MonthFaultSample(
    ["terms.csv": Header.terms + "C-1,power,2,,,5,2026-01-01\n"], "terms.csv:2:quantity idle-column warning"),
]

/// Service orders.
let orderFaults: [MonthFaultSample] = [
  MonthFaultSample(
    ["orders/o.csv": Header.orders + "O1,C-1,hours,2026-06-01,2026-06-09,completed\n"],
    "orders/o.csv:2:service order-without-term error C-1"),
  MonthFaultSample(
    [
      "terms.csv": byPrice + "C-1,hours,,T,,,2026-01-01\n",
      "tariffs.csv": Header.tariffs + "T,fixed,,0,2,2026-01-01,2026-06-08\n",
      "orders/o.csv": Header.orders + "O1,C-1,hours,2026-06-01,2026-06-09,completed\n",
    ],
    "terms.csv:3:tariff order-without-price error C-1"),
  MonthFaultSample(
    [
      "terms.csv": byPrice + "C-1,works,,T,,,2026-01-01\n",
      "tariffs.csv": Header.tariffs + "T,percent,,0,2,2026-01-01,\n",
      "orders/o.csv": Header.orders + "O1,C-1,works,2026-06-01,2026-06-09,completed\n",
    ],
    "orders/o.csv:2:base_amount order-without-base error C-1"),
  MonthFaultSample(
    [
      "terms.csv": byPrice + "C-1,hours,500,,,,2026-01-01\n",
      "orders/o.csv": Header.orders + "O1,C-1,hours,2026-05-01,2026-05-31,completed\n",
    ],
    "orders/o.csv:2:completed_on order-before-first-month warning"),
  MonthFaultSample(
    ["terms.csv": byPrice + "C-1,hours,500,,,,2026-01-01\n"],
    later: ["orders/o.csv": Header.orders + "O1,C-1,hours,2026-06-01,2026-06-09,completed\n"],
    "orders/o.csv:2:completed_on late-order warning"),
]

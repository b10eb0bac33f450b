/// The help text: short, with what a newcomer needs first.
enum Usage {
  static let text = """
    esep — эсеп: invoices and the quarterly report of an industrial park, from files.

      esep run [options]              issue every month that is due, then report every finished quarter
      esep month 2026-09 [options]    issue one month
      esep month 2026-09 --draft      try the month out in Output/draft, beside last month; issues nothing
      esep run --correct              also issue what waits since a fact was changed without a date; see README
      esep run --keep                 record that what waits was seen; it stays as it was issued
      esep final CONTRACT [options]   bill a contract that has ended before its month is over, by readings alone
      esep quarter 2026-Q3 [options]  report one quarter
      esep explain 2026-000012 [LINE] show how each figure of an invoice came about
      esep verify [options]           check the journal, its sums and every file of the output; change nothing
      esep statement CONTRACT --from DATE --to DATE   the reconciliation act of a contract
      esep export --format hledger|beancount [--to FILE]   the books for a program for double entry
      esep template --columns         list the tables, their columns and the names these go by

    Options
      --input DIR         the folder with the park's facts (Input)
      --output DIR        the folder for the journal and the documents (Output)
      --through YYYY-MM   the last month to issue (run; else the last finished one)
      --today DATE        the day of the run (else the clock's, in the park's zone)
      --issued-on DATE    the date of a month's documents (else its last day)
      --language ky|ru|en the language of reports and messages (else the park's)
      --estimate-all      bill a month without any reading on estimates

    Exit status
      0 all done, or nothing to do   64 wrong usage          65 something is held back
      69 a file is missing           70 a fault of esep      73 output cannot be written
      75 another run is at work
    """
}

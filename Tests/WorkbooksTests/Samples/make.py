"""Makes the sample workbooks of this folder again, each with another program: what a reader has to cope with differs.

    pip install openpyxl XlsxWriter msoffcrypto-tool
    python3 Tests/WorkbooksTests/Samples/make.py

LibreOffice (`soffice`), a C compiler and libxlsxwriter have to be there too. All but the locked and foreign files hold
the same table; what differs is how it is written down.
"""

import datetime
import shutil
import subprocess
import tempfile
from pathlib import Path

import msoffcrypto
import openpyxl
import xlsxwriter

HERE = Path(__file__).parent
HEADER = ["meter_id", "read_at", "reading", "note"]
ROWS = [
    ["Э-07", datetime.date(2026, 9, 30), 18450, " два  пробела "],
    ["Э-08", datetime.datetime(2026, 9, 30, 14, 30), 7.2, "a & b < c"],
    ["В-1", datetime.datetime(2026, 9, 30, 23, 59, 59), 0.000015, "=не формула"],
    ["В-2", datetime.date(1900, 3, 1), 1.25e15, "первая\nвторая"],
]


def with_openpyxl(path, **options):
    book = openpyxl.Workbook()
    book.iso_dates = options.get("iso_dates", False)
    if options.get("from1904"):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Показания"
    sheet.append(HEADER)
    for row in ROWS:
        if options.get("from1904") and row[1].year < 1904:
            row = [row[0], datetime.date(1904, 1, 1), *row[2:]]
        sheet.append(row)
    sheet["D4"].data_type = "s"
    sheet["E2"] = True
    sheet["E3"] = "=C2*2"
    sheet["E4"] = "#N/A"
    sheet["E5"] = datetime.time(9, 15)
    hidden = book.create_sheet("скрытый")
    hidden.sheet_state = "hidden"
    hidden["C7"] = 1
    book.save(path)


def with_xlsxwriter(path, **options):
    book = xlsxwriter.Workbook(path, options)
    sheet = book.add_worksheet("Показания")
    formats = {
        datetime.date: book.add_format({"num_format": "dd.mm.yyyy"}),
        datetime.datetime: book.add_format({"num_format": 'd mmm yyyy" г., "hh:mm:ss'}),
    }
    for column, name in enumerate(HEADER):
        sheet.write_string(0, column, name)
    for at, row in enumerate(ROWS, 1):
        sheet.write_string(at, 0, row[0])
        sheet.write_datetime(at, 1, row[1], formats[type(row[1])])
        sheet.write_number(at, 2, row[2])
        sheet.write_string(at, 3, row[3])
    if not options.get("constant_memory"):
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("E1", "по", bold, "лу", "жирный")
    sheet.write_boolean("E2", True)
    sheet.write_formula("E3", "=C2*2", None, 36900)
    sheet.write_formula("E4", "=NA()", None, "#N/A")
    sheet.write_datetime("E5", datetime.time(9, 15), book.add_format({"num_format": "[hh]:mm"}))
    hidden = book.add_worksheet("скрытый")
    hidden.hide()
    hidden.write_number("C7", 1)
    chart = book.add_chartsheet("график")
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Показания!$C$2:$C$5"})
    chart.set_chart(line)
    book.close()


C_PROGRAM = r"""
#include <xlsxwriter.h>
int main(int count, char **words) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *book = workbook_new_opt(words[1], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "Показания");
  lxw_format *day = workbook_add_format(book), *instant = workbook_add_format(book), *time = workbook_add_format(book);
  format_set_num_format_index(day, 14);
  format_set_num_format_index(instant, 22);
  format_set_num_format_index(time, 20);
  const char *header[] = {"meter_id", "read_at", "reading", "note"};
  const char *names[] = {"Э-07", "Э-08", "В-1", "В-2"};
  const char *notes[] = {" два  пробела ", "a & b < c", "=не формула", "первая\nвторая"};
  double readings[] = {18450, 7.2, 0.000015, 1.25e15};
  lxw_datetime dates[] = {
      {2026, 9, 30, 0, 0, 0}, {2026, 9, 30, 14, 30, 0}, {2026, 9, 30, 23, 59, 59}, {1900, 3, 1, 0, 0, 0}};
  lxw_datetime clock = {0, 0, 0, 9, 15, 0};
  for (int column = 0; column < 4; column++) worksheet_write_string(sheet, 0, column, header[column], NULL);
  for (int row = 0; row < 4; row++) {
    worksheet_write_string(sheet, row + 1, 0, names[row], NULL);
    worksheet_write_datetime(sheet, row + 1, 1, &dates[row], row % 3 ? instant : day);
    worksheet_write_number(sheet, row + 1, 2, readings[row], NULL);
    worksheet_write_string(sheet, row + 1, 3, notes[row], NULL);
    if (row == 0) worksheet_write_boolean(sheet, 1, 4, 1, NULL);
    if (row == 1) worksheet_write_formula_num(sheet, 2, 4, "=C2*2", NULL, 36900);
    if (row == 3) worksheet_write_datetime(sheet, 4, 4, &clock, time);
  }
  lxw_worksheet *hidden = workbook_add_worksheet(book, "скрытый");
  worksheet_hide(hidden);
  worksheet_write_number(hidden, 6, 2, 1, NULL);
  return workbook_close(book);
}
"""


def with_libxlsxwriter(path, scratch):
    source, program = scratch / "make.c", scratch / "make"
    source.write_text(C_PROGRAM)
    subprocess.run(["cc", source, "-o", program, "-lxlsxwriter"], check=True)
    subprocess.run([program, path], check=True)


def with_libreoffice(source, ending, scratch, kind, name):
    subprocess.run(
        ["soffice", "--headless", "--convert-to", kind, "--outdir", scratch / "out", source], check=True,
        capture_output=True)
    made = scratch / "out" / (Path(source).stem + "." + ending)
    shutil.move(made, HERE / name)


def main():
    scratch = Path(tempfile.mkdtemp())
    with_openpyxl(HERE / "openpyxl.xlsx")
    with_openpyxl(HERE / "openpyxl-1904.xlsx", from1904=True)
    with_openpyxl(HERE / "openpyxl-iso-dates.xlsx", iso_dates=True)
    with_xlsxwriter(HERE / "xlsxwriter.xlsx")
    with_xlsxwriter(HERE / "xlsxwriter-inline.xlsx", constant_memory=True, date_1904=False)
    with_libxlsxwriter(HERE / "libxlsxwriter.xlsx", scratch)
    with_libreoffice(HERE / "xlsxwriter.xlsx", "xlsx", scratch, "xlsx:Calc MS Excel 2007 XML", "libreoffice.xlsx")
    with_libreoffice(HERE / "openpyxl.xlsx", "ods", scratch, "ods", "libreoffice.ods")
    with_libreoffice(HERE / "openpyxl.xlsx", "xls", scratch, "xls:MS Excel 97", "libreoffice.xls")
    with open(HERE / "openpyxl.xlsx", "rb") as plain, open(HERE / "locked.xlsx", "wb") as locked:
        msoffcrypto.OfficeFile(plain).encrypt("сөз", locked)
    shutil.rmtree(scratch)


if __name__ == "__main__":
    main()

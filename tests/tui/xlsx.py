# Reads a workbook back: a line of JSON per cell that holds something, [sheet, cell, kind, value].
# Leaves with 77 where there is no openpyxl to do it.
import json
import sys

try:
    import openpyxl
except ImportError:
    sys.exit(77)

for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                value = cell.value if isinstance(cell.value, (str, int, float)) else str(cell.value)
                print(json.dumps([sheet.title, cell.coordinate, cell.data_type, value]))

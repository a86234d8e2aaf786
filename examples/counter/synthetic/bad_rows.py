"""Good rows and rows that are each wrong in one way, to see what a reader says of them."""

#: What is wrong with each row of the file, in order; None for a good row. A change to a column,
#: or the number of columns that are left.
FAULTS = [
    None,
    {"presso": "Istituto San Giuseppe\nscala B"},  # a row is a line: two halves, both bad
    {"data_nascita": "1985-02-30"},
    {"sesso": "X"},
    {"cognome": ""},
    None,
    40,
    {"cf_validato": "5"},
    {"cittadinanza": "100+IT"},
    {"scheda": None},
    {"statura": "1,72"},
    {"tipo_residenza": "DOMICILIATO"},
]


def bad_rows(good):
    """Lists of fields made from as many good rows (dictionaries) as there are faults."""
    rows = []
    for number, (row, fault) in enumerate(zip(good, FAULTS, strict=True), start=1):
        row = row | {"scheda": f"90{number:05}", "caso": ""}
        if isinstance(fault, dict):
            row |= fault
        if row["scheda"] is None:
            row["scheda"] = rows[0][0]
        fields = list(row.values())
        rows.append(fields[:fault] if isinstance(fault, int) else fields)
    return rows

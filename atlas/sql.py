"""Values in SQL where no parameter can stand: names, and texts in attach and the like."""


def quoted(name: str) -> str:
    """A name of a table, schema or column."""
    return '"' + name.replace('"', '""') + '"'


def sql_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""What stands in a warehouse, in a form that can be held against another's."""

import duckdb

from atlas.home import Home


def contents(home: Home) -> dict[str, str]:
    """Table -> count and a sum of row hashes, which no order changes.

    Numbers count to 9 places, and -0 is 0: the last bits of a mean depend on the order it was added
    up in. Not the tables that compare a build with the one before.
    """
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        tables = connection.execute(
            """
            select
                schema_name || '.' || table_name,
                list('round(' || column_name || ', 9) + 0 as ' || column_name)
                    filter (data_type in ('DOUBLE', 'FLOAT')),
            from duckdb_columns() inner join duckdb_tables() using (schema_name, table_name)
            where schema_name != 'atlas' and table_name not in ('curation_diff', 'last_decisions')
            group by all
            """
        ).fetchall()
        return {
            table: str(
                connection.execute(
                    f"""
                    select count(*), sum(md5_number(rows::varchar) % 1_000_000_007)
                    from (select * {"replace (" + ", ".join(numbers) + ")" if numbers else ""}
                    from {table}) as rows
                    """
                ).fetchone()
            )
            for table, numbers in tables
        }

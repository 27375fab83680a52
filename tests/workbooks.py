"""Write small workbooks by hand, so that a test can put anything at all into one."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3">'
    '<numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0.0%"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/></cellXfs>'
    "</styleSheet>"
)
DATE, PERCENT, HOURS = 1, 2, 3
"""Styles of cells."""

Rows = Sequence[Sequence[str | float | bool]]


def cell(value: str | float | bool) -> str:  # noqa: FBT001 - a cell, whatever its type
    """Give a cell's XML: text, a number or a boolean; what begins with «<c» as it is."""
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, float | int):
        return f"<c><v>{value!r}</v></c>"
    if value.startswith("<c"):
        return value
    if not value:
        return "<c/>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def styled(value: float, style: int) -> str:
    """Give a number with a style."""
    return f'<c s="{style}"><v>{value!r}</v></c>'


def sheet_xml(rows: Rows) -> str:
    """Give a sheet's XML, its rows from the first on."""
    written = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{written}</sheetData></worksheet>'


def workbook(sheets: dict[str, Rows | str], hidden: Sequence[str] = (), strings: str = "") -> bytes:
    """Give a workbook.

    Args:
        sheets: By name, the rows or the XML of each.
        hidden: The sheets that a person does not see.
        strings: The XML of its shared texts.
    """
    tabs, links, types = "", "", ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, rows) in enumerate(sheets.items(), 1):
            state = ' state="hidden"' if name in hidden else ""
            tabs += f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="r{number}"/>'
            links += (
                f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet"'
                f' Target="worksheets/sheet{number}.xml"/>'
            )
            xml = rows if isinstance(rows, str) else sheet_xml(rows)
            archive.writestr(f"xl/worksheets/sheet{number}.xml", xml)
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
            target = 'Target="sharedStrings.xml"'
            links += f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" {target}/>'
        links += f'<Relationship Id="r0" Type="{OFFICE}/styles" Target="styles.xml"/>'
        types = '<Default Extension="xml" ContentType="application/xml"/>'
        for name, content in {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
                f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{tabs}</sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
            ),
            "xl/styles.xml": STYLES,
        }.items():
            archive.writestr(name, content)
    return out.getvalue()

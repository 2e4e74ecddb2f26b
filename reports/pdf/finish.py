"""Mends what WeasyPrint writes, so that one file is both PDF/UA-1 and PDF/A-3a.

WeasyPrint declares one standard only and builds its tags page by page. A validator finds the rest,
and each function here mends one of its findings in the PDF's objects just before they are written.
"""

import pydyf

PX = 0.75  # PDF points in a CSS pixel

PDFUA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    b' pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about=""'
    b' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
END = b"</rdf:RDF>"


class Finisher:
    """Given to `write_pdf(finisher=...)`; works on one document."""

    def __init__(self, *, links, alts):
        """`links`: anchor → what its link says. `alts`: a chart's title → its description."""
        self.links, self.alts = links, alts

    def __call__(self, document, pdf):
        self.document, self.pdf = document, pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.pages = list(pdf.page_references)
        self.declare_pdfua()
        self.join_split_tables()
        self.hide_unclaimed(self.mend_elements())
        self.describe_links()
        self.list_attachments_once()

    def at(self, reference):
        """The object behind a reference such as "12 0 R"."""
        return self.pdf.objects[int(reference.split()[0])]

    def children(self, element):
        """References to the structure elements below; the rest of K is marked content and links."""
        return [
            kid
            for kid in element["K"]
            if not isinstance(kid, int) and self.at(kid).get("Type") == "/StructElem"
        ]

    def declare_pdfua(self):
        metadata = self.at(self.pdf.catalog["Metadata"])
        metadata.stream = [part.replace(END, PDFUA + END) for part in metadata.stream]

    def mend_elements(self):
        """Mend each element, and return the marked content that some element claims, per page."""
        claimed = {page: set() for page in self.pages}
        waiting = [(reference, None) for reference in self.root["K"]]
        while waiting:
            reference, group = waiting.pop()
            element = self.at(reference)
            tag = element["S"]
            if tag in ("/THead", "/TBody", "/TFoot"):
                group = tag
            elif tag == "/TH":
                element["A"]["Scope"] = "/Column" if group == "/THead" else "/Row"
            elif tag == "/L":
                self.say_numbering(element)
            elif tag == "/Figure":
                self.mend_figure(element)
            claimed.get(element.get("Pg"), set()).update(
                kid for kid in element["K"] if isinstance(kid, int)
            )
            waiting += [(kid, group) for kid in self.children(element)]
        return claimed

    def say_numbering(self, element):
        items = [self.at(kid) for kid in self.children(element)]
        labelled = any(self.at(kid)["S"] == "/Lbl" for item in items for kid in self.children(item))
        element["A"] = pydyf.Dictionary(
            {"O": "/List", "ListNumbering": "/Disc" if labelled else "/None"}
        )

    def mend_figure(self, element):
        """A box in PDF points from the page's foot, and an alternative text that says something."""
        page = self.document.pages[self.pages.index(element["Pg"])]
        left, top, right, bottom = element["A"]["BBox"]
        corners = (left, page.height - bottom, right, page.height - top)
        element["A"]["BBox"] = pydyf.Array([round(value * PX, 2) for value in corners])
        title = element["Alt"].string
        element["Alt"] = pydyf.String(f"{title}. {self.alts[title]}")

    def hide_unclaimed(self, claimed):
        """Running heads, page numbers and repeated table heads are for the eye: artefacts."""
        numbers = self.at(self.root["ParentTree"])["Nums"]
        for index, page in enumerate(self.pages):
            parents = numbers[2 * index + 1]
            unclaimed = set(range(len(parents))) - claimed[page]
            stream = self.at(self.at(page)["Contents"]).stream
            for place, operator in enumerate(stream):
                if operator == b"BDC" and stream[place - 1].get("MCID") in unclaimed:
                    stream[place - 2] = "/Artifact"
                    stream[place - 1] = pydyf.Dictionary({"Type": "/Pagination"})
            for number in unclaimed:
                parents[number] = "null"

    def describe_links(self):
        for item in self.pdf.objects:
            if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
                item["Contents"] = pydyf.String(self.links[item["Dest"].string])

    def list_attachments_once(self):
        """WeasyPrint lists each attachment twice among the document's associated files."""
        if "AF" in self.pdf.catalog:
            self.pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(self.pdf.catalog["AF"]))

    def join_split_tables(self):
        """One Table element for a table that runs over several pages."""
        first = {}
        for page, references in zip(self.document.pages, self.tables_per_page(), strict=True):
            boxes = [
                box
                for box in page._page_box.descendants()
                if getattr(box, "is_table_wrapper", False) and box.element_tag == "table"
            ]
            for box, reference in zip(boxes, references, strict=True):
                if box.element in first:
                    self.append_table(first[box.element], reference)
                else:
                    first[box.element] = reference

    def tables_per_page(self):
        """References to Table elements in reading order, one list a page."""
        found = {page: [] for page in self.pages}
        waiting = list(reversed(self.root["K"]))
        while waiting:
            reference = waiting.pop()
            element = self.at(reference)
            if element["S"] == "/Table":
                found[element["Pg"]].append(reference)
            waiting += reversed(self.children(element))
        return found.values()

    def append_table(self, start, continuation):
        """Move the rows of a continuation to the table's start, and drop its repeated head."""
        table, rest = self.at(start), self.at(continuation)
        # A head that found no room on the continuation is not repeated: nothing to map then.
        heads = (self.cells(table, "/THead"), self.cells(rest, "/THead"))
        ids = {new["ID"].string: old["ID"] for old, new in zip(*heads, strict=False)}
        body_reference = self.groups(table, "/TBody")[-1]
        body = self.at(body_reference)
        for group in self.groups(rest, "/TBody"):
            for row in self.at(group)["K"]:
                self.at(row)["P"] = body_reference
                body["K"].append(row)
        for cell in self.cells(rest, "/TBody"):
            if "Headers" in cell["A"]:
                cell["A"]["Headers"] = pydyf.Array(
                    [ids.get(header.string, header) for header in cell["A"]["Headers"]]
                )
        self.at(rest["P"])["K"].remove(continuation)

    def groups(self, table, tag):
        return [kid for kid in self.children(table) if self.at(kid)["S"] == tag]

    def cells(self, table, tag):
        rows = [row for group in self.groups(table, tag) for row in self.children(self.at(group))]
        return [self.at(cell) for row in rows for cell in self.children(self.at(row))]

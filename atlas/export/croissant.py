"""Croissant metadata (JSON-LD) of an export, so that dataset search and loaders understand it."""

import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.export.licences import strictest_licence

SPDX = "https://spdx.org/licenses/{}.html"
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {pa.string(): "sc:Text", pa.int64(): "sc:Integer"}


def croissant(folder: Path, rows: list[dict], name: str, published_on: str) -> str:
    files = sorted(folder.glob("*.parquet"))
    licence, _ = strictest_licence(rows)
    metadata = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": name,
        "description": "Curated problems for reinforcement learning with verifiable rewards, one "
        "row per problem, with the origin of each.",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "url": "README.md",
        "version": "1.0.0",
        "datePublished": published_on,
        "license": "unknown" if licence == "NOASSERTION" else SPDX.format(licence),
        "citeAs": "Built with ATLAS; cite the datasets named in licences.csv.",
        "distribution": [distribution(file) for file in files],
        "recordSet": [record_set(file) for file in files],
    }
    return json.dumps(metadata, indent=1, ensure_ascii=False) + "\n"


def distribution(file: Path) -> dict:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


def record_set(file: Path) -> dict:
    schema = pq.read_schema(file)
    return {
        "@type": "cr:RecordSet",
        "@id": file.stem,
        "name": file.stem,
        "field": [field(file, column) for column in schema],
    }


def field(file: Path, column: pa.Field) -> dict:
    described = {
        "@type": "cr:Field",
        "@id": f"{file.stem}/{column.name}",
        "name": column.name,
        "source": {"fileObject": {"@id": file.name}, "extract": {"column": column.name}},
    }
    if column.type in TYPES:
        return {**described, "dataType": TYPES[column.type]}
    is_list = pa.types.is_list(column.type)
    struct = column.type.value_type if is_list else column.type
    subfields = [
        {
            "@type": "cr:Field",
            "@id": f"{file.stem}/{column.name}/{part.name}",
            "name": part.name,
            "dataType": TYPES[part.type],
            "source": {
                "fileObject": {"@id": file.name},
                "extract": {"column": column.name},
                "transform": {"jsonPath": part.name},
            },
        }
        for part in struct
    ]
    return {**described, "subField": subfields} | ({"repeated": True} if is_list else {})

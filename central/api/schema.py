"""What the published description of the API says where the framework cannot find it out by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import get_type_hints

import msgspec
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    Reference,
    RequestBody,
    Schema,
)
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from desk.wire.acts import MOST_ACTS, Act
from desk.wire.feed import Change
from desk.wire.feed import Operation as FeedOperation

_SHAPES: Mapping[object, Schema] = {
    str: Schema(type=OpenAPIType.STRING),
    int: Schema(type=OpenAPIType.INTEGER),
    datetime: Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE_TIME),
    FeedOperation: Schema(type=OpenAPIType.STRING, enum=[operation.value for operation in FeedOperation]),
    msgspec.Raw: Schema(description="any JSON; its form depends on `kind`"),
}


def _described(shape: type[msgspec.Struct]) -> Schema:
    """Of a flat record whose bodies are left as they came."""
    hints = get_type_hints(shape)
    needed = [one.encode_name for one in msgspec.structs.fields(shape) if one.required]
    return Schema(
        type=OpenAPIType.OBJECT,
        title=shape.__name__,
        description=shape.__doc__,
        required=needed,
        properties={name: _SHAPES[hint] for name, hint in hints.items()},
    )


class WireSchemas(OpenAPISchemaPlugin):
    """Describes the changes of a page."""

    @staticmethod
    def is_plugin_supported_type(value: object) -> bool:
        return value is Change

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: object) -> Schema:
        return _described(Change)


def _push_body() -> RequestBody:
    acts = Schema(type=OpenAPIType.ARRAY, items=_described(Act), max_items=MOST_ACTS)
    push = Schema(
        type=OpenAPIType.OBJECT,
        title="Push",
        required=["workstation", "acts"],
        properties={"workstation": _SHAPES[str], "acts": acts},
    )
    return RequestBody(content={"application/json": OpenAPIMediaType(schema=push)}, required=True)


@dataclass
class PushOperation(Operation):
    """Push reads its body itself, so the framework has not seen what is in it."""

    request_body: RequestBody | Reference | None = field(default_factory=_push_body)

    def __post_init__(self) -> None:
        self.request_body = _push_body()

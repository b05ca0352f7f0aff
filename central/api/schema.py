"""What the published description of the API says where the framework cannot find it out by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_type_hints

import msgspec
from litestar._openapi.schema_generation import SchemaCreator
from litestar.openapi.spec import OpenAPIMediaType, Operation, Reference, RequestBody, Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from desk.wire.feed import Change

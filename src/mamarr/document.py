"""Documents: what people keep. Frozen, complete, fingerprinted, versioned.

A document refuses unknown fields, is changed only by making another, and knows a fingerprint of its content that is the
same on every machine. `Name` is the one type for words that people wrote in two scripts.
"""

import hashlib
import json
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

FORMAT_VERSION = 1
"""Version of every saved document."""


class Document(BaseModel):
    """Base of everything that is saved, sent, compared or printed."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    unhashed: ClassVar[frozenset[str]] = frozenset()
    """Fields that do not belong to the content, such as the seconds a search took."""

    def content(self) -> dict[str, Any]:
        """Return the document as plain JSON values in base units, as it is saved."""
        return self.model_dump(mode="json", exclude_none=True)

    def fingerprint_of_content(self) -> str:
        """Return the hash of the content: SHA-256 over JSON with sorted keys, no spaces, UTF-8."""
        content = self.model_dump(mode="json", exclude_none=True, exclude=set(self.unhashed) or None)
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def replace(self, **changes: object) -> Self:
        """Return another document with *changes*, checked like any other."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(values | changes)


class Growing(Document):
    """A document that has got fields since its first version.

    Each is left out of the content while it has its default, so that older files keep their fingerprint.
    """

    later: ClassVar[frozenset[str]] = frozenset()
    """Names of these fields."""

    @model_serializer(mode="wrap")
    def _without_silent_fields(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        content: dict[str, Any] = write(self)
        fields = type(self).model_fields
        for name in self.later:
            if getattr(self, name) == fields[name].get_default(call_default_factory=True):
                content.pop(fields[name].alias or name, None)
                content.pop(name, None)
        return content


class Name(Document):
    """Words in both scripts."""

    en: str
    ar: str

"""What a caller implements; written by `cargo run -p cie-api --example callbacks`."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol

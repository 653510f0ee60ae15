import pytest
from django.db import connection

from portal.search.engines.postgresql import PostgreSQLEngine

from .engine_contract import EngineContract

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the engine is PostgreSQL's own"
)


class TestPostgreSQLEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> PostgreSQLEngine:
        return PostgreSQLEngine()

"""Real servers for tests: PostgreSQL, Elasticsearch 8.19 with one node and three, OpenSearch."""

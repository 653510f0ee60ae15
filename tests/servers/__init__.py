"""Real search servers for tests: Elasticsearch 8.19, one node and three, and OpenSearch 3.8."""

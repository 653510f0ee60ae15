from django.apps import AppConfig


class ProvenanceConfig(AppConfig):
    name = "portal.provenance"
    label = "provenance"

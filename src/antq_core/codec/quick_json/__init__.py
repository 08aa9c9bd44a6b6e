"""Dossiers straight from the bytes of their JSON: much sooner, and never other than the codec reads them."""

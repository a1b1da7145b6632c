"""YAML files to typed levels and rules."""

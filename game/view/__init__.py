"""Drawing, sound and input: reads the world, never changes it."""

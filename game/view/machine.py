"""Screen and sound of this PC, for the check of a station."""

from __future__ import annotations

import pygame

LEAST_SCREEN = (1280, 720)


def screen_size() -> tuple[int, int]:
    """Width and height of the screen in pixels; (0, 0) when there is none."""
    try:
        pygame.display.init()
        sizes = pygame.display.get_desktop_sizes()
    except pygame.error:
        return 0, 0
    finally:
        pygame.display.quit()
    return sizes[0] if sizes else (0, 0)


def sound_device() -> bool:
    """Whether something would be heard (a device opens; nobody listens here)."""
    try:
        pygame.mixer.init()
    except pygame.error:
        return False
    pygame.mixer.quit()
    return True

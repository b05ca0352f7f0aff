"""The application object: made once, with Chinese input working, our look, and no life of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.theme import ThemeName


def prepare_input(environment: MutableMapping[str, str]) -> None:
    """Route Chinese input through the ibus portal, which fcitx 5 speaks too, unless a matching plugin is bundled.

    Qt's wheel ships an ibus plugin and none for fcitx; an inherited QT_IM_MODULE=fcitx would silently mean no input.
    """
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    bundled = any("fcitx" in plugin.name for plugin in plugins.glob("*")) if plugins.is_dir() else False
    if sys.platform.startswith("linux") and not bundled and environment.get("QT_IM_MODULE", "") in _NEEDS_PORTAL:
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


_NEEDS_PORTAL = {"", "fcitx", "fcitx5"}


def make_application(look: ThemeName) -> QApplication:
    """The one QApplication of the process; it never quits because a window closed."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        theme.apply(existing, look)
        return existing
    prepare_input(os.environ)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(["desk"])
    application.setApplicationName("desk")
    application.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    theme.apply(application, look)
    return application

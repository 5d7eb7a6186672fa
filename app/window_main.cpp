// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_main.h"

#include <QApplication>
#include <cstdlib>

#include "app/application.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/standard_streams.h"
#include "app/composition.h"
#include "app/data_locations.h"
#include "app/window_speed.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

namespace pellucid::app {
namespace {

bool hasDisplay() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  return false;
}

int noDisplay() {
  note(
      "pellucid: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), "
      "so the window cannot open.\n"
      "The command line works without one: pellucid train --help\n");
  return kNoDisplay;
}

}  // namespace

int benchWindow(int argc, char** argv, double seconds, bool isJson) {
  if (!hasDisplay()) return noDisplay();
  QApplication::setStyle(new ui::Style);
  const QApplication application(argc, argv);
  Composition composition(dataLocations());
  composition.start({});
  const WindowSpeed speed = measureWindow(composition, seconds);
  return printResult(isJson ? asJson(speed) : asText(speed));
}

int runWindow(int argc, char** argv) {
  if (!hasDisplay()) return noDisplay();
  QApplication::setStyle(new ui::Style);
  Application application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("Pellucid"));
  QApplication::setApplicationVersion(QStringLiteral(PELLUCID_VERSION));
  QApplication::setWindowIcon(ui::icon(QStringLiteral("pellucid"), ui::lightTheme()));
  Composition composition(dataLocations());
  application.setBugReport(
      [&composition](const QString& message) { composition.notifier().showError(message); });
  composition.start(application.arguments().value(1));
  return QApplication::exec();
}

}  // namespace pellucid::app

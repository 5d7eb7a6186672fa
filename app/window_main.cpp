// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_main.h"

#include <QApplication>
#include <cstdlib>

#include "app/application.h"
#include "app/autosave.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/standard_streams.h"
#include "app/composition.h"
#include "app/data_locations.h"
#include "app/quit_signals.h"
#include "app/recovery.h"
#include "app/settings.h"
#include "app/window_speed.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/after_dialogs.h"
#include "ui/widgets/background_job.h"
#include "ui/widgets/catalogues.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

bool hasDisplay() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  return false;
}

/// pellucid [--language NAME] [PROJECT], in either order.
struct WindowArguments {
  QString language;  ///< empty for the system's
  QString project;
};

engine::Result<WindowArguments> parse(const QStringList& words) {
  WindowArguments arguments;
  const QString option = QStringLiteral("--language");
  for (qsizetype i = 1; i < words.size(); ++i) {
    const bool isAlone = words[i] == option;
    if (isAlone && i + 1 == words.size())
      return engine::Error{engine::message(
          "--language needs the name of a language, such as en, or a file with the ending .qm.")};
    if (isAlone)
      arguments.language = words[++i];
    else if (words[i].startsWith(option + QLatin1Char('=')))
      arguments.language = words[i].mid(option.size() + 1);
    else if (words[i].startsWith(QStringLiteral("--")))
      return engine::Error{engine::message(
          "{} is not an option of the window; its only option is --language.", words[i].toStdString())};
    else if (arguments.project.isEmpty())
      arguments.project = words[i];
    else
      return engine::Error{
          engine::message("The window opens one project only, so {} is too many.", words[i].toStdString())};
  }
  return arguments;
}

int noDisplay() {
  note(
      "pellucid: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), "
      "so the window cannot open.\n"
      "The command line works without one: pellucid train --help\n");
  return kNoDisplay;
}

/// Offers what programs that ended too early have left.
void offerRecovery(const std::vector<Recoverable>& found, Composition& composition, Autosave& autosave) {
  auto* dialog = new RecoveryDialog(found, &composition.window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(
      dialog, &RecoveryDialog::restoreRequested, &autosave,
      [&composition, &autosave](const Recoverable& work) { restore(composition.files(), autosave, work); });
  QObject::connect(dialog, &RecoveryDialog::deleteRequested, &autosave,
                   [&autosave](const Recoverable& work) { autosave.discard(work.folder); });
  dialog->open();
}

/// The application takes it, which the analyzer does not see.
void useOwnStyle() {
  QApplication::setStyle(new ui::Style);
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)

}  // namespace

int benchWindow(int argc, char** argv, double seconds, bool isJson) {
  if (!hasDisplay()) return noDisplay();
  useOwnStyle();
  QApplication application(argc, argv);
  engine::check(ui::installCatalogues(application, QStringLiteral("en")).has_value(), "English is there");
  Composition composition(dataLocations());
  composition.start({});
  const WindowSpeed speed = measureWindow(composition, seconds);
  return printResult(isJson ? asJson(speed) : asText(speed));
}

int runWindow(int argc, char** argv) {
  if (!hasDisplay()) return noDisplay();
  useOwnStyle();
  Application application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("Pellucid"));
  QApplication::setApplicationVersion(QStringLiteral(PELLUCID_VERSION));
  QApplication::setWindowIcon(ui::icon(QStringLiteral("pellucid"), ui::lightTheme()));
  const auto arguments = parse(QApplication::arguments());
  if (!arguments) return wrongUsage(arguments.error());
  const std::filesystem::path file = settingsFile();
  const ReadSettings read = readSettings(file);
  const QString language =
      arguments->language.isEmpty() ? QString::fromStdString(read.settings.language) : arguments->language;
  const auto translated = ui::installCatalogues(application, language);
  Composition composition(dataLocations(), stateFolder() / "open");
  application.setBugReport(
      [&composition](const QString& message) { composition.messages().failProgram(message); });
  Autosave autosave(composition.document(), composition.run(), composition.files(), autosaveFolder(),
                    [&composition] { return composition.canvas().grab().toImage(); });
  QObject::connect(&autosave, &Autosave::failed, &composition.messages(), &Messages::failProgram);
  QObject::connect(&autosave, &Autosave::notDiscarded, &composition.messages(), &Messages::failProgram);
  // A user who returns from another program may have changed the file there.
  QObject::connect(&application, &QGuiApplication::applicationStateChanged, &composition.files(),
                   [&composition](Qt::ApplicationState state) {
                     if (state == Qt::ApplicationActive) composition.files().lookAtFile();
                   });
  QuitSignals quitSignals;
  bool isAsked = false;
  QObject::connect(&quitSignals, &QuitSignals::requested, &composition.window(),
                   [&composition, &autosave, &isAsked] {
                     isAsked = true;
                     autosave.writeNow();  // the caller may not wait for an answer
                     // However many requests came while a dialog was open, there is only one question.
                     ui::afterDialogs(composition.window(), [&composition, &isAsked] {
                       if (std::exchange(isAsked, false)) composition.window().close();
                     });
                   });
  composition.apply(read.settings);
  composition.start(arguments->project);
  const bool isFirstStart = read.settings.width == 0 && arguments->project.isEmpty() && !read.problem;
  ui::BackgroundJob<std::vector<Recoverable>> looking;
  looking.request([folder = autosaveFolder()](const engine::Progress&) { return findRecoverable(folder); },
                  [&composition, &autosave, isFirstStart](const std::vector<Recoverable>& found) {
                    if (!found.empty())
                      offerRecovery(found, composition, autosave);
                    else if (isFirstStart)
                      composition.welcome();
                  });
  if (read.problem) composition.messages().failProgram(ui::messageText(*read.problem));
  if (!translated) composition.messages().failProgram(ui::messageText(translated.error().message));
  const int code = QApplication::exec();
  if (const auto written = writeSettings(file, composition.settings()); !written)
    note("pellucid: " + written.error().text() + "\n");
  return code;
}

}  // namespace pellucid::app

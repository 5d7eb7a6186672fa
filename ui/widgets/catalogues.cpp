// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/catalogues.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <memory>

namespace pellucid::ui {
namespace {

const QString kFolder = QStringLiteral(":/translations");

/// Takes ownership of the translator where it loads.
template <class Load>
bool install(QCoreApplication& application, const Load& load) {
  auto translator = std::make_unique<QTranslator>(&application);
  if (!load(*translator)) return false;
  QCoreApplication::installTranslator(translator.release());
  return true;
}

}  // namespace

engine::Result<void> installCatalogues(QCoreApplication& application, const QString& language) {
  const QLocale english(QLocale::English, QLocale::UnitedStates);
  QLocale::setDefault(english);
  const bool isThere = install(application, [](QTranslator& translator) {
    return translator.load(QStringLiteral("pellucid_en"), kFolder);
  });
  engine::check(isThere, "installCatalogues: the English one is part of the program");
  if (language.endsWith(QStringLiteral(".qm"))) {
    if (install(application, [&](QTranslator& translator) { return translator.load(language); })) return {};
    return engine::Error{
        engine::message("{} can't be read as a catalogue of translations.", language.toStdString())};
  }
  const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
  if (locale.language() == QLocale::English) return {};
  const bool isLoaded = install(application, [&](QTranslator& translator) {
    return translator.load(locale, QStringLiteral("pellucid"), QStringLiteral("_"), kFolder);
  });
  if (!isLoaded && language.isEmpty()) return {};
  if (!isLoaded)
    return engine::Error{
        engine::message("There is no catalogue of translations for \"{}\". Give the name of a language, such "
                        "as en, or a file with the ending .qm.",
                        language.toStdString())};
  // The texts of Qt's own dialogs.
  install(application, [&](QTranslator& translator) {
    return translator.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                           QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  });
  return {};
}

}  // namespace pellucid::ui

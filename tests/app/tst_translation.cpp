// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the window can be translated: every text lies where the program asks for it, and there is room for
// longer ones.
#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QTabBar>
#include <QtTest>

#include "app/composition.h"
#include "app/data_locations.h"
#include "app/workspaces.h"
#include "engine/transfer/presets.h"
#include "tests/support/patience.h"
#include "tests/support/pseudo_translator.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "ui/widgets/engine_names.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using tests::PseudoTranslator;
using ui::ActionId;

/// All texts of a widget: visible texts, tool tips, names for screen readers.
QStringList textsOf(const QWidget& widget) {
  QStringList texts = {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()};
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) texts << label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) texts << button->text();
  if (const auto* menu = qobject_cast<const QMenu*>(&widget)) texts << menu->title();
  if (const auto* box = qobject_cast<const QComboBox*>(&widget))
    for (int i = 0; i < box->count(); ++i)
      texts << box->itemText(i) << box->itemData(i, Qt::ToolTipRole).toString();
  if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
    for (int i = 0; i < tabs->count(); ++i) texts << tabs->tabText(i) << tabs->tabToolTip(i);
  return texts;
}

/// The names of methods are the field's own, the same in all languages, and are spelt so in files and on the
/// command line.
template <class E>
void addNames(QStringList& names) {
  for (const auto& entry : engine::kEnumNames<E>) names << ui::nameText(entry.value);
}

QStringList namesInAllLanguages() {
  QStringList names;
  addNames<engine::Activation>(names);
  addNames<engine::Optimizer>(names);
  addNames<engine::Loss>(names);
  addNames<engine::Initializer>(names);
  addNames<engine::ScheduleKind>(names);
  for (const auto& model : engine::bundledModels()) names << QString::fromStdString(model.name);
  for (const std::string& data : engine::datasetNames()) names << QString::fromStdString(data);
  // The notation of data and arms, which the command line shares.
  names << "parity"
        << "scratch"
        << "frozen"
        << "half"
        << "finetune"
        << "thaw";
  // Qt's own, which its catalogues translate, and names in formulas.
  names << "Scroll Left"
        << "Scroll Right"
        << "MNIST"
        << "Pellucid"
        << "UTF-8"
        << "UTF-16"
        << "Windows-1252"
        << "softmax"
        << "dL"
        << "log"
        << "max";
  return names;
}

/// Whether it has English words other than these names.
bool isEnglish(const QString& text) {
  if (PseudoTranslator::isTranslated(text)) return false;
  static const QStringList kNames = namesInAllLanguages();
  static const QRegularExpression kWord(QStringLiteral("(?<![\\w.])[A-Za-z][A-Za-z0-9-]{2,}"));
  for (auto words = kWord.globalMatch(text); words.hasNext();)
    if (const QString word = words.next().captured();
        !kNames.contains(word) && !kNames.contains(word + '.') && !kNames.contains(word + ':') &&
        !kNames.contains(word + ','))
      return !kNames.contains(text);
  return false;
}

class TranslationTest : public QObject {
  Q_OBJECT

 private slots:
  void everyTextIsInAContextThatTheProgramAsksFor();
  void theEnglishCatalogueHasEveryPlural();
  void nothingIsLeftInEnglish();
};

void TranslationTest::everyTextIsInAContextThatTheProgramAsksFor() {
  const auto found = tests::findTexts({"ui", "app"});
  QCOMPARE(found.complaints, QString());
  QVERIFY(found.texts.size() > 600);
  for (const auto& [context, text] : found.texts)
    QVERIFY2(!context.isEmpty() && context != "pellucid::ui" && context != "pellucid::app", qPrintable(text));
}

/// After `lupdate -pluralonly`, as described in CONTRIBUTING.md.
void TranslationTest::theEnglishCatalogueHasEveryPlural() {
  const auto english =
      tests::readCatalogue(QStringLiteral(PELLUCID_SOURCE_DIR "/resources/translations/pellucid_en.ts"));
  QCOMPARE(english.unfinished, QStringList());
  QCOMPARE(english.texts, tests::findTexts({"ui", "app"}, {"-pluralonly"}).texts);
}

void TranslationTest::nothingIsLeftInEnglish() {
  PseudoTranslator pseudo(tests::findTexts({"ui", "app"}).texts);
  QCoreApplication::installTranslator(&pseudo);
  {
    app::Composition program(app::dataLocations());
    program.start({});
    QTRY_VERIFY_WITH_TIMEOUT(program.run().moment() != nullptr && program.run().isResting(),
                             tests::kPatienceMs);
    QStringList english;
    const auto look = [&](const char* where) {
      QCoreApplication::processEvents();
      QStringList texts;
      for (const QWidget* widget : program.window().findChildren<QWidget*>()) texts << textsOf(*widget);
      for (const QAction* action : program.actions().findChildren<QAction*>())
        texts << action->text() << action->toolTip() << action->statusTip();
      for (const QString& text : texts)
        if (isEnglish(text)) english << QStringLiteral("%1: %2").arg(QLatin1String(where), text);
      tests::TextRecorder painted(program.window().size());
      program.window().render(&painted);
      QVERIFY(painted.texts().size() > 20);
      for (const QString& text : painted.texts())
        if (isEnglish(text)) english << QStringLiteral("%1, painted: %2").arg(QLatin1String(where), text);
      const QSize least = program.window().minimumSizeHint();
      if (least.width() > 1366 || least.height() > 740)
        english << QStringLiteral("%1: the window needs %2×%3")
                       .arg(QLatin1String(where))
                       .arg(least.width())
                       .arg(least.height());
    };
    look("network");
    program.selection().setLayer(0);
    look("layer");
    program.actions()[ActionId::SlowMotion].setChecked(true);
    look("slow motion");
    program.actions()[ActionId::ShowTransfer].setChecked(true);
    look("lab");
    program.actions()[ActionId::ShowResults].setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(program.results().results().look() != nullptr, tests::kPatienceMs);
    look("results");
    program.actions()[ActionId::ShowInside].setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(program.inside().maps().look() != nullptr, tests::kPatienceMs);
    look("inside");
    for (const QString& panel : {app::panel_id::kLens, app::panel_id::kLandscape}) {
      program.window().workspaces().reveal(panel);
      QTRY_VERIFY_WITH_TIMEOUT(program.inside().lens().isUpToDate() && !program.inside().surface().isBusy(),
                               tests::kPatienceMs);
      look("inside");
    }
    ui::GalleryDialog& gallery = program.gallery().dialog();
    program.actions()[ActionId::New].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!gallery.shownCards().empty(), tests::kPatienceMs);
    look("gallery");
    tests::TextRecorder painted(gallery.size());
    gallery.render(&painted);
    QVERIFY(painted.texts().size() > 10);
    for (const QString& text : painted.texts())
      if (isEnglish(text)) english << QStringLiteral("gallery, painted: %1").arg(text);
    if (const QSize least = gallery.minimumSizeHint(); least.width() > 980 || least.height() > 600)
      english << QStringLiteral("the gallery needs %1×%2").arg(least.width()).arg(least.height());
    gallery.close();
    english.removeDuplicates();
    for (const QString& text : english) qInfo().noquote() << text;
    QCOMPARE(english.size(), 0);
  }
  QCoreApplication::removeTranslator(&pseudo);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_translation, TranslationTest)
#include "tst_translation.moc"

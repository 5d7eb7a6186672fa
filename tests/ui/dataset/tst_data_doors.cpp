// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_doors.h"

#include <QComboBox>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"
#include "ui/actions/actions.h"
#include "ui/widgets/data_name_editor.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

class DoorsWithPlaces : public DataDoors {
 public:
  using DataDoors::DataDoors;
  QString place;

 protected:
  QString askForPlace(bool) override { return place; }
};

engine::Result<engine::DatasetPtr> loadByName(const engine::DataSpec& data,
                                              const engine::Progress& progress) {
  return engine::loadDataset(data, {}, engine::Streams::Refused, progress);
}

QPushButton* buttonNamed(const QWidget& widget, const QString& name) {
  for (auto* button : widget.findChildren<QPushButton*>())
    if (button->accessibleName() == name) return button;
  qFatal("no button %s", qPrintable(name));
  return nullptr;
}

}  // namespace

class TestDataDoors : public QObject {
  Q_OBJECT

 private slots:
  /// Alt with a letter that the window's menus and rooms also have would only move the focus.
  void eachDoorHasALetterOfItsOwn() {
    DataOnShow shown(loadByName);
    const DoorsWithPlaces doors(shown);
    Actions actions;
    QStringList texts = {"&File", "&Edit", "&Layer", "&Run", "&View", "&Help"};
    for (const ActionId id : {ActionId::ShowNetwork, ActionId::ShowData, ActionId::ShowPlane,
                              ActionId::ShowResults, ActionId::ShowInside, ActionId::ShowTransfer})
      texts << actions[id].text();
    for (const char* name :
         {"Open a table", "Open a folder of pictures", "Paint points", "Make drawings", "Use these data"})
      texts << buttonNamed(doors, name)->text();
    QSet<QKeySequence> letters;
    for (const QString& text : texts) {
      const QKeySequence letter = QKeySequence::mnemonic(text);
      QVERIFY2(!letter.isEmpty() && !letters.contains(letter), qPrintable(text));
      letters << letter;
    }
  }

  void whatIsChosenIsTriedOutAndUsedWhenWanted() {
    DataOnShow shown(loadByName);
    DoorsWithPlaces doors(shown);
    shown.setUsed(loadByName({.name = "circle,samples=50"}, {}).value());
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    QVERIFY(buttonNamed(doors, "Use these data")->parentWidget()->isHidden());
    engine::DatasetPtr wanted;
    connect(&doors, &DataDoors::wanted, this, [&](const engine::DatasetPtr& data) { wanted = data; });
    auto* names = doors.findChild<DataNameEditor*>();
    names->setBase("spiral");
    QVERIFY(shown.isTrial());
    QTRY_VERIFY(buttonNamed(doors, "Use these data")->isEnabled());
    QVERIFY(!buttonNamed(doors, "Use these data")->parentWidget()->isHidden());
    QVERIFY(!wanted);
    buttonNamed(doors, "Use these data")->click();
    QVERIFY(wanted);
    QCOMPARE(engine::dataNameParts(wanted->name).base, std::string("spiral"));
    shown.setUsed(wanted);
    QVERIFY(buttonNamed(doors, "Use these data")->parentWidget()->isHidden());
  }

  void backShowsWhatIsUsed() {
    DataOnShow shown(loadByName);
    DoorsWithPlaces doors(shown);
    shown.setUsed(loadByName({.name = "circle,samples=50"}, {}).value());
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    for (auto* box : doors.findChildren<QSpinBox*>())
      if (box->accessibleName() == "Share of the training samples for validation") box->setValue(20);
    QCOMPARE(shown.name(), std::string("circle,samples=50,validation=0.2"));
    QTRY_VERIFY(!shown.isReading());
    QVERIFY(shown.facts()->data->validation.size() > 0);
    buttonNamed(doors, "Back to the data in use")->click();
    QVERIFY(!shown.isTrial());
    QCOMPARE(doors.findChild<DataNameEditor*>()->name(), QString("circle,samples=50"));
  }

  /// A table that is refused shows the options that can help.
  void whatIsRefusedCanBeReadOtherwise() {
    const QTemporaryDir folder;
    QByteArray text = "size,town,price\n";
    for (int i = 0; i < 30; ++i)
      text += QByteArray::number(i * 0.5) + (i % 2 == 0 ? ",Rome," : ",Oslo,") + QByteArray::number(i * 1.5) +
              "\n";
    tests::writeFile(folder.filePath("t.csv"), text);
    DataOnShow shown(loadByName);
    DoorsWithPlaces doors(shown);
    shown.setUsed(loadByName({.name = "circle,samples=50"}, {}).value());
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    doors.place = folder.filePath("t.csv");
    buttonNamed(doors, "Open a table")->click();
    QTRY_VERIFY(!shown.trouble().empty());
    for (auto* box : doors.findChildren<QComboBox*>()) {
      if (box->accessibleName() != "Columns of words") continue;
      QVERIFY(!box->isHidden());
      box->setCurrentIndex(1);
      emit box->activated(1);
    }
    QTRY_VERIFY(!shown.isReading());
    QVERIFY2(shown.trouble().empty(), shown.trouble().text().c_str());
    QCOMPARE(shown.facts()->data->inputNames, (std::vector<std::string>{"size", "town=Oslo", "town=Rome"}));
  }

  void tellsWhyAPlaceCannotBeRead() {
    DataOnShow shown(loadByName);
    DoorsWithPlaces doors(shown);
    doors.place = "/nowhere/at-all.csv";
    buttonNamed(doors, "Open a table")->click();
    QTRY_VERIFY(!shown.trouble().empty());
    bool isTold = false;
    for (auto* label : doors.findChildren<QLabel*>())
      isTold = isTold || label->text().contains("/nowhere/at-all.csv");
    QVERIFY(isTold);
    QVERIFY(!buttonNamed(doors, "Use these data")->isEnabled());
    doors.place.clear();  // cancelled
    buttonNamed(doors, "Open a folder of pictures")->click();
    QCOMPARE(shown.name(), std::string("/nowhere/at-all.csv"));
  }
};

PELLUCID_WINDOW_TEST(tst_data_doors, TestDataDoors)
#include "tst_data_doors.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_page.h"

#include <QComboBox>
#include <QLabel>
#include <QtTest>

#include "tests/support/moments.h"
#include "tests/support/own_points.h"
#include "tests/support/window_test.h"
#include "ui/dataset/sample_grid.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::Result<engine::DatasetPtr> loadNothing(const engine::DataSpec&, const engine::Progress&) {
  return engine::Progress::cancelled();
}

QComboBox* boxNamed(const QWidget& page, const QString& name) {
  for (auto* box : page.findChildren<QComboBox*>())
    if (box->accessibleName() == name) return box;
  qFatal("no box %s", qPrintable(name));
  return nullptr;
}

void take(QComboBox* box, const QString& text) {
  const int item = box->findText(text);
  if (item < 0) qFatal("no item %s", qPrintable(text));
  box->setCurrentIndex(item);
  emit box->activated(item);
}

}  // namespace

class TestDataPage : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_shown = std::make_unique<DataOnShow>(loadNothing);
    m_page = std::make_unique<DataPage>(*m_shown);
    m_shown->setUsed(m_data);
    m_shown->setWatched(true);
    QTRY_VERIFY(m_shown->facts());
  }

  void saysWhatWasRead() {
    bool isTold = false;
    for (auto* label : m_page->findChildren<QLabel*>())
      isTold = isTold || label->text() == "60 samples for training and 15 for testing.";
    QVERIFY(isTold);
    QCOMPARE(grid().count(), std::size_t{75});
  }

  /// Ten drawings are ten samples, even if all of them are tested as well.
  void samplesOfBothPartsAreCountedOnce() {
    const auto gate = engine::loadDataset("and", {}).value();
    m_shown->setUsed(gate);
    QTRY_VERIFY(m_shown->facts() && m_shown->facts()->data == gate);
    QCOMPARE(grid().count(), std::size_t{4});
    QStringList said;
    for (auto* label : m_page->findChildren<QLabel*>()) said << label->text();
    QVERIFY2(said.contains("4 samples, used for both training and testing"), qPrintable(said.join('|')));
    m_page->choose({.part = SamplePart::Test, .index = 2});
    QVERIFY(m_page->current() == (SampleRef{.part = SamplePart::Train, .index = 2}));
    take(boxNamed(*m_page, "Part"), "Test");
    QCOMPARE(grid().count(), std::size_t{4});
  }

  void choosesPartsAndClasses() {
    take(boxNamed(*m_page, "Part"), "Test");
    QCOMPARE(grid().count(), std::size_t{15});
    take(boxNamed(*m_page, "Class"), QString::fromStdString(m_data->classNames[1]));
    QCOMPARE(static_cast<std::ptrdiff_t>(grid().count()), std::ranges::count(m_data->test.labels, 1));
    QCOMPARE(m_page->label(), std::optional<std::size_t>(1));
    m_page->setLabel(std::nullopt);
    QCOMPARE(grid().count(), std::size_t{15});
    QCOMPARE(boxNamed(*m_page, "Class")->currentText(), QString("All classes"));
  }

  void asksTheNetworkAboutAll() {
    QVERIFY(!boxNamed(*m_page, "Right or wrong")->isEnabled());
    const auto experiment = tests::experimentFor(*m_data, {4});
    const MomentPtr moment = tests::share(tests::momentAfter(experiment, m_data, 5));
    m_page->showMoment(moment);
    QVERIFY(boxNamed(*m_page, "Right or wrong")->isEnabled());
    take(boxNamed(*m_page, "Right or wrong"), "Only wrong");
    const auto answers = engine::answersTo(moment->network(), moment->weights(),
                                           moment->experiment().training, *m_data, m_data->train);
    const auto tests = engine::answersTo(moment->network(), moment->weights(), moment->experiment().training,
                                         *m_data, m_data->test);
    std::size_t wrong = 0;
    float most = 0;
    for (const auto* each : {&*answers, &*tests})
      for (const auto& answer : each->each) {
        wrong += answer.isRight() ? 0 : 1;
        most = std::max(most, answer.loss);
      }
    QVERIFY(wrong > 0);
    QTRY_COMPARE(grid().count(), wrong);
    take(boxNamed(*m_page, "Right or wrong"), "Right and wrong");
    take(boxNamed(*m_page, "Order"), "Largest loss first");
    QCOMPARE(grid().count(), std::size_t{75});
    grid().choose(*m_page->current());
    QTest::keyClick(&grid(), Qt::Key_Home);
    const SampleRef worst = *m_page->current();
    const auto& part = worst.part == SamplePart::Train ? *answers : *tests;
    QCOMPARE(part.each[static_cast<std::size_t>(worst.index)].loss, most);
  }

  void theChoiceStaysWhileSamplesArePainted() {
    const auto painted = [](int count) {
      return tests::ownDataset(
          {.name = "painted,test=0.3", .own = tests::shared(tests::paintedPoints(count))});
    };
    const auto few = painted(40);
    const auto more = painted(50);
    m_shown->setUsed(few);
    QTRY_COMPARE(m_shown->facts()->data, few);
    take(boxNamed(*m_page, "Part"), "Training");
    take(boxNamed(*m_page, "Class"), "B");
    m_shown->setUsed(more);
    QTRY_COMPARE(m_shown->facts()->data, more);
    QCOMPARE(boxNamed(*m_page, "Part")->currentText(), QString("Training"));
    QCOMPARE(m_page->label(), std::optional<std::size_t>(1));
    QCOMPARE(static_cast<std::ptrdiff_t>(grid().count()), std::ranges::count(more->train.labels, 1));
    m_shown->setUsed(m_data);
    QTRY_COMPARE(m_shown->facts()->data, m_data);
    QCOMPARE(boxNamed(*m_page, "Part")->currentText(), QString("All parts"));
    QCOMPARE(m_page->label(), std::optional<std::size_t>());
  }

 private:
  SampleGrid& grid() { return *m_page->findChild<SampleGrid*>(); }

  const engine::DatasetPtr m_data = tests::squareImages(4, 3, 60);
  std::unique_ptr<DataOnShow> m_shown;
  std::unique_ptr<DataPage> m_page;
};

PELLUCID_WINDOW_TEST(tst_data_page, TestDataPage)
#include "tst_data_page.moc"

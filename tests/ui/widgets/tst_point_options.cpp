// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/point_options.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestPointOptions : public QObject {
  Q_OBJECT

 private slots:
  void onlyPointsHaveThem() {
    PointOptions options;
    QWidget* widget = &options;
    for (const char* name : {"mnist", "xor-gate", "/home/ada/houses.csv", "spiral,noise=2"}) {
      options.setDatasetName(QString::fromUtf8(name));
      QVERIFY2(widget->isHidden(), name);
    }
    options.setDatasetName("spiral,noise=0.1");
    QVERIFY(!widget->isHidden());
  }

  void showsTheNumbersOfTheNameAndAsksForNothing() {
    PointOptions options;
    const QSignalSpy requests(&options, &PointOptions::datasetRequested);
    options.setDatasetName("gauss,noise=0.15,samples=300,test=0.3,seed=9");
    QCOMPARE(options.findChild<NumberBox*>()->value(), 0.15);
    QCOMPARE(options.findChildren<QSpinBox*>()[0]->value(), 300);
    QCOMPARE(options.findChildren<QSpinBox*>()[1]->value(), 30);
    QCOMPARE(seed(options).text(), "9");
    QCOMPARE(requests.size(), 0);
  }

  void everyNumberAsksForItsData() {
    PointOptions options;
    QSignalSpy requests(&options, &PointOptions::datasetRequested);
    options.setDatasetName("spiral");
    const auto asked = [&] { return requests.isEmpty() ? QString() : requests.takeLast().at(0).toString(); };
    options.findChild<NumberBox*>()->setValue(0.2);
    QCOMPARE(asked(), "spiral,noise=0.2");
    options.findChildren<QSpinBox*>()[0]->setValue(400);
    QCOMPARE(asked(), "spiral,noise=0.2,samples=400");
    options.findChildren<QSpinBox*>()[1]->setValue(25);
    QCOMPARE(asked(), "spiral,noise=0.2,samples=400,test=0.25");
    seed(options).setText("5");
    emit seed(options).editingFinished();
    QCOMPARE(asked(), "spiral,noise=0.2,samples=400,test=0.25,seed=5");
    // What is already in use is not requested again.
    options.setDatasetName("spiral,noise=0.2,samples=400,test=0.25,seed=5");
    emit seed(options).editingFinished();
    QCOMPARE(asked(), "");
  }

  /// One switch for each; other changes to the data stay, and standardising stays last.
  void inputsAreMadeBySwitches() {
    PointOptions options;
    options.offerInputs();
    QSignalSpy requests(&options, &PointOptions::datasetRequested);
    auto* inputs = options.findChild<ToggleGrid*>();
    const auto asked = [&] { return requests.isEmpty() ? QString() : requests.takeLast().at(0).toString(); };
    options.setDatasetName("circle,noise=0.1");
    QCOMPARE(inputs->count(), std::size_t{5});
    inputs->button(0)->click();
    QCOMPARE(asked(), "circle+x2,noise=0.1");
    inputs->button(2)->click();
    QCOMPARE(asked(), "circle+x2+xy,noise=0.1");
    options.setDatasetName("circle+x2+xy+standardise,noise=0.1");
    QVERIFY(inputs->button(0)->isChecked() && !inputs->button(1)->isChecked() &&
            inputs->button(2)->isChecked());
    inputs->button(3)->click();
    QCOMPARE(asked(), "circle+x2+xy+sin-x+standardise,noise=0.1");
    inputs->button(0)->click();
    QCOMPARE(asked(), "circle+xy+sin-x+standardise,noise=0.1");
    options.setDatasetName("curve");
    QCOMPARE(inputs->count(), std::size_t{2});
    inputs->button(1)->click();
    QCOMPARE(asked(), "curve+sin-x");
    options.setDatasetName("prices");
    QVERIFY(inputs->isHidden());
  }

  void withoutAnOfferThereAreNoSwitches() {
    PointOptions options;
    options.setDatasetName("circle");
    QVERIFY(options.findChild<ToggleGrid*>()->isHidden());
  }

  void whatHasNoFieldIsKept() {
    PointOptions options;
    QSignalSpy requests(&options, &PointOptions::datasetRequested);
    options.setDatasetName("spiral,validation=0.1");
    options.findChild<NumberBox*>()->setValue(0.2);
    QCOMPARE(requests.takeLast().at(0).toString(), "spiral,noise=0.2,validation=0.1");
  }

  /// As written with a decimal comma.
  void aCommaIsADecimalPoint() {
    PointOptions options;
    QSignalSpy requests(&options, &PointOptions::datasetRequested);
    options.setDatasetName("spiral");
    auto* noise = options.findChild<NumberBox*>();
    noise->selectAll();
    QTest::keyClicks(noise, "0,35");
    QTest::keyClick(noise, Qt::Key_Return);
    QCOMPARE(requests.takeLast().at(0).toString(), "spiral,noise=0.35");
  }

  void everyFieldTeaches() {
    const PointOptions options;
    for (const QAbstractSpinBox* box : options.findChildren<QAbstractSpinBox*>())
      QVERIFY(!box->toolTip().isEmpty());
    QVERIFY(!seed(options).toolTip().isEmpty());
  }

 private:
  /// The line edit that belongs to no spin box.
  static QLineEdit& seed(const PointOptions& options) {
    for (QLineEdit* field : options.findChildren<QLineEdit*>())
      if (field->parent() == &options) return *field;
    qFatal("no field for the seed");
  }
};

PELLUCID_WINDOW_TEST(tst_point_options, TestPointOptions)
#include "tst_point_options.moc"

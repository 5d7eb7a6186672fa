// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/worst_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestWorstPanel : public QObject {
  Q_OBJECT

 private slots:
  void itIsInTheOrderThatIsChosen() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    WorstPanel panel(seen.results);
    QVERIFY(seen.at(run.next(8)));
    auto* by = panel.findChild<QComboBox*>();
    for (int choice = 0; choice < 4; ++choice) {
      by->setCurrentIndex(choice);
      const auto key = [&](engine::Index sample) {
        const engine::SampleAnswer& answer = seen.look().answers.each[static_cast<std::size_t>(sample)];
        return choice == 0   ? answer.loss
               : choice == 1 ? answer.certainty
               : choice == 2 ? -answer.certainty
                             : -answer.margin;
      };
      std::size_t expected = 0;
      for (const engine::SampleAnswer& answer : seen.look().answers.each)
        expected += choice != 1 || answer.truth != answer.answered ? 1 : 0;
      QCOMPARE(panel.samples().size(), expected);
      for (std::size_t i = 1; i < panel.samples().size(); ++i)
        QVERIFY(key(panel.samples()[i - 1]) >= key(panel.samples()[i]));
    }
  }

  /// A changed label: once it has learned the others, the network is certain of the right class.
  void aWrongLabelIsSuspected() {
    auto dataset = std::make_shared<engine::Dataset>(*tests::squareImages(4, 3, 400));
    constexpr std::size_t kChanged = 11;
    dataset->test.labels[kChanged] = static_cast<std::uint8_t>((dataset->test.labels[kChanged] + 1) % 3);
    tests::LookedAt seen;
    engine::Experiment experiment = tests::experimentFor(*dataset, {8});
    experiment.training.learningRate = 0.03;
    tests::RunOfMoments run(dataset, experiment);
    WorstPanel panel(seen.results);
    panel.findChild<QComboBox*>()->setCurrentIndex(4);
    QVERIFY(panel.samples().empty());
    for (int epoch = 0; epoch < 8; ++epoch) QVERIFY(seen.at(run.next(50)));
    QCOMPARE(panel.samples(), (std::vector<engine::Index>{kChanged}));
    QVERIFY(std::ranges::any_of(panel.findChildren<QLabel*>(), [](const QLabel* label) {
      return label->text().startsWith("1 of 100 test images of synthetic");
    }));
  }

  void ofNumbersThereIsTheLoss() {
    tests::LookedAt seen;
    auto run = tests::numbersRun();
    WorstPanel panel(seen.results);
    QVERIFY(seen.at(run.next(3)));
    QVERIFY(!panel.samples().empty());
    const auto& each = seen.look().answers.each;
    const auto worst = std::ranges::max_element(each, {}, &engine::SampleAnswer::loss);
    QCOMPARE(panel.samples()[0], worst - each.begin());
    QVERIFY(panel.findChild<QComboBox*>()->isHidden());
  }
};

PELLUCID_WINDOW_TEST(tst_worst_panel, TestWorstPanel)
#include "tst_worst_panel.moc"

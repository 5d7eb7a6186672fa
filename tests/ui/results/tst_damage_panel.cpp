// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/damage_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/results/damage_view.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestDamagePanel : public QObject {
  Q_OBJECT

 private slots:
  void measuresWhenItIsToldTo() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    DamagePanel panel(seen.results);
    panel.show();
    QVERIFY(seen.at(run.next(12)));
    auto* measure = panel.findChild<QPushButton*>();
    QVERIFY(measure->isEnabled());
    QVERIFY(!panel.study());
    measure->click();
    QTRY_VERIFY(panel.study());
    const DamageStudy& study = *panel.study();
    const Moment& moment = *seen.results.moment();
    QCOMPARE(study.dataset, moment.dataset);
    for (std::size_t kind = 0; kind < kDamages.size(); ++kind) {
      const auto curve = engine::damageCurve(moment.network(), moment.weights(), moment.experiment().training,
                                             *moment.dataset, kDamages[kind], kDamageSamples);
      QVERIFY(curve);
      QCOMPARE(study.curves[kind].accuracies, curve->accuracies);
      // Without damage all kinds agree, and match the look.
      engine::Index right = 0;
      for (engine::Index n = 0; n < curve->samples; ++n)
        right += seen.look().answers.each[static_cast<std::size_t>(n)].isRight();
      QCOMPARE(study.curves[kind].accuracies[0], double(right) / double(curve->samples));
      const engine::SampleAnswer& answer = seen.look().answers.each[static_cast<std::size_t>(study.sample)];
      QCOMPARE(study.images[kind][0].answered, engine::Index(answer.answered));
      QVERIFY(std::abs(study.images[kind][0].certainty - double(answer.certainty)) < 1e-5);
      QVERIFY(!study.images[kind][3].picture.isNull());
    }
    auto* view = panel.findChild<DamageView*>();
    QVERIFY(view->words().startsWith("as it is: " + percentText(study.curves[0].accuracies[0]) + "; σ 0.1"));
    panel.findChild<SegmentedControl*>()->setCurrentIndex(2);
    QVERIFY(view->words().contains("by 1 pixel: " + percentText(study.curves[2].accuracies[1])) ||
            view->words().contains("by 1 pixel(s): " + percentText(study.curves[2].accuracies[1])));
    QVERIFY(!view->grab().isNull());
  }

  /// The canvas then shows what the network was given.
  void aDamagedImageGoesToTheCanvas() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    DamagePanel panel(seen.results);
    panel.resize(900, 240);
    panel.show();
    QVERIFY(seen.at(run.next(12)));
    panel.findChild<QPushButton*>()->click();
    QTRY_VERIFY(panel.study());
    auto* view = panel.findChild<DamageView*>();
    std::vector<engine::Vector> wanted;
    connect(&panel, &DamagePanel::imageWanted, view,
            [&wanted](const engine::Vector& values) { wanted.push_back(values); });
    QCOMPARE(view->accessibleDescription(),
             QString("Image 1 of %1: as it is. Enter shows it on the canvas.").arg(engine::kDamageAmounts));
    panel.findChild<SegmentedControl*>()->setCurrentIndex(1);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Right);
    QTest::keyClick(view, Qt::Key_Right);
    QCOMPARE(view->accessibleDescription(),
             QString("Image 3 of %1: σ %2 pixels. Enter shows it on the canvas.")
                 .arg(engine::kDamageAmounts)
                 .arg(engine::damageAmounts(engine::Damage::Blur)[2]));
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1U);
    const Moment& moment = *seen.results.moment();
    const engine::Dataset& data = *moment.dataset;
    engine::Matrix image = engine::sample(data.test, data.inputs(), panel.study()->sample);
    engine::unscale(data.scaling.inputs, image);
    const engine::Vector expected =
        engine::damaged(image.col(0), data.shape, engine::Damage::Blur,
                        engine::damageAmounts(engine::Damage::Blur)[2], 1, panel.study()->sample);
    QCOMPARE(wanted[0].size(), expected.size());
    QVERIFY(wanted[0] == expected);
    // All images by mouse, and nothing elsewhere.
    int clicks = 0;
    for (int x = 0; x < view->width(); x += 4)
      QTest::mouseClick(view, Qt::LeftButton, {},
                        {x, view->height() - 2 * view->fontMetrics().height() - 20});
    std::vector<engine::Vector> apart;
    for (const engine::Vector& values : wanted)
      if (apart.empty() || !(apart.back() == values)) apart.push_back(values), ++clicks;
    QCOMPARE(clicks, 1 + int(engine::kDamageAmounts));
    wanted.clear();
    QTest::mouseClick(view, Qt::LeftButton, {}, {view->width() / 2, view->fontMetrics().height()});
    QVERIFY(wanted.empty());
  }

  /// Measurements of another run say nothing about this one, and the pictures' sample is named.
  void anotherRunForgetsIt() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    DamagePanel panel(seen.results);
    panel.show();
    const auto says = [&panel](const QString& text) {
      for (const auto* label : panel.findChildren<QLabel*>())
        if (label->text().contains(text)) return true;
      return false;
    };
    QVERIFY(says("can be measured here"));
    const MomentPtr moment = run.next(2);
    QVERIFY(seen.at(moment));
    panel.findChild<QPushButton*>()->click();
    QTRY_VERIFY(panel.study());
    QVERIFY(says(QStringLiteral("Pictured is #%1.").arg(panel.study()->sample)));
    QVERIFY(seen.at(run.next(1)));
    QVERIFY(panel.study());
    Moment other = *moment;
    auto snapshot = std::make_shared<engine::Snapshot>(*other.snapshot);
    snapshot->run += 1;
    other.snapshot = snapshot;
    QVERIFY(seen.at(tests::share(std::move(other))));
    QVERIFY(!panel.study());
  }

  void onlyImagesWithClassesCanBeDamaged() {
    engine::Dataset data = *tests::syntheticDataset();
    QVERIFY(canBeDamaged(data));
    data.shape = engine::flatShape(data.inputs());
    QVERIFY(!canBeDamaged(data));
  }
};

PELLUCID_WINDOW_TEST(tst_damage_panel, TestDamagePanel)
#include "tst_damage_panel.moc"

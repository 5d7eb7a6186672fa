// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the transfer lab, seeded: presets, settings, arms that are watched, frozen on the way and
// measured. After each of its states nothing is cut off or painted over something else, the cards' shares,
// counts and drifts are what plain loops compute of the weights that they show, and the table's figures are
// those of the curves. PELLUCID_THOROUGH walks through 600 states.
#include <QLabel>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>

#include "app/composition.h"
#include "engine/base/random.h"
#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/shown_numbers.h"
#include "tests/support/walk_log.h"
#include "tests/support/window_places.h"
#include "tests/support/window_test.h"
#include "ui/theme/style.h"
#include "ui/transfer/live_view.h"
#include "ui/transfer/network_card.h"
#include "ui/transfer/transfer_choices.h"

namespace {

using namespace pellucid;
using engine::Index;
using ui::ActionId;

/// The percentage that a plain network gets right.
double plainAccuracy(const engine::NetworkSpec& spec, const engine::Vector& weights,
                     const engine::Split& test, Index inputs) {
  tests::NaiveNetwork network = tests::naiveNetwork(spec, inputs, weights);
  std::vector<tests::NaiveSample> batch;
  for (Index n = 0; n < test.size(); ++n) {
    const engine::Vector x = engine::sample(test, inputs, n);
    batch.push_back({.x = {x.begin(), x.end()}, .label = test.labels[static_cast<std::size_t>(n)]});
  }
  network.forward(batch);
  return 100 * network.accuracy(batch);
}

/// ‖W − W_source‖ / ‖W_source‖.
double plainDrift(const tests::Numbers& now, const tests::Numbers& source) {
  double moved = 0;
  double size = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    moved += (now[i] - source[i]) * (now[i] - source[i]);
    size += source[i] * source[i];
  }
  return std::sqrt(moved / size);
}

double plainMedian(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// Whether "97.3 %" is `percent`.
bool isPercent(const QString& text, double percent) {
  const QString number = text.section(QChar(0x202F), 0, 0);
  return tests::isRounded(number, percent);
}

class LabWalkTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void everyStateOfTheLabTellsTheTruth();

 private:
  QString doSomething(engine::Random& random);
  QString askForSomething(engine::Random& random);
  /// With a preset, a step takes longer than all others together.
  bool hasSmallSource() { return choices().choice().design.model != nullptr; }
  void settle();
  QStringList complaints();
  void checkCards(QStringList& found);
  void checkArm(QStringList& found, const ui::NetworkCard& card, std::size_t arm);
  void checkTable(QStringList& found);
  ui::LiveView& live() { return *m_program->transfer().findChild<ui::LiveView*>(); }
  ui::TransferChoices& choices() { return *m_program->transfer().findChild<ui::TransferChoices*>(); }

  std::unique_ptr<app::Composition> m_program;
  int m_compared = 0;  ///< compared values
};

void LabWalkTest::init() {
  QApplication::setStyle(new ui::Style);  // it determines how much room there is
  m_program = std::make_unique<app::Composition>(engine::DataLocations{});
  engine::Experiment experiment;
  experiment.data.name = "gauss,samples=80";
  experiment.network.layers = {engine::dense(6, engine::Activation::Tanh),
                               engine::dense(4, engine::Activation::Tanh),
                               engine::dense(2, engine::Activation::Softmax)};
  m_program->files().begin(experiment);
  m_program->window().resize(1366, 740);
  m_program->window().show();
  QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment() != nullptr, tests::kPatienceMs);
  m_program->actions()[ActionId::TransferNetwork].trigger();
  engine::Random random(5, "first");
  (void)askForSomething(random);
}

void LabWalkTest::settle() {
  QTRY_VERIFY_WITH_TIMEOUT(live().arms().isResting() && !m_program->transfer().worker().isRunning(),
                           tests::kPatienceMs);
  constexpr int kRounds = 4;  // a changed layout may change those around it
  for (int i = 0; i < kRounds; ++i) QCoreApplication::processEvents();
}

/// Chooses other settings, with the window's network as the source.
QString LabWalkTest::askForSomething(engine::Random& random) {
  constexpr std::array kData = {"gauss,samples=60", "xor-gate", "spiral,samples=60", "circle,samples=60"};
  constexpr std::array kArms = {"scratch,frozen,half,finetune", "frozen,finetune", "scratch,lock:1+2,half",
                                "scratch,frozen,half,finetune,lock:2"};
  const auto one = [&](const auto& of) { return of[static_cast<std::size_t>(random.below(of.size()))]; };
  engine::TransferDesign design = choices().choice().design;
  design.data = one(kData);
  design.arms = one(kArms);
  design.samples = random.below(2) == 0 ? std::vector<Index>{1} : std::vector<Index>{1, 2};
  design.seeds = 1 + random.below(3);
  design.steps = 5 * (1 + static_cast<std::int64_t>(random.below(4)));
  design.isHeadNew = random.below(2) == 0;
  choices().restore(design);
  live().prepare(1);
  return QStringLiteral("ask for %1 in %2 steps, arms %3")
      .arg(QString::fromStdString(design.data))
      .arg(design.steps)
      .arg(QString::fromStdString(design.arms));
}

QString LabWalkTest::doSomething(engine::Random& random) {
  auto* pages = m_program->transfer().findChild<QTabBar*>();
  switch (random.below(10)) {
    case 0: {
      constexpr std::array kSizes = {QSize(1024, 670), QSize(1366, 740), QSize(1908, 1036)};
      constexpr std::array kScaled = {QSize(911, 470), QSize(1280, 680)};
      const bool isScaled = m_program->window().devicePixelRatioF() > 1;
      const QSize size = isScaled ? kScaled[static_cast<std::size_t>(random.below(kScaled.size()))]
                                  : kSizes[static_cast<std::size_t>(random.below(kSizes.size()))];
      m_program->window().resize(size);
      return QStringLiteral("%1 wide").arg(size.width());
    }
    case 1:
      m_program->actions()[ActionId::DarkTheme].trigger();
      return QStringLiteral("dark or light");
    case 2:
    case 3:
      m_program->actions()[ActionId::ShowNetwork].trigger();
      m_program->actions()[ActionId::TransferNetwork].trigger();  // its source may be a preset's now
      return askForSomething(random);
    case 4:
      pages->setCurrentIndex(0);
      live().step();
      return QStringLiteral("step");
    case 5:
    case 6:
      if (!hasSmallSource()) return QStringLiteral("a large source");
      pages->setCurrentIndex(0);
      live().arms().setSpeed(0);
      live().play();
      return QStringLiteral("play");
    case 7: {
      if (live().cards().size() < 2) return QStringLiteral("no arm");
      const std::size_t arm = 1 + static_cast<std::size_t>(random.below(live().cards().size() - 1));
      QToolButton* padlock = live().cards()[arm]->padlock(static_cast<std::size_t>(random.below(3)));
      padlock->click();
      return QStringLiteral("turn %1").arg(padlock->accessibleName());
    }
    case 8: {
      auto* preset = choices().findChild<QComboBox*>();
      preset->setCurrentIndex(
          static_cast<int>(random.below(static_cast<std::uint64_t>(preset->count() - 1))));
      return QStringLiteral("preset %1").arg(preset->currentText());
    }
    default:
      if (!hasSmallSource()) return QStringLiteral("a large source");
      pages->setCurrentIndex(1);
      m_program->transfer().run();
      return QStringLiteral("measure");
  }
}

void LabWalkTest::checkArm(QStringList& found, const ui::NetworkCard& card, std::size_t arm) {
  const engine::RacePicture& picture = *live().arms().picture();
  const engine::RacePicture::Arm& of = picture.arms[arm];
  const engine::TransferTask& task = *picture.task;
  const Index inputs = task.target->inputs();
  // Its figures may belong to an earlier step, and plain loops are too slow for images.
  if (of.points.back().step != picture.step || of.hasDiverged || task.target->shape.isImage()) return;
  const auto complain = [&](const QString& what, const QString& shown, double value) {
    found << QStringLiteral("arm %1: %2 is shown as %3 and is %4")
                 .arg(QString::fromStdString(of.name), what, shown)
                 .arg(value, 0, 'g', 9);
  };
  const tests::NaiveNetwork now = tests::naiveNetwork(task.network, inputs, of.weights);
  const tests::NaiveNetwork source = tests::naiveNetwork(task.source.network, inputs, task.source.weights);
  std::size_t trainable = 0;
  for (std::size_t layer = 0; layer < now.layers.size(); ++layer)
    if (!of.frozen[layer]) trainable += now.layers[layer].weight.size() + now.layers[layer].bias.size();
  std::vector<double> drifts;
  for (std::size_t layer = 0; layer < now.layers.size(); ++layer)
    if (task.fits[layer].fits)
      drifts.push_back(plainDrift(now.layers[layer].weight, source.layers[layer].weight));

  std::size_t drift = 0;
  for (const auto* label : card.findChildren<QLabel*>()) {
    const QString text = label->text();
    if (text.startsWith("drift ")) {
      if (drift >= drifts.size() || !tests::isRounded(text.mid(6), drifts[drift]))
        complain(QStringLiteral("drift %1").arg(drift), text, drift < drifts.size() ? drifts[drift] : NAN);
      ++drift;
    } else if (text.startsWith("source ")) {
      const QString count = text.section('\n', 1, 1).section(' ', 0, 0);
      if (tests::numberOf(count) != static_cast<double>(trainable))
        complain(QStringLiteral("what is trainable"), count, static_cast<double>(trainable));
    } else if (label->toolTip().startsWith("Share of right answers")) {
      const double share = plainAccuracy(task.network, of.weights, task.target->test, inputs);
      if (!isPercent(text, share)) complain(QStringLiteral("the share of right answers"), text, share);
    } else {
      continue;
    }
    ++m_compared;
  }
  if (drift != drifts.size())
    complain(QStringLiteral("drifts"), QString::number(drift), double(drifts.size()));
}

void LabWalkTest::checkCards(QStringList& found) {
  if (live().arms().picture() == nullptr || !live().isVisible()) return;
  const auto& cards = live().cards();
  for (std::size_t arm = 0; arm + 1 < cards.size(); ++arm) checkArm(found, *cards[arm + 1], arm);
}

/// The accuracy columns, from the curves' last points.
void LabWalkTest::checkTable(QStringList& found) {
  const auto* table = m_program->transfer().findChild<QTableWidget*>();
  const auto percent = [](double share) { return QString::number(100 * share, 'f', 1); };
  for (int row = 0; row < table->rowCount(); ++row) {
    const QString samples = table->item(row, 0)->text();
    const QString arm = table->item(row, 1)->text();
    std::vector<double> last;
    for (const engine::ArmCurve& curve : m_program->transfer().worker().curves())
      if (QString::fromStdString(curve.arm) == arm && QString::number(curve.samplesPerClass) == samples)
        last.push_back(curve.points.back().targetAccuracy);
    const QString median = percent(plainMedian(last));
    const QString range =
        percent(std::ranges::min(last)) + QStringLiteral(" – ") + percent(std::ranges::max(last));
    if (table->item(row, 2)->text() != median || table->item(row, 3)->text() != range)
      found << QStringLiteral("%1 with %2 samples is shown as %3 (%4) and is %5 (%6)")
                   .arg(arm, samples, table->item(row, 2)->text(), table->item(row, 3)->text(), median,
                        range);
    m_compared += 2;
  }
}

QStringList LabWalkTest::complaints() {
  QStringList found = tests::misplaced(m_program->window());
  checkCards(found);
  checkTable(found);
  return found;
}

void LabWalkTest::everyStateOfTheLabTellsTheTruth() {
  const bool isScaled = m_program->window().devicePixelRatioF() > 1;
  const int states = qEnvironmentVariableIsSet("PELLUCID_THOROUGH") ? 600 : isScaled ? 30 : 60;
  engine::Random random(5, "lab");
  tests::WalkLog log;
  for (int i = 0; i < states; ++i) {
    log.did(doSomething(random));
    settle();
    log.note(
        complaints(), [this] { return complaints(); }, [](const QString&) { return false; });
  }
  QCOMPARE(log.complaints(), 0);
  QVERIFY2(m_compared > states, qPrintable(QStringLiteral("%1 numbers were compared").arg(m_compared)));
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_lab_walk, LabWalkTest)
#include "tst_lab_walk.moc"

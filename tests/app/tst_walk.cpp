// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the window as users go, seeded: after each of its states nothing is cut off, nothing lies
// over another, nothing has moved because a number beside it has changed, and the numbers that are shown are
// those that plain loops compute from weights and samples. PELLUCID_THOROUGH walks through 2,000 states.
#include <QLabel>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "engine/base/random.h"
#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/shown_arithmetic.h"
#include "tests/support/shown_numbers.h"
#include "tests/support/text_recorder.h"
#include "tests/support/walk_log.h"
#include "tests/support/window_places.h"
#include "tests/support/window_test.h"
#include "ui/document/stack_edits.h"
#include "ui/theme/style.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using engine::Index;
using tests::isRounded;
using ui::ActionId;

/// The weight after one update, by the textbook; nothing of other optimizers.
std::optional<double> updated(const engine::TrainingSpec& training, double w, double g, double first,
                              double second, std::int64_t updates) {
  constexpr double kMomentum = 0.9;
  constexpr double kBeta1 = 0.9;
  constexpr double kBeta2 = 0.999;
  constexpr double kEpsilon = 1e-8;
  const auto t = static_cast<double>(updates + 1);
  switch (training.optimizer) {
    case engine::Optimizer::Sgd:
      return w - training.learningRate * g;
    case engine::Optimizer::Momentum:
      return w - training.learningRate * (kMomentum * first + g);
    case engine::Optimizer::Adam: {
      const double m = (kBeta1 * first + (1 - kBeta1) * g) / (1 - std::pow(kBeta1, t));
      const double s = (kBeta2 * second + (1 - kBeta2) * g * g) / (1 - std::pow(kBeta2, t));
      return w - training.learningRate * m / (std::sqrt(s) + kEpsilon);
    }
    default:
      return std::nullopt;
  }
}

ui::Target targetOf(const engine::Split& split, Index n) {
  if (split.targets.size() > 0) return {.numbers = split.targets.col(n)};
  return {.label = split.labels[static_cast<std::size_t>(n)]};
}

class WalkTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void everyStateTellsTheTruthAndStandsStill();

 private:
  /// What a user does next; its name, for messages. `changesNumbersAlone` where nothing else may move.
  QString doSomething(engine::Random& random, bool& changesNumbersAlone);
  void settle();
  QStringList complaints();
  void checkCanvas(QStringList& found, const tests::NaiveNetwork& network, bool isTold);
  void checkAnswer(QStringList& found, const tests::NaiveNetwork& network);
  void checkFigures(QStringList& found, tests::NaiveNetwork& network);
  void checkArithmetic(QStringList& found);
  /// What is explained, by plain loops.
  tests::PlainPass plainPass();
  /// A sample with what these outputs should be.
  tests::NaiveSample plainSample(const engine::Vector& x, const ui::Target& target);
  QString chooseSomePlace(engine::Random& random, std::size_t layer);

  std::unique_ptr<app::Composition> m_program;
  QSize m_room;          ///< that the window was given
  int m_arithmetic = 0;  ///< numbers of it that were compared
};

void WalkTest::init() {
  QApplication::setStyle(new ui::Style);  // which decides what there is room for
  m_program = std::make_unique<app::Composition>(engine::DataLocations{});
  engine::Experiment experiment;
  experiment.data.name = "xor-gate";
  experiment.network.layers = {engine::dense(3, engine::Activation::Tanh),
                               engine::dense(2, engine::Activation::Softmax)};
  experiment.training.labelSmoothing = 0.05;
  m_program->files().begin(experiment);
  m_room = {1366, 740};
  m_program->window().resize(m_room);
  m_program->window().show();
  settle();
}

void WalkTest::settle() {
  QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment() != nullptr && m_program->run().isResting() &&
                               !m_program->run().isStale() && !m_program->player().isTracing() &&
                               !m_program->player().isAwaitingStep(),
                           tests::kPatienceMs);
  constexpr int kRounds = 4;  // a layout that has changed may change those around it
  for (int i = 0; i < kRounds; ++i) QCoreApplication::processEvents();
}

QString WalkTest::doSomething(engine::Random& random, bool& changesNumbersAlone) {
  changesNumbersAlone = false;
  ui::Document& document = m_program->document();
  const auto press = [&](ActionId id) {
    if (m_program->actions()[id].isEnabled()) m_program->actions()[id].trigger();
    return m_program->actions()[id].text();
  };
  const auto hidden = static_cast<std::size_t>(random.below(document.experiment().network.layers.size()));
  switch (random.below(27)) {
    case 0:
    case 1:
    case 2:
      // The first step brings the first training values, and the first edge of an epoch its mark.
      changesNumbersAlone =
          m_program->run().moment()->snapshot->state.step > 0 && !m_program->player().isActive();
      return press(ActionId::Step);
    case 3:
      return press(ActionId::NextSample);
    case 4:
      return press(ActionId::PreviousSample);
    case 5:
      return press(ActionId::ShowGradients);
    case 6:
      return press(ActionId::SlowMotion);
    case 7:
      return press(ActionId::StepForward);
    case 8:
      m_program->selection().setLayer(hidden);
      return QStringLiteral("select layer %1").arg(hidden + 1);
    case 9:
      if (hidden + 1 == document.experiment().network.layers.size()) {
        (void)ui::edit::insertLayer(document, hidden, engine::LayerKind::Dense);
        return QStringLiteral("add a layer");
      }
      (void)ui::edit::setUnits(document, hidden, 1 + static_cast<Index>(random.below(8)));
      return QStringLiteral("other units");
    case 10:
      return press(ActionId::RemoveLayer);
    case 11: {
      constexpr std::array kData = {
          "xor-gate", "and", "spiral,samples=100", "by-hand", "plane,samples=60", "gauss,samples=80"};
      const char* name = kData[static_cast<std::size_t>(random.below(kData.size()))];
      emit m_program->messages().datasetWanted(QString::fromLatin1(name));
      (void)QTest::qWaitFor([&] { return document.experiment().data.name == name; }, tests::kPatienceMs);
      return QString::fromLatin1(name);
    }
    case 12: {
      // Of screens of 1024×700, 1366×768 and 1920×1080; a scale leaves them fewer of the program's pixels.
      constexpr std::array kSizes = {QSize(1024, 670), QSize(1366, 740), QSize(1908, 1036)};
      constexpr std::array kScaled = {QSize(911, 470), QSize(1280, 680)};
      const bool isScaled = m_program->window().devicePixelRatioF() > 1;
      const QSize size = isScaled ? kScaled[static_cast<std::size_t>(random.below(kScaled.size()))]
                                  : kSizes[static_cast<std::size_t>(random.below(kSizes.size()))];
      // As the window does where its screen has no room for both columns.
      constexpr int kBothColumns = 1000;
      if (size.width() < kBothColumns && m_program->actions()[ActionId::LeftColumn].isChecked())
        m_program->actions()[ActionId::RightColumn].setChecked(false);
      settle();
      m_room = size;
      m_program->window().resize(size);
      return QStringLiteral("%1 wide").arg(size.width());
    }
    case 13:
      changesNumbersAlone = true;  // not even that
      return press(ActionId::DarkTheme);
    case 14: {
      engine::Vector values = m_program->selection().input().values;
      values[static_cast<Index>(random.below(static_cast<std::uint64_t>(values.size())))] =
          static_cast<engine::Scalar>(random.uniform());
      if (m_program->canvas().hasNumbersIn()) emit m_program->canvas().inputSet(values);
      return QStringLiteral("own input");
    }
    case 15:
      return press(ActionId::Undo);
    case 16:
      return press(ActionId::Redo);
    case 17:
    case 18:
    case 19:
      return chooseSomePlace(random, hidden);
    case 20: {
      const ui::Moment& moment = *m_program->run().moment();
      if (!moment.dataset->hasClasses() || !m_program->selection().input().target) return {};
      const auto label = static_cast<std::uint8_t>(random.below(moment.dataset->classNames.size()));
      emit m_program->samples().targetChosen({.label = label});
      return QStringLiteral("target %1").arg(label);
    }
    case 21: {
      constexpr std::array kRules = {engine::Optimizer::Sgd, engine::Optimizer::Momentum,
                                     engine::Optimizer::Adam};
      (void)ui::edit::setOptimizer(document, kRules[static_cast<std::size_t>(random.below(kRules.size()))]);
      return QStringLiteral("another optimizer");
    }
    case 22:
      return press(ActionId::FreezeLayer);
    case 23:
      return press(ActionId::LeftColumn);
    case 24:
      return press(ActionId::RightColumn);
    case 25: {
      auto* panel = m_program->window().findChild<ui::SettingsPanel*>();
      QStringList open;
      for (const char* group : {"steps", "rate", "penalties", "clipping", "batches", "weights", "stopping"})
        if (random.below(2) == 0) open << QString::fromLatin1(group);
      panel->setOpenGroups(open);
      m_program->window().workspaces().reveal(app::panel_id::kTraining);
      return QStringLiteral("open ") + open.join(QLatin1Char('+'));
    }
    default:
      (void)ui::edit::setLearningRate(document, 0.001 * static_cast<double>(1 + random.below(300)));
      return QStringLiteral("another learning rate");
  }
}

QString WalkTest::chooseSomePlace(engine::Random& random, std::size_t layer) {
  const engine::Layer& of = m_program->run().moment()->network().layer(layer);
  const auto below = [&](Index count) {
    return static_cast<Index>(random.below(static_cast<std::uint64_t>(count)));
  };
  const Index unit = below(of.outputs());
  // Of the layer's inputs, or one behind them for the unit itself, and one more for its bias.
  const Index from = below(of.inputs() + 2);
  if (from == of.inputs())
    m_program->selection().setUnit(ui::UnitPlace{.layer = layer, .unit = unit});
  else
    m_program->selection().setPlace(
        ui::Place{.layer = layer, .unit = unit, .from = from > of.inputs() ? ui::Place::kBias : from});
  m_program->window().workspaces().reveal(app::panel_id::kArithmetic);
  return QStringLiteral("look at unit %1 of layer %2, from %3").arg(unit).arg(layer).arg(from);
}

/// z and a of every unit that is a card.
void WalkTest::checkCanvas(QStringList& found, const tests::NaiveNetwork& network, bool isTold) {
  ui::NetworkCanvas& canvas = m_program->canvas();
  tests::TextRecorder painted(canvas.size());
  canvas.render(&painted);
  const auto& layers = canvas.canvasLayout().layers;
  for (std::size_t layer = 0; layer < layers.size(); ++layer)
    for (Index unit = 0; layers[layer].areCards && unit < layers[layer].units; ++unit) {
      const QRectF card = layers[layer].unitRect(unit);
      QString quantity;
      for (const auto& [text, place, box] : painted.placedTexts()) {
        if (!card.contains(place)) continue;
        const bool isName = text == "z" || text == "a";
        const auto of = std::exchange(quantity, isName ? text : QString());
        // In slow motion, what the signal has not reached is a dash.
        if (of.isEmpty() || (isTold && text == QStringLiteral("—"))) continue;
        const auto& values = of == "z" ? network.layers[layer].z[0] : network.layers[layer].a[0];
        const double value = values[static_cast<std::size_t>(unit)];
        if (!isRounded(text, value))
          found << QStringLiteral("layer %1, unit %2: %3 is shown as %4 and is %5")
                       .arg(layer + 1)
                       .arg(unit + 1)
                       .arg(of, text)
                       .arg(value, 0, 'g', 9);
      }
    }
}

/// "The network says 1 (73.5 %)".
void WalkTest::checkAnswer(QStringList& found, const tests::NaiveNetwork& network) {
  const ui::Moment& moment = *m_program->run().moment();
  const auto& outputs = network.layers.back().a[0];
  if (!moment.dataset->hasClasses() || outputs.size() < 2 ||
      network.layers.back().activation != engine::Activation::Softmax)
    return;
  static const QRegularExpression kAnswer(
      QStringLiteral("^The network says (.+) \\((>?)\\s*([0-9.]+).*%\\)"));
  for (const auto* label : m_program->window().findChildren<QLabel*>()) {
    const auto match = kAnswer.match(label->text());
    if (!label->isVisible() || !match.hasMatch()) continue;
    const auto best = std::max_element(outputs.begin(), outputs.end());
    const auto& name = moment.dataset->classNames[static_cast<std::size_t>(best - outputs.begin())];
    const double shown = match.captured(3).toDouble();
    const bool isRight =
        match.captured(2).isEmpty() ? std::abs(shown - 100 * *best) <= 0.0501 : 100 * *best > shown;
    const bool isTie = std::count_if(outputs.begin(), outputs.end(),
                                     [&](double other) { return std::abs(other - *best) < 1e-6; }) > 1;
    if ((match.captured(1).toStdString() != name && !isTie) || !isRight)
      found << QStringLiteral("\"%1\", but it is %2 with %3")
                   .arg(label->text(), QString::fromStdString(name))
                   .arg(*best);
  }
}

/// The test's loss and accuracy, in the head of the window and beside the curves.
void WalkTest::checkFigures(QStringList& found, tests::NaiveNetwork& network) {
  const ui::Moment& moment = *m_program->run().moment();
  const engine::Snapshot& now = *moment.snapshot;
  if (!now.test || now.test->step != now.state.step) return;
  const engine::Split& test = moment.dataset->test;
  const engine::Loss loss = moment.experiment().training.loss;
  std::vector<tests::NaiveSample> batch;
  for (Index n = 0; n < test.size(); ++n)
    batch.push_back(plainSample(engine::sample(test, moment.dataset->inputs(), n), targetOf(test, n)));
  network.forward(batch);
  const double mean = network.loss(loss, batch);
  QStringList shown;
  static const QRegularExpression kLoss(QStringLiteral("test ([0-9.e\u2212,]+)$"));
  for (const auto* label : m_program->window().findChildren<QLabel*>()) {
    const auto match = kLoss.match(label->text());
    if (label->isVisible() && label->text().startsWith("loss:") && match.hasMatch())
      shown << match.captured(1);
  }
  for (const QString& text : shown)
    if (!isRounded(text, mean))
      found << QStringLiteral("the test loss is shown as %1 and is %2").arg(text).arg(mean, 0, 'g', 9);
}

tests::NaiveSample WalkTest::plainSample(const engine::Vector& x, const ui::Target& target) {
  const engine::Experiment& experiment = m_program->run().moment()->experiment();
  const auto outputs = static_cast<std::size_t>(m_program->run().moment()->network().outputs());
  tests::NaiveSample sample{.x = {x.begin(), x.end()}};
  if (!target.label) {
    sample.y = {target.numbers.begin(), target.numbers.end()};
    return sample;
  }
  // One output tells two classes apart: 0 and 1, or −1 and 1 where it can be so and no logarithm is taken.
  const engine::Loss loss = experiment.training.loss;
  const engine::Activation last = experiment.network.layers.back().activation;
  const bool isBipolar = loss == engine::Loss::Hinge ||
                         (outputs == 1 && loss != engine::Loss::BinaryCrossEntropy &&
                          (last == engine::Activation::Linear || last == engine::Activation::Tanh));
  sample.y.assign(outputs, isBipolar ? -1 : 0);
  if (outputs > 1 || *target.label == 1) sample.y[outputs > 1 ? *target.label : 0] = 1;
  const double smoothing = experiment.training.labelSmoothing;
  for (double& y : sample.y)
    if (smoothing > 0) y = (1 - smoothing) * y + smoothing / static_cast<double>(outputs == 1 ? 2 : outputs);
  return sample;
}

tests::PlainPass WalkTest::plainPass() {
  const ui::Moment& moment = *m_program->run().moment();
  const engine::TrainingSpec& training = moment.experiment().training;
  const auto step = m_program->player().view();
  tests::PlainPass pass;
  const engine::Vector& weights = step ? step->trace->before.weights : moment.weights();
  pass.sample = tests::naiveNetwork(moment.experiment().network, moment.dataset->inputs(), weights);
  const engine::Split& train = moment.dataset->train;
  const auto trainSample = [&](Index n) {
    return plainSample(engine::sample(train, moment.dataset->inputs(), n), targetOf(train, n));
  };
  const ui::Input& input = moment.input;
  const ui::Target known{.label = input.target, .numbers = input.numbers};
  const ui::Target& wanted = input.hasChosenTarget() ? input.chosen : known;
  const tests::NaiveSample sample =
      step ? trainSample(step->trainIndex()) : plainSample(input.values, wanted);
  pass.hasTarget = !sample.y.empty();
  pass.target = sample.y;
  pass.sample.forward({sample});
  if (pass.hasTarget) {
    pass.sample.backward(training.loss, {sample});
    pass.loss = pass.sample.loss(training.loss, {sample});
  }
  if (!step) return pass;

  std::vector<tests::NaiveSample> batch;
  for (const std::uint32_t n : step->trace->samples) batch.push_back(trainSample(n));
  tests::NaiveNetwork all = pass.sample;
  all.forward(batch);
  all.backward(training.loss, batch);
  pass.batchGradient = all.gradient();
  tests::Numbers after = all.parameters();
  const engine::OptimizerState& memory = step->trace->before.optimizer;
  std::size_t at = 0;
  for (std::size_t layer = 0; layer < all.layers.size(); ++layer) {
    const std::size_t end = at + all.layers[layer].weight.size() + all.layers[layer].bias.size();
    for (; at < end; ++at) {
      const auto i = static_cast<Index>(at);
      const double g = (*pass.batchGradient)[at];
      const auto next = updated(training, after[at], g, memory.first.size() > 0 ? memory.first[i] : 0,
                                memory.second.size() > 0 ? memory.second[i] : 0, memory.updates[layer]);
      if (!all.layers[layer].frozen) after[at] = next.value_or(NAN);
    }
  }
  pass.after = after;
  return pass;
}

void WalkTest::checkArithmetic(QStringList& found) {
  const auto* panel = m_program->window().findChild<ui::ArithmeticPanel*>();
  const auto& place = m_program->selection().place();
  if (!panel->view().isVisible() || !place) return;
  found << tests::wrongRows(panel->view().rows(), plainPass(), *place, m_arithmetic);
}

QStringList WalkTest::complaints() {
  QStringList found = tests::misplaced(m_program->window());
  const ui::Moment& moment = *m_program->run().moment();
  tests::NaiveNetwork network =
      tests::naiveNetwork(moment.experiment().network, moment.dataset->inputs(), moment.weights());
  const engine::Vector& values = moment.input.values;
  network.forward({{.x = {values.begin(), values.end()}}});
  const auto step = m_program->player().view();
  checkCanvas(found, network, step.has_value());
  if (!step) checkAnswer(found, network);
  if (const QSize size = m_program->window().size(); size.boundedTo(m_room) != size)
    found << QStringLiteral("the window is %1×%2").arg(size.width()).arg(size.height());
  checkFigures(found, network);
  checkArithmetic(found);
  return found;
}

void WalkTest::everyStateTellsTheTruthAndStandsStill() {
  const bool isScaled = m_program->window().devicePixelRatioF() > 1;
  const int states = qEnvironmentVariableIsSet("PELLUCID_THOROUGH") ? 2000 : isScaled ? 60 : 120;
  engine::Random random(11, "walk");
  tests::WalkLog log;
  for (int i = 0; i < states; ++i) {
    bool changesNumbersAlone = false;
    const auto before = tests::places(m_program->window());
    log.did(doSomething(random, changesNumbersAlone));
    settle();
    QStringList found = complaints();
    if (changesNumbersAlone)
      for (const auto& [widget, place] : tests::places(m_program->window()))
        if (const auto was = before.find(widget);
            was != before.end() && was->second != place &&
            // A text may take the room that is kept for it.
            (qobject_cast<const QLabel*>(widget) == nullptr || was->second.topLeft() != place.topLeft()))
          found << QStringLiteral("%1 has moved").arg(tests::nameOf(*widget));
    log.note(
        found, [this] { return complaints(); }, [](const QString& one) { return one.endsWith("has moved"); });
  }
  QCOMPARE(log.complaints(), 0);
  QVERIFY2(m_arithmetic > states, "the arithmetic was shown and compared");
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_walk, WalkTest)
#include "tst_walk.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the window as users go, seeded: after each of its states nothing is cut off, nothing lies
// over another, nothing has moved because a number beside it has changed, and the numbers that are shown are
// those that plain loops compute from weights and samples. PELLUCID_THOROUGH walks through 2,000 states.
#include <QLabel>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "engine/base/random.h"
#include "tests/support/idx_files.h"
#include "tests/support/layer_pass.h"
#include "tests/support/moments.h"
#include "tests/support/patience.h"
#include "tests/support/shown_arithmetic.h"
#include "tests/support/shown_numbers.h"
#include "tests/support/text_recorder.h"
#include "tests/support/walk_log.h"
#include "tests/support/window_places.h"
#include "tests/support/window_test.h"
#include "ui/canvas/hover_card.h"
#include "ui/document/layer_edits.h"
#include "ui/document/stack_edits.h"
#include "ui/theme/style.h"
#include "ui/widgets/engine_names.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using engine::Index;
using tests::isRounded;
using ui::ActionId;

class WalkTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void everyStateTellsTheTruthAndStandsStill_data();
  void everyStateTellsTheTruthAndStandsStill();

 private:
  /// A user's next action; returns its name for messages. `changesNumbersAlone` is set if nothing else may
  /// move.
  QString doSomething(engine::Random& random, bool& changesNumbersAlone);
  void settle();
  QStringList complaints();
  void checkCanvas(QStringList& found, const tests::PlainPass& pass, bool isTold);
  void checkCards(QStringList& found, const tests::PlainPass& pass);
  void checkAnswer(QStringList& found, const tests::PlainPass& pass);
  void checkFigures(QStringList& found);
  void checkArithmetic(QStringList& found, const tests::PlainPass& pass);
  QString chooseSomePlace(engine::Random& random, std::size_t layer);
  QString chooseOtherData(engine::Random& random);
  QString editSomeLayer(engine::Random& random, std::size_t layer);
  bool hasImages() const { return m_program->document().dataset()->shape.isImage(); }

  QTemporaryDir m_folder;  ///< holds small images
  std::unique_ptr<app::Composition> m_program;
  QSize m_room;          ///< given to the window
  int m_arithmetic = 0;  ///< compared numbers of the arithmetic
};

void WalkTest::initTestCase() {
  QVERIFY(m_folder.isValid());
  tests::writeIdxFiles(*tests::squareImages(8, 3, 60), m_folder.path().toStdString());
}

void WalkTest::init() {
  QFETCH(QString, data);
  QFETCH(QString, layers);
  QApplication::setStyle(new ui::Style);  // it determines how much room there is
  m_program = std::make_unique<app::Composition>(engine::DataLocations{});
  engine::Experiment experiment;
  experiment.data.name = data.isEmpty() ? m_folder.path().toStdString() : data.toStdString();
  experiment.network.layers = ui::edit::layersOf(layers).value();
  experiment.training.labelSmoothing = 0.05;
  experiment.training.batchSize = 8;
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
  constexpr int kRounds = 4;  // a changed layout may change those around it
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
      // The first step brings the first training values, and the first epoch boundary its mark.
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
        constexpr std::array kKinds = {engine::LayerKind::Conv2d,      engine::LayerKind::MaxPool,
                                       engine::LayerKind::AveragePool, engine::LayerKind::Flatten,
                                       engine::LayerKind::Dropout,     engine::LayerKind::BatchNorm};
        const engine::LayerKind kind = hasImages()
                                           ? kKinds[static_cast<std::size_t>(random.below(kKinds.size()))]
                                           : engine::LayerKind::Dense;
        const auto position = static_cast<std::size_t>(random.below(hidden + 1));
        const bool fits = ui::edit::insertLayer(document, position, kind).has_value();
        return QStringLiteral("%1 a %2 at %3")
            .arg(fits ? "add" : "cannot add", ui::nameText(kind))
            .arg(position + 1);
      }
      return editSomeLayer(random, hidden);
    case 10:
      return press(ActionId::RemoveLayer);
    case 11:
      return chooseOtherData(random);
    case 12: {
      // For screens of 1024×700, 1366×768 and 1920×1080; a scale leaves them fewer of the program's pixels.
      constexpr std::array kSizes = {QSize(1024, 670), QSize(1366, 740), QSize(1908, 1036)};
      constexpr std::array kScaled = {QSize(911, 470), QSize(1280, 680)};
      const bool isScaled = m_program->window().devicePixelRatioF() > 1;
      const QSize size = isScaled ? kScaled[static_cast<std::size_t>(random.below(kScaled.size()))]
                                  : kSizes[static_cast<std::size_t>(random.below(kSizes.size()))];
      // As the window does if its screen has no room for both columns.
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
      // Like the canvas, on which the inputs of a step cannot be dragged.
      if (!m_program->canvas().hasNumbersIn() || m_program->player().isActive()) return {};
      emit m_program->canvas().inputSet(values);
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

QString WalkTest::chooseOtherData(engine::Random& random) {
  constexpr std::array kNumbers = {
      "xor-gate", "and", "spiral,samples=100", "by-hand", "plane,samples=60", "gauss,samples=80"};
  constexpr std::array kChanges = {"", "+invert", "+rotate90", ":0,2"};
  std::string name = kNumbers[static_cast<std::size_t>(random.below(kNumbers.size()))];
  if (hasImages())
    name = m_folder.path().toStdString() + kChanges[static_cast<std::size_t>(random.below(kChanges.size()))];
  emit m_program->samples().datasetRequested(QString::fromStdString(name));
  (void)QTest::qWaitFor([&] { return m_program->document().experiment().data.name == name; },
                        tests::kPatienceMs);
  return QString::fromStdString(name.substr(name.rfind('/') + 1));
}

QString WalkTest::editSomeLayer(engine::Random& random, std::size_t layer) {
  ui::Document& document = m_program->document();
  const auto some = [&random](Index most) {
    return 1 + static_cast<Index>(random.below(static_cast<std::uint64_t>(most)));
  };
  switch (document.experiment().network.layers[layer].kind) {
    case engine::LayerKind::Conv2d:
      if (random.below(3) == 0) {
        (void)ui::edit::setPadding(document, layer, {.isSame = random.below(2) == 0, .pixels = 0});
        return QStringLiteral("other padding of layer %1").arg(layer + 1);
      }
      if (random.below(2) == 0) {
        (void)ui::edit::setBias(document, layer, random.below(2) == 0);
        return QStringLiteral("bias of layer %1").arg(layer + 1);
      }
      [[fallthrough]];
    case engine::LayerKind::MaxPool:
    case engine::LayerKind::AveragePool:
      (void)(random.below(2) == 0 ? ui::edit::setKernel(document, layer, some(3))
                                  : ui::edit::setStride(document, layer, some(2)));
      return QStringLiteral("another window of layer %1").arg(layer + 1);
    case engine::LayerKind::Dropout:
      (void)ui::edit::setDropRate(document, layer, 0.1 * static_cast<double>(random.below(6)));
      return QStringLiteral("another share of layer %1").arg(layer + 1);
    default:
      (void)ui::edit::setUnits(document, layer, some(8));
      return QStringLiteral("other units of layer %1").arg(layer + 1);
  }
}

QString WalkTest::chooseSomePlace(engine::Random& random, std::size_t layer) {
  const engine::Layer& of = m_program->run().moment()->network().layer(layer);
  const auto below = [&](Index count) {
    return static_cast<Index>(random.below(static_cast<std::uint64_t>(count)));
  };
  const Index unit = below(of.outputs());
  // One of the layer's inputs, or the next index for the unit itself, or one more for its bias.
  const Index from = below(of.inputs() + 2);
  if (from == of.inputs())
    m_program->selection().setUnit(ui::UnitPlace{.layer = layer, .unit = unit});
  else
    m_program->selection().setPlace(
        ui::Place{.layer = layer, .unit = unit, .from = from > of.inputs() ? ui::Place::kBias : from});
  m_program->window().workspaces().reveal(app::panel_id::kArithmetic);
  return QStringLiteral("look at unit %1 of layer %2, from %3").arg(unit).arg(layer).arg(from);
}

/// z and a, or with gradients delta, of every unit that is a card.
void WalkTest::checkCanvas(QStringList& found, const tests::PlainPass& pass, bool isTold) {
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
        const bool isName = text == "z" || text == "a" || text == QStringLiteral("δ");
        const auto of = std::exchange(quantity, isName ? text : QString());
        // In slow motion a dash shows what the signal has not reached; so does a gradient without a target.
        const bool isNothing = of == QStringLiteral("δ") && !pass.hasTarget;
        if (of.isEmpty() || ((isTold || isNothing) && text == QStringLiteral("—"))) continue;
        if (isNothing) {
          found << QStringLiteral("layer %1, unit %2: delta is shown as %3 without a target")
                       .arg(layer + 1)
                       .arg(unit + 1)
                       .arg(text);
          continue;
        }
        const tests::Numbers values = of == "z"   ? pass.z(layer)
                                      : of == "a" ? pass.a(layer)
                                                  : pass.delta(layer);
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

/// The text beside the unit pointed at, here the chosen one: "a = 0.5,  z = 0.1".
void WalkTest::checkCards(QStringList& found, const tests::PlainPass& pass) {
  const auto& place = m_program->selection().place();
  const ui::Moment& moment = *m_program->run().moment();
  if (!place || !engine::exists(moment.network(), *place)) return;
  const auto at = static_cast<std::size_t>(place->unit);
  const tests::NaiveStage& stage = pass.pass.stages[place->layer];
  static const QRegularExpression kNumber(QStringLiteral("(dL/dz|dL/da|\\bz|\\ba|bias b) = ([^ ,]+)"));
  for (const ui::Quantity quantity : {ui::Quantity::Activations, ui::Quantity::Gradients}) {
    if (quantity == ui::Quantity::Gradients && !pass.hasTarget) continue;
    const ui::HoverCard card = ui::hoverCard(ui::OnUnit{.layer = place->layer, .unit = place->unit}, moment,
                                             nullptr, ui::lightTheme(), quantity);
    for (const QString& line : card.lines)
      for (auto matches = kNumber.globalMatch(line); matches.hasNext();) {
        const auto match = matches.next();
        const QString of = match.captured(1);
        if (line.contains("from")) continue;  // of a weight
        const double value = of == "z"        ? pass.z(place->layer)[at]
                             : of == "a"      ? pass.a(place->layer)[at]
                             : of == "bias b" ? stage.bias[at]
                                              : pass.delta(place->layer)[at];
        if (!isRounded(match.captured(2), value))
          found << QStringLiteral("the card of %1 says %2, but it is %3")
                       .arg(card.title, line)
                       .arg(value, 0, 'g', 9);
      }
  }
}

/// "The network says 1 (73.5 %)".
void WalkTest::checkAnswer(QStringList& found, const tests::PlainPass& pass) {
  const ui::Moment& moment = *m_program->run().moment();
  const auto& outputs = pass.pass.outputs()[pass.column];
  if (!moment.dataset->hasClasses() || outputs.size() < 2 ||
      pass.pass.stages.back().spec.activation != engine::Activation::Softmax)
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

/// The test loss and accuracy, in the window's head and beside the curves.
void WalkTest::checkFigures(QStringList& found) {
  const ui::Moment& moment = *m_program->run().moment();
  const engine::Snapshot& now = *moment.snapshot;
  if (!now.test || now.test->step != now.state.step) return;
  const engine::Split& test = moment.dataset->test;
  const engine::Experiment& experiment = moment.experiment();
  tests::NaiveStack network(experiment.network, tests::maps(moment.dataset->shape),
                            {moment.weights().begin(), moment.weights().end()});
  tests::Samples x;
  for (Index n = 0; n < test.size(); ++n) {
    const engine::Vector sample = engine::sample(test, moment.dataset->inputs(), n);
    x.emplace_back(sample.begin(), sample.end());
  }
  network.forward(x);
  double mean = 0;
  for (Index n = 0; n < test.size(); ++n) {
    const tests::Numbers& a = network.outputs()[static_cast<std::size_t>(n)];
    const tests::Numbers y = tests::plainTarget(experiment, a.size(), tests::targetOf(test, n));
    mean += tests::lossOf(experiment.training.loss, a, y) / static_cast<double>(test.size());
  }
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

void WalkTest::checkArithmetic(QStringList& found, const tests::PlainPass& pass) {
  const auto* panel = m_program->window().findChild<ui::ArithmeticPanel*>();
  const auto& place = m_program->selection().place();
  if (!panel->view().isVisible() || !place) return;
  found << tests::wrongRows(panel->view().rows(), pass, *place, m_arithmetic);
}

QStringList WalkTest::complaints() {
  QStringList found = tests::misplaced(m_program->window());
  const auto step = m_program->player().view();
  const tests::PlainPass pass = tests::plainPass(*m_program->run().moment(), step);
  checkCanvas(found, pass, step.has_value());
  checkAnswer(found, pass);
  if (!step) checkCards(found, pass);
  if (const QSize size = m_program->window().size(); size.boundedTo(m_room) != size)
    found << QStringLiteral("the window is %1×%2").arg(size.width()).arg(size.height());
  checkFigures(found);
  checkArithmetic(found, pass);
  return found;
}

void WalkTest::everyStateTellsTheTruthAndStandsStill_data() {
  QTest::addColumn<QString>("data");  // none: small images
  QTest::addColumn<QString>("layers");
  QTest::newRow("dense layers") << "xor-gate"
                                << "2,3:tanh,2:softmax";
  QTest::newRow("layers of every kind")
      << ""
      << "8x8x1,conv3x3:relu,maxpool2,batchnorm:tanh,dropout0.25,flatten,4:tanh,3:softmax";
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
            // A text may use the room reserved for it.
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

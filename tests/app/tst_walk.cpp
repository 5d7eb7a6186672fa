// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the window as users go, seeded: after each of its states nothing is cut off, nothing lies
// over another, nothing has moved because a number beside it has changed, and the numbers that are shown are
// those that plain loops compute from weights and samples. PELLUCID_THOROUGH walks through 2,000 states.
#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QScrollArea>
#include <QtTest>

#include "app/composition.h"
#include "engine/base/random.h"
#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/numbers.h"

namespace {

using namespace pellucid;
using engine::Index;
using ui::ActionId;

/// "−0.0123" with a real minus sign; nothing of other texts.
std::optional<double> numberOf(QString text) {
  bool isNumber = false;
  text.replace(QChar(0x2212), QLatin1Char('-')).remove(QLatin1Char(','));
  const double number = text.toDouble(&isNumber);
  return isNumber ? std::optional(number) : std::nullopt;
}

/// Whether `shown` is `value` to the digits that it has.
bool isRounded(const QString& shown, double value) {
  const auto number = numberOf(shown);
  if (!number) return false;
  const QString digits = shown.section(QLatin1Char('e'), 0, 0);
  const auto decimals = digits.contains('.') ? digits.size() - digits.indexOf('.') - 1 : 0;
  const QString power = shown.section(QLatin1Char('e'), 1).replace(QChar(0x2212), QLatin1Char('-'));
  const double unit = std::pow(10.0, power.toInt() - static_cast<int>(decimals));
  // Floats stand behind what is shown, and doubles behind what it is compared with.
  return std::abs(*number - value) <= 0.51 * unit + 2e-6 * std::max(1.0, std::abs(value));
}

QString nameOf(const QWidget& widget) {
  QString text = widget.accessibleName();
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) text = label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) text = button->text();
  return QStringLiteral("%1 \"%2\"").arg(QLatin1String(widget.metaObject()->className()), text);
}

bool isCutOff(const QWidget& widget) {
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
    if (label->text().isEmpty() || dynamic_cast<const ui::ElidedLabel*>(label) != nullptr) return false;
    return label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                             : label->width() < label->sizeHint().width();
  }
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
    return !button->text().isEmpty() && button->width() < button->minimumSizeHint().width();
  return false;
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
  void checkPlaces(QStringList& found);
  void checkCanvas(QStringList& found, const tests::NaiveNetwork& network, bool isTold);
  void checkAnswer(QStringList& found, const tests::NaiveNetwork& network);
  void checkFigures(QStringList& found, tests::NaiveNetwork& network);
  /// Where every widget is.
  std::map<const QWidget*, QRect> places();

  std::unique_ptr<app::Composition> m_program;
};

void WalkTest::init() {
  m_program = std::make_unique<app::Composition>(engine::DataLocations{});
  engine::Experiment experiment;
  experiment.data.name = "xor-gate";
  experiment.network.layers = {engine::dense(3, engine::Activation::Tanh),
                               engine::dense(2, engine::Activation::Softmax)};
  m_program->files().begin(experiment);
  m_program->window().resize(1366, 740);
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
  switch (random.below(18)) {
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
      return QString::fromLatin1(name);
    }
    case 12: {
      constexpr std::array kSizes = {QSize(1024, 670), QSize(1366, 740), QSize(1908, 1036)};
      const QSize size = kSizes[static_cast<std::size_t>(random.below(kSizes.size()))];
      m_program->window().resize(size);
      return QStringLiteral("%1 wide").arg(size.width());
    }
    case 13:
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
    default:
      (void)ui::edit::setLearningRate(document, 0.001 * static_cast<double>(1 + random.below(300)));
      return QStringLiteral("another learning rate");
  }
}

std::map<const QWidget*, QRect> WalkTest::places() {
  std::map<const QWidget*, QRect> places;
  for (const auto* widget : m_program->window().findChildren<QWidget*>())
    if (widget->isVisible()) places[widget] = {widget->mapTo(&m_program->window(), QPoint()), widget->size()};
  return places;
}

void WalkTest::checkPlaces(QStringList& found) {
  for (const auto* widget : m_program->window().findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    if (isCutOff(*widget))
      found << QStringLiteral("%1 is cut off: %2×%3 of %4×%5")
                   .arg(nameOf(*widget))
                   .arg(widget->width())
                   .arg(widget->height())
                   .arg(widget->sizeHint().width())
                   .arg(widget->sizeHint().height());
    if (widget->layout() == nullptr) continue;
    std::vector<const QWidget*> children;
    for (int i = 0; i < widget->layout()->count(); ++i)
      if (const auto* child = widget->layout()->itemAt(i)->widget(); child != nullptr && child->isVisible())
        children.push_back(child);
    for (std::size_t i = 0; i < children.size(); ++i)
      for (std::size_t j = i + 1; j < children.size(); ++j)
        if (children[i]->geometry().intersects(children[j]->geometry()))
          found << QStringLiteral("%1 lies over %2").arg(nameOf(*children[i]), nameOf(*children[j]));
  }
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
      for (const auto& [text, place] : painted.placedTexts()) {
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
  // One output tells two classes apart: 0 and 1, or −1 and 1 where it can be so and no logarithm is taken.
  const engine::Loss loss = moment.experiment().training.loss;
  const engine::Activation last = network.layers.back().activation;
  const bool isBipolar = loss == engine::Loss::Hinge ||
                         (loss != engine::Loss::BinaryCrossEntropy &&
                          (last == engine::Activation::Linear || last == engine::Activation::Tanh));
  std::vector<tests::NaiveSample> batch;
  for (Index n = 0; n < test.size(); ++n) {
    const engine::Vector x = engine::sample(test, moment.dataset->inputs(), n);
    tests::NaiveSample sample{.x = {x.begin(), x.end()}};
    const double label = moment.dataset->hasClasses() ? test.labels[static_cast<std::size_t>(n)] : 0;
    if (moment.dataset->hasClasses() && network.layers.back().units == 1)
      sample.y = {isBipolar ? 2 * label - 1 : label};
    else if (moment.dataset->hasClasses())
      sample.label = test.labels[static_cast<std::size_t>(n)];
    else
      sample.y = {test.targets.col(n).begin(), test.targets.col(n).end()};
    batch.push_back(std::move(sample));
  }
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

QStringList WalkTest::complaints() {
  QStringList found;
  checkPlaces(found);
  const ui::Moment& moment = *m_program->run().moment();
  tests::NaiveNetwork network =
      tests::naiveNetwork(moment.experiment().network, moment.dataset->inputs(), moment.weights());
  const engine::Vector& values = moment.input.values;
  network.forward({{.x = {values.begin(), values.end()}}});
  const auto step = m_program->player().view();
  checkCanvas(found, network, step.has_value());
  if (!step) checkAnswer(found, network);
  checkFigures(found, network);
  return found;
}

void WalkTest::everyStateTellsTheTruthAndStandsStill() {
  const int states = qEnvironmentVariableIsSet("PELLUCID_THOROUGH") ? 2000 : 120;
  engine::Random random(11, "walk");
  QStringList way;
  QStringList told;
  for (int i = 0; i < states; ++i) {
    bool changesNumbersAlone = false;
    const auto before = places();
    way << doSomething(random, changesNumbersAlone);
    settle();
    QStringList found = complaints();
    if (changesNumbersAlone)
      for (const auto& [widget, place] : places())
        if (const auto was = before.find(widget); was != before.end() && was->second != place)
          found << QStringLiteral("%1 has moved").arg(nameOf(*widget));
    // Some layouts take a few rounds of events; what is wrong stays wrong.
    const auto isQuiet = [&] {
      const QStringList now = complaints();
      found.removeIf([&](const QString& one) { return !one.endsWith("has moved") && !now.contains(one); });
      return found.isEmpty();
    };
    if (!found.isEmpty()) (void)QTest::qWaitFor(isQuiet, 300);
    for (const QString& complaint : found)
      if (!told.contains(complaint)) {
        told << complaint;
        qInfo().noquote() << QStringLiteral("state %1, after %2: %3")
                                 .arg(i)
                                 .arg(way.mid(std::max(0, i - 4)).join(QStringLiteral(", ")), complaint);
      }
  }
  QCOMPARE(told.size(), 0);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_walk, WalkTest)
#include "tst_walk.moc"

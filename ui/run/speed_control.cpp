// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/speed_control.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/run/time_left.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr Pace told(double times) {
  return {.isTold = true, .times = times};
}

constexpr Pace steps(double stepsPerSecond, bool isTold = false) {
  return {.isTold = isTold, .stepsPerSecond = stepsPerSecond};
}

/// From slowest to fastest. A step that takes less than half a second is just a flicker.
constexpr std::array kPaces = {told(0.1),   told(0.25),     told(0.5),      told(1),    told(2),
                               told(4),     steps(1, true), steps(2, true), steps(5),   steps(10),
                               steps(20),   steps(50),      steps(100),     steps(200), steps(500),
                               steps(1000), steps(2000),    steps(0)};
constexpr int kFastest = static_cast<int>(kPaces.size()) - 1;
constexpr int kSlowMotion = 3;

const Pace& paceAt(int station) {
  return kPaces[static_cast<std::size_t>(station)];
}

}  // namespace

SpeedControl::SpeedControl()
    : m_told(kSlowMotion),
      m_untold(kFastest),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_slider(new QSlider(Qt::Horizontal)),
      m_text(new QLabel),
      m_left(new QLabel) {
  m_slider->setRange(0, kFastest);
  m_slider->setValue(kFastest);
  m_slider->setPageStep(3);
  m_slider->setFixedWidth(104);
  m_slider->setAccessibleName(tr("Training speed"));
  m_slider->setToolTip(tr(
      "How fast training is shown (Ctrl+, slower, Ctrl+. faster). On the left each step is told: its signals "
      "run forward, its gradients back. On the right it is as fast as possible. The speed never changes what "
      "is computed."));
  m_text->setProperty("muted", true);
  m_left->setProperty("muted", true);
  m_left->setVisible(false);
  m_left->setToolTip(
      tr("At this speed, until the epochs or steps of Stop when, in the training panel, are done. Tests in "
         "between take a little longer."));
  for (QLabel* label : {m_text, m_left}) label->setFont(typeFont(font(), TypeSize::Small));
  const QFontMetrics metrics(m_text->font());
  int widest = metrics.horizontalAdvance(tr("%1 samples/s").arg(QStringLiteral("000,000")));
  for (const Pace& pace : kPaces) widest = std::max(widest, metrics.horizontalAdvance(textOf(pace)));
  m_text->setMinimumWidth(widest + 4);
  m_row->setContentsMargins(6, 0, 6, 0);
  m_row->addWidget(m_slider);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(m_text);
  words->addWidget(m_left);
  m_row->addLayout(words);
  connect(m_slider, &QSlider::valueChanged, this, [this](int station) {
    (paceAt(station).isTold ? m_told : m_untold) = station;
    showPace();
    emit paceChanged(pace());
  });
  connect(m_slider, &QSlider::actionTriggered, this,
          [this] { m_isChosen = m_isChosen || !paceAt(m_slider->sliderPosition()).isTold; });
  showPace();
}

Pace SpeedControl::pace() const {
  return paceAt(m_slider->value());
}

void SpeedControl::setTold(bool isTold) {
  if (isTold != pace().isTold) m_slider->setValue(isTold ? m_told : m_untold);
}

void SpeedControl::goSlower() {
  m_slider->triggerAction(QAbstractSlider::SliderSingleStepSub);
}

void SpeedControl::goFaster() {
  m_slider->triggerAction(QAbstractSlider::SliderSingleStepAdd);
}

void SpeedControl::setStepsPerSecond(double stepsPerSecond) {
  m_isChosen = false;
  suggest(stepsPerSecond);
  m_isChosen = stepsPerSecond > 0;
}

void SpeedControl::suggest(double stepsPerSecond) {
  if (m_isChosen) return;
  m_untold = kFastest;
  const auto distance = [&](int station) {
    return std::abs(paceAt(station).stepsPerSecond - stepsPerSecond);
  };
  for (int station = kFastest - 1; stepsPerSecond > 0 && !paceAt(station).isTold; --station)
    if (m_untold == kFastest || distance(station) < distance(m_untold)) m_untold = station;
  if (!pace().isTold) m_slider->setValue(m_untold);
}

double SpeedControl::chosenStepsPerSecond() const {
  return m_isChosen ? paceAt(m_untold).stepsPerSecond : 0;
}

void SpeedControl::setWordsBelow(bool areBelow) {
  m_areWordsBelow = areBelow;
  m_row->setDirection(areBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
  m_row->setSpacing(areBelow ? 0 : 6);
  showWords();
}

void SpeedControl::showWords() {
  // There is only one line below the slider: the time left takes precedence.
  const bool isKnown = !m_left->text().isEmpty();
  m_left->setVisible(isKnown);
  m_text->setVisible(!m_areWordsBelow || !isKnown);
}

void SpeedControl::showRate(double samplesPerSecond, std::optional<double> secondsLeft) {
  m_rate = samplesPerSecond;
  m_left->setText(secondsLeft ? timeLeftText(*secondsLeft) : QString());
  showWords();
  showPace();
}

QString SpeedControl::textOf(const Pace& pace) const {
  if (pace.stepsPerSecond > 0)
    return tr("%Ln step(s)/s", nullptr, static_cast<int>(std::lround(pace.stepsPerSecond)));
  if (pace.isTold) return tr("slow motion %1×").arg(QLocale().toString(pace.times));
  return m_rate > 0 ? tr("%1 samples/s").arg(countText(static_cast<qint64>(m_rate))) : tr("full speed");
}

void SpeedControl::showPace() {
  m_text->setText(textOf(pace()));
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/speed_control.h"

#include <QHBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kStepsPerSecond[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 0};  // 0: no limit

}  // namespace

SpeedControl::SpeedControl() : m_slider(new QSlider(Qt::Horizontal)), m_text(new QLabel) {
  const int fastest = static_cast<int>(std::size(kStepsPerSecond)) - 1;
  m_slider->setRange(0, fastest);
  m_slider->setValue(fastest);
  m_slider->setPageStep(3);
  m_slider->setFixedWidth(110);
  m_slider->setAccessibleName(tr("Training speed"));
  m_slider->setToolTip(
      tr("How many batches per second: slow enough to follow each update, or as fast as possible. The speed "
         "never changes what is computed."));
  m_text->setProperty("muted", true);
  const int widest =
      std::max(fontMetrics().horizontalAdvance(tr("%1 batches/s").arg(QStringLiteral("2,000"))),
               fontMetrics().horizontalAdvance(tr("%1 samples/s").arg(QStringLiteral("000,000"))));
  m_text->setMinimumWidth(widest + 4);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(6, 0, 6, 0);
  row->addWidget(m_slider);
  row->addWidget(m_text);
  connect(m_slider, &QSlider::valueChanged, this, [this] {
    showSpeed();
    emit speedChanged(stepsPerSecond());
  });
  connect(m_slider, &QSlider::actionTriggered, this, [this] { m_isChosen = true; });
  showSpeed();
}

double SpeedControl::stepsPerSecond() const {
  return kStepsPerSecond[m_slider->value()];
}

void SpeedControl::setStepsPerSecond(double stepsPerSecond) {
  m_isChosen = stepsPerSecond > 0;
  moveTo(stepsPerSecond);
}

void SpeedControl::suggest(double stepsPerSecond) {
  if (!m_isChosen) moveTo(stepsPerSecond);
}

void SpeedControl::moveTo(double stepsPerSecond) {
  int nearest = m_slider->maximum();
  for (int i = 0; stepsPerSecond > 0 && i < m_slider->maximum(); ++i)
    if (nearest == m_slider->maximum() ||
        std::abs(kStepsPerSecond[i] - stepsPerSecond) < std::abs(kStepsPerSecond[nearest] - stepsPerSecond))
      nearest = i;
  m_slider->setValue(nearest);
}

void SpeedControl::showRate(double samplesPerSecond) {
  m_rate = samplesPerSecond;
  showSpeed();
}

void SpeedControl::showSpeed() {
  const int speed = kStepsPerSecond[m_slider->value()];
  if (speed == 0)
    m_text->setText(m_rate > 0 ? tr("%1 samples/s").arg(countText(static_cast<qint64>(m_rate)))
                               : tr("full speed"));
  else
    m_text->setText(speed == 1 ? tr("1 batch/s") : tr("%1 batches/s").arg(countText(speed)));
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_status.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

QVBoxLayout* stack(QLabel* above, QLabel* below) {
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  column->addWidget(above);
  column->addWidget(below);
  return column;
}

}  // namespace

RunStatus::RunStatus()
    : m_position(new QLabel), m_losses(new QLabel), m_accuracy(new QLabel), m_accuracyNote(new QLabel) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  const QFont figures = typeFont(font(), TypeSize::Figure, true);
  m_accuracy->setFont(figures);
  m_accuracy->setToolTip(
      tr("The share of test samples that the network gets right. It is never trained on them."));
  m_accuracyNote->setProperty("muted", true);
  m_accuracyNote->setFont(typeFont(font(), TypeSize::Small));
  m_losses->setProperty("muted", true);
  for (QLabel* label : {m_position, m_losses}) label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_position->setMinimumWidth(
      fontMetrics().horizontalAdvance(QStringLiteral("epoch 000.00   step 0,000,000")));
  m_losses->setMinimumWidth(
      fontMetrics().horizontalAdvance(tr("loss: batch %1  test %2").arg(lossText(0.1234), lossText(0.1234))));
  // Nothing beside them moves when a figure has more digits.
  m_accuracy->setMinimumWidth(QFontMetrics(figures).horizontalAdvance(percentText(1, 2)) + 2);
  m_accuracy->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 2, 0);
  row->setSpacing(8);
  row->addLayout(stack(m_position, m_losses));
  row->addWidget(m_accuracy);
  row->addWidget(m_accuracyNote);
}

void RunStatus::showMoment(const Moment& moment) {
  const engine::Snapshot& now = *moment.snapshot;
  const double epoch = static_cast<double>(now.state.step) / static_cast<double>(now.stepsPerEpoch);
  m_position->setText(
      tr("epoch %1   step %2").arg(QString::number(epoch, 'f', 2), countText(now.state.step)));

  const QString batch = now.train ? lossText(now.train->metrics.loss) : QString();
  const QString test = now.test ? lossText(now.test->metrics.loss) : QString();
  m_losses->setText(now.train && now.test ? tr("loss: batch %1  test %2").arg(batch, test)
                    : now.train           ? tr("loss: batch %1").arg(batch)
                    : now.test            ? tr("loss: test %1").arg(test)
                                          : tr("loss:"));

  const bool isCurrent = now.test && now.test->step == now.state.step;
  const bool hasAccuracy = now.test && now.test->metrics.hasAccuracy();
  m_accuracy->setText(hasAccuracy ? percentText(now.test->metrics.accuracy, 2) : QStringLiteral("–"));
  if (m_hasClasses != moment.dataset->hasClasses()) {
    m_hasClasses = moment.dataset->hasClasses();
    showLabels();
  }
  const bool isOfTrainingSamples = engine::testsOnTraining(*moment.dataset);
  m_accuracyNote->setText(now.test && !isCurrent
                              ? tr("test accuracy\nat step %1").arg(countText(now.test->step))
                          : isOfTrainingSamples ? tr("accuracy of\nall samples")
                                                : tr("test\naccuracy"));
  m_accuracy->setEnabled(hasAccuracy);
}

void RunStatus::setDetail(Detail detail) {
  if (detail == m_detail) return;
  m_detail = detail;
  showLabels();
}

void RunStatus::showLabels() {
  m_accuracy->setVisible(m_hasClasses);
  m_accuracyNote->setVisible(m_hasClasses && m_detail == Detail::All);
  // Without an accuracy the figures are all there is.
  for (QLabel* label : {m_position, m_losses})
    label->setVisible(!m_hasClasses || m_detail != Detail::Accuracy);
}

}  // namespace pellucid::ui

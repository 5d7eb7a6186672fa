// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_status.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

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

/// In the units of the table; for several numbers, each scaled separately, as the network has them.
double inUnits(const engine::Dataset& dataset, double error) {
  const engine::Standard& standard = dataset.scaling.targets;
  return standard.mean.size() == 1 ? error * static_cast<double>(standard.deviation[0]) : error;
}

}  // namespace

RunStatus::RunStatus()
    : m_position(new QLabel), m_losses(new QLabel), m_accuracy(new QLabel), m_accuracyNote(new QLabel) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  const QFont figures = typeFont(font(), TypeSize::Figure, true);
  m_accuracy->setFont(figures);
  m_accuracyNote->setProperty("muted", true);
  m_accuracyNote->setFont(typeFont(font(), TypeSize::Small));
  m_losses->setProperty("muted", true);
  for (QLabel* label : {m_position, m_losses}) label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_position->setMinimumWidth(
      fontMetrics().horizontalAdvance(QStringLiteral("epoch 000.00   step 0,000,000")));
  m_losses->setMinimumWidth(
      fontMetrics().horizontalAdvance(tr("loss: batch %1  test %2").arg(lossText(0.1234), lossText(0.1234))));
  // Keeps its neighbours still when a figure gets more digits.
  m_accuracy->setMinimumWidth(QFontMetrics(figures).horizontalAdvance(percentText(1, 2)) + 2);
  m_accuracy->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 2, 0);
  row->setSpacing(8);
  row->addLayout(stack(m_position, m_losses));
  row->addWidget(m_accuracy);
  row->addWidget(m_accuracyNote);
  showLabels();
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
  if (m_hasClasses != moment.dataset->hasClasses()) {
    m_hasClasses = moment.dataset->hasClasses();
    showLabels();
  }
  const bool isOfTrainingSamples = engine::testsOnTraining(*moment.dataset);
  if (!m_hasClasses) return showErrors(moment, isCurrent);
  m_accuracy->setText(hasAccuracy ? percentText(now.test->metrics.accuracy, 2) : QStringLiteral("–"));
  m_accuracyNote->setText(now.test && !isCurrent
                              ? tr("test accuracy\nat step %1").arg(countText(now.test->step))
                          : isOfTrainingSamples ? tr("accuracy of\nall samples")
                                                : tr("test\naccuracy"));
  m_accuracy->setEnabled(hasAccuracy);
}

void RunStatus::showErrors(const Moment& moment, bool isCurrent) {
  const auto& test = moment.snapshot->test;
  const bool hasErrors = test && test->metrics.hasErrors();
  const bool hasShare = hasErrors && std::isfinite(test->metrics.r2);
  m_accuracy->setText(hasShare ? fixedText(std::max(test->metrics.r2, -99.0), 3) : QStringLiteral("–"));
  m_accuracy->setEnabled(hasShare);
  const auto error = [&](double value) {
    return hasErrors ? shortValueText(inUnits(*moment.dataset, value)) : QStringLiteral("–");
  };
  const QString errors =
      tr("RMSE %1, MAE %2")
          .arg(error(hasErrors ? test->metrics.rmse : 0), error(hasErrors ? test->metrics.mae : 0));
  m_accuracyNote->setText(hasErrors && !isCurrent
                              ? tr("test R² at step %1\n%2").arg(countText(test->step), errors)
                          : engine::testsOnTraining(*moment.dataset) ? tr("R² of all samples\n%1").arg(errors)
                                                                     : tr("test R²\n%1").arg(errors));
}

void RunStatus::setDetail(Detail detail) {
  if (detail == m_detail) return;
  m_detail = detail;
  showLabels();
}

void RunStatus::showLabels() {
  const QString tip =
      m_hasClasses
          ? tr("The share of test samples that the network gets right. It is never trained on them.")
          : tr("R² is the share of the test targets' ups and downs that the network explains: 1 is "
               "perfect, 0 is no better than always answering their mean, and below 0 is worse than "
               "that.\nRMSE is how far off an answer usually is, where large errors count more; MAE is "
               "how far off it is on the average. Both are in the units of the data.");
  for (QLabel* label : {m_accuracy, m_accuracyNote}) label->setToolTip(tip);
  m_accuracyNote->setVisible(m_detail == Detail::All);
  for (QLabel* label : {m_position, m_losses}) label->setVisible(m_detail != Detail::Accuracy);
  // After the toolbar has hidden it for lack of room, Qt does not ask again for its width.
  layout()->invalidate();
  layout()->activate();
  updateGeometry();
}

}  // namespace pellucid::ui

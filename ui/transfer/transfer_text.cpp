// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

#include "engine/transfer/sweep.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct TransferText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::TransferText)
};

/// Quotes a word for the shell.
QString quoted(const QString& word) {
  static const QRegularExpression kPlain(QStringLiteral("^[A-Za-z0-9_./:,+=-]+$"));
  if (kPlain.match(word).hasMatch()) return word;
  QString inside = word;
  return QLatin1Char('\'') + inside.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

/// In as few digits as read back as the same number.
QString shortest(double value) {
  return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString countsText(const std::vector<engine::Index>& counts) {
  QStringList parts;
  for (const engine::Index number : counts) parts << QString::number(number);
  return parts.join(QLatin1Char(','));
}

QString percent(double share) {
  return QString::number(100 * share, 'f', 1);
}

/// When the arm had four fifths of the best accuracy of any arm, and what that accuracy is.
QString goalText(const engine::SweepCell& cell) {
  const QString goal = percent(cell.goal80);
  if (cell.stepsTo80 && *cell.stepsTo80 == 0) return TransferText::tr("from the start (%1 %)").arg(goal);
  if (cell.stepsTo80) return TransferText::tr("%1 (%2 %)").arg(*cell.stepsTo80).arg(goal);
  if (cell.seedsTo80 == 0) return TransferText::tr("not reached (%1 %)").arg(goal);
  return TransferText::tr("with %1 of %2 seeds (%3 %)").arg(cell.seedsTo80).arg(cell.seeds.size()).arg(goal);
}

/// "frozen, learns, new": what the arm does with each layer, from the input onwards.
QString planText(const engine::TransferPlan& plan) {
  QStringList layers;
  for (const engine::LayerPlan layer : plan)
    layers << (layer == engine::LayerPlan::Freeze ? TransferText::tr("frozen")
               : layer == engine::LayerPlan::Copy ? TransferText::tr("learns")
                                                  : TransferText::tr("new"));
  return layers.join(QStringLiteral(", "));
}

}  // namespace

QString commandText(const engine::TransferDesign& design) {
  const engine::TransferDesign usual;
  if (design.own != nullptr)
    return TransferText::tr("The target lies in the project, where the command line does not look for it.");
  QStringList words = {
      QStringLiteral("pellucid transfer"),
      QStringLiteral("--source"),
      design.model != nullptr ? QStringLiteral("FILE") : quoted(QString::fromStdString(design.source)),
      QStringLiteral("--data"),
      quoted(QString::fromStdString(design.data)),
      QStringLiteral("--arms"),
      quoted(QString::fromStdString(design.arms)),
      QStringLiteral("--samples"),
      countsText(design.samples),
      QStringLiteral("--seeds"),
      QString::number(design.seeds),
      QStringLiteral("--steps"),
      QString::number(design.steps),
      QStringLiteral("--every"),
      QString::number(engine::measuredEvery(design.steps))};
  if (design.sourceSteps != usual.sourceSteps)
    words << QStringLiteral("--source-steps") << QString::number(design.sourceSteps);
  if (design.fineTuneFactor != usual.fineTuneFactor)
    words << QStringLiteral("--finetune-factor") << shortest(design.fineTuneFactor);
  const engine::TrainingSpec& training = design.training;
  if (training.optimizer != usual.training.optimizer)
    words << QStringLiteral("--optimizer") << nameText(training.optimizer);
  if (training.learningRate != usual.training.learningRate)
    words << QStringLiteral("--lr") << shortest(training.learningRate);
  if (training.batchSize != usual.training.batchSize)
    words << QStringLiteral("--batch") << QString::number(training.batchSize);
  if (design.testSamples != usual.testSamples)
    words << QStringLiteral("--test-samples") << QString::number(design.testSamples);
  if (design.isHeadNew) words << QStringLiteral("--new-head");
  return words.join(QLatin1Char(' '));
}

QString differencesText(const engine::TransferDesign& measured, const engine::TransferDesign& asked) {
  QStringList parts;
  const auto add = [&](bool isOther, const QString& part) {
    if (isOther) parts << part;
  };
  const auto textOf = [](const std::string& text) { return QString::fromStdString(text); };
  add(measured.source != asked.source || measured.model != asked.model ||
          measured.sourceSteps != asked.sourceSteps,
      TransferText::tr("source %1").arg(QFileInfo(textOf(measured.source)).fileName()));
  add(measured.data != asked.data, TransferText::tr("target %1").arg(textOf(measured.data)));
  add(measured.arms != asked.arms, TransferText::tr("arms %1").arg(textOf(measured.arms)));
  add(measured.isHeadNew != asked.isHeadNew,
      measured.isHeadNew ? TransferText::tr("a new output layer")
                         : TransferText::tr("the source's output layer where it fits"));
  add(measured.samples != asked.samples,
      TransferText::tr("samples per class %1").arg(countsText(measured.samples)));
  add(measured.seeds != asked.seeds, TransferText::tr("seeds %1").arg(measured.seeds));
  add(measured.steps != asked.steps, TransferText::tr("steps %1").arg(measured.steps));
  const engine::TrainingSpec& training = measured.training;
  add(training.optimizer != asked.training.optimizer,
      TransferText::tr("optimizer %1").arg(nameText(training.optimizer)));
  add(training.learningRate != asked.training.learningRate,
      TransferText::tr("learning rate %1").arg(shortest(training.learningRate)));
  add(measured.fineTuneFactor != asked.fineTuneFactor,
      TransferText::tr("rate factor %1").arg(shortest(measured.fineTuneFactor)));
  add(training.batchSize != asked.training.batchSize,
      TransferText::tr("batch size %1").arg(training.batchSize));
  add(measured.testSamples != asked.testSamples,
      TransferText::tr("test samples %1").arg(measured.testSamples));
  return parts.join(TransferText::tr("; "));
}

QString progressText(const TransferWorker& worker) {
  if (!worker.isRunning())
    return worker.curves().empty()
               ? TransferText::tr("Every arm learns with every number of samples, on all cores.")
               : TransferText::tr("%1 of %2 runs are done.").arg(worker.runsDone()).arg(worker.runs());
  if (worker.runs() == 0 && worker.source().steps > 0)
    return TransferText::tr("Training the source: step %1 of %2")
        .arg(worker.source().done)
        .arg(worker.source().steps);
  if (worker.runs() == 0) return TransferText::tr("Reading model and data…");
  const QString runs = TransferText::tr("%1 of %2 runs").arg(worker.runsDone()).arg(worker.runs());
  const auto left = worker.secondsLeft();
  return left ? TransferText::tr("%1, about %2 s left").arg(runs).arg(std::ceil(*left)) : runs;
}

Progress progressOf(const TransferWorker& worker) {
  if (!worker.isRunning() || worker.runs() > 0)
    return {.done = static_cast<int>(worker.runsDone()), .all = std::max(1, static_cast<int>(worker.runs()))};
  return {.done = static_cast<int>(worker.source().done), .all = static_cast<int>(worker.source().steps)};
}

QString fitsText(std::span<const engine::LayerFit> fits, bool hasNewHead) {
  QStringList lines;
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const engine::LayerFit& fit = fits[i];
    const bool isCopied = fit.fits && !(hasNewHead && i + 1 == fits.size());
    const QString source = QString::fromStdString(fit.source);
    const QString target = QString::fromStdString(fit.target);
    if (fit.target == engine::kNoLayer)
      lines << TransferText::tr("left out: %1").arg(source);
    else if (fit.source == engine::kNoLayer)
      lines << TransferText::tr("new: %1").arg(target);
    else if (isCopied)
      lines << TransferText::tr("copied: %1").arg(target);
    else if (source == target)
      lines << TransferText::tr("re-initialised: %1").arg(target);
    else
      lines << TransferText::tr("re-initialised: %1, was %2").arg(target, source);
  }
  return lines.join('\n');
}

QStringList tableHeadings() {
  return {TransferText::tr("Samples"),  TransferText::tr("Arm"),
          TransferText::tr("Target %"), TransferText::tr("Range"),
          TransferText::tr("Source %"), TransferText::tr("Trainable"),
          TransferText::tr("ms/step"),  TransferText::tr("Steps to 80 % of the best"),
          TransferText::tr("Drift"),    TransferText::tr("Layers")};
}

QStringList tableRow(const engine::SweepCell& cell, std::span<const engine::Arm> arms) {
  QStringList drift;
  for (const auto& layer : cell.drift)
    drift << (layer ? QString::number(*layer, 'f', 2) : QStringLiteral("–"));
  const auto arm = std::ranges::find(arms, cell.arm, &engine::Arm::name);
  return {QString::number(cell.samplesPerClass),
          QString::fromStdString(cell.arm),
          percent(cell.median),
          percent(cell.least) + QStringLiteral(" – ") + percent(cell.most),
          cell.sourceAccuracy ? percent(*cell.sourceAccuracy) : QStringLiteral("–"),
          countText(cell.trainableParameters),
          QString::number(cell.millisecondsPerStep, 'f', 3),
          goalText(cell),
          drift.join(QStringLiteral(", ")),
          arm == arms.end() ? QString() : planText(arm->plan)};
}

}  // namespace pellucid::ui

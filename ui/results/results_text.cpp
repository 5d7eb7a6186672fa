// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_text.h"

#include <QCoreApplication>

#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct ResultsText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::ResultsText)
};

const engine::SampleAnswer& answerIn(const Look& look, engine::Index sample) {
  return look.answers.each[static_cast<std::size_t>(sample)];
}

bool areClasses(const Look& look) {
  return look.confusion.has_value();
}

}  // namespace

QString samplesText(const engine::Dataset& dataset, SampleSource source) {
  const auto count = static_cast<int>(splitOf(dataset, source).size());
  const QString name = QString::fromStdString(dataset.name).section(QLatin1Char('/'), -1);
  const bool isTest = source == SampleSource::Test;
  if (dataset.shape.isImage())
    return isTest ? ResultsText::tr("%Ln test image(s) of %1", nullptr, count).arg(name)
                  : ResultsText::tr("%Ln training image(s) of %1", nullptr, count).arg(name);
  return isTest ? ResultsText::tr("%Ln test sample(s) of %1", nullptr, count).arg(name)
                : ResultsText::tr("%Ln training sample(s) of %1", nullptr, count).arg(name);
}

QString lookText(const Look& look) {
  return ResultsText::tr("%1, step %2", "how many samples, and of which weights")
      .arg(samplesText(*look.dataset, look.source), countText(look.step()));
}

QString cellText(const Look& look, Cell cell) {
  const auto count = static_cast<int>(look.confusion->counts(cell.truth, cell.answered));
  const QString truth = classText(*look.dataset, cell.truth);
  const QString answered = classText(*look.dataset, cell.answered);
  const bool hasImages = look.dataset->shape.isImage();
  if (cell.isRight())
    return (hasImages ? ResultsText::tr("%Ln image(s) of %1 recognised", nullptr, count)
                      : ResultsText::tr("%Ln sample(s) of %1 recognised", nullptr, count))
        .arg(truth);
  return (hasImages ? ResultsText::tr("%Ln image(s) of %1 taken for %2", nullptr, count)
                    : ResultsText::tr("%Ln sample(s) of %1 taken for %2", nullptr, count))
      .arg(truth, answered);
}

QString spokenCell(const Look& look, Cell cell) {
  const engine::Confusion& confusion = *look.confusion;
  const QString truth = classText(*look.dataset, cell.truth);
  const QString count = countText(confusion.counts(cell.truth, cell.answered));
  const QString all = countText(confusion.samplesOf(cell.truth));
  const QString share = percentText(confusion.shareOfClass(cell.truth, cell.answered));
  if (cell.isRight()) return ResultsText::tr("%1 recognised: %2 of %3, %4").arg(truth, count, all, share);
  return ResultsText::tr("%1 taken for %2: %3 of %4, %5")
      .arg(truth, classText(*look.dataset, cell.answered), count, all, share);
}

QString verdictText(const QString& truth, const QString& answer) {
  return ResultsText::tr("is %1, says %2").arg(truth, answer);
}

QString verdictText(const Look& look, engine::Index sample) {
  if (!areClasses(look))
    return verdictText(answerNumbers(*look.dataset, look.split().targets.col(sample)),
                       answerNumbers(*look.dataset, look.answers.numbers.col(sample)));
  const engine::SampleAnswer& answer = answerIn(look, sample);
  return verdictText(classText(*look.dataset, answer.truth), classText(*look.dataset, answer.answered));
}

QString inputsOf(const Look& look, engine::Index sample) {
  constexpr engine::Index kMost = 6;
  engine::Matrix values = engine::sample(look.split(), look.dataset->inputs(), sample);
  engine::unscale(look.dataset->scaling.inputs, values);
  QStringList parts;
  for (engine::Index i = 0; i < std::min(values.rows(), kMost); ++i)
    parts << QStringLiteral("%1 = %2").arg(inputName(*look.dataset, i),
                                           valueText(static_cast<double>(values(i, 0))));
  if (values.rows() > kMost)
    parts << ResultsText::tr("and %Ln more input(s)", nullptr, static_cast<int>(values.rows() - kMost));
  return parts.join(QStringLiteral(", "));
}

QString sampleText(const Look& look, engine::Index sample) {
  const bool isTest = look.source == SampleSource::Test;
  const QString number = countText(sample);
  const QString name =
      look.dataset->shape.isImage()
          ? (isTest ? ResultsText::tr("Test image #%1") : ResultsText::tr("Training image #%1"))
          : (isTest ? ResultsText::tr("Test sample #%1") : ResultsText::tr("Training sample #%1"));
  const engine::SampleAnswer& answer = answerIn(look, sample);
  const QString loss = lossText(static_cast<double>(answer.loss));
  if (!areClasses(look))
    return ResultsText::tr("%1: should be %2, the network says %3, loss %4")
        .arg(name.arg(number), answerNumbers(*look.dataset, look.split().targets.col(sample)),
             answerNumbers(*look.dataset, look.answers.numbers.col(sample)), loss);
  return ResultsText::tr("%1: is %2, the network says %3 and is %4 sure of it, and %5 of %2. Loss %6.")
      .arg(name.arg(number), classText(*look.dataset, answer.truth),
           classText(*look.dataset, answer.answered), certaintyText(static_cast<double>(answer.certainty)),
           certaintyText(static_cast<double>(answer.ofTruth)), loss);
}

QString certaintyLesson(const Look& look) {
  if (look.answers.areProbabilities || !areClasses(look)) return {};
  return ResultsText::tr(
      "The outputs of this network are no probabilities: its certainty is where an output lies between what "
      "training wants for no (0 %) and for yes (100 %).");
}

QString emptyText(const Results& results) {
  if (results.look() != nullptr) return {};
  const MomentPtr& moment = results.moment();
  if (moment == nullptr) return ResultsText::tr("Here you will see what the network gets right and wrong.");
  if (splitOf(*moment->dataset, results.source()).size() > 0)
    return ResultsText::tr("Asking the network about %1…")
        .arg(samplesText(*moment->dataset, results.source()));
  return results.source() == SampleSource::Test
             ? ResultsText::tr("These data have no test samples. Choose the training samples above.")
             : ResultsText::tr("The training samples of these data are not here.");
}

}  // namespace pellucid::ui

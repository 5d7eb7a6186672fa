// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_text.h"

#include <QCoreApplication>
#include <algorithm>

#include "engine/train/targets.h"
#include "ui/run/sample_names.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct SampleText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::SampleText)
};

QString className(const engine::Dataset& dataset, engine::Index index) {
  // A network can have more outputs than the data have classes.
  if (index >= dataset.classes()) return QString::number(index);
  return QString::fromStdString(dataset.classNames[static_cast<std::size_t>(index)]);
}

QString columnName(const std::vector<std::string>& names, engine::Index index) {
  return QString::fromStdString(names[static_cast<std::size_t>(index)]);
}

/// "price = 1.25 (should be 1.5)" for each value of the answer.
QString numbersText(const Moment& moment) {
  const engine::Matrix& output = moment.probe.trace.output();
  QStringList parts;
  for (engine::Index i = 0; i < moment.dataset->outputs() && i < output.rows(); ++i) {
    const QString name = columnName(moment.dataset->targetNames, i);
    const QString value = valueText(output(i, 0));
    if (moment.input.numbers.size() <= i)
      parts << QStringLiteral("%1 = %2").arg(name, value);
    else if (const QString wanted = valueText(moment.input.numbers[i]); wanted != value)
      parts << SampleText::tr("%1 = %2 (should be %3)").arg(name, value, wanted);
    else
      parts << SampleText::tr("%1 = %2 (as it should be)").arg(name, value);
  }
  return parts.join(QStringLiteral(", "));
}

/// The same with values of many digits.
QString longestNumbersText(const engine::Dataset& dataset) {
  const QString wide = valueText(-1.234e-05);
  QStringList parts;
  for (engine::Index i = 0; i < dataset.outputs(); ++i)
    parts << SampleText::tr("%1 = %2 (should be %3)").arg(columnName(dataset.targetNames, i), wide, wide);
  return parts.join(QStringLiteral(", "));
}

/// "x = 1.2, y = -3": as many inputs as are readable.
QString inputsText(const Moment& moment) {
  constexpr engine::Index kMost = 12;
  const engine::Index count = moment.input.values.size();
  QStringList parts;
  for (engine::Index i = 0; i < std::min(count, kMost); ++i)
    parts << QString("%1 = %2").arg(columnName(moment.dataset->inputNames, i),
                                    valueText(moment.input.values[i]));
  if (count > kMost) parts << SampleText::tr("and %Ln more", nullptr, static_cast<int>(count - kMost));
  return parts.join(QStringLiteral(", "));
}

QString certaintyText(const Moment& moment, double output) {
  const engine::Network& network = moment.network();
  if (network.layer(network.layerCount() - 1).activation() != engine::Activation::Softmax)
    return SampleText::tr("output %1").arg(output, 0, 'f', 2);
  return ui::certaintyText(output);
}

QString certaintyText(const Moment& moment) {
  const engine::Matrix& outputs = moment.probe.trace.output();
  // A single output stands for both of two classes.
  return certaintyText(moment, outputs(outputs.rows() == 1 ? 0 : moment.probe.prediction, 0));
}

QString longestClassText(const Moment& moment) {
  const auto& names = moment.dataset->classNames;
  const auto longest = std::ranges::max_element(names, {}, &std::string::size);
  constexpr double kNearlyOne = 0.99999;  // "> 99.9 %" is longer than "100.0 %"
  return QString("%1 (%2)").arg(QString::fromStdString(*longest), certaintyText(moment, kNearlyOne));
}

/// Why tied outputs give no answer; empty where one of them leads.
QString tieText(const Moment& moment) {
  const engine::Network& network = moment.network();
  const engine::Matrix& output = moment.probe.trace.output();
  if (output.rows() == 1) {
    const engine::TargetCoding coding =
        engine::targetCoding(moment.experiment().training.loss,
                             network.layer(network.layerCount() - 1).activation(), network.outputs());
    return output(0, 0) == coding.middle() ? SampleText::tr("nothing: its output lies halfway") : QString();
  }
  const auto level = (output.col(0).array() == output.col(0).maxCoeff()).count();
  if (level < 2) return {};
  return SampleText::tr("nothing: its %Ln largest outputs are equal", nullptr, static_cast<int>(level));
}

}  // namespace

AnswerText answerText(const Moment& moment) {
  AnswerText answer;
  if (!moment.dataset->hasClasses()) {
    answer.text = numbersText(moment);
    answer.longest = longestNumbersText(*moment.dataset);
    return answer;
  }
  answer.longest = longestClassText(moment);
  answer.isJudged = moment.input.target.has_value();
  if (!moment.probe.trace.output().allFinite()) {
    answer.text = SampleText::tr("nothing: its numbers are out of range");
    return answer;
  }
  if (answer.text = tieText(moment); !answer.text.isEmpty()) return answer;
  answer.text =
      QString("%1 (%2)").arg(className(*moment.dataset, moment.probe.prediction), certaintyText(moment));
  if (moment.input.target)
    answer.verdict = moment.probe.prediction == *moment.input.target ? Verdict::Right : Verdict::Wrong;
  return answer;
}

QString captionText(const Moment& moment) {
  QString text = sampleName(moment);
  if (moment.input.target)
    text = SampleText::tr("%1: label %2", "a sample and its class")
               .arg(text, className(*moment.dataset, *moment.input.target));
  if (!moment.dataset->inputNames.empty()) text += QStringLiteral("\n") + inputsText(moment);
  return text;
}

QString datasetText(const engine::Dataset& dataset) {
  if (dataset.train.size() == 0 && dataset.test.size() == 0)
    return SampleText::tr("These data are not here. Locate them to train, or choose others.");
  if (!dataset.reading.empty()) return messageText(dataset.reading);
  const QString train = countText(dataset.train.size());
  const QString answers = dataset.hasClasses()
                              ? SampleText::tr("%Ln class(es)", nullptr, static_cast<int>(dataset.classes()))
                          : dataset.outputs() == 1
                              ? SampleText::tr("a number: %1").arg(columnName(dataset.targetNames, 0))
                              : SampleText::tr("%Ln number(s)", nullptr, static_cast<int>(dataset.outputs()));
  if (!dataset.shape.isImage())
    return SampleText::tr("%1 training and %2, %3, %4")
        .arg(train, SampleText::tr("%Ln test sample(s)", nullptr, static_cast<int>(dataset.test.size())),
             SampleText::tr("%Ln input(s)", nullptr, static_cast<int>(dataset.inputs())), answers);
  return SampleText::tr("%1 training and %2, %3×%4, %5")
      .arg(train, SampleText::tr("%Ln test image(s)", nullptr, static_cast<int>(dataset.test.size())))
      .arg(dataset.shape.height)
      .arg(dataset.shape.width)
      .arg(answers);
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace pellucid::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("SampleText", text);
}

QString className(const engine::Dataset& dataset, engine::Index index) {
  // A network may have more outputs than the data has classes.
  if (index >= dataset.classes()) return QString::number(index);
  return QString::fromStdString(dataset.classNames[static_cast<std::size_t>(index)]);
}

QString certaintyText(const Moment& moment) {
  const engine::Network& network = moment.network();
  const double output = moment.probe.trace.output()(moment.probe.prediction, 0);
  if (network.layer(network.layerCount() - 1).activation() != engine::Activation::Softmax)
    return tr("output %1").arg(output, 0, 'f', 2);
  // 99.96 % is not rounded to a certainty that the network does not have.
  if (output < 1 && output > 0.9995) return tr("over 99.9\u202f%");
  return tr("%1\u202f%").arg(100 * output, 0, 'f', 1);
}

}  // namespace

AnswerText answerText(const Moment& moment) {
  AnswerText answer;
  answer.text =
      QString("%1 (%2)").arg(className(*moment.dataset, moment.probe.prediction), certaintyText(moment));
  if (moment.input.target)
    answer.verdict = moment.probe.prediction == *moment.input.target ? Verdict::Right : Verdict::Wrong;
  return answer;
}

QString captionText(const Moment& moment) {
  QString text = moment.input.testIndex
                     ? tr("Test image %1 of %2")
                           .arg(numberText(*moment.input.testIndex), numberText(moment.dataset->test.size()))
                     : tr("Drawing");
  if (moment.input.target) {
    const QString label = QString::number(*moment.input.target);
    const QString name = className(*moment.dataset, *moment.input.target);
    text += tr(": label %1").arg(label);
    if (name != label) text += QString(" (%1)").arg(name);
  }
  return text;
}

QString datasetText(const engine::Dataset& dataset) {
  return tr("%1 training and %2 test images, %3×%4, %5 classes")
      .arg(numberText(dataset.train.size()), numberText(dataset.test.size()))
      .arg(dataset.shape.height)
      .arg(dataset.shape.width)
      .arg(dataset.classes());
}

QString datasetTitle(const QString& name) {
  if (name == "mnist") return tr("MNIST (digits)");
  if (name == "fashion-mnist") return tr("Fashion-MNIST (clothes)");
  const QString folder = QDir(name).dirName();
  return folder.isEmpty() ? name : folder;
}

QString numberText(engine::Index number) {
  return QLocale(QLocale::English).toString(static_cast<qlonglong>(number));
}

}  // namespace pellucid::ui

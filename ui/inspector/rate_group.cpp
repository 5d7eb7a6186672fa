// SPDX-License-Identifier: GPL-3.0-or-later
// The learning rate and its schedule: the group Learning rate of training_groups.h.
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QLocale>

#include "engine/train/training_fields.h"
#include "ui/document/edits.h"
#include "ui/document/training_edits.h"
#include "ui/document/training_names.h"
#include "ui/inspector/training_groups.h"

namespace pellucid::ui {
namespace {

using engine::Experiment;
using engine::Schedule;
using engine::ScheduleKind;

struct RateGroup {
  Q_DECLARE_TR_FUNCTIONS(RateGroup)
};

constexpr double kUsualRates[] = {0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 10, 1000};

QString rateText(double rate) {
  return QLocale::c().toString(rate, 'g', QLocale::FloatingPointShortest);
}

void commitRate(SettingsGroup& group, const QString& text) {
  bool isNumber = false;
  // A comma is accepted as the decimal point, as in 0,001; numbers are always shown with a point.
  QString number = text;
  if (number.count(QLatin1Char(',')) == 1 && !number.contains(QLatin1Char('.')))
    number.replace(QLatin1Char(','), QLatin1Char('.'));
  const double rate = QLocale::c().toDouble(number, &isNumber);
  if (isNumber && rate > 0 && rate <= engine::kMaxLearningRate)
    return group.take(edit::setLearningRate(group.document(), rate));
  group.showDocument();
  group.note(RateGroup::tr("The learning rate \"%1\" is not valid: it must be a number greater than 0 and at "
                           "most %2, with a decimal point.")
                 .arg(text)
                 .arg(engine::kMaxLearningRate, 0, 'f', 0));
}

void addRate(SettingsGroup& group) {
  auto* box = new QComboBox;
  box->setObjectName("LearningRate");
  box->setEditable(true);
  box->setInsertPolicy(QComboBox::NoInsert);
  box->setCompleter(nullptr);  // it would complete 1 to 1e-05 and 100 to 1000
  for (const double rate : kUsualRates) box->addItem(rateText(rate));
  const auto commit = [&group, box] { commitRate(group, box->currentText().trimmed()); };
  QObject::connect(box, &QComboBox::activated, &group, commit);
  QObject::connect(box->lineEdit(), &QLineEdit::editingFinished, &group, commit);
  group.addRow(
      {.label = RateGroup::tr("R&ate"),
       .tip = RateGroup::tr("How far each update moves the weights against the gradient. Too small a "
                            "rate learns slowly, too large a one overshoots and diverges.")},
      box, [box](const Document& d) { box->setEditText(rateText(d.experiment().training.learningRate)); });
  box->setAccessibleName(RateGroup::tr("Learning rate"));
}

QString kindTip(ScheduleKind kind) {
  switch (kind) {
    case ScheduleKind::Constant:
      return RateGroup::tr("The rate stays as it is.");
    case ScheduleKind::Step:
      return RateGroup::tr("The rate is multiplied by the factor every so many epochs.");
    case ScheduleKind::Exponential:
      return RateGroup::tr("The rate is multiplied by the factor after each epoch.");
    case ScheduleKind::Cosine:
      return RateGroup::tr("The rate falls along half a cosine, over so many epochs, to the least rate.");
    case ScheduleKind::Plateau:
      return RateGroup::tr(
          "The rate is multiplied by the factor when the loss of the validation samples, or without them of "
          "the test samples, has not fallen for more than so many epochs.");
    case ScheduleKind::OneCycle:
      return RateGroup::tr(
          "The rate begins at the factor times itself, rises to its full size and falls to the least rate, "
          "step by step, over so many epochs.");
  }
  return {};
}

void addKind(SettingsGroup& group) {
  QComboBox* box = group.addChoice<ScheduleKind>(
      {.label = RateGroup::tr("Sched&ule"),
       .tip = RateGroup::tr("How the rate changes during the run. Large steps find the way at first, small "
                            "ones settle down at the end.")},
      [](const Experiment& e) { return e.training.schedule.kind; }, edit::setScheduleKind);
  for (int i = 0; i < box->count(); ++i)
    box->setItemData(i, kindTip(static_cast<ScheduleKind>(box->itemData(i).toInt())), Qt::ToolTipRole);
}

void addCountOf(SettingsGroup& group, std::int64_t Schedule::*number, const QString& tip,
                const QString& zero = {}) {
  for (const auto& field : engine::kCountFields<Schedule>)
    if (field.member == number)
      group.addCount(
          {.text = {.label = numberName(number), .tip = tip},
           .least = field.least,
           .most = field.most,
           .zero = zero,
           .read = [number](const Experiment& e) { return e.training.schedule.*number; },
           .write = [number](Document& d,
                             std::int64_t value) { return edit::setScheduleNumber(d, number, value); },
           .isShown =
               [number](const Document& d) { return uses(d.experiment().training.schedule.kind, number); }});
}

void addNumberOf(SettingsGroup& group, double Schedule::*number, const QString& tip, double step) {
  for (const auto& field : engine::kNumberFields<Schedule>)
    if (field.member == number)
      group.addNumber(
          {.text = {.label = numberName(number), .tip = tip},
           .range = field.range,
           .step = step,
           .first = 1e-6,
           .read = [number](const Experiment& e) { return e.training.schedule.*number; },
           .write = [number](Document& d, double value) { return edit::setScheduleNumber(d, number, value); },
           .isShown =
               [number](const Document& d) { return uses(d.experiment().training.schedule.kind, number); }});
}

}  // namespace

SettingsGroup* makeRateGroup(Document& document, SchedulePlot* plot) {
  auto* group = new SettingsGroup(document, QStringLiteral("rate"), RateGroup::tr("Learning rate"));
  addRate(*group);
  addKind(*group);
  addCountOf(*group, &Schedule::every,
             RateGroup::tr("After how many epochs the rate falls, again and again."));
  addCountOf(*group, &Schedule::epochs,
             RateGroup::tr("Over how many epochs the schedule runs; after them the rate stays where it is."));
  addCountOf(*group, &Schedule::patience,
             RateGroup::tr("How many epochs without a lower loss are borne before the rate falls."));
  addNumberOf(
      *group, &Schedule::factor,
      RateGroup::tr("What the rate is multiplied by when it falls; of one-cycle, at its beginning. From "
                    "just above 0 to 1."),
      0.05);
  addNumberOf(*group, &Schedule::floor, RateGroup::tr("The rate does not fall below this."), 0);
  addNumberOf(*group, &Schedule::rise,
              RateGroup::tr("The share of the steps in which the rate rises, before it falls."), 0.05);
  addCountOf(*group, &Schedule::warmupSteps,
             RateGroup::tr("At first the rate rises evenly from almost 0 over so many steps, while the "
                           "optimizer still knows little of the gradients. Goes with every schedule."),
             RateGroup::tr("none"));
  group->addWide(plot, [plot](const Document& d) { plot->showTraining(d.experiment().training); });
  group->setSummaryOf([](const Document& d) {
    const engine::TrainingSpec& training = d.experiment().training;
    return RateGroup::tr("%1, %2").arg(rateText(training.learningRate), nameText(training.schedule.kind));
  });
  return group;
}

}  // namespace pellucid::ui

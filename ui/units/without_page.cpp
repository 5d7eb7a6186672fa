// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/without_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/inspect/answers.h"
#include "engine/train/phase.h"
#include "ui/run/place_names.h"
#include "ui/run/sample_names.h"
#include "ui/units/units_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// "+0.3", for a share in percent.
QString pointsText(double change) {
  const QString text = fixedText(100 * change, 1);
  return 100 * change >= 0.05 ? QLatin1Char('+') + text : text;
}

}  // namespace

WithoutPage::WithoutPage(Units& units, LookSchedule::Clock clock)
    : m_units(units),
      m_schedule(std::move(clock)),
      m_headline(new QLabel),
      m_sample(mutedLabel()),
      m_classesTitle(new QLabel(tr("Which classes suffer"))),
      m_classes(
          new ValueBars(tr("Recall of each class"),
                        tr("How many samples of each class are still recognised, those that suffer most "
                           "first; the line across a bar is how many it was with all units."))),
      m_changes(new TitledPicture(tr("What is taken for what instead"),
                                  tr("A row for each class, a column for each answer: orange where there are "
                                     "more samples than with all "
                                     "units, blue where there are fewer. Point at a cell, or use the arrow "
                                     "keys, for both counts."))) {
  m_headline->setProperty("heading", true);
  m_headline->setWordWrap(true);
  m_classesTitle->setProperty("heading", true);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(m_headline);
  rows->addWidget(m_sample);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(16);
  auto* left = new QVBoxLayout;
  left->setSpacing(4);
  left->addWidget(m_classesTitle);
  left->addWidget(m_classes);
  left->addStretch(1);
  columns->addLayout(left, 2);
  columns->addWidget(m_changes, 3);
  rows->addLayout(columns, 1);
  m_schedule.watch(*this);
  connect(&m_schedule, &LookSchedule::due, this, &WithoutPage::lookSoon);
  connect(&units, &Units::momentChanged, this, &WithoutPage::lookSoon);
  connect(&units, &Units::offChanged, this, [this] {
    lookSoon();
    showLook();
  });
  connect(&m_changes->picture(), &ValuePicture::pointedAt, this, &WithoutPage::showReading);
}

void WithoutPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showLook();
}

void WithoutPage::lookSoon() {
  if (!m_units.moment() || !isVisible()) return;
  const Moment& moment = *m_units.moment();
  const SampleSource source = sourceOf(*moment.dataset);
  if (splitOf(*moment.dataset, source).size() == 0) return;
  const OffQuestion asked{.snapshot = moment.snapshot,
                          .dataset = moment.dataset,
                          .source = source,
                          .held = m_units.selection().switchedOff(),
                          .input = moment.input.values};
  if (m_newest && m_newest->question.dataset != asked.dataset) m_newest.reset();
  if (asked.held.empty()) {  // there is nothing to compare
    m_look.reset();
    return m_job.forget();
  }
  if (m_job.isBusy() && m_asked->held == asked.held && m_asked->dataset == asked.dataset) return;
  if (!m_job.isBusy() && m_look && m_look->question.isSame(asked)) return;
  const bool isOnlyTraining = m_look && m_look->question.held == asked.held;
  if (!m_schedule.mayLook(isOnlyTraining && engine::isRunning(moment.snapshot->phase))) return;
  m_asked = asked;
  m_job.request([asked, before = m_newest](
                    const engine::Progress& progress) { return lookWithout(asked, before, progress); },
                [this](const OffLookPtr& look) {
                  if (look) {
                    m_schedule.spend(look->milliseconds);
                    m_look = m_newest = look;
                    showLook();
                  }
                  lookSoon();
                });
}

QString WithoutPage::offText() const {
  const engine::HeldChannels& held = m_look->question.held;
  const Moment& moment = *m_units.moment();
  QStringList names;
  for (const engine::HeldChannel& each : held) {
    const QString name = longChannelName(moment, each.layer, each.channel);
    names << (each.value == 0 ? name
                              : tr("%1 (held at %2)").arg(name, valueText(static_cast<double>(each.value))));
  }
  constexpr int kMostNamed = 3;
  const auto more = static_cast<int>(names.size()) - kMostNamed;
  if (more <= 0) return names.join(tr(", "));
  return tr("%1 and %Ln more", nullptr, more).arg(names.mid(0, kMostNamed).join(tr(", ")));
}

void WithoutPage::showLook() {
  if (!m_units.moment() || !isVisible()) return;
  const bool isOf = m_look && m_look->question.snapshot->network == m_units.moment()->snapshot->network &&
                    m_look->question.dataset == m_units.moment()->dataset;
  const bool hasOff = isOf && !m_look->question.held.empty() && !m_units.selection().switchedOff().empty();
  for (QWidget* each : {static_cast<QWidget*>(m_sample), static_cast<QWidget*>(m_classesTitle),
                        static_cast<QWidget*>(m_classes), static_cast<QWidget*>(m_changes)})
    each->setVisible(hasOff);
  if (!hasOff) {
    const engine::Dataset& shown = *m_units.moment()->dataset;
    if (!m_units.selection().switchedOff().empty())
      return m_headline->setText(splitOf(shown, sourceOf(shown)).size() == 0
                                     ? tr("There are no samples here to ask the network about.")
                                     : tr("Counting what the network can still do…"));
    m_headline->setText(
        tr("All units are on. Choose one in the list and press “Switch off”, and see here what the network "
           "can no longer do without it. Nothing of the run changes."));
    return;
  }
  const OffLook& look = *m_look;
  const engine::Dataset& dataset = *look.question.dataset;
  const engine::Experiment& experiment = look.question.snapshot->experiment;
  const bool hasClasses = look.whole.confusion.has_value();
  m_headline->setText(hasClasses
                          ? tr("Without %1 it gets %2 right instead of %3 (step %4).",
                               "which units, the accuracy without them and with them, and of which weights")
                                .arg(offText(), percentText(look.without.confusion->accuracy(), 2),
                                     percentText(look.whole.confusion->accuracy(), 2),
                                     countText(look.question.snapshot->state.step))
                          : tr("Without %1 its mean loss is %2 instead of %3 (step %4).",
                               "which units, the loss without them and with them, and of which weights")
                                .arg(offText(), lossText(look.without.loss), lossText(look.whole.loss),
                                     countText(look.question.snapshot->state.step)));
  const auto says = [&](const engine::Vector& outputs) {
    if (!hasClasses) {
      engine::Matrix numbers = outputs;
      engine::unscale(dataset.scaling.targets, numbers);
      return valueText(static_cast<double>(numbers(0, 0)));
    }
    const engine::Said said = engine::saidBy(experiment, outputs, 0);
    return tr("%1 (%2)", "an answer and how sure it is")
        .arg(classText(dataset, said.answer), certaintyText(said.certainty));
  };
  m_sample->setText(
      tr("To the sample that is shown it says %1 instead of %2. It is only switched off for looking: "
         "training goes on with all units.")
          .arg(says(look.without.outputs), says(look.whole.outputs)));
  m_classesTitle->setVisible(hasClasses);
  m_classes->setVisible(hasClasses);
  m_changes->setVisible(hasClasses);
  if (!hasClasses) return;
  const engine::Confusion& before = *look.whole.confusion;
  const engine::Confusion& after = *look.without.confusion;
  const auto classes = static_cast<int>(before.classes());
  std::vector<engine::Index> order;
  for (engine::Index c = 0; c < before.classes(); ++c)
    if (before.samplesOf(c) > 0) order.push_back(c);
  std::ranges::stable_sort(order, {}, [&](engine::Index c) { return after.recall(c) - before.recall(c); });
  std::vector<ValueBars::Bar> bars;
  for (const engine::Index c : order)
    bars.push_back(
        {.name = classText(dataset, c),
         .value = after.recall(c),
         .text = tr("%1 (%2)", "a share, and by how many points it has changed")
                     .arg(percentText(after.recall(c)), pointsText(after.recall(c) - before.recall(c))),
         .before = before.recall(c)});
  m_classes->show(std::move(bars), 1, false);
  engine::Vector changes(engine::Index{classes} * classes);
  for (int t = 0; t < classes; ++t)
    for (int c = 0; c < classes; ++c)
      changes[engine::Index{t} * classes + c] =
          static_cast<engine::Scalar>(after.counts(t, c) - before.counts(t, c));
  const double range = static_cast<double>(changes.cwiseAbs().maxCoeff());
  QStringList names;
  for (int c = 0; c < classes; ++c) names << classText(dataset, c);
  m_changes->picture().setNames(names);
  m_changes->picture().showValues(changes, {classes, classes}, range);
  m_changes->setCaption(range == 0 ? tr("Nothing has changed: every sample gets the same answer.")
                                   : tr("Full colour: ±%1 samples").arg(valueText(range)));
  showReading();
}

void WithoutPage::showReading() {
  const auto cell = m_changes->picture().pointed();
  if (!cell || !m_look || !m_look->whole.confusion || cell->x() >= m_look->whole.confusion->classes() ||
      cell->y() >= m_look->whole.confusion->classes())
    return m_changes->setReading({});
  const engine::Dataset& dataset = *m_look->question.dataset;
  const auto count = [&](const OffLook::Side& side) {
    return countText(side.confusion->counts(cell->y(), cell->x()));
  };
  const QString text = cell->x() == cell->y()
                           ? tr("%1 recognised: %2 instead of %3").arg(classText(dataset, cell->y()))
                           : tr("%1 taken for %2: %3 instead of %4")
                                 .arg(classText(dataset, cell->y()), classText(dataset, cell->x()));
  m_changes->setReading(text.arg(count(m_look->without), count(m_look->whole)));
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/vary_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/runs/repeat_controls.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kUsualSeedsOfAValue = 3;
constexpr int kMostSeedsOfAValue = 10;
constexpr int kUsualStepsOfAValue = 1000;
constexpr double kWideRange = 8;  // ratio from which values are drawn on a logarithmic axis

}  // namespace

VaryDialog::VaryDialog(RunToRepeat run, QWidget* parent)
    : QDialog(parent),
      m_run(std::move(run)),
      m_settings(variedSettings(m_run.design.experiment)),
      m_begun(m_settings.front()),
      m_setting(new QComboBox),
      m_list(new QLineEdit),
      m_seeds(new QSpinBox),
      m_steps(new QSpinBox),
      m_start(new QPushButton),
      m_use(new QPushButton),
      m_progress(new QProgressBar),
      m_sentence(new QLabel),
      m_table(new QTableWidget(0, 4)),
      m_plot(new RunPlot({}, {})) {
  setWindowTitle(tr("Vary a setting of \"%1\"").arg(m_run.title));
  resize(860, 520);
  auto* columns = new QHBoxLayout(this);
  columns->setSpacing(16);
  columns->addWidget(makeControls());
  columns->addWidget(makeResults(), 1);
  for (const VariedSetting& setting : m_settings) m_setting->addItem(setting.name);
  connect(m_setting, &QComboBox::currentIndexChanged, this, &VaryDialog::choose);
  connect(m_list, &QLineEdit::textChanged, this, &VaryDialog::showState);
  connect(m_start, &QPushButton::clicked, this, &VaryDialog::startOrStop);
  connect(m_use, &QPushButton::clicked, this, [this] {
    if (const auto value = wanted()) emit valueChosen(m_begun, *value);
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VaryDialog::showWanted);
  connect(&m_runner, &RepeatRunner::changed, this, &VaryDialog::showState);
  connect(&m_runner, &RepeatRunner::failed, m_sentence, &QLabel::setText);
  choose(0);
}

void VaryDialog::setRun(RunToRepeat run) {
  if (m_runner.isRunning() || areRepeatedAlike(run, m_run)) return;
  m_run = std::move(run);
  if (m_run.steps > 0) m_steps->setValue(static_cast<int>(m_run.steps));
  showState();
}

QWidget* VaryDialog::makeControls() {
  auto* controls = new QWidget;
  controls->setFixedWidth(320);
  auto* rows = new QVBoxLayout(controls);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(
      mutedLabel(tr("The run is trained from its beginning with each value, and with several seeds each, "
                    "so that a lucky one is not taken for a good value.")));
  m_note = mutedLabel({});
  rows->addWidget(m_note);
  auto* form = new QFormLayout;
  form->addRow(tr("Se&tting"),
               described(m_setting, tr("Setting"), tr("What is varied; all else stays as it is")));
  form->addRow(tr("&Values"),
               described(m_list, tr("Values"), tr("Numbers with commas or blanks between them, at most 20")));
  m_seeds->setRange(1, kMostSeedsOfAValue);
  m_seeds->setValue(kUsualSeedsOfAValue);
  form->addRow(tr("Seed&s of each"),
               described(m_seeds, tr("Seeds of each value"),
                         tr("With how many seeds each value is trained: the run's own and those "
                            "after it")));
  setUpSteps(*m_steps, m_run, kUsualStepsOfAValue);
  form->addRow(tr("Ste&ps"),
               described(m_steps, tr("Steps"),
                         tr("How many steps each is trained. With other batch sizes as many steps see "
                            "more or fewer samples")));
  rows->addLayout(form);
  setUpStart(*m_start);
  rows->addWidget(m_start);
  setUpProgress(*m_progress, tr("How far the runs are"));
  rows->addWidget(m_progress);
  m_sentence->setWordWrap(true);
  rows->addWidget(m_sentence);
  m_use->setToolTip(
      tr("Sets the design of the window to the selected value, as if you had typed it there. "
         "Undo takes it back"));
  rows->addWidget(m_use);
  rows->addStretch();
  return controls;
}

QWidget* VaryDialog::makeResults() {
  auto* results = new QWidget;
  auto* rows = new QVBoxLayout(results);
  rows->setContentsMargins(0, 0, 0, 0);
  const bool isAccuracy = m_run.design.dataset->hasClasses();
  if (isAccuracy) m_plot->setValueLimits(0, 100);
  m_plot->setAccessibleName(tr("Results against the values"));
  m_plot->setToolTip(
      tr("Each dot is the median of a value's seeds; the band goes from the least to the most"));
  rows->addWidget(m_plot, 3);
  setUpTable(*m_table, tr("Results of the values"), {tr("Value"), tr("Median"), tr("Lowest"), tr("Highest")});
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  rows->addWidget(m_table, 2);
  return results;
}

const VariedSetting& VaryDialog::chosen() const {
  return m_settings[static_cast<std::size_t>(m_setting->currentIndex())];
}

void VaryDialog::choose(int setting) {
  const VariedSetting& varied = m_settings[static_cast<std::size_t>(setting)];
  m_list->setText(valuesText(varied.suggestions(m_run.design.experiment)));
  m_list->setCursorPosition(0);
  showState();
}

engine::RepeatSpec VaryDialog::spec() const {
  engine::RepeatSpec spec{.experiments = {}, .dataset = m_run.design.dataset, .steps = m_steps->value()};
  // Given weights only fit networks with as many units.
  if (chosen().kind != VariedSetting::Kind::Units) spec.initial = m_run.design.initial;
  for (const double value : parsedValues(m_list->text(), chosen())) {
    const std::vector<engine::TimelineEvent> changes = changesWith(value);
    for (int i = 0; i < m_seeds->value(); ++i) {
      spec.experiments.push_back(chosen().with(m_run.design.experiment, value));
      spec.experiments.back().seed += static_cast<std::uint64_t>(i);
      spec.changes.push_back(changes);
    }
  }
  return spec;
}

std::optional<std::vector<engine::TimelineEvent>> VaryDialog::repeatedChanges() const {
  std::optional<std::vector<engine::TimelineEvent>> changes = m_run.changes;
  // A weight set by hand has no place in a network with other units.
  if (changes && chosen().kind == VariedSetting::Kind::Units)
    std::erase_if(*changes, [](const engine::TimelineEvent& event) {
      return std::holds_alternative<engine::ParameterChange>(event.change);
    });
  return changes;
}

std::vector<engine::TimelineEvent> VaryDialog::changesWith(double value) const {
  std::vector<engine::TimelineEvent> changes =
      repeatedChanges().value_or(std::vector<engine::TimelineEvent>());
  for (engine::TimelineEvent& event : changes)
    if (auto* change = std::get_if<engine::SettingChange>(&event.change))
      change->experiment =
          std::make_shared<const engine::Experiment>(chosen().with(*change->experiment, value));
  return changes;
}

QString VaryDialog::note() const {
  QStringList sentences = {changedNote(repeatedChanges())};
  sentences.removeAll(QString());
  const auto has = [this](const auto& isSo) {
    return m_run.changes && std::ranges::any_of(*m_run.changes, isSo);
  };
  if (has([this](const engine::TimelineEvent& event) {
        const auto* change = std::get_if<engine::SettingChange>(&event.change);
        return change != nullptr &&
               chosen().valueIn(*change->before) != chosen().valueIn(*change->experiment);
      }))
    sentences << tr("What is varied keeps its value all the way.");
  if (chosen().kind == VariedSetting::Kind::Units && has([](const engine::TimelineEvent& event) {
        return std::holds_alternative<engine::ParameterChange>(event.change);
      }))
    sentences << tr(
        "Weights that were set by hand are not set again, because networks of other units have other "
        "weights.");
  return sentences.join(QLatin1Char(' '));
}

void VaryDialog::startOrStop() {
  if (m_runner.isRunning()) return m_runner.cancel();
  m_begun = chosen();
  m_values = parsedValues(m_list->text(), m_begun);
  m_seedCount = static_cast<std::size_t>(m_seeds->value());
  m_sentence->clear();
  m_runner.start(spec());
}

LastTests VaryDialog::results(std::size_t value) const {
  std::vector<const engine::Repetition*> runs;
  for (std::size_t i = value * m_seedCount; i < (value + 1) * m_seedCount && i < m_runner.runs().size(); ++i)
    runs.push_back(&m_runner.runs()[i]);
  return lastTests(runs);
}

std::optional<std::size_t> VaryDialog::best() const {
  std::optional<std::size_t> best;
  LastTests found;
  for (std::size_t i = 0; i < m_values.size(); ++i) {
    const LastTests tests = results(i);
    if (tests.count == 0) continue;
    if (best && !(tests.areAccuracies ? tests.median > found.median : tests.median < found.median)) continue;
    best = i;
    found = tests;
  }
  return best;
}

std::optional<double> VaryDialog::wanted() const {
  if (m_runner.isRunning()) return std::nullopt;
  const auto at = best();
  if (!at) return std::nullopt;
  const QModelIndexList rows = m_table->selectionModel()->selectedRows();
  return m_values[rows.isEmpty() ? *at : static_cast<std::size_t>(rows.front().row())];
}

QString VaryDialog::sentence() const {
  const auto best = this->best();
  if (!best || m_runner.isRunning()) return {};
  const LastTests found = results(*best);
  // A value whose result is also reached by another, with one seed or another, may be no better.
  std::size_t rivals = 0;
  for (std::size_t i = 0; i < m_values.size(); ++i) {
    const LastTests tests = results(i);
    const bool overlaps = tests.count > 0 && tests.most >= found.least && tests.least <= found.most;
    if (i != *best && overlaps) ++rivals;
  }
  const QString value = QString::number(m_values[*best], 'g', 6);
  const QString result = resultText(found.median, found.areAccuracies);
  if (rivals == 0) return tr("%1 is the best of these values, with a median of %2.").arg(value, result);
  return tr("%1 does best, with a median of %2, but %Ln other value(s) overlap with it: the difference may "
            "be luck.",
            nullptr, static_cast<int>(rivals))
      .arg(value, result);
}

void VaryDialog::showState() {
  const bool isRunning = m_runner.isRunning();
  const bool isReadable = !parsedValues(m_list->text(), chosen()).empty();
  m_start->setText(isRunning ? tr("Stop") : tr("&Train them"));
  m_start->setEnabled(isRunning || isReadable);
  for (QWidget* field : {static_cast<QWidget*>(m_setting), static_cast<QWidget*>(m_list),
                         static_cast<QWidget*>(m_seeds), static_cast<QWidget*>(m_steps)})
    field->setEnabled(!isRunning);
  m_note->setText(note());
  m_note->setVisible(!m_note->text().isEmpty());
  showProgress(*m_progress, m_runner);
  if (!isReadable)
    m_sentence->setText(chosen().isWhole() ? tr("The values are whole numbers above 0, such as 8, 16, 32.")
                                           : tr("The values are numbers above 0, such as 0.001, 0.01."));
  else if (!m_runner.runs().empty())
    m_sentence->setText(sentence());
  else
    m_sentence->clear();
  showResults();
  showWanted();
}

void VaryDialog::showWanted() {
  const auto value = wanted();
  m_use->setVisible(value.has_value());
  if (value) m_use->setText(tr("&Use %1").arg(QString::number(*value, 'g', 6)));
}

void VaryDialog::showResults() {
  const bool isAccuracy = m_run.design.dataset->hasClasses();
  m_table->setRowCount(static_cast<int>(m_values.size()));
  // Another setting may have been chosen by now.
  m_table->horizontalHeaderItem(0)->setText(m_values.empty() ? tr("Value") : m_begun.name);
  RunPlot::Line line{.colour = m_run.colour, .hasDots = true};
  for (std::size_t i = 0; i < m_values.size(); ++i) {
    const LastTests tests = results(i);
    QStringList texts = {QString::number(m_values[i], 'g', 6)};
    if (tests.count > 0) {
      for (const double value : {tests.median, tests.least, tests.most})
        texts << resultText(value, tests.areAccuracies);
      const double factor = tests.areAccuracies ? 100 : 1;
      line.keys << m_values[i];
      line.values << factor * tests.median;
      line.least << factor * tests.least;
      line.most << factor * tests.most;
    } else {
      texts << (tests.diverged > 0 ? tr("diverged") : QStringLiteral("–")) << QString() << QString();
    }
    fillRow(*m_table, static_cast<int>(i), texts);
  }
  m_plot->setLogarithmicKeys(!m_values.empty() && m_values.back() / m_values.front() >= kWideRange);
  m_plot->setNames(m_begun.name, isAccuracy ? tr("last test accuracy (%)") : tr("last test loss"));
  m_plot->setLines({std::move(line)});
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/seeds_dialog.h"

#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>
#include <limits>

#include "ui/runs/repeat_controls.h"
#include "ui/runs/run_results.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kUsualSeeds = 5;
constexpr int kMostSeeds = 20;
constexpr int kUsualSteps = 1000;

}  // namespace

SeedsDialog::SeedsDialog(RunToRepeat run, QWidget* parent)
    : QDialog(parent),
      m_run(std::move(run)),
      m_count(new QSpinBox),
      m_steps(new QSpinBox),
      m_start(new QPushButton),
      m_progress(new QProgressBar),
      m_sentence(new QLabel),
      m_table(new QTableWidget(0, 3)),
      m_plot(new RunPlot(tr("step"), {})) {
  setWindowTitle(tr("%1 with other seeds").arg(m_run.title));
  resize(860, 500);
  auto* columns = new QHBoxLayout(this);
  columns->setSpacing(16);
  columns->addWidget(makeControls());
  const bool isAccuracy = m_run.design.dataset->hasClasses();
  m_plot->setNames(tr("step"), isAccuracy ? tr("test accuracy (%)") : tr("test loss"));
  if (isAccuracy) m_plot->setValueLimits(0, 100);
  constexpr double kBeginning = 0.05;
  m_plot->setUndecided(kBeginning);
  m_plot->setAccessibleName(tr("Test curves of all seeds"));
  m_plot->setToolTip(
      tr("The band goes from the least to the most of all seeds, and the line in it is their median. The "
         "other line is the run itself."));
  columns->addWidget(m_plot, 1);
  connect(m_start, &QPushButton::clicked, this, &SeedsDialog::startOrStop);
  connect(&m_runner, &RepeatRunner::changed, this, &SeedsDialog::showState);
  connect(&m_runner, &RepeatRunner::failed, m_sentence, &QLabel::setText);
  showState();
}

void SeedsDialog::setRun(RunToRepeat run) {
  if (m_runner.isRunning() || areRepeatedAlike(run, m_run)) return;
  m_run = std::move(run);
  if (m_run.steps > 0) m_steps->setValue(static_cast<int>(m_run.steps));
  showState();
}

QWidget* SeedsDialog::makeControls() {
  auto* controls = new QWidget;
  controls->setFixedWidth(300);
  auto* rows = new QVBoxLayout(controls);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(
      mutedLabel(tr("A run depends on its seed: the initial weights and the order of the samples are drawn "
                    "from it. What two "
                    "runs differ by means little where it is less than what seeds differ by.")));
  m_note = mutedLabel({});
  rows->addWidget(m_note);
  auto* form = new QFormLayout;
  m_count->setRange(2, kMostSeeds);
  m_count->setValue(kUsualSeeds);
  form->addRow(tr("Seed&s"),
               described(m_count, tr("Seeds"),
                         tr("How many other seeds are trained. With five the band is a good guess, and "
                            "with more a better one")));
  setUpSteps(*m_steps, m_run, kUsualSteps);
  form->addRow(tr("Ste&ps"),
               described(m_steps, tr("Steps"),
                         tr("How many steps each is trained: as many as the run, to be compared "
                            "with it")));
  rows->addLayout(form);
  setUpStart(*m_start);
  rows->addWidget(m_start);
  setUpProgress(*m_progress, tr("How far the seeds are"));
  rows->addWidget(m_progress);
  m_sentence->setWordWrap(true);
  rows->addWidget(m_sentence);
  setUpTable(*m_table, tr("Results of the seeds"), {tr("Seed"), tr("Steps"), tr("Last test")});
  rows->addWidget(m_table, 1);
  return controls;
}

engine::RepeatSpec SeedsDialog::spec() const {
  engine::RepeatSpec spec{.experiments = {},
                          .dataset = m_run.design.dataset,
                          .initial = m_run.design.initial,
                          .steps = m_steps->value()};
  for (std::uint64_t seed = 1; static_cast<int>(spec.experiments.size()) < m_count->value(); ++seed) {
    if (seed == m_run.design.experiment.seed) continue;
    spec.experiments.push_back(m_run.design.experiment);
    spec.experiments.back().seed = seed;
    spec.changes.push_back(m_run.changes.value_or(std::vector<engine::TimelineEvent>()));
  }
  return spec;
}

void SeedsDialog::startOrStop() {
  if (m_runner.isRunning()) return m_runner.cancel();
  engine::RepeatSpec spec = this->spec();
  m_seeds.clear();
  for (const engine::Experiment& experiment : spec.experiments) m_seeds.push_back(experiment.seed);
  m_sentence->clear();
  m_runner.start(std::move(spec));
}

std::vector<const engine::History*> SeedsDialog::banded() const {
  std::vector<const engine::History*> done;
  std::vector<const engine::History*> begun;
  for (const engine::Repetition& run : m_runner.runs()) {
    if (run.diverged || run.history.test.empty()) continue;
    begun.push_back(&run.history);
    if (run.isDone) done.push_back(&run.history);
  }
  return done.size() < 2 ? begun : done;
}

std::vector<engine::TestBand> SeedsDialog::bands() const {
  return engine::testBands(banded());
}

QString SeedsDialog::sentence() const {
  std::vector<const engine::Repetition*> runs;
  for (const engine::Repetition& run : m_runner.runs()) runs.push_back(&run);
  const LastTests tests = lastTests(runs);
  QStringList sentences;
  if (tests.count > 1)
    sentences
        << tr("With %Ln other seed(s), the median of the last test is %1; the results go from %2 to %3.",
              nullptr, static_cast<int>(tests.count))
               .arg(resultText(tests.median, tests.areAccuracies),
                    resultText(tests.least, tests.areAccuracies),
                    resultText(tests.most, tests.areAccuracies));
  if (const auto& own = m_run.history->test; tests.count > 1 && !own.empty()) {
    const engine::Metrics& last = own.back().metrics;
    sentences << tr("The run itself has %1.")
                     .arg(resultText(tests.areAccuracies ? last.accuracy : last.loss, tests.areAccuracies));
  }
  if (tests.diverged > 0) sentences << tr("%Ln seed(s) diverged.", nullptr, static_cast<int>(tests.diverged));
  return sentences.join(QLatin1Char(' '));
}

void SeedsDialog::showState() {
  const bool isRunning = m_runner.isRunning();
  m_start->setText(isRunning ? tr("Stop") : tr("&Train them"));
  m_count->setEnabled(!isRunning);
  m_steps->setEnabled(!isRunning);
  m_note->setText(changedNote(m_run.changes));
  m_note->setVisible(!m_note->text().isEmpty());
  showProgress(*m_progress, m_runner);
  showRuns();
  const std::size_t count = bands().size();
  if (count != std::exchange(m_told, count) || !isRunning) emit bandsChanged();
}

void SeedsDialog::showRuns() {
  const bool isAccuracy = m_run.design.dataset->hasClasses();
  const auto& runs = m_runner.runs();
  m_table->setRowCount(static_cast<int>(runs.size()));
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const engine::Repetition& run = runs[static_cast<std::size_t>(row)];
    const auto& test = run.history.test;
    const QString last =
        run.diverged ? tr("diverged")
        : test.empty()
            ? QStringLiteral("–")
            : resultText(isAccuracy ? test.back().metrics.accuracy : test.back().metrics.loss, isAccuracy);
    fillRow(*m_table, row,
            {QString::number(m_seeds[static_cast<std::size_t>(row)]), countText(run.steps), last});
  }
  if (!runs.empty()) m_sentence->setText(sentence());

  RunPlot::Line own{.name = m_run.title, .colour = m_run.colour};
  for (const engine::HistoryPoint& point : m_run.history->test) {
    own.keys << static_cast<double>(point.step);
    own.values << (isAccuracy ? 100 * point.metrics.accuracy : point.metrics.loss);
  }
  const auto count = static_cast<int>(banded().size());
  RunPlot::Line middle{.name = count == 0 ? QString() : tr("median of %Ln seed(s)", nullptr, count),
                       .colour = RunPlot::kMuted};
  for (const engine::TestBand& band : bands()) {
    const engine::TestBand::Spread& spread = isAccuracy ? band.accuracy : band.loss;
    const double factor = isAccuracy ? 100 : 1;
    middle.keys << static_cast<double>(band.step);
    middle.values << factor * spread.median;
    middle.least << factor * spread.least;
    middle.most << factor * spread.most;
  }
  m_plot->setLines({std::move(middle), std::move(own)});
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/compare_dialog.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPixmap>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/base/background_thread.h"
#include "ui/runs/compare_pictures.h"
#include "ui/runs/setting_rows.h"
#include "ui/theme/theme.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kBeginningOfCurves = 0.05;

engine::TrainedSide sideOf(const ComparedRun& run) {
  const engine::Snapshot& snapshot = *run.snapshot;
  return {.network = snapshot.network,
          .weights = snapshot.state.weights,
          .initial = run.design.initial ? *run.design.initial
                                        : snapshot.network->initialParameters(run.design.experiment.seed),
          .dataset = run.design.dataset,
          .training = run.design.experiment.training};
}

QTableWidget* makeTable(const QStringList& headers, const QString& name) {
  auto* table = new QTableWidget(0, static_cast<int>(headers.size()));
  table->setHorizontalHeaderLabels(headers);
  // Names of runs can be longer than their columns.
  table->horizontalHeader()->setTextElideMode(Qt::ElideRight);
  for (int column = 0; column < headers.size(); ++column)
    table->horizontalHeaderItem(column)->setToolTip(headers[column]);
  table->setAccessibleName(name);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(21);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setShowGrid(false);
  table->setFrameShape(QFrame::NoFrame);
  return table;
}

void addRow(QTableWidget& table, const QStringList& texts) {
  const int row = table.rowCount();
  table.insertRow(row);
  for (int column = 0; column < texts.size(); ++column) {
    auto* item = new QTableWidgetItem(texts[column]);
    item->setToolTip(texts[column]);
    table.setItem(row, column, item);
  }
}

QLabel* sectionTitle(const QString& text) {
  auto* label = new QLabel(text);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  return label;
}

QString shareText(const std::optional<double>& share) {
  return share ? percentText(*share) : QStringLiteral("–");
}

}  // namespace

CompareDialog::CompareDialog(ComparedRun first, ComparedRun second, QWidget* parent)
    : QDialog(parent), m_runs{std::move(first), std::move(second)} {
  setWindowTitle(tr("%1 and %2").arg(m_runs[0].title, m_runs[1].title));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(1080, 660);
  auto* columns = new QHBoxLayout(this);
  columns->setSpacing(16);
  columns->addWidget(makeLeft(), 2);
  columns->addWidget(makeRight(), 3);
  fillSettings();
  showCurves();
  request();
}

bool CompareDialog::hasClasses() const {
  return m_runs[0].design.dataset->hasClasses() && m_runs[1].design.dataset->hasClasses();
}

QWidget* CompareDialog::makeLeft() {
  auto* left = new QWidget;
  auto* rows = new QVBoxLayout(left);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(sectionTitle(tr("Settings that differ")));
  m_settings = makeTable({tr("Setting"), m_runs[0].title, m_runs[1].title}, tr("Settings that differ"));
  m_settings->setWordWrap(true);
  m_settings->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  rows->addWidget(m_settings, 2);
  rows->addWidget(sectionTitle(tr("How far the layers have moved")));
  m_drift = makeTable({tr("Layer"), m_runs[0].title, m_runs[1].title, tr("apart")},
                      tr("How far the layers have moved"));
  rows->addWidget(m_drift, 2);
  rows->addWidget(mutedLabel(
      tr("For each run how far a layer's parameters went from where they began, as a share of their "
         "length then; and how far the two runs lie apart now, where their shapes are the same. "
         "Around 140 % are two networks that have nothing in common.")));
  m_note = mutedLabel();
  rows->addWidget(m_note);
  return left;
}

QWidget* CompareDialog::makeRight() {
  auto* right = new QWidget;
  auto* grid = new QGridLayout(right);
  grid->setContentsMargins(0, 0, 0, 0);
  m_plot = new RunPlot(tr("step"), {});
  m_plot->setAccessibleName(tr("Test curves of both runs"));
  m_plot->setToolTip(tr("Measured on the test samples"));
  grid->addWidget(sectionTitle(hasClasses() ? tr("Test accuracy") : tr("Test loss")), 0, 0, 1, 2);
  grid->addWidget(m_plot, 1, 0, 1, 2);
  for (int side = 0; side < 2; ++side) {
    const auto at = static_cast<std::size_t>(side);
    m_answersTitles[at] = new QLabel(m_runs[at].title);
    m_answersTitles[at]->setWordWrap(true);
    m_answers[at] = new AnswerMatrix;
    m_weights[at] = new FirstWeights;
    grid->addWidget(m_answersTitles[at], 2, side);
    grid->addWidget(m_answers[at], 3, side);
    grid->addWidget(mutedLabel(tr("The first layer of %1").arg(m_runs[at].title)), 4, side);
    grid->addWidget(m_weights[at], 5, side);
    grid->setColumnStretch(side, 1);
  }
  constexpr int kPictureRows = 3;
  grid->setRowStretch(1, 2);
  grid->setRowStretch(3, kPictureRows);
  grid->setRowStretch(5, 2);
  return right;
}

void CompareDialog::fillSettings() {
  for (const DifferentRow& row : differentRows(m_runs[0].design, m_runs[1].design))
    addRow(*m_settings, {row.name, row.first, row.second});
  if (!m_runs[0].changes || !m_runs[1].changes || *m_runs[0].changes != *m_runs[1].changes) {
    const auto said = [](const std::optional<QStringList>& changes) {
      if (!changes) return tr("not known any more");
      if (changes->isEmpty()) return tr("nothing");
      constexpr int kMost = 6;
      QStringList lines = changes->mid(0, kMost);
      if (const int more = static_cast<int>(changes->size()) - kMost; more > 0)
        lines << tr("and %Ln more", nullptr, more);
      return lines.join(QLatin1Char('\n'));
    };
    addRow(*m_settings, {tr("Changed on the way"), said(m_runs[0].changes), said(m_runs[1].changes)});
  }
  if (m_settings->rowCount() == 0) addRow(*m_settings, {tr("All settings are the same."), {}, {}});
}

void CompareDialog::showCurves() {
  const bool isAccuracy = hasClasses();
  m_plot->setNames(tr("step"), isAccuracy ? tr("test accuracy (%)") : tr("test loss"));
  if (isAccuracy) m_plot->setValueLimits(0, 100);
  m_plot->setUndecided(kBeginningOfCurves);
  std::vector<RunPlot::Line> lines;
  for (const ComparedRun& run : m_runs) {
    RunPlot::Line& line = lines.emplace_back(RunPlot::Line{.name = run.title, .colour = run.colour});
    for (const engine::HistoryPoint& point : run.history->test) {
      line.keys << static_cast<double>(point.step);
      line.values << (isAccuracy ? 100 * point.metrics.accuracy : point.metrics.loss);
    }
  }
  m_plot->setLines(std::move(lines));
}

void CompareDialog::request() {
  for (const ComparedRun& run : m_runs) {
    if (!run.snapshot)
      return m_note->setText(tr("The weights of %1 were let go when there was no memory for them, so there "
                                "is nothing to compare of them.")
                                 .arg(run.title));
    if (run.design.dataset->test.size() == 0)
      return m_note->setText(
          tr("The test samples of %1 are not here, so the weights are not compared.").arg(run.title));
  }
  m_note->setText(tr("Both networks are answering the test samples…"));
  m_job.request(
      [first = m_runs[0], second = m_runs[1]](const engine::Progress& progress) -> Comparison {
        engine::lowerThreadPriority();
        return std::make_shared<const engine::RunComparison>(
            engine::compareRuns(sideOf(first), sideOf(second), progress));
      },
      [this](Comparison comparison) { take(std::move(comparison)); });
}

void CompareDialog::take(Comparison comparison) {
  m_comparison = std::move(comparison);
  m_note->clear();
  m_note->hide();
  fillDrift();
  const std::array<const engine::SideResult*, 2> results = {&m_comparison->first, &m_comparison->second};
  for (std::size_t side = 0; side < 2; ++side) {
    const ComparedRun& run = m_runs[side];
    const engine::SideResult& result = *results[side];
    const engine::Dataset& dataset = *run.design.dataset;
    // In a run's past, its curve continues beyond the state shown.
    const QString step = countText(run.snapshot->state.step);
    if (dataset.hasClasses()) {
      m_answers[side]->setCounts(&result.confusion.counts, dataset.classNames);
      m_answersTitles[side]->setText(tr("%1 at step %2: %3 of %4 test samples right")
                                         .arg(run.title, step, percentText(result.confusion.accuracy(), 2),
                                              countText(dataset.test.size())));
    } else {
      m_answers[side]->hide();
      m_answersTitles[side]->setText(
          tr("%1 at step %2: answers are off by %3 in the root of the mean square, over %4 test samples")
              .arg(run.title, step, valueText(result.rmse), countText(dataset.test.size())));
    }
    m_weights[side]->setWeights(run.snapshot->network, run.snapshot->state.weights, dataset.shape);
  }
}

void CompareDialog::fillDrift() {
  const engine::RunComparison& both = *m_comparison;
  const auto& network = m_runs[0].design.experiment.network;
  const std::size_t layers = std::max(both.first.drift.size(), both.second.drift.size());
  const auto at = [](const std::vector<std::optional<double>>& values, std::size_t layer) {
    return shareText(layer < values.size() ? values[layer] : std::nullopt);
  };
  for (std::size_t layer = 0; layer < layers; ++layer) {
    const auto& named = layer < network.layers.size() ? network : m_runs[1].design.experiment.network;
    addRow(*m_drift, {layerText(named, layer), at(both.first.drift, layer), at(both.second.drift, layer),
                      at(both.apart, layer)});
  }
}

}  // namespace pellucid::ui

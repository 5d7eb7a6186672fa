// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableWidget>
#include <algorithm>

#include "engine/io/atomic_write.h"
#include "engine/io/transfer_csv.h"
#include "engine/io/transfer_svg.h"
#include "engine/transfer/presets.h"
#include "ui/transfer/arm_lines.h"
#include "ui/transfer/live_view.h"
#include "ui/transfer/transfer_text.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {
namespace {

constexpr int kOwnNetwork = -1;  // data of the source box's entry for the network in the window

template <class Field>
Field* described(Field* field, const QString& name, const QString& tip) {
  field->setAccessibleName(name);
  field->setToolTip(tip);
  return field;
}

QSpinBox* numberBox(int least, int most, int value) {
  auto* box = new QSpinBox;
  box->setRange(least, most);
  box->setValue(value);
  return box;
}

}  // namespace

TransferPanel::TransferPanel(TaskMaker maker, QWidget* parent)
    : QWidget(parent), m_maker(maker), m_worker(std::move(maker)) {
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(8, 6, 8, 6);
  columns->setSpacing(8);
  columns->addWidget(makeChoices());
  columns->addWidget(makePages(), 1);
  connect(&m_worker, &TransferWorker::changed, this, &TransferPanel::show);
  connect(&m_worker, &TransferWorker::failed, this, &TransferPanel::failed);
  choosePreset();
  show();
}

QWidget* TransferPanel::makeChoices() {
  m_source = described(new QComboBox, tr("Experiment"),
                       tr("A ready experiment, or the network in the main window as the source"));
  for (std::size_t i = 0; i < engine::transferPresets().size(); ++i)
    m_source->addItem(QString::fromStdString(engine::transferPresets()[i].title), static_cast<int>(i));
  m_lesson = new QLabel;
  m_lesson->setWordWrap(true);
  m_lesson->setProperty("muted", true);
  m_data = described(new QLineEdit, tr("Target"),
                     tr("The task to learn: data:CLASSES+CHANGES, as mnist:5-9, mnist+parity, mnist+invert, "
                        "mnist+rotate90, mnist+noise0.3, mnist+permute or mnist+shuffle-labels"));
  m_arms =
      described(new QLineEdit, tr("Arms"),
                tr("Ways to begin, with commas.\nscratch: all new. frozen: copied, only the output layer "
                   "learns. half: the upper half learns. finetune: all learn.\nlock:1+2: copied, with "
                   "padlocks on these layers."));
  m_samples =
      described(new QLineEdit, tr("Samples a class"),
                tr("How many training samples of each class, with commas: the axis of the right plot"));
  m_seeds = described(numberBox(1, 100, 3), tr("Seeds"),
                      tr("Every arm runs so often, with other samples, batches and first weights"));
  m_steps =
      described(numberBox(1, 100'000, 200), tr("Steps"), tr("Batches of 32 samples that each arm sees"));
  m_factor = described(new QDoubleSpinBox, tr("Rate factor"),
                       tr("The learning rate of finetune is so many times that of the other arms"));
  m_factor->setRange(0.01, 10);
  m_factor->setSingleStep(0.1);
  m_factor->setValue(1);
  m_newHead = described(new QCheckBox(tr("&New output layer")), tr("New output layer"),
                        tr("It begins anew even where source and target have the same classes"));
  m_run = new QPushButton(tr("&Measure"));
  m_run->setProperty("primary", true);
  m_progress = new QProgressBar;
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(4);
  m_progress->setAccessibleName(tr("Runs that are done"));
  m_state = new QLabel;
  m_state->setWordWrap(true);
  m_state->setProperty("muted", true);
  m_exportCsv = new QPushButton(tr("Export &CSV…"));
  m_exportCsv->setToolTip(tr("All curves, in the columns of pellucid transfer --csv"));
  m_exportPicture = new QPushButton(tr("E&xport PNG…"));
  m_exportPicture->setToolTip(tr("Both plots as a picture"));
  m_exportSvg = new QPushButton(tr("Export &SVG…"));
  m_exportSvg->setToolTip(tr("The accuracy over the number of samples as a drawing that can be scaled"));

  auto* choices = new QWidget;
  choices->setFixedWidth(272);
  auto* rows = new QVBoxLayout(choices);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(m_source);
  rows->addWidget(m_lesson);
  auto* form = new QFormLayout;
  form->setSpacing(6);
  form->addRow(tr("Tar&get"), m_data);
  form->addRow(tr("&Arms"), m_arms);
  form->addRow(tr("Sam&ples"), m_samples);
  form->addRow(tr("See&ds"), m_seeds);
  form->addRow(tr("S&teps"), m_steps);
  form->addRow(tr("Rate fact&or"), m_factor);
  rows->addLayout(form);
  rows->addWidget(m_newHead);
  rows->addWidget(m_run);
  rows->addWidget(m_progress);
  rows->addWidget(m_state);
  rows->addStretch();
  rows->addWidget(m_exportCsv);
  rows->addWidget(m_exportPicture);
  rows->addWidget(m_exportSvg);
  connect(m_source, &QComboBox::currentIndexChanged, this, &TransferPanel::choosePreset);
  connect(m_run, &QPushButton::clicked, this, [this] { m_worker.isRunning() ? cancel() : run(); });
  connect(m_exportCsv, &QPushButton::clicked, this, &TransferPanel::exportCsv);
  connect(m_exportSvg, &QPushButton::clicked, this, &TransferPanel::exportSvg);
  connect(m_exportPicture, &QPushButton::clicked, this, &TransferPanel::exportPicture);
  return choices;
}

QWidget* TransferPanel::makePages() {
  auto* tabs = described(new SegmentedControl, tr("Watch or measure"),
                         tr("Watch: all arms learn before your eyes, once.\nMeasure: every arm with every "
                            "number of samples and seed, as fast as it goes"));
  tabs->addTab(tr("Watch"));
  tabs->addTab(tr("Measure"));
  m_live = new LiveView(m_maker);
  m_pages = new QStackedWidget;
  m_pages->addWidget(m_live);
  m_pages->addWidget(makeFigures());
  auto* pages = new QWidget;
  auto* rows = new QVBoxLayout(pages);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(tabs, 0, Qt::AlignLeft);
  rows->addWidget(m_pages, 1);
  connect(tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
  connect(m_run, &QPushButton::clicked, tabs, [tabs] { tabs->setCurrentIndex(1); });
  connect(m_live, &LiveView::failed, this, &TransferPanel::failed);
  connect(m_live, &LiveView::wanted, this, [this] {
    if (const auto chosen = choice()) m_live->begin(*chosen);
  });
  // What is watched is what is chosen, or nothing.
  const auto forget = [this] { m_live->arms().clear(); };
  connect(m_data, &QLineEdit::textEdited, this, forget);
  connect(m_arms, &QLineEdit::textEdited, this, forget);
  connect(m_steps, &QSpinBox::valueChanged, this, forget);
  connect(m_factor, &QDoubleSpinBox::valueChanged, this, forget);
  connect(m_newHead, &QCheckBox::toggled, this, forget);
  return pages;
}

QWidget* TransferPanel::makeFigures() {
  m_size = described(new QComboBox, tr("Samples of the curves"),
                     tr("For how many samples a class the left plot shows the curves"));
  m_size->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_size->hide();  // until there is a choice
  m_curves = new ArmPlot(tr("step"), false);
  m_curves->setAccessibleName(tr("Target accuracy of each arm over the steps"));
  m_curves->setToolTip(
      tr("Each arm's accuracy on the target's test samples while it learns: the median over the "
         "seeds, and a band from the least to the most"));
  m_sweep = new ArmPlot(tr("training samples of each class"), true);
  m_sweep->setAccessibleName(tr("Target accuracy of each arm over the number of samples"));
  m_sweep->setToolTip(
      tr("The accuracy at the last step: where the lines cross, another arm is the better choice"));
  m_conclusion = new QLabel;
  m_conclusion->setWordWrap(true);
  m_conclusion->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_conclusion->setAccessibleName(tr("What the figures say"));
  m_table =
      described(new QTableWidget(0, static_cast<int>(tableHeadings().size())), tr("Figures"),
                tr("Medians over the seeds. Source: what is left of the old task. Drift: how far each "
                   "layer's weights have moved from the source's, relative to their size. To 80 %: steps "
                   "to four fifths of the best accuracy of all arms."));
  m_table->setHorizontalHeaderLabels(tableHeadings());
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
  m_table->horizontalHeader()->setStretchLastSection(true);

  auto* left = new QWidget;
  auto* leftRows = new QVBoxLayout(left);
  leftRows->setContentsMargins(0, 0, 0, 0);
  leftRows->setSpacing(4);
  leftRows->addWidget(m_size, 0, Qt::AlignLeft);
  leftRows->addWidget(m_curves, 1);
  auto* plots = new QSplitter(Qt::Horizontal);
  plots->addWidget(left);
  plots->addWidget(m_sweep);
  plots->setSizes({1, 1});
  plots->setChildrenCollapsible(false);
  auto* below = new QWidget;
  auto* belowRows = new QVBoxLayout(below);
  belowRows->setContentsMargins(0, 0, 0, 0);
  belowRows->addWidget(m_conclusion);
  belowRows->addWidget(m_table, 1);
  auto* figures = new QSplitter(Qt::Vertical);
  figures->addWidget(plots);
  figures->addWidget(below);
  figures->setStretchFactor(0, 3);
  figures->setStretchFactor(1, 2);
  figures->setChildrenCollapsible(false);
  connect(m_size, &QComboBox::currentIndexChanged, this, &TransferPanel::showCurves);
  return figures;
}

void TransferPanel::setNetwork(engine::SourceModel network, engine::DatasetPtr trainedFor) {
  m_network = std::make_shared<const engine::SourceModel>(std::move(network));
  m_networkData = std::move(trainedFor);
  if (m_source->findData(kOwnNetwork) < 0)
    m_source->insertItem(0, tr("The network in the window"), kOwnNetwork);
  m_source->setCurrentIndex(m_source->findData(kOwnNetwork));
  choosePreset();
}

void TransferPanel::choosePreset() {
  const int item = m_source->currentData().toInt();
  if (item == kOwnNetwork) {
    m_live->arms().clear();
    m_lesson->setText(
        tr("From the network as it is now, trained for %1.").arg(QString::fromStdString(m_network->name)));
    return;
  }
  const auto& preset = engine::transferPresets()[static_cast<std::size_t>(item)];
  m_lesson->setText(QString::fromStdString(preset.lesson));
  m_data->setText(QString::fromStdString(preset.data));
  m_arms->setText(QString::fromStdString(preset.arms));
  m_newHead->setChecked(preset.isHeadNew);
  m_samples->setText(samplesText(preset.samplesPerClass));
  m_live->prepare(preset.samplesPerClass[preset.samplesPerClass.size() / 2]);
}

std::optional<TransferChoice> TransferPanel::choice() {
  const auto samples = parseSamples(m_samples->text());
  if (!samples) {
    emit failed(tr("The samples are \"%1\"; give different whole numbers from 1 with commas, as 1,5,20,100.")
                    .arg(m_samples->text()));
    return std::nullopt;
  }
  TransferChoice choice;
  if (const int item = m_source->currentData().toInt(); item == kOwnNetwork) {
    choice.source = m_network;
    choice.sourceData = m_networkData;
  } else {
    choice.model = engine::transferPresets()[static_cast<std::size_t>(item)].model;
  }
  choice.data = m_data->text().trimmed().toStdString();
  choice.arms = m_arms->text().remove(' ').toStdString();
  choice.samples = *samples;
  choice.seeds = static_cast<std::uint64_t>(m_seeds->value());
  choice.steps = m_steps->value();
  choice.isHeadNew = m_newHead->isChecked();
  choice.fineTuneFactor = m_factor->value();
  return choice;
}

void TransferPanel::run() {
  const auto chosen = choice();
  if (!chosen) return;
  m_size->show();
  m_size->clear();
  for (const engine::Index samples : chosen->samples)
    m_size->addItem(tr("Samples a class: %1").arg(samples), qlonglong(samples));
  m_worker.start(*chosen);
}

void TransferPanel::cancel() {
  m_worker.cancel();
}

QString TransferPanel::conclusion() const {
  return m_conclusion->text();
}

void TransferPanel::show() {
  m_cells = engine::summarise(m_worker.curves());
  showProgress();
  showCurves();
  m_sweep->setLines(sampleLines(m_cells, m_worker.arms()));
  m_conclusion->setText(QString::fromStdString(engine::conclusion(m_cells)));
  showTable();
}

void TransferPanel::showProgress() {
  const bool isRunning = m_worker.isRunning();
  m_run->setText(isRunning ? tr("Cancel &measuring") : tr("&Measure"));
  m_progress->setRange(
      0, isRunning && m_worker.runs() == 0 ? 0 : std::max(1, static_cast<int>(m_worker.runs())));
  m_progress->setValue(static_cast<int>(m_worker.runsDone()));
  m_state->setText(progressText(m_worker));
  m_exportCsv->setEnabled(!m_worker.curves().empty());
  m_exportPicture->setEnabled(!m_worker.curves().empty());
  m_exportSvg->setEnabled(!m_cells.empty());
}

void TransferPanel::showCurves() {
  m_curves->setLines(stepLines(m_worker.curves(), m_worker.arms(), m_size->currentData().toLongLong()));
}

void TransferPanel::showTable() {
  m_table->setRowCount(static_cast<int>(m_cells.size()));
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const QStringList texts = tableRow(m_cells[static_cast<std::size_t>(row)], m_worker.arms());
    for (int column = 0; column < texts.size(); ++column)
      m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
  }
  m_table->resizeColumnsToContents();
}

QString TransferPanel::chooseFile(const QString& title, const QString& filter) {
  return QFileDialog::getSaveFileName(this, title, {}, filter);
}

void TransferPanel::write(const QString& file, const std::string& text) {
  if (file.isEmpty()) return;
  if (const auto written = engine::atomicWrite(file.toStdString(), std::string_view(text)); !written)
    emit failed(QString::fromStdString(written.error().message));
  else
    emit noted(tr("The figures are in %1.").arg(file));
}

void TransferPanel::exportCsv() {
  write(chooseFile(tr("Export the curves"), tr("CSV (*.csv)")), engine::transferCsv(m_worker.curves(), true));
}

void TransferPanel::exportSvg() {
  const std::string title = m_source->currentText().toStdString();
  write(chooseFile(tr("Export the drawing"), tr("SVG (*.svg)")), engine::transferSvg(m_cells, title));
}

void TransferPanel::exportPicture() {
  const QString file = chooseFile(tr("Export the plots"), tr("PNG (*.png)"));
  if (file.isEmpty()) return;
  constexpr int kWidth = 800;
  constexpr int kHeight = 500;
  QPixmap picture(2 * kWidth, kHeight);
  QPainter painter(&picture);
  painter.drawPixmap(0, 0, m_curves->toPixmap(kWidth, kHeight));
  painter.drawPixmap(kWidth, 0, m_sweep->toPixmap(kWidth, kHeight));
  painter.end();
  if (picture.save(file, "PNG"))
    emit noted(tr("The plots are in %1.").arg(file));
  else
    emit failed(tr("%1 could not be written.").arg(file));
}

}  // namespace pellucid::ui
